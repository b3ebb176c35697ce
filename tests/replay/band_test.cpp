#include "replay/band.hpp"

#include "base/numeric.hpp"
#include "catch.hpp"

using namespace relval;

namespace {

BandRuleSpec rule() {
  BandRuleSpec r;
  r.enter = 2;
  r.exit = 0.5;
  r.stop = 4;
  r.max_nan = 2;
  return r;
}

// Sides after each score, one a day; 9 where nothing changed.
std::vector<int> sides(const BandRuleSpec& r, const std::vector<double>& scores) {
  BandMachine m(r);
  std::vector<int> out;
  Date d = make_date(2025, 1, 1);
  for (double s : scores) {
    const auto change = m.step(d, s);
    out.push_back(change ? change->side : 9);
    ++d.days;
  }
  return out;
}

}  // namespace

TEST_CASE("a band rule enters at the band and leaves inside the exit band") {
  CHECK(sides(rule(), {1.9, 2.0, 3.0, 0.6, 0.5, 0.0}) == std::vector<int>{9, 1, 9, 9, 0, 9});
  CHECK(sides(rule(), {-2.0, -1.0, -0.4}) == std::vector<int>{-1, 9, 0});
}

TEST_CASE("a sign change leaves, unless the rule says not to") {
  CHECK(sides(rule(), {2.5, -1.0, -1.0}) == std::vector<int>{1, 0, 9});
  BandRuleSpec r = rule();
  r.exit_on_sign_change = false;
  CHECK(sides(r, {2.5, -1.0, -2.5}) == std::vector<int>{1, 9, -1});
}

TEST_CASE("one change a row: a jump across the bands reverses at once") {
  CHECK(sides(rule(), {2.5, -2.5, 0.0}) == std::vector<int>{1, -1, 0});
}

TEST_CASE("at the stop the position is left, and nothing is entered there or while cooling off") {
  BandRuleSpec r = rule();
  r.cool_off_days = 3;
  BandMachine m(r);
  const Date d = make_date(2025, 1, 1);
  CHECK(m.step(d, 2.5)->side == 1);
  const auto stop = m.step({d.days + 1}, 4.0);
  REQUIRE(stop);
  CHECK(stop->side == 0);
  CHECK(stop->reason == TradeReason::stop);
  CHECK_FALSE(m.step({d.days + 2}, 4.5));
  CHECK_FALSE(m.step({d.days + 3}, 3.0));  // two days after the stop
  CHECK(m.step({d.days + 4}, 3.0)->side == 1);
}

TEST_CASE("a position is left after its longest holding time") {
  BandRuleSpec r = rule();
  r.max_hold_days = 2;
  CHECK(sides(r, {2.5, 2.5, 1.5}) == std::vector<int>{1, 9, 0});
}

TEST_CASE("a missing score keeps the position and blocks entries, and ends it after max_nan rows") {
  CHECK(sides(rule(), {kNaN, 2.5, kNaN, 1.0, kNaN, kNaN, kNaN}) == std::vector<int>{9, 1, 9, 9, 9, 0, 9});
}
