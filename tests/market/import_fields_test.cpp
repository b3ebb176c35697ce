#include "base/numeric.hpp"
#include "catch.hpp"
#include "import_scratch.hpp"
#include "market/import_build.hpp"

using namespace relval;

namespace {

std::vector<double> row(const MarketData& data, const std::string& field, std::size_t t) {
  const Panel& panel = data.fields.at(field).panel;
  return {panel.row(t), panel.row(t) + panel.names};
}
bool missing(double x) { return x != x; }
std::vector<std::string> dates_of(const MarketData& data) {
  std::vector<std::string> out;
  for (const Date date : data.dates) out.push_back(to_iso(date));
  return out;
}

}  // namespace

TEST_CASE("a wide file becomes a panel, and what is missing stays missing") {
  ImportFolder folder;
  folder.spec("fields: {spread: {file: s.csv}, duration: {constant: 5, constants: {B: 4.5}}}")
      .write("s.csv", "date,B,A\n2025-01-03,71,\n2025-01-02,70,100\n2025-01-06,,\n");
  const Import made = folder.import();
  CHECK(dates_of(made.data) == std::vector<std::string>{"2025-01-02", "2025-01-03"});
  CHECK(row(made.data, "spread", 0) == std::vector<double>{100, 70});
  CHECK(missing(row(made.data, "spread", 1)[0]));
  CHECK(row(made.data, "spread", 1)[1] == 71);
  CHECK(row(made.data, "duration", 1) == std::vector<double>{5, 4.5});
  CHECK(made.report.dates_empty == 1);
  CHECK(made.report.instruments == 2);
  CHECK(made.report.fields[0].values == 3);
  CHECK(made.report.fields[0].missing == 1);
}

TEST_CASE("a long file with names of its own becomes the same panel") {
  ImportFolder folder;
  folder
      .spec(
          "fields: {spread: {file: s.csv, instrument: t, value: v, unit: percent, names: {A: Acme 5}, others: ignore}}")
      .write("s.csv", "date,t,v\n2025-01-02,Acme 5,1.15\n2025-01-02,B,0.7\n2025-01-02,C,9\n2025-01-03,B,.\n");
  const Import made = folder.import();
  CHECK(made.data.dates.size() == 1);
  CHECK(row(made.data, "spread", 0) == std::vector<double>{115, 70});
}

TEST_CASE("one field may come from several files and sources") {
  ImportFolder folder;
  folder
      .spec("fields: {spread: {sources: [{files: [a1.csv, a2.csv], columns: {A: oas}}, {file: b.csv, unit: decimal}]}}")
      .write("a1.csv", "date,oas\n2025-01-02,100\n2025-01-03,101\n")
      .write("a2.csv", "date,oas\n2025-01-03,101\n2025-01-06,102\n")
      .write("b.csv", "date,B\n2025-01-03,0.007\n");
  const Import made = folder.import();
  CHECK(made.data.dates.size() == 3);
  CHECK(row(made.data, "spread", 1) == std::vector<double>{101, 70});
  CHECK(missing(row(made.data, "spread", 2)[1]));
  CHECK(made.report.repeated_values == 1);
}

TEST_CASE("a pattern finds the columns of each field in one file") {
  ImportFolder folder;
  folder.spec("fields: {spread: {file: s.csv, columns: '{id}_oas'}, duration: {file: s.csv, columns: '{id}_dur'}}")
      .write("s.csv", "date,A_oas,A_dur,B_oas,B_dur,note\n2025-01-02,100,5,70,4,x\n");
  const Import made = folder.import();
  CHECK(row(made.data, "spread", 0) == std::vector<double>{100, 70});
  CHECK(row(made.data, "duration", 0) == std::vector<double>{5, 4});
}

TEST_CASE("a constant has a value on every row, also where the instrument has no spread") {
  ImportFolder folder;
  folder.spec("fields: {spread: {file: s.csv}, duration: {from_instruments: tenor_years}}",
              "list: {A: {tenor_years: 5}, B: {tenor_years: 10}}")
      .write("s.csv", "date,A,B\n2025-01-02,100,\n2025-01-03,,70\n");
  const Import made = folder.import();
  CHECK(row(made.data, "duration", 0) == std::vector<double>{5, 10});
  CHECK(row(made.data, "duration", 1) == std::vector<double>{5, 10});
}

TEST_CASE("a difference exists where both sides do") {
  ImportFolder folder;
  folder.spec("dates: {stamp: month_end}\n"
              "fields: {spread: {file: c.csv, unit: percent, sampling: average,\n"
              "                  minus: {file: t.csv, unit: percent, sampling: average}}}")
      .write("c.csv", "date,A,B\n2025-01-01,5.15,6\n2025-02-01,5.2,\n2025-03-01,5,5\n")
      .write("t.csv", "date,A,B\n2025-01-01,4.03,4\n2025-02-01,4,4\n");
  const Import made = folder.import();
  CHECK(dates_of(made.data) == std::vector<std::string>{"2025-01-31", "2025-02-28"});
  CHECK(row(made.data, "spread", 0) == std::vector<double>{112, 200});  // 515 - 403 exactly
  CHECK(missing(row(made.data, "spread", 1)[1]));
  CHECK(made.report.unpaired_values == 3);
  CHECK(made.report.dates_stamped == 5);
  CHECK(made.data.fields.at("spread").info.sampling == Sampling::average);
}

TEST_CASE("averages less marks are refused unless allowed") {
  ImportFolder folder;
  const std::string files = "fields: {spread: {file: c.csv, sampling: average, minus: {file: c.csv, sampling: point}";
  folder.spec(files + "}}").write("c.csv", "date,A,B\n2025-01-02,5,6\n");
  CHECK(folder.refusal() ==
        "import.yaml:3:58: field 'spread' takes point values off average values\n"
        "  3 | fields: {spread: {file: c.csv, sampling: average, minus: {file: c.csv, sampling: point}}}\n"
        "    |                                                          ^\n"
        "  their difference moves where neither does; if that is meant: allow_mixed_sampling: true");
  folder.spec(files + ", allow_mixed_sampling: true, accept_unusual: true}}");
  CHECK(folder.refusal() == "");
  folder.spec("fields: {spread: {file: c.csv, sampling: average, minus: {file: c.csv}}}");
  CHECK(folder.refusal().find(
            "a difference needs 'sampling' on both sides; 'minus' of field 'spread' does not state it") !=
        std::string::npos);
}

TEST_CASE("the slope is a central difference, one-sided at the ends, past neighbours without a value") {
  const double nan = kNaN;
  // tenors out of order on purpose; the last two are a curve of their own
  const std::vector<double> tenors = {5, 1, 10, 2, 5, 7};
  const std::vector<std::string> group = {"x", "x", "x", "x", "y", "y"};
  const Panel spread{2, 6, {90, 50, 120, 60, 40, 44, nan, 50, 120, 60, 40, nan}};
  const Panel slope = curve_slopes(spread, tenors, group);
  CHECK(slope.at(0, 1) == (60.0 - 50) / (2 - 1));    // short end
  CHECK(slope.at(0, 3) == (90.0 - 50) / (5 - 1));    // centre
  CHECK(slope.at(0, 0) == (120.0 - 60) / (10 - 2));
  CHECK(slope.at(0, 2) == (120.0 - 90) / (10 - 5));  // long end
  CHECK(slope.at(0, 4) == 2);
  CHECK(slope.at(0, 5) == 2);
  CHECK(missing(slope.at(1, 0)));                    // no spread, no slope
  CHECK(slope.at(1, 3) == (120.0 - 50) / (10 - 1));  // past the missing 5 years
  CHECK(slope.at(1, 2) == (120.0 - 60) / (10 - 2));
  CHECK(missing(slope.at(1, 4)));                    // alone on its curve that day
}

TEST_CASE("two instruments of one tenor on one curve have no slope to choose") {
  ImportFolder folder;
  folder.spec("fields: {spread: {file: s.csv}, slope: {from: spread, along: tenor_years}}",
              "list: {A: {tenor_years: 5, issuer: a}, B: {tenor_years: 5, issuer: b}}")
      .write("s.csv", "date,A,B\n2025-01-02,100,90\n");
  CHECK(folder.refusal().find("A and B have the same tenor_years on one curve") != std::string::npos);
}

TEST_CASE("weekend rows are a fault, dropped, or moved to Friday") {
  ImportFolder folder;
  const std::string text = "date,A,B\n2025-01-03,100,90\n2025-01-05,101,91\n2025-01-06,102,92\n";
  folder.write("s.csv", text).spec("dates: {weekend: drop}\nfields: {spread: {file: s.csv}}");
  CHECK(folder.import().data.dates.size() == 2);
  CHECK(folder.import().report.dates_dropped == 1);
  folder.spec("fields: {spread: {file: s.csv}}");
  CHECK(folder.refusal() == "s.csv:3:1: 2025-01-05 is a Sunday\n"
                            "  3 | 2025-01-05,101,91\n"
                            "    | ^\n"
                            "  weekend: shift moves it to the Friday before, weekend: drop leaves it out");
  folder.spec("dates: {weekend: shift}\nfields: {spread: {file: s.csv}}");
  CHECK(folder.refusal() == "s.csv:3: 2025-01-03 and 2025-01-05 both fall on 2025-01-03 here\n"
                            "  3 | 2025-01-05,101,91\n"
                            "  two rows of one date: which of them counts is yours to say; remove one");
  folder.write("s.csv", "date,A,B\n2025-01-05,101,91\n");
  CHECK(dates_of(folder.import().data) == std::vector<std::string>{"2025-01-03"});
  CHECK(folder.import().report.dates_shifted == 1);
}

TEST_CASE("bounds and a grid choose the rows") {
  ImportFolder folder;
  folder.write("s.csv", "date,A,B\n2025-01-02,100,90\n2025-01-03,101,91\n2025-01-06,102,92\n")
      .write("d.csv", "date,A,B\n2025-01-01,5,5\n2025-01-03,5,5\n2025-01-06,5,4\n")
      .spec("dates: {from: 2025-01-03, to: 2025-01-31, grid: spread}\n"
            "fields: {spread: {file: s.csv}, duration: {file: d.csv}}");
  Import made = folder.import();
  CHECK(dates_of(made.data) == std::vector<std::string>{"2025-01-03", "2025-01-06"});
  CHECK(made.report.dates_outside == 2);
  folder.write("d.csv", "date,A,B\n2025-01-07,5,5\n");
  made = folder.import();
  CHECK(made.data.dates.size() == 2);
  CHECK(made.report.dates_off_grid == 1);
}

TEST_CASE("the instruments' columns keep text as text and numbers as numbers") {
  ImportFolder folder;
  folder.spec("fields: {spread: {file: s.csv}}",
              "file: n.csv, columns: {id: Ticker, tenor_years: T, cusip6: C, beta: Beta}, numbers: [beta]")
      .write("n.csv", "Ticker,T,C,Beta,unused\nA,5,037833,1.5,x\nB,,594918,NA,y\n")
      .write("s.csv", "date,A,B\n2025-01-02,100,90\n");
  const Instruments all = folder.import().data.instruments;
  CHECK(all.id == std::vector<std::string>{"A", "B"});
  CHECK(all.kind == std::vector<Kind>{Kind::spread_index, Kind::spread_index});
  CHECK(all.text.at("cusip6") == std::vector<std::string>{"037833", "594918"});
  CHECK(all.number.at("tenor_years")[0] == 5);
  CHECK(missing(all.number.at("tenor_years")[1]));
  CHECK(all.number.at("beta")[0] == 1.5);
  CHECK(all.text.count("unused") == 0);
}
