// A pair of legs whose members change: membership trades, rehedging, bands and trims, by whole runs.
#include <algorithm>
#include <cmath>

#include "catch.hpp"
#include "replay/run_helper.hpp"

using namespace relval;
using namespace relval::test;

namespace {

constexpr double kTolerance = 1e-6;  // currency, on legs of some 10 million
constexpr std::size_t kFall = 10;    // the row on which N1 falls: Monday 2025-09-15

// Weekdays from 2025-09-01, N0 to N4 at 100 bp; N1 falls to BB+ in mid-September. Durations of a: 5, 4, 6; of b: 8.
MarketData angel_market() {
  MarketBuilder b(make_date(2025, 9, 1), 44);
  std::vector<double> rating(44, 9), flat(44, 9);
  for (std::size_t t = kFall; t < 44; ++t) rating[t] = 11;
  for (int i = 0; i < 5; ++i) b.instrument("N" + std::to_string(i));
  return b.field("spread", "bp", {{100}, {100}, {100}, {100}, {100}})
      .field("duration", "years", {{5}, {4}, {6}, {8}, {8}})
      .field("rating", "number", {flat, rating, flat, flat, flat})
      .build();
}

std::string angel_config(const std::string& sizing = "", const std::string& more = "") {
  return "name: p\nmarket: {store: x.h5}\nfrom: 2025-09-01\nto: 2025-10-30\n"
         "legs: {a: {instruments: [N0, N1, N2], rating: [AAA, BBB-]}, b: {instruments: [N3, N4]}}\n"
         "strategy: {name: static_pair, long: a, short: b}\n"
         "sizing: {unit: cs01, per_leg: 10000" + sizing + "}\nportfolio: {capital: 100000000}\n"
         "costs: {default: {half_spread_floor_bp: 1}}\n" + more;
}
const std::size_t kMonthEnd = 21;  // Tuesday 2025-09-30

// Eight names with gaps or not, moving by per cents; ratings that fall and rise, market values.
MarketData lively_market(std::uint64_t seed, double gaps, std::size_t rows = 150) {
  MarketData m = random_market(seed, rows, 8, gaps);
  Numbers random(seed + 77);
  std::vector<std::vector<double>> rating(8), value(8);
  for (std::size_t i = 0; i < 8; ++i)
    for (std::size_t t = 0; t < rows; ++t) {
      rating[i].push_back(t > 0 && random.chance(0.96) ? rating[i].back() : static_cast<double>(8 + random.below(4)));
      value[i].push_back(100 + 10 * static_cast<double>((i * 7 + t / 30) % 9));
    }
  MarketBuilder b(make_date(2020, 1, 1), rows);
  b.field("rating", "number", rating).field("market_value", "currency", value);
  for (auto& [name, field] : b.market().fields) m.fields[name] = field;
  m.fields["rating"].info.knowledge_lag = 1;
  return m;
}

std::string lively_config(const std::string& sizing, const std::string& more = "",
                          const std::string& rating = ", rating: [AAA, BBB-]") {
  return "name: p\nmarket: {store: x.h5}\nfrom: 2020-03-02\nto: 2020-07-20\n"
         "legs:\n  a: {instruments: [N0, N1, N2, N3], weights: {by: market_value, cap: 40%}" + rating + "}\n"
         "  b: {instruments: [N4, N5, N6]" + rating + "}\n  market: {role: factor}\n"
         "strategy: {name: static_pair, long: a, short: b}\n"
         "sizing: {" + sizing + "}\nportfolio: {capital: 30000000}\n" + more;
}
const std::string kEverything = lively_config(
    "unit: pair_beta, per_leg: 10000, per_leg_in: cs01, reference_leg: a, rehedge: {every: week, beyond: 2%}, "
    "no_trade_band: 1%, "
    "beta: {window: 30, min_rows: 20, changes: relative}",
    "neutral: {cs01: {band: 15%, on_breach: trim}, market_beta: {band: 50%, on_breach: trim}}\nlimits: {gross: 1.5}\n"
    "costs: {default: {half_spread_floor_bp: 1.5, half_spread_share: 1.5%, stress_multiple: 3}, b: "
    "{half_spread_floor_bp: 2}}\n"
    "financing: {long_spread_bp: 15, borrow_fee_bp: 30, haircut: 5%, haircut_spread_bp: 40}\nvaluation: {notional: "
    "drift}\n");

std::size_t count(const RunResult& r, TradeReason reason) {
  return static_cast<std::size_t>(
      std::count_if(r.trades.begin(), r.trades.end(), [&](const Trade& t) { return t.reason == reason; }));
}

double net_share(const RunResult& r, std::size_t row) {
  double net = 0, gross = 0;
  for (std::size_t l = 0; l < r.legs.size(); ++l)
    for (const Side side : {Side::long_risk, Side::short_risk}) {
      net += r.held(row, l, side).cs01;
      gross += std::fabs(r.held(row, l, side).cs01);
    }
  return gross > 0 ? std::fabs(net) / gross : 0;
}

}  // namespace

TEST_CASE("a change of membership trades with its reason and keeps the leg's notional") {
  const RunResult r = run_on(angel_config(), angel_market());
  const double leg = 10000 / 5e-4;  // equal weights of 5, 4 and 6 years: 20,000,000
  std::vector<Trade> trades;
  for (const Trade& t : r.trades)
    if (t.reason == TradeReason::membership) trades.push_back(t);
  REQUIRE(trades.size() == 3);
  CHECK(r.trades.size() == 5 + 3);  // b has nothing to do
  for (const Trade& t : trades) {
    CHECK(t.row == kMonthEnd);
    CHECK(t.decided_row == kMonthEnd - 1);
    CHECK(t.before == Approx(leg / 3));
    CHECK(t.after == Approx(t.slot == 1 ? 0 : leg / 2).margin(kTolerance));
    CHECK(t.cost == Approx(-std::fabs(t.after - t.before) * t.duration_years * 1e-4));
  }
  CHECK(r.held(kMonthEnd - 1, 0, Side::long_risk).notional == Approx(leg));
  CHECK(r.held(kMonthEnd, 0, Side::long_risk).notional == Approx(leg));
  REQUIRE(r.leg_changes.size() == 1);
  CHECK(r.leg_changes[0].decided_row == kMonthEnd - 1);
  CHECK(r.leg_changes[0].why == "rating BB+ since 2025-09-15");
  CHECK(r.legs[0].members[kMonthEnd - 2] == 3);
  CHECK(r.legs[0].members[kMonthEnd - 1] == 2);
}

TEST_CASE("a name joins through a group on its date, with its own entry") {
  const std::string config =
      "name: p\nmarket: {store: x.h5}\nfrom: 2025-09-01\nto: 2025-10-30\n"
      "groups:\n  g:\n    members: [{instrument: N0}, {issuer: N1, from: 2025-09-17}, {instrument: N2, to: "
      "2025-10-15}]\n"
      "legs: {a: {groups: [g]}, b: {instruments: [N3, N4]}}\n"
      "strategy: {name: static_pair, long: a, short: b}\n"
      "sizing: {unit: notional, per_leg: 6000000}\nportfolio: {capital: 100000000}\n";
  const RunResult r = run_on(config, angel_market());
  const auto held = [&](const std::string& date, std::size_t slot) {
    const auto at = std::find(r.dates.begin(), r.dates.end(), *parse_iso_date(date));
    return r.positions[static_cast<std::size_t>(at - r.dates.begin()) * 5 + slot];
  };
  CHECK(held("2025-09-16", 1) == 0);
  CHECK(held("2025-09-16", 0) == Approx(3e6));
  CHECK(held("2025-09-17", 1) == Approx(2e6));
  CHECK(held("2025-10-14", 2) == Approx(2e6));
  CHECK(held("2025-10-15", 2) == 0);
  CHECK(held("2025-10-15", 1) == Approx(3e6));
}

TEST_CASE("who has left is sold although the no-trade band keeps the leg's new size from trading") {
  // Looked at on every row, also on the one that decides the membership: the change is a sixth of the book's gross.
  const RunResult r = run_on(angel_config(", rehedge: {every: row}, no_trade_band: 90%"), angel_market());
  CHECK(r.positions[(kMonthEnd - 1) * 5 + 1] > 0);
  CHECK(r.positions[kMonthEnd * 5 + 1] == 0);
  CHECK(count(r, TradeReason::membership) == 3);
  CHECK(count(r, TradeReason::rehedge) == 0);
}

TEST_CASE("who has left is sold although the leg's new size is not known yet") {
  // A second weight is stated on the row that decides the membership, and a's spread stands still: no volatility to
  // size by.
  MarketData m = angel_market();
  Numbers random(5);
  for (std::size_t t = 0; t < 44; ++t)
    for (std::size_t i = 0; i < 5; ++i)
      if (t < 10 || i > 2) m.fields["spread"].panel.row(t)[i] += random.uniform(-3, 3);
  for (std::size_t t = 10; t < 44; ++t)
    for (std::size_t i = 0; i < 3; ++i) m.fields["spread"].panel.row(t)[i] = 100;
  const std::string weights = temporary_file("second.csv", "date,a,b\n2025-09-09,1,-1\n2025-09-26,2,-1\n").string();
  const RunResult r = run_on("name: p\nmarket: {store: x.h5}\nfrom: 2025-09-08\nto: 2025-10-30\n"
      "legs: {a: {instruments: [N0, N1, N2], rating: [AAA, BBB-]}, b: {instruments: [N3, N4]}}\n"
      "strategy: {name: weights_file, weights: " + weights + "}\n"
      "sizing: {unit: vol, per_leg: 10000, per_leg_in: cs01, reference_leg: b, beta: {window: 5, min_rows: 3}}\n"
      "portfolio: {capital: 100000000}\n", m);
  const std::size_t row = kMonthEnd - 5;
  REQUIRE(r.dates[row] == make_date(2025, 9, 30));
  REQUIRE(r.positions[(row - 1) * 5 + 1] > 0);
  CHECK(r.positions[row * 5 + 1] == 0);
  CHECK(r.held(row, 0, Side::long_risk).notional == Approx(r.held(row - 1, 0, Side::long_risk).notional));
}

TEST_CASE("a run without rehedging and the P&L of rehedging add up to the run with it, on every row") {
  for (const std::string valuation : {"", "valuation: {notional: drift}\n"})
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
      const std::string more = valuation + "costs: {default: {half_spread_floor_bp: 1.5, half_spread_share: 1%}}\n";
      const MarketData m = lively_market(seed, 0);
      // Equal weights that stay: members and weights that change would trade too, each run about its own size.
      const auto run_with = [&](const std::string& rehedge) {
        std::string yaml = lively_config("unit: dts, per_leg: 1000000" + rehedge, more, "");
        const std::string by = "by: market_value, cap: 40%";
        return run_on(yaml.replace(yaml.find(by), by.size(), "by: equal, rebalance: never"), m);
      };
      const RunResult a = run_with(", rehedge: {every: week}"), b = run_with("");
      REQUIRE(count(a, TradeReason::rehedge) > 50);
      REQUIRE(b.trades.size() == 7);
      double sum = 0;
      for (std::size_t t = 0; t < a.rows(); ++t) {
        REQUIRE(b.rehedging[t] == 0);
        REQUIRE(day_total(b, t).total + a.rehedging[t] == Approx(day_total(a, t).total).margin(kTolerance));
        sum += a.rehedging[t];
      }
      CHECK(std::fabs(sum) > 1);
    }
}

TEST_CASE("the no-trade band keeps small changes of size from trading, and never an entry, an exit or a turn") {
  const auto run_with = [](const std::string& band) {
    // b's weight goes 1%, 2%, -1%, 0 of a's; a's 1, 1.2, 0.
    const std::string weights = temporary_file("band.csv",
                                               "date,a,b\n2025-09-02,1,0.01\n2025-09-04,1.2,0.02\n2025-09-08,,-0.01\n"
                                               "2025-09-10,,0\n2025-09-12,0,\n")
                                    .string();
    return run_on(
        "name: p\nmarket: {store: x.h5}\nfrom: 2025-09-01\nto: 2025-09-30\n"
        "legs: {a: {instruments: [N0]}, b: {instruments: [N3]}}\n"
        "strategy: {name: weights_file, weights: " +
            weights +
            "}\n"
            "sizing: {unit: notional, per_leg: 1000000, no_trade_band: " +
            band + "}\nportfolio: {capital: 100000000}\n",
        angel_market());
  };
  const auto sizes = [](const RunResult& r, std::size_t slot) {
    std::vector<double> out;
    for (const Trade& t : r.trades)
      if (t.slot == slot) out.push_back(std::round(t.after));
    return out;
  };
  CHECK(sizes(run_with("0%"), 0) == std::vector<double>{1e6, 1.2e6, 0});
  CHECK(sizes(run_with("0%"), 1) == std::vector<double>{1e4, 2e4, -1e4, 0});
  // 200,000 is 19.8 % of a gross of 1,010,000; 10,000 is 1 %.
  CHECK(sizes(run_with("19%"), 0) == std::vector<double>{1e6, 1.2e6, 0});
  CHECK(sizes(run_with("19%"), 1) == std::vector<double>{1e4, -1e4, 0});
  CHECK(sizes(run_with("20%"), 0) == std::vector<double>{1e6, 0});
  CHECK(sizes(run_with("20%"), 1) == std::vector<double>{1e4, -1e4, 0});
}

TEST_CASE("a trimmed book is within its band after each trade") {
  // Constant durations: CS01 per unit does not move between the decision and the trade. Changes of members move the
  // net.
  std::size_t trimmed = 0, outside = 0;
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    MarketData m = lively_market(seed, 0);
    Panel& years = m.fields["duration"].panel;
    for (std::size_t t = 1; t < years.rows; ++t) std::copy(years.row(0), years.row(0) + 8, years.row(t));
    const std::string band = "neutral: {cs01: {band: 1%, on_breach: ";
    const RunResult r = run_on(lively_config("unit: cs01, per_leg: 10000", band + "trim}}\n"), m);
    const RunResult loose = run_on(lively_config("unit: cs01, per_leg: 10000", band + "finding}}\n"), m);
    std::vector<char> both(r.rows(), 0);  // rows on which both sides are held
    for (std::size_t t = 0; t < r.rows(); ++t)
      both[t] = r.held(t, 0, Side::long_risk).cs01 != 0 && r.held(t, 1, Side::short_risk).cs01 != 0;
    for (const Trade& t : r.trades)
      if (both[t.row]) REQUIRE(net_share(r, t.row) <= 0.01 * (1 + 1e-9));
    for (std::size_t t = 0; t < loose.rows(); ++t) outside += both[t] && net_share(loose, t) > 0.01 * (1 + 1e-9);
    trimmed += count(r, TradeReason::trim);
  }
  CHECK(trimmed > 10);
  CHECK(outside > 100);  // the band had something to do
}

TEST_CASE("with members, betas, rehedging, bands, trims and limits a run does not depend on the size of its blocks") {
  std::size_t membership = 0, rehedges = 0, trims = 0;
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    const MarketData m = lively_market(seed, 0.05);
    const RunResult whole = run_on(kEverything, m, {}, 64);
    membership += count(whole, TradeReason::membership);
    rehedges += count(whole, TradeReason::rehedge);
    trims += count(whole, TradeReason::trim);
    for (const std::size_t block : {1U, 7U}) {
      const RunResult other = run_on(kEverything, m, {}, block);
      REQUIRE(other.positions == whole.positions);
      REQUIRE(other.trades.size() == whole.trades.size());
      for (std::size_t i = 0; i < whole.pnl.size(); ++i) {
        REQUIRE(same_bits(other.pnl[i].total, whole.pnl[i].total));
        REQUIRE(other.pnl[i].component == whole.pnl[i].component);
      }
      REQUIRE(other.rehedging == whole.rehedging);
    }
  }
  CHECK(membership > 20);
  CHECK(rehedges > 20);
  CHECK(trims > 20);
}

TEST_CASE("with all of that rows after t do not change what was held and earned up to t") {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const MarketData m = lively_market(seed, 0.05);
    const RunResult plain = run_on(kEverything, m);
    const std::size_t slots = plain.instruments.size();
    for (const std::size_t t : {5U, 21U, 40U, 41U, 60U}) {
      MarketData scrambled = m;
      Numbers random(seed * 100 + t);
      const auto first =
          static_cast<std::size_t>(std::find(m.dates.begin(), m.dates.end(), plain.dates[t]) - m.dates.begin()) + 1;
      for (auto& [name, field] : scrambled.fields)
        for (std::size_t i = first * 8; i < field.panel.values.size(); ++i)
          field.panel.values[i] = random.chance(0.3) ? kNaN : field.panel.values[i] * random.uniform(0.5, 2);
      const RunResult other = run_on(kEverything, scrambled);
      REQUIRE(std::equal(plain.positions.begin(),
                         plain.positions.begin() + static_cast<std::ptrdiff_t>((t + 1) * slots),
                         other.positions.begin()));
      for (std::size_t i = 0; i < (t + 1) * 3 * kSides; ++i) REQUIRE(same_bits(plain.pnl[i].total, other.pnl[i].total));
      for (std::size_t i = 0; i < plain.trades.size() && plain.trades[i].row <= t; ++i) {
        REQUIRE(other.trades.at(i).after == plain.trades[i].after);
        REQUIRE(other.trades.at(i).reason == plain.trades[i].reason);
      }
    }
  }
}
