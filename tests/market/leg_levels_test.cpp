// How a leg divides among its names, what its spread is, and what a leg may not do: hold a name twice, or look ahead.
#include <algorithm>

#include "base/error.hpp"
#include "catch.hpp"
#include "market/leg_history.hpp"
#include "market_builder.hpp"

using namespace relval;
using namespace relval::test;

namespace {

constexpr double kTolerance = 1e-12;  // of weights and bp: rounding alone

Leg leg_of(const std::string& name, std::vector<std::uint32_t> slots) {
  Leg leg;
  leg.name = name;
  leg.slots = std::move(slots);
  return leg;
}

Universe universe_of(std::vector<std::uint32_t> names, std::vector<Leg> legs) {
  Universe u;
  u.names = std::move(names);
  u.leg_of.assign(u.names.size(), 0);
  for (std::size_t l = 0; l < legs.size(); ++l)
    for (const std::uint32_t s : legs[l].slots) u.leg_of[s] = static_cast<std::int32_t>(l);
  u.legs = std::move(legs);
  return u;
}

// A 100 bp and 5 years, 100 of market value; B 200 bp, 4 years, 300.
MarketData two_names() {
  return MarketBuilder(make_date(2025, 9, 1), 30).instrument("A").instrument("B")
      .field("spread", "bp", {{100}, {200}}).field("duration", "years", {{5}, {4}})
      .field("market_value", "currency", {{100}, {300}}).build();
}

std::vector<double> weights(const Universe& u, const MarketData& m) {
  std::vector<double> out;
  const LegHistory h(u, m, {3, 1, 5});
  for (const Member& x : h.members(0, 3)) out.push_back(x.weight);
  return out;
}

double sum(const std::vector<double>& x) {
  double s = 0;
  for (const double v : x) s += v;
  return s;
}

}  // namespace

TEST_CASE("a leg's weights are by its rule") {
  Universe u = universe_of({0, 1}, {leg_of("leg", {0, 1})});
  const auto by = [&](LegWeights rule, double cap = 1) {
    u.legs[0].weights = rule;
    u.legs[0].cap = cap;
    return weights(u, two_names())[0];
  };
  CHECK(by(LegWeights::equal) == 0.5);
  CHECK(by(LegWeights::market_value) == Approx(0.25));           // 100 : 300
  CHECK(by(LegWeights::dts_equal) == Approx(8.0 / 13));          // 1/500 : 1/800
  CHECK(by(LegWeights::cs01_equal) == Approx(4.0 / 9));          // 1/5 : 1/4
  CHECK(by(LegWeights::market_value, 0.6) == Approx(0.4));       // the other is cut from 0.75 to 0.6
}

TEST_CASE("weights are by what is known: a lagged market value weighs with the row before") {
  const Universe u = [&] {
    Universe x = universe_of({0, 1}, {leg_of("leg", {0, 1})});
    x.legs[0].weights = LegWeights::market_value;
    return x;
  }();
  MarketData m = two_names();
  Field& value = m.fields["market_value"];
  for (std::size_t t = 3; t < 30; ++t) value.panel.row(t)[0] = 900;
  CHECK(weights(u, m)[0] == Approx(0.75));
  value.info.knowledge_lag = 1;
  CHECK(weights(u, m)[0] == Approx(0.25));
}

TEST_CASE("what a cap takes goes to the others pro rata until nobody is above it") {
  using Weights = std::vector<double>;
  const auto close = [](const Weights& a, const Weights& b) {
    REQUIRE(a.size() == b.size());
    for (std::size_t i = 0; i < a.size(); ++i) CHECK(a[i] == Approx(b[i]).margin(kTolerance));
  };
  close(capped_weights({8, 1, 1}, 1), {0.8, 0.1, 0.1});
  close(capped_weights({8, 1, 1}, 0.5), {0.5, 0.25, 0.25});
  close(capped_weights({6, 3, 1}, 0.4), {0.4, 0.4, 0.2});        // 3 : 1 of 0.6 would give 0.45: capped in its turn
  close(capped_weights({5, 3, 2}, 0.2), {1.0 / 3, 1.0 / 3, 1.0 / 3});  // three names cannot be capped at a fifth
  close(capped_weights({5, 3, 2}, 1.0 / 3), {1.0 / 3, 1.0 / 3, 1.0 / 3});
  close(capped_weights({7}, 0.3), {1});
  CHECK(capped_weights({}, 0.3).empty());
}

TEST_CASE("capped weights add up to 1, stay under the cap and keep their order") {
  Numbers random(7);
  for (int i = 0; i < 500; ++i) {
    const std::size_t n = 1 + random.below(40);
    std::vector<double> raw;
    for (std::size_t k = 0; k < n; ++k)
      raw.push_back(random.chance(0.2) ? random.uniform(100, 1000) : random.uniform(0.01, 10));
    const double cap = random.uniform(0.01, 1), most = std::max(cap, 1.0 / static_cast<double>(n));
    const auto w = capped_weights(raw, cap);
    REQUIRE(w.size() == n);
    REQUIRE(sum(w) == Approx(1).margin(kTolerance));
    for (std::size_t a = 0; a < n; ++a) {
      REQUIRE(w[a] <= most * (1 + kTolerance));
      for (std::size_t b = 0; b < n; ++b)
        if (raw[a] < raw[b]) REQUIRE(w[a] <= w[b] * (1 + kTolerance));
      for (std::size_t b = 0; b < n; ++b)  // who is not capped keeps its share against the others
        if (w[a] < most * 0.999 && w[b] < most * 0.999) REQUIRE(w[a] * raw[b] == Approx(w[b] * raw[a]));
    }
  }
}

namespace {

// X falls from BBB- to BB+ on Thursday 2025-09-11. It is in a leg of investment grade and in one of high yield, that
// takes names in at the end of each week: slots 0, 1 are X, 2, 3 Y (BBB-), 4, 5 Z (BB+).
struct Overlap {
  MarketData market = MarketBuilder(make_date(2025, 9, 1), 30)
                          .instrument("X")
                          .instrument("X")
                          .instrument("Y")
                          .instrument("Y")
                          .instrument("Z")
                          .instrument("Z")
                          .field("spread", "bp", std::vector<std::vector<double>>(6, {100}))
                          .field("duration", "years", std::vector<std::vector<double>>(6, {5}))
                          .field("rating", "number", {{10}, {10}, {10}, {10}, {11}, {11}})
                          .build();
  Universe universe = universe_of({0, 0, 1, 1, 2, 2}, {leg_of("grade", {0, 2, 4}), leg_of("yield", {1, 3, 5})});
  Overlap() {
    for (std::size_t t = 8; t < 30; ++t)
      market.fields["rating"].panel.row(t)[0] = market.fields["rating"].panel.row(t)[1] = 11;
    universe.legs[0].ratings = {{1, 10}};
    universe.legs[1].ratings = {{11, 22}};
    universe.legs[1].rebalance = Every::week;
    universe.legs[1].place = {"run.yaml", 7, 3, {}};
  }
  void follow() const { LegHistory(universe, market, {2, 1, 5}); }
};

}  // namespace

TEST_CASE("two traded legs that hold one name on a day are refused with the day and the place") {
  Overlap x;
  std::string said;
  try {
    x.follow();
  } catch (const Error& e) {
    said = e.what();
    CHECK(e.exit_code() == 2);
  }
  // Into yield with the week's last trade, on the 12th, decided on the 11th; out of grade at the month's end.
  CHECK(said.find("run.yaml:7:3: legs 'grade' and 'yield' both hold X on 2025-09-11") != std::string::npos);
  CHECK(said.find("allow_overlap: true") != std::string::npos);
}

TEST_CASE("legs that hand a name over on one close do not overlap, nor do a factor leg and legs that may") {
  Overlap x;
  SECTION("sold as soon as it is known, and taken in the same day") { x.universe.when_outside = WhenOutside::sell; }
  SECTION("held to the month's end, and taken in then") { x.universe.legs[1].rebalance = Every::month; }
  SECTION("the first may overlap") { x.universe.legs[0].allow_overlap = true; }
  SECTION("the second may overlap") { x.universe.legs[1].allow_overlap = true; }
  SECTION("one is the market") { x.universe.legs[1].factor = true; }
  CHECK_NOTHROW(x.follow());
}

TEST_CASE("a wide name that joins moves the quoted spread of a leg and not the adjusted one") {
  // A 100 bp and 5 years; W 400 bp and 5 years, quoted from 2025-09-15 on: in with the trade of the month's end.
  MarketData m = MarketBuilder(make_date(2025, 9, 1), 30).instrument("A").instrument("W")
                     .field("spread", "bp", {{100}, {400}}).field("duration", "years", {{5}}).build();
  m.fields["duration"].panel = m.fields["spread"].panel;
  for (double& d : m.fields["duration"].panel.values) d = 5;
  Panel& spread = m.fields["spread"].panel;
  for (std::size_t t = 0; t < 10; ++t) spread.row(t)[1] = kNaN;
  for (std::size_t t = 24; t < 30; ++t) spread.row(t)[0] = 106;  // A alone widens by 6
  const Universe u = universe_of({0, 1}, {leg_of("leg", {0, 1})});
  const LegHistory h(u, m, {2, 1, 5});
  REQUIRE(h.members(0, 19).size() == 1);
  REQUIRE(h.members(0, 20).size() == 2);  // decided on 2025-09-29
  CHECK(h.quoted_bp(0)[19] == 100);
  CHECK(h.quoted_bp(0)[20] == 100);  // held from the close of the month's last day on
  CHECK(h.quoted_bp(0)[21] == 250);
  CHECK(h.quoted_bp(0)[24] == 253);
  CHECK(h.adjusted_bp(0)[19] == 100);
  CHECK(h.adjusted_bp(0)[21] == 100);
  CHECK(h.adjusted_bp(0)[24] == 103);
  SECTION("and meets the quoted one on the run's first row, wherever that is") {
    const LegHistory late(u, m, {26, 1, 5});
    CHECK(late.quoted_bp(0)[9] == 100);   // before the run the leg is formed on every row: W is in from its first quote
    CHECK(late.quoted_bp(0)[10] == 250);
    CHECK(late.adjusted_bp(0)[26] == late.quoted_bp(0)[26]);
    CHECK(late.adjusted_bp(0)[26] - late.adjusted_bp(0)[9] == Approx(3).margin(kTolerance));
  }
}

TEST_CASE("spread and duration of a leg are weighted as its P&L is") {
  Universe u = universe_of({0, 1}, {leg_of("leg", {0, 1})});
  const LegHistory h(u, two_names(), {2, 1, 5});
  CHECK(h.quoted_bp(0)[2] == Approx((5 * 100 + 4 * 200) / 9.0));  // by duration
  CHECK(h.duration_years(0)[2] == 4.5);
}

TEST_CASE("before a leg is followed it has no members and no levels, a factor leg has all") {
  Universe u = universe_of({0, 0, 1}, {leg_of("leg", {0, 2}), leg_of("market", {1})});
  u.legs[1].factor = true;
  MarketData m = select(two_names(), {0, 30, {0, 0, 1}, {"spread", "duration"}, {}});
  LegTiming timing{10, 1, 5};
  timing.rows_before = 4;
  const LegHistory h(u, m, timing);
  CHECK(h.members(0, 5).empty());
  CHECK(std::isnan(h.quoted_bp(0)[5]));
  CHECK(h.members(0, 6).size() == 2);
  CHECK(h.quoted_bp(1)[0] == 100);
}

namespace {

// Random ratings, gaps and values; two legs, one of them the market.
struct Lively {
  MarketData market;
  Universe universe;
  explicit Lively(std::uint64_t seed) {
    const MarketData names = random_market(seed, 120, 8, 0.3);
    Numbers random(seed + 100);
    std::vector<std::vector<double>> rating(8), value(8);
    for (std::size_t i = 0; i < 8; ++i)
      for (std::size_t t = 0; t < 120; ++t) {
        rating[i].push_back(random.chance(0.9) && t > 0 ? rating[i].back() : static_cast<double>(9 + random.below(3)));
        value[i].push_back(random.uniform(50, 500));
      }
    MarketData all = names;
    MarketBuilder b(make_date(2020, 1, 1), 120);
    b.field("rating", "number", rating).field("market_value", "currency", value);
    for (auto& [name, field] : b.market().fields) all.fields[name] = field;
    all.fields["rating"].info.knowledge_lag = 1;
    market = select(
        all, {0, 120, {0, 0, 1, 1, 2, 2, 3, 3, 4, 5, 6, 7}, {"spread", "duration", "rating", "market_value"}, {}});
    universe = universe_of({0, 0, 1, 1, 2, 2, 3, 3, 4, 5, 6, 7},
                           {leg_of("leg", {0, 2, 4, 6, 8, 9}), leg_of("market", {1, 3, 5, 7, 10, 11})});
    universe.legs[0].ratings = {{1, 10}};
    universe.legs[0].weights = LegWeights::market_value;
    universe.legs[0].cap = 0.4;
    universe.legs[0].rebalance = Every::week;
    universe.legs[1].factor = true;
    universe.legs[1].weights = LegWeights::dts_equal;
  }
};

void check_same(const LegHistory& a, const LegHistory& b, std::size_t rows) {
  for (std::size_t l = 0; l < 2; ++l)
    for (std::size_t t = 0; t < rows; ++t) {
      const auto x = a.members(l, t), y = b.members(l, t);
      REQUIRE(x.size() == y.size());
      for (std::size_t i = 0; i < x.size(); ++i) REQUIRE((x[i].slot == y[i].slot && x[i].weight == y[i].weight));
      REQUIRE(same_bits(a.quoted_bp(l)[t], b.quoted_bp(l)[t]));
      REQUIRE(same_bits(a.adjusted_bp(l)[t], b.adjusted_bp(l)[t]));
    }
}

}  // namespace

TEST_CASE("rows after t do not change what a leg was on t") {
  const LegTiming timing{20, 2, 5};
  std::size_t changes = 0;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const Lively x(seed);
    const LegHistory whole(x.universe, x.market, timing);
    changes += whole.membership_changes().size();
    for (const std::size_t t : {20U, 41U, 63U, 64U, 100U}) {
      MarketData scrambled = x.market;
      Numbers random(seed * 1000 + t);
      for (auto& [name, field] : scrambled.fields)
        for (std::size_t i = (t + 1) * 12; i < field.panel.values.size(); ++i)
          field.panel.values[i] = random.chance(0.3) ? kNaN : field.panel.values[i] * random.uniform(0.5, 2);
      check_same(whole, {x.universe, scrambled, timing}, t + 1);
      // A store that ends: what trades on its last close or later is not known to be a period's end.
      const MarketData shorter = select(x.market, {0, t + 4, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11},
                                                   {"spread", "duration", "rating", "market_value"}, {}});
      check_same(whole, {x.universe, shorter, timing}, t + 1);
    }
  }
  CHECK(changes > 50);  // the markets were lively enough to prove something
}
