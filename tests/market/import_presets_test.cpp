// Vendors' exports as they come, on made files in their shape.
#include "catch.hpp"
#include "import_scratch.hpp"

using namespace relval;

namespace {

std::size_t row(const MarketData& data, const std::string& date) {
  for (std::size_t t = 0; t < data.dates.size(); ++t) {
    if (to_iso(data.dates[t]) == date) return t;
  }
  FAIL("no row " << date);
  return 0;
}
double at(const MarketData& data, const std::string& field, const std::string& date, const std::string& id) {
  return data.fields.at(field).panel.at(row(data, date), data.instruments.find(id).value());
}
bool missing(double value) { return value != value; }

const char* kFred =
    "observation_date,OAS_A,OAS_B\n"
    "2025-05-01,1.06,0.84\n"
    "2025-05-02,.,0.85\n"
    "2025-05-05,1.09,\n";

const char* kBdh =
    "Start Date,5/1/2025,,,,,\n"
    "End Date,5/7/2025,,,,,\n"
    "\n"
    "ACME 5Y Corp,,,,BETA 5Y Corp,,\n"
    "Dates,OAS,DUR,,Date,OAS,DUR\n"
    "5/1/2025,81.5,4.4,,2025-05-02,66,4.1\n"
    "5/2/2025,82,4.4,,2025-05-05,#N/A N/A,4.1\n"
    "5/5/2025,80.5,4.39,,,,\n"
    "5/6/2025,80,4.39\n";
const char* kBdhFields =
    "fields:\n"
    "  spread: {file: b.csv, preset: bloomberg_bdh, where: {field: OAS}, unit: bp}\n"
    "  duration: {file: b.csv, preset: bloomberg_bdh, where: {field: DUR}}\n";

const std::string kCdsHeader =
    "Date,Ticker,ShortName,RedCode,Tier,Ccy,DocClause,Spread6m,Spread5y,Spread10y,Recovery\n";
const std::string kCds =
    kCdsHeader +
    "01-May-25,ACME,Acme Corp,00AAA1,SNRFOR,USD,XR14,0.21%,0.85%,1.12%,40%\n"
    "01-May-25,ACME,Acme Corp,00AAA1,SNRFOR,USD,MR14,0.22%,0.87%,1.14%,40%\n"
    "01-May-25,BETA,\"Beta, Inc\",00BBB1,SNRFOR,USD,XR14,,0.6423%,,39.5%\n"
    "05/02/2025,ACME,Acme Corp,00AAA1,SNRFOR,USD,XR14,0.22%,0.86%,1.13%,40%\n";
const std::string kWhere = "where: {Tier: SNRFOR, Ccy: USD, DocClause: XR14}";

}  // namespace

TEST_CASE("a FRED file needs its name alone: dates, percent, missing values, instruments") {
  ImportFolder folder;
  folder.write("f.csv", kFred);
  folder.spec("fields: {spread: {file: f.csv, preset: fred}, duration: {constant: 7}}\n"
              "series: {OAS_A: {file: f.csv, preset: fred, release_lag: 1b}}\n", "file: f.csv, preset: fred");
  const Import made = folder.import();
  const MarketData& data = made.data;
  CHECK(data.instruments.id == std::vector<std::string>{"OAS_A", "OAS_B"});
  CHECK(at(data, "spread", "2025-05-01", "OAS_A") == 106);
  CHECK(missing(at(data, "spread", "2025-05-02", "OAS_A")));
  CHECK(missing(at(data, "spread", "2025-05-05", "OAS_B")));
  CHECK(data.series.at("OAS_A").values == std::vector<double>{1.06, 1.09});
  CHECK(made.report.questions.empty());
}

TEST_CASE("an older FRED file has DATE, and columns say which series is whose") {
  ImportFolder folder;
  folder.write("f.csv", "DATE,X1,X2,UNUSED\n2025-05-01,1.06,0.84,3\n");
  folder.spec("fields: {spread: {file: f.csv, preset: fred, columns: {A: X1, B: X2}}, duration: {constant: 7}}\n");
  CHECK(at(folder.import().data, "spread", "2025-05-01", "B") == 84);
}

TEST_CASE("rates of FRED make a curve, and a spread as the difference of two") {
  ImportFolder folder;
  folder.write("y.csv", "DATE,AAA,GOV\n2025-05-01,5.15,4.3\n");
  folder.spec("fields:\n  spread: {file: y.csv, preset: fred, columns: {A: AAA}, sampling: point, minus: {file: y.csv, "
              "preset: fred, columns: {A: GOV}, sampling: point}}\n  duration: {constant: 7}\n"
              "curves: {USD: {file: y.csv, preset: fred, columns: {365: GOV}, compounding: continuous}}\n",
              "list: [A]");
  const MarketData data = folder.import().data;
  CHECK(at(data, "spread", "2025-05-01", "A") == 85);
  CHECK(data.curves.at("USD").zero_rates == std::vector<double>{0.043});
}

TEST_CASE("what is written beside a preset wins") {
  ImportFolder folder;
  folder.write("f.csv", "when,A,B\n01.05.2025,106,84\n");
  folder.spec("fields: {spread: {file: f.csv, preset: fred, date: when, date_format: '%d.%m.%Y', unit: bp}, "
              "duration: {constant: 7}}\n");
  CHECK(at(folder.import().data, "spread", "2025-05-01", "A") == 106);
  folder.write("f.csv", "DATE,A,B\n2025-05-01,1.06,0.84\n");
  folder.spec("fields: {spread: {file: f.csv, preset: fred, scale: 100}, duration: {constant: 7}}\n");
  CHECK(at(folder.import().data, "spread", "2025-05-01", "A") == 106);  // not percent and times 100
  folder.write("f.csv", "DATE,A,B,C\n2025-05-01,1.06,0.84,1\n");
  folder.spec("fields: {spread: {file: f.csv, preset: fred, others: fault}, duration: {constant: 7}}\n");
  CHECK(folder.refusal().rfind("f.csv:1:10: 'C' is no instrument\n", 0) == 0);
}

TEST_CASE("a FRED file without its column of dates says what was looked for") {
  ImportFolder folder;
  folder.write("f.csv", "day,A,B\n2025-05-01,1.06,0.84\n");
  folder.spec("fields: {spread: {file: f.csv, preset: fred}, duration: {constant: 7}}\n");
  CHECK(folder.refusal() == "f.csv:1: expected a column called observation_date or DATE, found day, A, B\n"
                            "  1 | day,A,B\n"
                            "  say which it is: date: ...");
}

TEST_CASE("blocks of a BDH export keep their own dates and lengths") {
  ImportFolder folder;
  folder.write("b.csv", kBdh);
  folder.spec(kBdhFields, "file: b.csv, preset: bloomberg_bdh");
  const MarketData data = folder.import().data;
  CHECK(data.instruments.id == std::vector<std::string>{"ACME 5Y Corp", "BETA 5Y Corp"});
  CHECK(data.dates.size() == 4);
  CHECK(missing(at(data, "spread", "2025-05-01", "BETA 5Y Corp")));
  CHECK(at(data, "spread", "2025-05-02", "BETA 5Y Corp") == 66);
  CHECK(missing(at(data, "spread", "2025-05-05", "BETA 5Y Corp")));
  CHECK(at(data, "duration", "2025-05-05", "BETA 5Y Corp") == 4.1);
  CHECK(at(data, "duration", "2025-05-06", "ACME 5Y Corp") == 4.39);
}

TEST_CASE("a security of a BDH export is called otherwise in the store with names, and is a series with where") {
  ImportFolder folder;
  folder.write("b.csv", kBdh);
  folder.spec("fields:\n"
              "  spread: {file: b.csv, preset: bloomberg_bdh, where: {field: OAS}, unit: bp, names: {A: ACME 5Y Corp, "
              "B: BETA 5Y Corp}}\n"
              "  duration: {constant: 5}\n"
              "series: {acme: {file: b.csv, preset: bloomberg_bdh, where: {field: DUR, security: ACME 5Y Corp}, "
              "release_lag: 0d}}\n");
  const MarketData data = folder.import().data;
  CHECK(at(data, "spread", "2025-05-06", "A") == 80);
  CHECK(data.series.at("acme").values == std::vector<double>{4.4, 4.4, 4.39, 4.39});
}

TEST_CASE("which field of a BDH export is meant must be said, and must be one of it") {
  ImportFolder folder;
  folder.write("b.csv", kBdh);
  folder.spec("fields: {spread: {file: b.csv, preset: bloomberg_bdh, unit: bp}, duration: {constant: 5}}\n",
              "file: b.csv, preset: bloomberg_bdh");
  CHECK(folder.refusal().find("b.csv has the fields OAS, DUR; one of them is meant\n") != std::string::npos);
  CHECK(folder.refusal().find("  say which: where: {field: OAS}") != std::string::npos);
  folder.spec("fields: {spread: {file: b.csv, preset: bloomberg_bdh, where: {field: PX_LAST}}, "
              "duration: {constant: 5}}\n",
              "file: b.csv, preset: bloomberg_bdh");
  CHECK(folder.refusal().find("b.csv has no field 'PX_LAST'\n") != std::string::npos);
  CHECK(folder.refusal().find("  it has OAS, DUR") != std::string::npos);
}

TEST_CASE("faults in a BDH export stand at their line and cell") {
  ImportFolder folder;
  folder.spec(kBdhFields, "list: [ACME, BETA]");
  const auto said = [&](const std::string& text) {
    folder.write("b.csv", text);
    return folder.refusal();
  };
  const std::string head = "ACME,,,BETA,,\nDates,OAS,DUR,Dates,OAS,DUR\n";
  CHECK(said(head + "5/1/2025,81,4,5/1/2025,sixty,4\n") ==
        "b.csv:3:24: expected a number, found 'sixty'\n"
        "  3 | 5/1/2025,81,4,5/1/2025,sixty,4\n"
        "    |                        ^");
  CHECK(said(head + "5/1/2025,#N/A Requesting Data...,4,5/1/2025,60,4\n") ==
        "b.csv:3:10: expected a number, found '#N/A Requesting Data...'\n"
        "  3 | 5/1/2025,#N/A Requesting Data...,4,5/1/2025,60,4\n"
        "    |          ^\n"
        "  the file was saved before the vendor's answer was there; export it anew");
  CHECK(said(head + "5/1/2025,81,4,,60,4\n").rfind("b.csv:3:16: '60' of BETA has no date\n", 0) == 0);
  CHECK(said(head + "5/1/2025,81,4,5/1/2025,60,4,9\n").rfind("b.csv:3:29: '9' stands below no field\n", 0) == 0);
  CHECK(said(head + "13/5/2025,81,4,5/1/2025,60,4\n") ==
        "b.csv:3:1: expected a date written as %Y-%m-%d or %m/%d/%Y, found '13/5/2025'\n"
        "  3 | 13/5/2025,81,4,5/1/2025,60,4\n"
        "    | ^\n"
        "  13/5/2025 as \"%d/%m/%Y\": state it with date_format (dates.format for all files)");
  CHECK(said(",,\nDates,OAS,DUR\n5/1/2025,81,4\n").rfind("b.csv:2:7: no security stands above 'OAS'\n", 0) == 0);
  CHECK(said("ACME,BETA\n5/1/2025,81\n") ==
        "b.csv:1: expected a line of securities and below it a line of fields, each block beginning with 'Date' or "
        "'Dates', found none in the first 20 lines\n"
        "  export the blocks with their dates and headings\n"
        "  another delimiter? state it, as in delimiter: \";\"");
  CHECK(said("Dates,ACME\n5/1/2025,81\n")
            .find("b.csv:1: expected the names of the securities in the line above the fields, found no line\n") == 0);
}

TEST_CASE("a CDS composite makes an instrument for each ticker and tenor that has a quote") {
  ImportFolder folder;
  folder.write("c.csv", kCds);
  const std::string source = "file: c.csv, preset: markit_cds, " + kWhere;
  folder.spec("fields:\n  spread: {" + source + "}\n  recovery: {" + source + ", value: Recovery}\n"
              "  duration: {from_instruments: tenor_years}\n", source);
  const MarketData data = folder.import().data;
  CHECK(data.instruments.id == std::vector<std::string>{"ACME 6M", "ACME 5Y", "ACME 10Y", "BETA 5Y"});
  CHECK(data.instruments.number_of("tenor_years", 0) == 0.5);
  CHECK(data.instruments.text_of("issuer", 3) == "Beta, Inc");
  CHECK(data.instruments.text_of("currency", 1) == "USD");
  CHECK(data.instruments.text_of("seniority", 1) == "SNRFOR");
  CHECK(at(data, "spread", "2025-05-01", "ACME 5Y") == 85);
  CHECK(at(data, "spread", "2025-05-01", "BETA 5Y") == 64.23);  // the decimal point moved, not multiplied
  CHECK(at(data, "spread", "2025-05-02", "ACME 10Y") == 113);
  CHECK(missing(at(data, "spread", "2025-05-02", "BETA 5Y")));
  CHECK(at(data, "recovery", "2025-05-01", "BETA 5Y") == 39.5);
  CHECK(data.fields.at("recovery").info.unit == "percent");
}

TEST_CASE("tenors of a CDS composite are chosen like its other keys") {
  ImportFolder folder;
  folder.write("c.csv", kCds);
  folder.spec("fields:\n  spread: {file: c.csv, preset: markit_cds, " + kWhere + "}\n"
              "  duration: {from_instruments: tenor_years}\n",
              "file: c.csv, preset: markit_cds, where: {tenor: 5Y, DocClause: XR14}");
  CHECK(folder.import().data.instruments.id == std::vector<std::string>{"ACME 5Y", "BETA 5Y"});
}

TEST_CASE("where nothing of an export passes 'where', the message says what its columns hold") {
  ImportFolder folder;
  folder.write("c.csv", kCds);
  folder.spec("fields: {spread: {file: c.csv, preset: markit_cds}, duration: {constant: 5}}\n",
              "file: c.csv, preset: markit_cds, where: {DocClause: XR}");
  const std::string said = folder.refusal();
  CHECK(said.rfind("import.yaml:2:", 0) == 0);
  CHECK(said.find("no line of c.csv passes 'where' and 'exclude'\n") != std::string::npos);
  CHECK(said.find("\n  its column DocClause has MR14, XR14") != std::string::npos);
}

TEST_CASE("two lines of a ticker on a date are refused, and the message tells them apart") {
  ImportFolder folder;
  folder.write("c.csv", kCds);
  folder.spec("on_fault: quarantine\nfields: {spread: {file: c.csv, preset: markit_cds, where: {Tier: SNRFOR}}, "
              "duration: {constant: 5}}\n", "list: [ACME 5Y, ACME 10Y]");
  CHECK(folder.refusal() ==
        "c.csv:3: a second line of ACME on 2025-05-01 (Tier SNRFOR, Ccy USD, DocClause MR14); the first is line 2 "
        "(Tier SNRFOR, Ccy USD, DocClause XR14)\n"
        "  3 | 01-May-25,ACME,Acme Corp,00AAA1,SNRFOR,USD,MR14,0.22%,0.87%,1.14%,40%\n"
        "  say which is meant with 'where', as in where: {Tier: SNRFOR, Ccy: USD, DocClause: XR14}");
  const std::string line = "01-May-25,ACME,Acme Corp,00AAA1,SNRFOR,USD,XR14,0.21%,0.85%,1.12%,40%\n";
  folder.write("c.csv", kCdsHeader + line + line);
  CHECK(folder.refusal().find("\n  remove one of them") != std::string::npos);
}

TEST_CASE("a plain number in a CDS composite needs its unit, and is then taken as that") {
  ImportFolder folder;
  folder.write("c.csv", kCdsHeader + "01-May-25,ACME,Acme Corp,00AAA1,SNRFOR,USD,XR14,,0.0085,,40%\n");
  const auto spec = [&](const std::string& unit) {
    folder.spec("fields: {spread: {file: c.csv, preset: markit_cds" + unit + "}, duration: {constant: 5}}\n",
                "list: [ACME 5Y]");
  };
  spec("");
  CHECK(folder.refusal() ==
        "c.csv:2:50: expected a number, found '0.0085'\n"
        "  2 | 01-May-25,ACME,Acme Corp,00AAA1,SNRFOR,USD,XR14,,0.0085,,40%\n"
        "    |                                                  ^\n"
        "  such a file has percentages as in 0.85%; where it has plain numbers state their unit: percent, decimal or "
        "bp");
  spec(", unit: decimal");
  CHECK(at(folder.import().data, "spread", "2025-05-01", "ACME 5Y") == 85);
}

TEST_CASE("a file that is no CDS composite says which columns were looked for") {
  ImportFolder folder;
  folder.write("c.csv", "Date,Ticker,Spread5y\n01-May-25,ACME,0.85%\n");
  folder.spec("fields: {spread: {file: c.csv, preset: markit_cds}, duration: {constant: 5}}\n", "list: [ACME 5Y]");
  CHECK(folder.refusal() ==
        "c.csv:1: expected a header with Date, Ticker, Tier, Ccy and DocClause, found none in the first 20 lines\n"
        "  another delimiter? state it, as in delimiter: \";\"");
  folder.write("c.csv", "Date,Ticker,Tier,Ccy,DocClause,Conv\n01-May-25,ACME,SNRFOR,USD,XR14,1\n");
  CHECK(folder.refusal().find("c.csv:1: expected columns of spreads called as Spread6m or Spread5y, found none\n") ==
        0);
}

TEST_CASE("an index file gives each field from the column that is called as it") {
  ImportFolder folder;
  folder.write("i.csv", "As of Date,Index,Index Name,Eff. Dur,OAS,Total Return Index Value,Eff Yield\n"
                        "5/1/2025,AAA0,Index A,6.9,84,3012.4,4.9\n"
                        "5/1/2025,BBB0,Index B,6.7,104,2012.4,5.1\n");
  const std::string source = "{file: i.csv, preset: ice_index}";
  folder.spec("fields: {spread: " + source + ", duration: " + source + ", price: " + source + ", yield: " + source +
                  ", rank: {file: i.csv, preset: ice_index, value: OAS, unit: bp}}\n",
              "file: i.csv, preset: ice_index, columns: {issuer: Index Name}");
  const Import made = folder.import();
  CHECK(made.data.instruments.id == std::vector<std::string>{"AAA0", "BBB0"});
  CHECK(made.data.instruments.text_of("issuer", 1) == "Index B");
  CHECK(at(made.data, "spread", "2025-05-01", "BBB0") == 104);
  CHECK(at(made.data, "duration", "2025-05-01", "AAA0") == 6.9);
  CHECK(at(made.data, "price", "2025-05-01", "AAA0") == 3012.4);
  CHECK(at(made.data, "yield", "2025-05-01", "AAA0") == 4.9);
  CHECK(at(made.data, "rank", "2025-05-01", "AAA0") == 84);
  CHECK(made.report.questions.empty());
}

TEST_CASE("an index file whose columns are called otherwise says what was looked for") {
  ImportFolder folder;
  folder.write("i.csv", "Date,Index,SpreadOverGovt\n5/1/2025,AAA0,84\n");
  folder.spec("fields: {spread: {file: i.csv, preset: ice_index}, duration: {constant: 5}}\n", "list: [AAA0]");
  CHECK(folder.refusal() == "i.csv:1: expected a column called OAS or Option Adjusted Spread, found Date, Index, "
                            "SpreadOverGovt\n"
                            "  1 | Date,Index,SpreadOverGovt\n"
                            "  say which it is: value: ...");
  folder.spec("fields: {spread: {file: i.csv, preset: ice_index}, convexity: {file: i.csv, preset: ice_index}}\n",
              "list: [AAA0]");
  CHECK(folder.refusal().find("'preset: ice_index' knows no column of field 'convexity'\n") != std::string::npos);
}

TEST_CASE("keys that a preset's form cannot have are refused") {
  ImportFolder folder;
  folder.write("f.csv", kFred);
  const auto said = [&](const std::string& field) {
    folder.spec("fields: {spread: {file: f.csv, " + field + "}, duration: {constant: 5}}\n");
    return folder.refusal();
  };
  CHECK(said("preset: fred, instrument: x, value: y").find("'instrument' is of long files") != std::string::npos);
  CHECK(said("preset: bloomberg_bdh, columns: {A: a}").find("'columns' are of wide files") != std::string::npos);
  CHECK(said("preset: freed").find("preset") != std::string::npos);
  folder.spec("fields: {spread: {constant: 5}, duration: {constant: 5}}\n", "preset: fred, list: [A]");
  CHECK(folder.refusal().find("'preset' of the instruments needs a file") != std::string::npos);
  folder.spec("fields: {spread: {constant: 5, preset: fred}, duration: {constant: 5}}\n");
  CHECK(folder.refusal().find("it comes from no file") != std::string::npos);
}
