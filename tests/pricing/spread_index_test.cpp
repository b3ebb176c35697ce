#include "pricing/spread_index.hpp"

#include <cmath>

#include "catch.hpp"
#include "market_builder.hpp"

using namespace relval;
using namespace relval::test;

namespace {

// Friday to Monday: s 80 -> 83 bp, D 7, C 60, slope 4 bp a year, loss 0.0002.
MarketData one_move() {
  return MarketBuilder({"2025-11-21", "2025-11-24", "2025-11-25"})
      .instrument("X")
      .field("spread", "bp", {{80, 83, 81}})
      .field("duration", "years", {{7, 6.9, 6.8}})
      .field("convexity", "years^2", {{60, 61, 62}})
      .field("slope", "bp/year", {{4, 5, 6}})
      .field("loss", "fraction", {{0, 0.0002, 0}})
      .build();
}

ValuationConfig with(TotalMode mode, bool rolldown = true) {
  ValuationConfig v;
  v.total = mode;
  v.rolldown = rolldown;
  return v;
}

const std::vector<Slot> kOne = {0};

double part(const UnitBlock& u, std::size_t row, Component c) {
  for (std::size_t i = 0; i < u.components.size(); ++i)
    if (u.components[i] == c) return u.component[(row * u.components.size() + i) * u.slots];
  return 0;
}

}  // namespace

TEST_CASE("the components of a spread index are those of the definition, inputs of the row before") {
  const MarketData m = one_move();
  auto source = make_spread_index_source(m, with(TotalMode::log_quadratic), {}, {});
  const UnitBlock u = source->block({1, 2}, kOne);
  const double years = 3.0 / 365, ds = 3e-4;
  const double carry = 80e-4 * years, roll = 7 * 4e-4 * years;
  CHECK(part(u, 0, Component::carry) == Approx(carry).epsilon(1e-14));
  CHECK(part(u, 0, Component::roll_down) == Approx(roll).epsilon(1e-14));
  CHECK(part(u, 0, Component::spread_first) == Approx(-7 * ds).epsilon(1e-12));
  CHECK(part(u, 0, Component::spread_convexity) == Approx(0.5 * 60 * ds * ds).epsilon(1e-12));
  CHECK(part(u, 0, Component::default_loss) == -0.0002);
  const double g = std::expm1(-7 * ds + 0.5 * (60 - 49) * ds * ds);
  CHECK(part(u, 0, Component::spread_cross) == Approx((carry + roll) * g).epsilon(1e-10));
  CHECK(u.total[0] == Approx((1 + carry + roll) * (1 + g) - 1 - 0.0002).margin(1e-15));
  // Risk is of the close: D 6.9, s 83.
  CHECK(u.cs01[0] == Approx(-6.9e-4));
  CHECK(u.dts[0] == Approx(6.9 * 83e-4));
  const UnitRisk close = unit_risk(Kind::spread_index, MarksReader(m).at(1, 0));
  CHECK(close.cost_basis == 6.9);
  CHECK(close.cost_spread_bp == 83);
  CHECK(close.cs01 == u.cs01[0]);
  CHECK(close.dts == u.dts[0]);
}

TEST_CASE("a taylor total is its components, without cross term or residual") {
  const MarketData m = one_move();
  auto source = make_spread_index_source(m, with(TotalMode::taylor), {}, {});
  const UnitBlock u = source->block({1, 3}, kOne);
  for (std::size_t r = 0; r < 2; ++r) {
    double sum = 0;
    for (Component c : u.components) sum += part(u, r, c);
    CHECK(u.total[r] == Approx(sum).margin(1e-18));
    CHECK(part(u, r, Component::spread_cross) == 0);
  }
}

TEST_CASE("a returns total is the provider's, with no default on top") {
  MarketData m = one_move();
  m.fields["excess_return"].panel = {3, 1, {0, -0.0021, kNaN}};
  auto source = make_spread_index_source(m, with(TotalMode::returns), {}, {});
  const UnitBlock u = source->block({1, 3}, kOne);
  CHECK(u.total[0] == -0.0021);
  CHECK(part(u, 0, Component::default_loss) == 0);
  CHECK(u.total[1] == 0);  // the provider says nothing: flagged, not invented
  CHECK((u.flags[1] & kStale) != 0);
}

TEST_CASE(
    "without a quote the last one is carried: no spread change, carry goes on, the jump comes with the next quote") {
  const MarketData m = MarketBuilder({"2025-11-20", "2025-11-21", "2025-11-24"})
                           .instrument("X")
                           .field("spread", "bp", {{80, kNaN, 90}})
                           .field("duration", "years", {{7, 7, 7}})
                           .build();
  auto source = make_spread_index_source(m, with(TotalMode::taylor, false), {}, {});
  const UnitBlock u = source->block({1, 3}, kOne);
  CHECK(u.flags[0] == kStale);
  CHECK(part(u, 0, Component::spread_first) == 0);
  CHECK(part(u, 0, Component::carry) == Approx(80e-4 / 365));
  CHECK(u.flags[1] == kQuoted);
  CHECK(part(u, 1, Component::spread_first) == Approx(-7 * 10e-4));
}

TEST_CASE("a listed break replaces the spread change by the break-free one") {
  const MarketData m = one_move();
  auto source = make_spread_index_source(m, with(TotalMode::taylor), {}, {Break{1, {1}, 0.5}});
  const UnitBlock u = source->block({1, 3}, kOne);
  CHECK(part(u, 0, Component::spread_first) == Approx(-7 * 0.5e-4));
  CHECK((u.flags[0] & kBreak) != 0);
  CHECK(part(u, 1, Component::spread_first) == Approx(-6.9 * -2e-4));  // the next change starts from the mark, 83
}

TEST_CASE("at a month end the next interval starts from the forward universe's spread") {
  const MarketData m = MarketBuilder({"2025-11-26", "2025-11-28", "2025-12-01"})
                           .instrument("X")
                           .field("spread", "bp", {{80, 82, 85}})
                           .field("spread_statistics", "bp", {{79, 84, 85}})
                           .field("duration", "years", {{7, 7, 7}})
                           .build();
  auto source = make_spread_index_source(m, with(TotalMode::taylor, false), {}, {});
  const UnitBlock u = source->block({1, 3}, kOne);
  CHECK(part(u, 0, Component::spread_first) == Approx(-7 * 2e-4));  // 80 -> 82, not from 79
  CHECK(part(u, 1, Component::spread_first) == Approx(-7 * 1e-4));  // 84 -> 85
  CHECK(part(u, 1, Component::carry) == Approx(84e-4 * 3 / 365));
}

TEST_CASE("missing convexity is 0, or the proxy that was asked for") {
  MarketData m = one_move();
  m.fields["convexity"].panel.values = {kNaN, kNaN, kNaN};
  const auto convexity = [&](Convexity c) {
    ValuationConfig v = with(TotalMode::taylor);
    v.convexity = c;
    auto source = make_spread_index_source(m, v, {}, {});
    return part(source->block({1, 2}, kOne), 0, Component::spread_convexity);
  };
  const double half = 0.5 * 3e-4 * 3e-4;
  CHECK(convexity(Convexity::field) == 0);
  CHECK(convexity(Convexity::none) == 0);
  CHECK(convexity(Convexity::bullet) == Approx(half * 1.1 * 49).epsilon(1e-12));
  CHECK(convexity(Convexity::index) == Approx(half * 1.5 * 49).epsilon(1e-12));
}

TEST_CASE("values do not depend on how rows are cut into blocks or slots into calls") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const MarketData m = random_market(seed, 60, 5, 0.2);
    ValuationConfig v = with(seed % 3 ? TotalMode::log_quadratic : TotalMode::taylor, seed % 2);
    v.convexity = seed % 4 == 0 ? Convexity::bullet : Convexity::field;
    auto whole = make_spread_index_source(m, v, {}, {});
    auto pieces = make_spread_index_source(m, v, {}, {});
    const std::vector<Slot> all = {0, 1, 2, 3, 4}, some = {1, 4};
    const UnitBlock w = whole->block({1, 60}, all);
    Numbers random(seed);
    for (std::size_t first = 1; first < 60;) {
      const std::size_t last = std::min<std::size_t>(60, first + 1 + random.below(9));
      const UnitBlock p = pieces->block({first, last}, some);
      for (std::size_t t = first; t < last; ++t)
        for (std::size_t j = 0; j < some.size(); ++j) {
          const std::size_t at_whole = (t - 1) * w.slots + some[j], at_piece = (t - first) * p.slots + j;
          REQUIRE(same_bits(w.total[at_whole], p.total[at_piece]));
          REQUIRE(same_bits(w.cs01[at_whole], p.cs01[at_piece]));
          REQUIRE(w.flags[at_whole] == p.flags[at_piece]);
          for (std::size_t c = 0; c < w.components.size(); ++c)
            REQUIRE(same_bits(w.component[((t - 1) * w.components.size() + c) * w.slots + some[j]],
                              p.component[((t - first) * p.components.size() + c) * p.slots + j]));
        }
      first = last;
    }
  }
}
