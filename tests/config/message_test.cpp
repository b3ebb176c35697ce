// Messages as the user sees them, whole: place, line, caret, what to do.
#include "catch.hpp"
#include "config/sample.hpp"

namespace {

std::string message(const std::string& from, const std::string& to) {
  relval::RunConfig config;
  return sample::read(sample::replaced(sample::kGood, from, to), config).render();
}

}  // namespace

TEST_CASE("an unknown key is shown with the nearest known one") {
  CHECK(message("    exclude: [Z]", "    exlude: [Z]") ==
        "run.yaml:11:5: unknown key 'exlude'\n"
        "  11 |     exlude: [Z]\n"
        "     |     ^\n"
        "  did you mean 'exclude'?");
}

TEST_CASE("an octal-looking number is shown with what to write") {
  CHECK(message("per_leg: 75000", "per_leg: 075000") ==
        "run.yaml:15:12: 'per_leg' expects a number, found '075000'\n"
        "  15 |   per_leg: 075000\n"
        "     |            ^\n"
        "  a leading zero can mean octal; write 75000");
}

TEST_CASE("a quoted number is not a number") {
  CHECK(message("{haircut: 5%}", "{haircut: '0.05'}") ==
        "run.yaml:21:22: 'haircut' expects a share (1.5% or 0.015), found the quoted text '0.05'\n"
        "  21 | financing: {haircut: '0.05'}\n"
        "     |                      ^\n"
        "  remove the quotes");
}

TEST_CASE("a number out of range says the range") {
  CHECK(message("{haircut: 5%}", "{haircut: 5}") ==
        "run.yaml:21:22: 'haircut' must be 0 to 1, found 5\n"
        "  21 | financing: {haircut: 5}\n"
        "     |                      ^\n"
        "  for 5 % write 5%");
}

TEST_CASE("yes is not true") {
  CHECK(message("by_name: true", "by_name: yes") ==
        "run.yaml:25:19: 'by_name' expects true or false, found 'yes'\n"
        "  25 | report: {by_name: yes}\n"
        "     |                   ^\n"
        "  write true");
}

TEST_CASE("a date that does not exist is refused") {
  CHECK(message("to: 2026-01-30", "to: 2026-02-29") ==
        "run.yaml:4:5: 'to' expects a date (YYYY-MM-DD), found '2026-02-29'\n"
        "  4 | to: 2026-02-29\n"
        "    |     ^\n"
        "  there is no such day");
}

TEST_CASE("a run that ends before it begins shows both dates") {
  CHECK(message("to: 2026-01-30", "to: 2025-04-30") ==
        "run.yaml:4:5: the run ends before it begins: from 2025-05-01 to 2025-04-30\n"
        "  4 | to: 2025-04-30\n"
        "    |     ^");
}

TEST_CASE("a misspelt risk unit is shown with the units there are") {
  CHECK(message("unit: cs01", "unit: csO1") ==
        "run.yaml:14:9: 'unit' expects one of notional, cs01, dts, vol, pair_beta, market_beta, found 'csO1'\n"
        "  14 |   unit: csO1\n"
        "     |         ^\n"
        "  did you mean 'cs01'?");
}

TEST_CASE("missing keys are listed together with their help") {
  CHECK(message("portfolio: {capital: 100000000}\n", "") ==
        "run.yaml:1:1: missing key 'portfolio'\n"
        "  1 | name: pair\n"
        "    | ^\n"
        "  portfolio: the base of every percentage: portfolio: {capital: AMOUNT}");
  relval::RunConfig config;
  CHECK(sample::read("name: x\nmarket: {}\n", config).render() ==
        "run.yaml:2:9: missing key 'store'\n"
        "  2 | market: {}\n"
        "    |         ^\n"
        "  store: path of the market store (HDF5)\n"
        "run.yaml:1:1: missing keys 'from', 'to', 'legs', 'strategy', 'portfolio'\n"
        "  1 | name: x\n"
        "    | ^\n"
        "  from: first date of the run, YYYY-MM-DD\n"
        "  to: last date of the run, YYYY-MM-DD\n"
        "  legs: the baskets that are traded: legs: {NAME: {instruments: [...]}}\n"
        "  strategy: what is traded when: strategy: {name: NAME, ...}\n"
        "  portfolio: the base of every percentage: portfolio: {capital: AMOUNT}\n"
        "2 problems");
}

TEST_CASE("a duplicate key points to the first one") {
  CHECK(message("name: pair\n", "name: pair\nname: other\n") ==
        "run.yaml:2:1: duplicate key 'name'\n"
        "  2 | name: other\n"
        "    | ^\n"
        "  first written at line 1, column 1");
}

TEST_CASE("a leg that would select nothing is refused") {
  CHECK(message("instruments: [A, B]", "instruments: []") ==
        "run.yaml:8:27: 'instruments' is an empty list\n"
        "  8 |   long_leg: {instruments: []}\n"
        "    |                           ^\n"
        "  name at least one or remove the key");
}

TEST_CASE("costs of a leg that is not there") {
  CHECK(message("  long_leg: {half", "  lnog_leg: {half") ==
        "run.yaml:20:3: costs for 'lnog_leg', which is not a leg\n"
        "  20 |   lnog_leg: {half_spread_floor_bp: 0.75}\n"
        "     |   ^\n"
        "  did you mean 'long_leg'?");
}

TEST_CASE("units that need a reference leg") {
  CHECK(message("per_leg: 75000", "per_leg: 1000000\n  per_leg_in: notional") ==
        "run.yaml:16:15: per_leg is in notional and the unit is cs01: the leg that gets per_leg is needed\n"
        "  16 |   per_leg_in: notional\n"
        "     |               ^\n"
        "  add reference_leg: LEG, or give per_leg in the unit");
}

TEST_CASE("merge keys are refused by name") {
  CHECK(message("    exclude: [Z]", "    <<: {exclude: [Z]}") ==
        "run.yaml:11:5: merge keys (<<) are not supported\n"
        "  11 |     <<: {exclude: [Z]}\n"
        "     |     ^\n"
        "  write the keys out");
}

TEST_CASE("a second document is refused") {
  CHECK(message("report:", "---\nreport:") ==
        "run.yaml:25:1: a second document\n"
        "  25 | ---\n"
        "     | ^\n"
        "  one file holds one document");
}

TEST_CASE("an empty file, a missing file and a directory") {
  relval::RunConfig config;
  CHECK(sample::read("# nothing yet\n", config).render() == "run.yaml: the file is empty");
  CHECK_THROWS_WITH(relval::read_run_config("no/such.yaml"),
                    "no/such.yaml: no such file\n  give the path of a run's config (YAML)");
  CHECK_THROWS_WITH(relval::read_run_config("/tmp"),
                    "/tmp: a directory, not a file\n  give the path of a run's config (YAML)");
}

TEST_CASE("the caret stands under the character, also after letters of several bytes and a byte order mark") {
  relval::RunConfig config;
  const auto problems = sample::read("\xEF\xBB\xBFmärket: 1\r\nname: {é: 1, b: 2}\r\n", config);
  CHECK(problems.list().at(0).place.column == 1);
  CHECK(problems.list().at(0).what == "unknown key 'märket'");
  CHECK(
      message("currency: USD", "currency: ü, sektor: x") ==
      "run.yaml:6:25: unknown key 'sektor'\n"
      "  6 | universe: {currency: ü, sektor: x, tenor_years: [5, 12]}\n"
      "    |                         ^\n"
      "  expected one of: instruments, parents, issuers, groups, sector_l1, sector_l2, sector_l3, currency, seniority, "
      "tenor_years, rating, exclude, when_outside");
}

TEST_CASE("read_run_config throws all faults as one usage error") {
  const std::string one_fault = sample::replaced(sample::kGood, "unit: cs01", "unit: x");
  const sample::File file(sample::replaced(one_fault, "beyond: 5%", "beyond: x"));
  try {
    relval::read_run_config(file.path);
    FAIL("accepted");
  } catch (const relval::Error& e) {
    CHECK(e.exit_code() == 2);
    const std::string text = e.what();
    CHECK(text.find(file.path.string() + ":14:9: 'unit' expects") == 0);
    CHECK(text.find(file.path.string() + ":16:35: 'beyond' expects a share (1.5% or 0.015), found 'x'") != text.npos);
    CHECK(text.substr(text.size() - 10) == "2 problems");
  }
}
