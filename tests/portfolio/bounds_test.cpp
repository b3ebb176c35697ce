// Trimming to bands and limits: what is cut, by how much, in which order.
#include "portfolio/bounds.hpp"

#include <cmath>

#include "catch.hpp"
#include "market_builder.hpp"

using namespace relval;

namespace {

using Book = std::vector<double>;
constexpr double kTolerance = 1e-12;  // relative: rounding alone

RunConfig bands(std::initializer_list<std::pair<NeutralBand NeutralConfig::*, double>> given) {
  RunConfig c;
  c.portfolio.capital = 100;
  for (const auto& [band, most] : given) c.neutral.*band = {most, OnBreach::trim, true, {}};
  return c;
}
RunConfig limits(std::optional<double> gross, std::optional<double> net) {
  RunConfig c;
  c.portfolio.capital = 100;
  c.limits.gross = gross;
  c.limits.net = net;
  return c;
}

// Durations 5, 10, 6 and spreads 100, 50, 200; the beta of the third is below 0.
double unit(Factor f, std::size_t s) {
  constexpr double years[] = {5, 10, 6}, bp[] = {100, 50, 200}, beta[] = {1, 1, -0.5};
  switch (f) {
    case Factor::notional: return 1;
    case Factor::cs01: return years[s];
    case Factor::dts: return years[s] * bp[s];
    case Factor::market_beta: break;
  }
  return years[s] * beta[s];
}

double net_share(const Book& n, Factor f) {
  double net = 0, gross = 0;
  for (std::size_t s = 0; s < n.size(); ++s) {
    net += n[s] * unit(f, s);
    gross += std::fabs(n[s] * unit(f, s));
  }
  return std::fabs(net) / gross;
}

void check_close(const Book& a, const Book& b) {
  for (std::size_t i = 0; i < a.size(); ++i) CHECK(a[i] == Approx(b[i]).epsilon(kTolerance));
}

}  // namespace

TEST_CASE("a book outside its band is cut to the band exactly: the larger side, every position by the same share") {
  Book n = {60, 20, -60};  // CS01 300 + 200 against 360: may be 360 x 1.1 / 0.9 = 440
  REQUIRE(Bounds(bands({{&NeutralConfig::cs01, 0.1}})).trim(n, unit));
  check_close(n, {60 * 0.88, 20 * 0.88, -60});
  CHECK(net_share(n, Factor::cs01) == Approx(0.1).epsilon(kTolerance));
  SECTION("and is within it from then on") { CHECK_FALSE(Bounds(bands({{&NeutralConfig::cs01, 0.1}})).trim(n, unit)); }
}

TEST_CASE("the short side is cut where it is the larger") {
  Book n = {20, 10, -60};  // DTS 10,000 + 5,000 against 72,000; a band of nothing makes them equal
  REQUIRE(Bounds(bands({{&NeutralConfig::dts, 0.0}})).trim(n, unit));
  check_close(n, {20, 10, -60 * 15000.0 / 72000});
}

TEST_CASE("a book within its band and a one-sided book are left alone") {
  Book n = {60, 10, -60};  // 400 against 360
  CHECK_FALSE(Bounds(bands({{&NeutralConfig::cs01, 0.1}})).trim(n, unit));
  CHECK(n == Book{60, 10, -60});
  n = {60, 20, 0};
  CHECK_FALSE(Bounds(bands({{&NeutralConfig::cs01, 0.1}})).trim(n, unit));
  CHECK(n == Book{60, 20, 0});
  CHECK_FALSE(Bounds(bands({{&NeutralConfig::cs01, 1.0}})).trim(n = {60, 1, -0.001}, unit));
}

TEST_CASE("a side is one of exposure: with a beta below 0 a short adds to the longs") {
  Book n = {40, -10, -20};  // beta-weighted CS01: 200 - 100 + 60
  REQUIRE(Bounds(bands({{&NeutralConfig::market_beta, 0.0}})).trim(n, unit));
  check_close(n, {40 * 100.0 / 260, -10, -20 * 100.0 / 260});
}

TEST_CASE("a name whose beta is not known is no exposure and is not cut") {
  Book n = {40, -10, 30};
  const auto unknown = [](Factor f, std::size_t s) { return s == 2 ? kNaN : unit(f, s); };
  REQUIRE(Bounds(bands({{&NeutralConfig::market_beta, 0.0}})).trim(n, unknown));
  check_close(n, {20, -10, 30});
}

TEST_CASE("the gross limit sizes the whole book down, the net limit the larger side") {
  Book n = {100, 50, -100};
  REQUIRE(Bounds(limits(2.0, {})).trim(n, unit));
  check_close(n, {80, 40, -80});
  n = {100, 50, -100};
  REQUIRE(Bounds(limits({}, 0.2)).trim(n, unit));
  check_close(n, {80, 40, -100});
  n = {60, 0, 0};  // a limit holds for one side too
  REQUIRE(Bounds(limits({}, 0.2)).trim(n, unit));
  check_close(n, {20, 0, 0});
  CHECK_FALSE(Bounds(limits(2.0, 0.2)).trim(n, unit));
}

TEST_CASE("bands come first, in the order notional, cs01, dts, market_beta, then gross, then net") {
  RunConfig c = bands({{&NeutralConfig::notional, 0.2}});
  c.limits.gross = 2;
  c.limits.net = 0.3;
  Book n = {200, 0, -100};
  REQUIRE(Bounds(c).trim(n, unit));
  check_close(n, {110, 0, -80});  // 200 -> 150 by the band; 250 -> 200 by gross: 120, -80; net 40 -> 30
  // Notional 60 against 60 is neutral; CS01 500 against 360 is cut by 0.72, and the notional is what that leaves.
  n = {20, 40, -60};
  REQUIRE(Bounds(bands({{&NeutralConfig::notional, 0.0}, {&NeutralConfig::cs01, 0.0}})).trim(n, unit));
  check_close(n, {14.4, 28.8, -60});
}

TEST_CASE("a bound that is only to be said cuts nothing") {
  RunConfig c = limits(1.0, 0.1);
  c.limits.on_breach = OnBreach::finding;
  c.neutral.cs01 = {0.0, OnBreach::fail, true, {}};
  CHECK_FALSE(Bounds(c).trims());
  Book n = {200, 0, -100};
  CHECK_FALSE(Bounds(c).trim(n, unit));
  CHECK(n == Book{200, 0, -100});
  CHECK_FALSE(Bounds(RunConfig{}).trims());
  CHECK(Bounds(limits(1.0, {})).trims());
  CHECK(Bounds(bands({{&NeutralConfig::dts, 0.1}})).trims());
}

TEST_CASE("no cut makes a position larger or turns it, and the band holds after it") {
  test::Numbers random(11);
  int cuts = 0;
  for (int i = 0; i < 2000; ++i) {
    const double band = random.uniform(0, 0.9);
    const Book before = {random.uniform(-100, 100), random.uniform(-100, 100), random.uniform(-100, 100)};
    Book after = before;
    const bool cut = Bounds(bands({{&NeutralConfig::dts, band}})).trim(after, unit);
    cuts += cut;
    for (std::size_t s = 0; s < 3; ++s) {
      REQUIRE(std::fabs(after[s]) <= std::fabs(before[s]));
      REQUIRE(after[s] * before[s] > 0);
    }
    if (cut) REQUIRE(net_share(after, Factor::dts) == Approx(band).epsilon(1e-9).margin(kTolerance));
    else REQUIRE(after == before);
  }
  CHECK(cuts > 300);
}
