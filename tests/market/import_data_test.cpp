// The stores and specs that are committed: the real data, the reference example, the page docs/import.md.
#include "base/text.hpp"
#include "catch.hpp"
#include "import_scratch.hpp"
#include "market/store.hpp"

using namespace relval;

namespace {

const Path kSource = RELVAL_SOURCE_DIR;

std::size_t row_of(const MarketData& data, const std::string& date) {
  for (std::size_t t = 0; t < data.dates.size(); ++t) {
    if (to_iso(data.dates[t]) == date) return t;
  }
  FAIL("no row " << date);
  return 0;
}
double value(const MarketData& data, const std::string& field, const std::string& date, const std::string& id) {
  return data.fields.at(field).panel.at(row_of(data, date), data.instruments.find(id).value());
}

// The blocks of a page that open with ```csv NAME or ```yaml import NAME: name and text.
std::vector<std::pair<std::string, std::string>> blocks_of(const std::string& page) {
  std::vector<std::pair<std::string, std::string>> out;
  bool inside = false, named = false;
  for (const std::string& line : split(page, '\n')) {
    if (line.rfind("```", 0) == 0) {
      inside = !inside;
      named = false;
      for (const char* opening : {"```csv ", "```yaml import "}) {
        if (!inside || line.rfind(opening, 0) != 0) continue;
        out.emplace_back(line.substr(std::string(opening).size()), "");
        named = true;
      }
    } else if (inside && named) {
      out.back().second += line + "\n";
    }
  }
  return out;
}

}  // namespace

TEST_CASE("the committed spec makes the committed store, byte for byte") {
  const Import made = read_import(kSource / "data/us_credit_public.yaml");
  ImportFolder folder;
  write_store(folder.file("again.h5"), made.data);
  const std::string committed = read_file(kSource / "data/us_credit_public.h5");
  CHECK(committed.size() < 6'000'000);
  CHECK((read_file(folder.file("again.h5")) == committed));  // in brackets: Catch would print megabytes
}

TEST_CASE("the real spreads are the differences that the public files state") {
  const MarketData data = read_import(kSource / "data/us_credit_public.yaml").data;
  CHECK(data.dates.size() == 479);  // 1984-01 to 2023-11
  CHECK(to_iso(data.dates.front()) == "1984-01-31");
  CHECK(to_iso(data.dates.back()) == "2023-11-30");
  // 1984-01: HQM 10 years 12.89, Treasury 11.67; 2008-10: 8.85 less 3.81, the highest
  CHECK(value(data, "spread", "1984-01-31", "HQM_10Y") == 122);
  CHECK(value(data, "spread", "2008-10-31", "HQM_10Y") == 504);
  CHECK(value(data, "spread", "1984-01-31", "HQM_30Y") == -176);
  CHECK(value(data, "spread", "1990-01-31", "HQM_20Y") != value(data, "spread", "1990-01-31", "HQM_20Y"));
  CHECK(value(data, "duration", "1990-01-31", "HQM_20Y") == 20);
  const double slope =
      (value(data, "spread", "1990-01-31", "HQM_30Y") - value(data, "spread", "1990-01-31", "HQM_7Y")) / 23;
  CHECK(value(data, "slope", "1990-01-31", "HQM_10Y") == slope);  // past the 20 years that were not there
  CHECK(data.fields.at("spread").info.sampling == Sampling::average);
  CHECK(data.fields.at("slope").info.sampling == Sampling::average);
  CHECK(data.fields.at("spread").info.quote == Quote::constant_maturity);
  const Series& deals = data.series.at("hyperscaler_issuance");
  CHECK(deals.values == std::vector<double>{8500, 10500, 5000, 30000, 17000, 15000});
  CHECK(to_iso(deals.known_at.front()) == "2023-05-02");
  CHECK(data.series.at("oracle_issuance").values == std::vector<double>{18000});
  CHECK(data.series.count("ust_10y") == 1);
}

TEST_CASE("the reference pair's own table is imported with every input of a valuation") {
  const Import made = read_import(kSource / "tests/reference/pair_pnl_example/import.yaml");
  CHECK(made.data.dates.size() == 11);
  CHECK(value(made.data, "spread", "2025-11-17", "A") == 84);
  CHECK(value(made.data, "spread", "2025-12-02", "B") == 80);
  CHECK(value(made.data, "duration", "2025-12-01", "B") == 8.55);
  CHECK(value(made.data, "convexity", "2025-11-18", "B") == 118.2);
  CHECK(value(made.data, "slope", "2025-11-18", "A") == 4);
  CHECK(value(made.data, "loss", "2025-11-18", "A") == 0);
}

TEST_CASE("every spec on docs/import.md and docs/import_vendors.md runs as printed") {
  const std::string page = read_file(kSource / "docs/import.md") + read_file(kSource / "docs/import_vendors.md");
  ImportFolder folder;
  std::vector<std::string> specs;
  for (const auto& [name, text] : blocks_of(page)) {
    folder.write(name, text);
    if (Path(name).extension() == ".yaml") specs.push_back(name);
  }
  CHECK(specs == std::vector<std::string>{"names/import.yaml", "pair/import.yaml", "long/import.yaml",
                                          "etf/import.yaml", "daily/import.yaml", "vendors/fred.yaml",
                                          "vendors/bdh.yaml", "vendors/cds.yaml", "vendors/ice.yaml"});
  for (const std::string& spec : specs) CHECK(read_import(folder.file(spec)).data.dates.size() > 1);

  const MarketData names = read_import(folder.file("names/import.yaml")).data;
  CHECK(names.instruments.size() == 14);
  CHECK(value(names, "spread", "2025-05-05", "UNP") != value(names, "spread", "2025-05-05", "UNP"));
  CHECK(value(names, "duration", "2025-05-05", "UNP") == 7);
  CHECK(value(names, "duration", "2025-05-05", "MMM") == 5.5);
  CHECK(names.instruments.text_of("sector_l1", *names.instruments.find("META")) == "hyperscaler");

  const MarketData pair = read_import(folder.file("pair/import.yaml")).data;
  CHECK(value(pair, "spread", "2025-11-03", "A") == 84);
  CHECK(value(pair, "convexity", "2025-11-04", "B") == 118.2);
  CHECK(value(pair, "loss", "2025-11-05", "A") == 0.0002);

  const MarketData longer = read_import(folder.file("long/import.yaml")).data;
  CHECK(value(longer, "spread", "2025-01-06", "ACME 10Y") == 115);
  CHECK(value(longer, "slope", "2025-01-06", "ACME 5Y") == 7);  // (115 - 80) / 5 years
  CHECK(longer.instruments.text_of("issuer", 2) == "Beta; Sons");
  CHECK(longer.series.at("issuance").values == std::vector<double>{3500, 750});
  CHECK(longer.curves.at("USD").rows == 2);
}

TEST_CASE("the refusal that docs/import.md shows is the one that is given") {
  const std::string page = read_file(kSource / "docs/import.md");
  ImportFolder folder;
  for (const auto& [name, text] : blocks_of(page)) folder.write(name, text);
  std::string spec = read_file(folder.file("pair/import.yaml"));
  for (std::size_t at; (at = spec.find("clean.csv")) != std::string::npos;) spec.replace(at, 9, "legs.csv");
  folder.write("pair/import.yaml", spec);
  const std::vector<std::string> refusal = split(folder.refusal("pair/import.yaml"), '\n');
  REQUIRE(refusal.size() > 4);
  std::string shown;
  for (std::size_t i = 0; i < 4; ++i) shown += "    " + refusal[i] + "\n";
  INFO(shown);
  CHECK(page.find(shown) != std::string::npos);
}

TEST_CASE("an import writes the store and, in a quarantine, rejected.csv beside it, a refusal writes nothing") {
  ImportFolder folder;
  folder.spec("fields: {spread: {file: s.csv}}").write("s.csv", "date,A,B\n2025-01-02,100,90\n2025-01-03,x,91\n");
  CHECK_THROWS_AS(import_csv(folder.file("import.yaml")), Error);
  CHECK_FALSE(relval::exists(folder.file("out.h5")));
  CHECK_FALSE(relval::exists(folder.file("rejected.csv")));
  folder.spec("on_fault: quarantine\nfields: {spread: {file: s.csv, unit: bp}, duration: {constant: 5}}");
  const ImportReport report = import_csv(folder.file("import.yaml"));
  CHECK(report.quarantined == 1);
  CHECK(folder.without_folder(render(report)) ==
        "out.h5: 2 instruments x 2 rows, 2025-01-02 to 2025-01-03\n"
        "  field   spread           bp        3 values, 1 missing\n"
        "  field   duration         years     4 values, 0 missing\n"
        "  lines and cells set aside in rejected.csv: 1\n");
  CHECK(folder.without_folder(read_file(folder.file("rejected.csv"))) ==
        "file,line,column,value,reason\ns.csv,3,A,x,\"expected a number, found 'x'\"\n");
  const MarketData back = Store(folder.file("out.h5")).read_all();
  CHECK(back.instruments.id == std::vector<std::string>{"A", "B"});
  CHECK(back.fields.at("spread").panel.at(1, 1) == 91);
  CHECK(back.fields.at("spread").panel.at(1, 0) != back.fields.at("spread").panel.at(1, 0));
}

TEST_CASE("what an import only asks about is a line of its report, and nothing is refused for it") {
  ImportFolder folder;
  folder.spec("fields: {spread: {file: s.csv}, duration: {constant: 5}, duraton: {constant: 5}}")
      .write("s.csv",
             "date,A,B\n2025-01-02,1.2,--\n2025-01-03,1.3,#N/A N/A\n,,\n2025-01-06,1.2,1.1\n2025-01-07,1.2,1.1\n"
             "2052-01-08,1.2,1.1\n");
  const ImportReport report = folder.import().report;
  CHECK(report.blank_lines == 1);
  REQUIRE(report.questions.size() == 4);
  CHECK(report.questions[0].find("/dates 2052-01-08: 9862 days after the row before, 2025-01-07, where ") == 0);
  CHECK(report.questions[1] == "/fields/spread: the median is 1.2 bp; in percent? then 120 bp is meant");
  CHECK(report.questions[2] ==
        "/fields/duraton: is no field that relval knows, so no P&L reads it; did you mean 'duration'?");
  CHECK(report.questions[3] == "/fields/spread: no unit is stated, and bp is taken; unit: bp would say so");
}
