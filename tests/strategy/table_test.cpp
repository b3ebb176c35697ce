// Tables of positions: both layouts, and the place and words of every fault.
#include "strategy/table.hpp"

#include <cmath>

#include "base/error.hpp"
#include "base/hash.hpp"
#include "base/numeric.hpp"
#include "catch.hpp"
#include "fixture.hpp"

using namespace relval;
using namespace relval::test;

namespace {

struct Read {
  InputTable table;
  std::string problems;  // with the file's directory taken out
};

Read read(const std::string& text) {
  const TemporaryFile file("positions.csv", text);
  const StoreHeader header = small_header();
  const AssetIndex assets(small_universe(), header);
  Problems problems(ErrorKind::usage);
  const Calendar calendar{header.dates, make_date(2025, 11, 17), make_date(2025, 12, 1)};
  InputTable table = read_table("positions", "currency", file.path(), assets, calendar, problems);
  return {table, replaced(problems.render(), file.path().parent_path().string() + "/", "")};
}

bool same(const std::vector<double>& a, const std::vector<double>& b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](double x, double y) {
           return x == y || (std::isnan(x) && std::isnan(y));
         });
}

}  // namespace

TEST_CASE("a wide table states what its cells state and nothing in a blank one") {
  const std::string text =
      "# the book of a test\n"
      "date,industrial,MSFT_5Y\n"
      "2025-11-17,100000000,\n"
      "# hedge\n"
      "2025-11-18,,-82066508.3135392\n"
      "2025-12-01,0,0\n";
  const Read r = read(text);
  REQUIRE(r.problems.empty());
  CHECK(r.table.dates == std::vector<Date>{make_date(2025, 11, 17), make_date(2025, 11, 18), make_date(2025, 12, 1)});
  CHECK(r.table.assets == std::vector<std::int32_t>{0, 5});
  CHECK(same(r.table.values, {1e8, kNaN, kNaN, -82066508.3135392, 0, 0}));
  CHECK(r.table.lines == std::vector<int>{3, 5, 6});
  CHECK(r.table.sha256 == sha256_hex(text));
  CHECK(r.table.parameter == "positions");
  CHECK(r.table.unit == "currency");
}

TEST_CASE("a long table says the same, in any order of its lines") {
  for (const std::string column : {"value", "notional", "weight"}) {
    const Read r =
        read("date,asset," + column +
             "\n2025-12-01,industrial,0\n2025-11-18,MSFT_5Y,-5\n2025-11-17,industrial,10\n2025-11-18,industrial,\n");
    REQUIRE(r.problems.empty());
    CHECK(r.table.dates == std::vector<Date>{make_date(2025, 11, 17), make_date(2025, 11, 18), make_date(2025, 12, 1)});
    CHECK(r.table.assets == std::vector<std::int32_t>{0, 5});
    CHECK(same(r.table.values, {10, kNaN, kNaN, -5, 0, kNaN}));
    CHECK(r.table.lines == std::vector<int>{4, 3, 2});
  }
}

TEST_CASE("every fault of a wide table has its line and column") {
  CHECK(read("date,industral,MSFT_5Y,\n"
             "2025-11-17,1,2,\n"
             "2025-11-31,1,2,\n"
             "2025-11-18,1e,\"1,000\",\n"
             "2025-11-18,1,2,\n"
             "2025-11-22,1,2,\n"
             "2025-11-24,1\n")
            .problems ==
        "positions.csv:1:6: no leg or instrument 'industral' in this run\n"
        "  1 | date,industral,MSFT_5Y,\n"
        "    |      ^\n"
        "  did you mean 'industrial'?\n"
        "positions.csv:1:24: a column without a name\n"
        "  1 | date,industral,MSFT_5Y,\n"
        "    |                        ^\n"
        "  expected a leg or an instrument\n"
        "positions.csv:3:1: expected a date YYYY-MM-DD, found '2025-11-31'\n"
        "  3 | 2025-11-31,1,2,\n"
        "    | ^\n"
        "positions.csv:4:12: expected a number, found '1e'\n"
        "  4 | 2025-11-18,1e,\"1,000\",\n"
        "    |            ^\n"
        "  a decimal point, no thousands separators; leave the cell blank to state nothing\n"
        "positions.csv:4:15: expected a number, found '1,000'\n"
        "  4 | 2025-11-18,1e,\"1,000\",\n"
        "    |               ^\n"
        "  a decimal point, no thousands separators; leave the cell blank to state nothing\n"
        "positions.csv:5:1: 2025-11-18 does not come after 2025-11-18 of line 4\n"
        "  5 | 2025-11-18,1,2,\n"
        "    | ^\n"
        "  one line per date, in the order of time\n"
        "positions.csv:6:1: 2025-11-22 is not a date of the store\n"
        "  6 | 2025-11-22,1,2,\n"
        "    | ^\n"
        "  the nearest: 2025-11-21, 2025-11-24\n"
        "positions.csv:7: expected 4 cells as in the header, found 2\n"
        "  7 | 2025-11-24,1\n"
        "8 problems");
}

TEST_CASE("every fault of a long table has its line and column, an unknown asset once") {
  CHECK(read("date,asset,value\n"
             "2025-11-17,ORCL_5Y,1\n"
             "2025-11-18,ORCL_5Y,1\n"
             "2025-11-18,CAT_5Y,1\n"
             "2025-11-18,CAT_5Y,2\n"
             "2025-11-18,,2\n"
             "2025-11-27,CAT_5Y,nan\n")
            .problems ==
        "positions.csv:2:12: no leg or instrument 'ORCL_5Y' in this run\n"
        "  2 | 2025-11-17,ORCL_5Y,1\n"
        "    |            ^\n"
        "  the store has this instrument, but no leg of the run holds it\n"
        "positions.csv:5:12: 'CAT_5Y' on 2025-11-18 is stated twice\n"
        "  5 | 2025-11-18,CAT_5Y,2\n"
        "    |            ^\n"
        "  it is also on line 4\n"
        "positions.csv:6:12: expected a leg or an instrument, found nothing\n"
        "  6 | 2025-11-18,,2\n"
        "    |            ^\n"
        "  expected one of: industrial, hyperscaler, CAT_5Y, DE_5Y, AMZN_5Y, MSFT_5Y\n"
        "positions.csv:7:1: 2025-11-27 is not a date of the store\n"
        "  7 | 2025-11-27,CAT_5Y,nan\n"
        "    | ^\n"
        "  the nearest: 2025-11-26, 2025-11-28\n"
        "positions.csv:7:19: expected a number, found 'nan'\n"
        "  7 | 2025-11-27,CAT_5Y,nan\n"
        "    |                   ^\n"
        "  a decimal point, no thousands separators; leave the cell blank to state nothing\n"
        "5 problems");
}

TEST_CASE("dates outside the run are said once, with the first of them") {
  CHECK(read("date,industrial\n2025-11-10,1\n2025-11-17,1\n2025-12-02,1\n").problems ==
        "positions.csv:2:1: 2 dates lie outside the run, from 2025-11-17 to 2025-12-01; the first here is 2025-11-10\n"
        "  2 | 2025-11-10,1\n"
        "    | ^\n"
        "  widen from and to, or take these lines out: they would never be looked at");
  CHECK_THAT(read("date,industrial\n2025-11-17,1\n2025-12-02,1\n").problems,
             Catch::StartsWith("positions.csv:3:1: 2025-12-02 lies outside the run, from 2025-11-17 to 2025-12-01\n"));
}

TEST_CASE("a table that states nothing is a fault") {
  CHECK(read("").problems == "positions.csv:1: expected a header line, found an empty file");
  CHECK(read("date,industrial\n").problems ==
        "positions.csv: the table states no value\n  expected lines such as 2025-01-31,1000000");
  CHECK(read("date,industrial\n2025-11-17,\n").problems ==
        "positions.csv: the table states no value\n  expected lines such as 2025-01-31,1000000");
}

TEST_CASE("a table needs a date column") {
  CHECK(read("Date,industrial\n2025-11-17,1\n").problems ==
        "positions.csv:1:1: expected a column 'date', found none\n"
        "  1 | Date,industrial\n"
        "    | ^\n"
        "  rename 'Date' to 'date'");
  CHECK_THAT(read("day,industrial\n").problems,
             Catch::EndsWith("  expected a header: date and a column per asset, or date,asset,value"));
}

TEST_CASE("a table is found from the config, and a missing one is said at its place") {
  CHECK(set_up(small_config("fixed_positions", {{"positions", "no/such.csv"}})).problems ==
        "config.yaml:7:14: positions: no such file: 'no/such.csv'\n"
        "  7 |   positions: no/such.csv\n"
        "    |              ^\n"
        "  a relative path counts from the config's folder, then from each folder above it, then from the working "
        "directory");
  const TemporaryFile file("positions.csv", "date,industrial\n2025-11-17,1\n");
  RunConfig config = small_config("fixed_positions", {{"positions", "positions.csv"}});
  config.file = file.path().parent_path() / "config.yaml";
  const Outcome o = set_up(config);
  REQUIRE(o.problems.empty());
  REQUIRE(o.setup.tables.size() == 1);
  CHECK(o.setup.tables[0].values == std::vector<double>{1});
  CHECK(o.setup.same_close);
  CHECK_THAT(set_up(small_config("fixed_positions", {{"positions", file.path().parent_path().string()}})).problems,
             Catch::Contains("positions: expected a CSV file, found a directory"));
}
