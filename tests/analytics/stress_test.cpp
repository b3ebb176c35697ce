// The scenarios: whom each moves, by how much, and that the table is whole.
#include <cmath>
#include <set>

#include "analytics/risk_sample.hpp"
#include "catch.hpp"

using namespace relval;
using test::SampleName;
using test::sample_book;

namespace {

std::vector<SampleName> names() {
  return {{"CAT_10Y", "CAT", "capital_goods", 0, 10e6, 8, {100}},
          {"IBM_5Y", "IBM", "Technology", 0, 5e6, 4, {60}},
          {"ORCL_5Y", "ORCL", "technology", 0, 2e6, 4, {120}},
          {"AMZN_10Y", "AMZN", "technology", 1, -12e6, 9, {50}}};
}

StressResult run(const char* id, const std::vector<SampleName>& of = names()) {
  const auto all = stress_all(sample_book(of).last(), 2);
  const StressResult* found = find_stress(all, id);
  REQUIRE(found);
  return *found;
}

double moved(double notional, double years, double by_bp) {
  const double ds = by_bp * 1e-4;
  return notional * std::expm1(-years * ds - 0.5 * years * years * ds * ds);
}

}  // namespace

TEST_CASE("Covid multiplies every spread by 3.93") {
  const StressResult s = run("covid");
  CHECK(s.names_moved == 4);
  CHECK(s.leg[0] == Approx(moved(10e6, 8, 293) + moved(5e6, 4, 60 * 2.93) + moved(2e6, 4, 120 * 2.93)).epsilon(1e-12));
  CHECK(s.leg[1] == Approx(moved(-12e6, 9, 50 * 2.93)).epsilon(1e-12));
  CHECK(s.total == s.leg[0] + s.leg[1]);
}

TEST_CASE("the reversal tightens hyperscalers by 30 % and nobody else") {
  const StressResult s = run("hyperscaler_reversal");
  CHECK(s.names_moved == 1);
  CHECK(s.leg[0] == 0);
  CHECK(s.total == Approx(moved(-12e6, 9, -15)).epsilon(1e-12));
  CHECK(s.total < 0);  // the loss of the short leg
}

TEST_CASE("the issuance shock takes the first rule that fits: hyperscalers, Oracle, technology, the rest") {
  const StressResult s = run("hyperscaler_issuance");
  CHECK(s.leg[0] == Approx(moved(10e6, 8, 3) + moved(5e6, 4, 12) + moved(2e6, 4, 240)).epsilon(1e-12));
  CHECK(s.leg[1] == Approx(moved(-12e6, 9, 30)).epsilon(1e-12));
}

TEST_CASE("the issuance shock steepens the hyperscalers' curve: 20 years and more by 5 bp beside") {
  test::SampleBook book = sample_book(names());
  for (Instruments* all : {&book.run.instruments, &book.market.instruments})
    all->number["tenor_years"] = {10, 5, 5, 30};
  const auto all = stress_all(book.last(), 2);
  CHECK(find_stress(all, "hyperscaler_issuance")->leg[1] == Approx(moved(-12e6, 9, 35)).epsilon(1e-12));
  CHECK(find_stress(all, "hyperscaler_issuance_mild")->leg[1] == Approx(moved(-12e6, 9, 12.5)).epsilon(1e-12));
}

TEST_CASE("Covid by rating takes each name's letters, and the index where there are none") {
  test::SampleBook book = sample_book(names());
  Field& rating = book.market.fields["rating"];
  rating.info.name = "rating";
  const auto& spread = book.market.fields.at("spread").panel;
  rating.panel = {spread.rows, spread.names, std::vector<double>(spread.values.size(), 6)};  // A
  for (std::size_t t = 0; t < spread.rows; ++t) {
    rating.panel.row(t)[0] = 10;  // CAT: BBB-
    rating.panel.row(t)[1] = kNaN;  // IBM
    rating.panel.row(t)[2] = 3;  // ORCL: AA
  }
  const auto all = stress_all(book.last(), 2);
  const StressResult* s = find_stress(all, "covid_by_rating");
  REQUIRE(s);
  CHECK(s->leg[0] == Approx(moved(10e6, 8, 100 * (488.0 / 131 - 1)) + moved(5e6, 4, 60 * 2.93) +
                            moved(2e6, 4, 120 * 2.93)).epsilon(1e-12));
  CHECK(s->leg[1] == Approx(moved(-12e6, 9, 50 * (331.0 / 77 - 1))).epsilon(1e-12));
}

TEST_CASE("the mild issuance shock moves the same names by less") {
  const StressResult s = run("hyperscaler_issuance_mild");
  CHECK(s.leg[0] == Approx(moved(10e6, 8, 1) + moved(5e6, 4, 6) + moved(2e6, 4, 60)).epsilon(1e-12));
  CHECK(s.leg[1] == Approx(moved(-12e6, 9, 12.5)).epsilon(1e-12));
}

TEST_CASE("a parallel move is the CS01 to first order") {
  const double cs01 = -(10e6 * 8 + 5e6 * 4 + 2e6 * 4 - 12e6 * 9) * 1e-4;
  CHECK(run("up_10").total == Approx(10 * cs01).margin(1e-3 * 17e3));
  CHECK(run("up_10").total == Approx(-run("down_10").total).margin(1e-3 * 17e3));
}

TEST_CASE("a proportional move of a book that is flat in DTS costs the second order only") {
  std::vector<SampleName> two = {names()[0], names()[3]};
  two[1].notional = -10e6 * 8 * 100 / (9 * 50);  // N D s of both sides equal
  const auto loss = run("times_1.1", two), cs01_flat = run("covid", {names()[0], names()[3]});
  CHECK(std::fabs(loss.total) < 0.01 * std::fabs(loss.leg[0]));
  CHECK(cs01_flat.total < 0);
}

TEST_CASE("every scenario has an id of its own, a short label, a shock and a source") {
  std::set<std::string_view> ids;
  for (const ScenarioConfig& s : stress_scenarios()) {
    INFO(s.id);
    CHECK(ids.insert(s.id).second);
    CHECK(s.label.size() <= 20);
    CHECK(!s.shock.empty());
    CHECK(!s.source.empty());
    CHECK(!s.moves.empty());
  }
}
