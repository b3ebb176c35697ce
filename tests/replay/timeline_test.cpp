#include <cmath>

#include "catch.hpp"
#include "replay/run_helper.hpp"

using namespace relval;
using namespace relval::test;

namespace {

// Wednesday to Tuesday; A 100 -> 90 -> ..., B flat at 80; durations 5 and 8.
MarketData pair_market() {
  return MarketBuilder({"2025-11-19", "2025-11-20", "2025-11-21", "2025-11-24", "2025-11-25"})
      .instrument("A").instrument("B")
      .field("spread", "bp", {{100, 90, 95, 92, 92}, {80}})
      .field("duration", "years", {{5}, {8}})
      .build();
}

std::string pair_config(const std::string& more = "") {
  return R"(name: pair
market: {store: x.h5}
from: 2025-11-19
to: 2025-11-25
legs:
  a: {instruments: [A]}
  b: {instruments: [B]}
strategy: {name: static_pair, long: a, short: b}
sizing: {unit: cs01, per_leg: 10000}
portfolio: {capital: 10000000}
costs: {default: {half_spread_floor_bp: 1}}
)" + more;
}

}  // namespace

TEST_CASE("a decision on the close of t trades at the close of t + 1 and earns from the next interval") {
  const RunResult r = run_on(pair_config(), pair_market());
  REQUIRE(r.trades.size() == 2);
  CHECK(r.trades[0].decided_row == 0);
  CHECK(r.trades[0].row == 1);
  CHECK(r.trades[0].reason == TradeReason::enter);
  CHECK(r.trades[0].after == Approx(10000 / (5 * 1e-4)));
  CHECK(r.trades[1].after == Approx(-10000 / (8 * 1e-4)));
  CHECK(day_total(r, 0).total == 0);
  // The entry date has cost only: 20m x 5 and 12.5m x 8 at 1 bp, and nothing of A's move of 10 bp.
  CHECK(day_total(r, 1).total == Approx(-(20e6 * 5 + 12.5e6 * 8) * 1e-4));
  CHECK(day_total(r, 1).component[index_of(Component::carry)] == 0);
  const PnlCell first = day_total(r, 2);
  CHECK(first.component[index_of(Component::spread_first)] == Approx(-20e6 * 5 * 5e-4));
  CHECK(first.component[index_of(Component::carry)] == Approx((20e6 * 90 - 12.5e6 * 80) * 1e-4 / 365));
}

TEST_CASE("a weekend's carry is booked on Monday, for three days") {
  const RunResult r = run_on(pair_config(), pair_market());
  CHECK(day_total(r, 3).component[index_of(Component::carry)] == Approx((20e6 * 95 - 12.5e6 * 80) * 1e-4 * 3 / 365));
}

TEST_CASE("a longer delay moves the trade, not the size") {
  const RunResult r = run_on(pair_config("timing: {delay: 3}\n"), pair_market());
  REQUIRE(r.trades.size() == 2);
  CHECK(r.trades[0].row == 3);
  CHECK(r.trades[0].after == Approx(10000 / (5 * 1e-4)));
}

TEST_CASE("an order waits for a quote, and the pair goes on without it") {
  MarketData m = pair_market();
  m.fields["spread"].panel.values[2 * 1 + 1] = kNaN;  // B on the trade date
  const RunResult r = run_on(pair_config(), m);
  REQUIRE(r.trades.size() == 2);
  CHECK(r.trades[0].row == 1);
  CHECK(r.trades[1].row == 2);
  CHECK(r.trades[1].decided_row == 0);
}

TEST_CASE("a closed position keeps no carry") {
  const Path positions = temporary_file("positions.csv", "date,A,B\n2025-11-20,1000000,0\n2025-11-24,0,0\n");
  const RunResult r = run_on("name: book\nmarket: {store: x.h5}\nfrom: 2025-11-19\nto: 2025-11-25\n"
                             "legs: {a: {instruments: [A]}, b: {instruments: [B]}}\n"
                             "strategy: {name: fixed_positions, positions: " + positions.string() + "}\n"
                             "portfolio: {capital: 1000000}\n",
                             pair_market());
  CHECK(r.same_close);
  REQUIRE(r.trades.size() == 2);
  CHECK(r.trades[0].row == 1);  // stated on that date, held after its close
  CHECK(r.trades[0].reason == TradeReason::stated);
  CHECK(day_total(r, 2).component[index_of(Component::carry)] == Approx(1e6 * 90e-4 / 365));
  CHECK(day_total(r, 3).component[index_of(Component::carry)] ==
        Approx(1e6 * 95e-4 * 3 / 365));  // to and with the exit date
  CHECK(day_total(r, 4).total == 0);
  CHECK(r.held(4, 0, Side::long_risk).notional == 0);
}

TEST_CASE("rehedging trades back to the size of the day, only beyond the tolerance") {
  MarketData m = pair_market();
  for (std::size_t t = 0; t < 5; ++t) m.fields["duration"].panel.values[2 * t] = 5 - 0.1 * static_cast<double>(t);
  const auto trades = [&](const std::string& rehedge) {
    return run_on(
               pair_config().replace(pair_config().find("per_leg: 10000"), 14, "per_leg: 10000, rehedge: " + rehedge),
               m)
        .trades;
  };
  CHECK(trades("{every: never}").size() == 2);
  CHECK(trades("{beyond: 50%}").size() == 2);
  const auto daily = trades("{every: row}");
  CHECK(daily.size() > 3);
  CHECK(daily.back().reason == TradeReason::rehedge);
  CHECK(trades("{beyond: 3%}").size() == 3);  // once, when 5.0 -> 4.8 has made it 4 %
}

TEST_CASE("a drifting notional grows with what it earned") {
  const RunResult r = run_on(pair_config("valuation: {notional: drift}\n"), pair_market());
  const double before = r.positions[1 * 2], after = r.positions[2 * 2];
  const double earned = day_total(r, 2).total;
  CHECK(after != before);
  const double b_change = r.positions[2 * 2 + 1] - r.positions[1 * 2 + 1];
  CHECK(after - before + b_change == Approx(earned).epsilon(1e-9));  // no financing: P&L is what the notionals grew by
}

TEST_CASE("two kinds in one book: a spread index against a price") {
  const MarketData m = MarketBuilder({"2025-11-19", "2025-11-20", "2025-11-21"})
                           .instrument("A").instrument("ETF", Kind::price)
                           .field("spread", "bp", {{100, 90, 95}, {kNaN}})
                           .field("duration", "years", {{5}, {kNaN}})
                           .field("price", "price", {{kNaN}, {100, 100, 102}})
                           .build();
  const RunResult r = run_on("name: p\nmarket: {store: x.h5}\nfrom: 2025-11-19\nto: 2025-11-21\n"
                             "legs: {a: {instruments: [A]}, b: {instruments: [ETF]}}\n"
                             "strategy: {name: static_pair, long: a, short: b}\n"
                             "sizing: {unit: notional, per_leg: 1000000}\nportfolio: {capital: 1000000}\n", m);
  CHECK(r.cell(2, 1, Side::short_risk).component[index_of(Component::price)] == Approx(-20000));
  CHECK(r.cell(2, 0, Side::long_risk).component[index_of(Component::spread_first)] == Approx(-1e6 * 5 * 5e-4));
}

TEST_CASE("sizes use the marks that are known: a field with a knowledge lag sizes with older rows") {
  MarketData m = pair_market();
  for (std::size_t t = 0; t < 5; ++t) m.fields["duration"].panel.values[2 * t] = 5 + static_cast<double>(t);
  m.fields["duration"].info.knowledge_lag = 1;
  std::string config = pair_config();
  config.replace(config.find("from: 2025-11-19"), 16, "from: 2025-11-20");
  const RunResult r = run_on(config, m);
  CHECK(r.warm_up_rows == 1);  // the lagged row is loaded, so the first row can decide
  REQUIRE(r.trades.size() == 2);
  CHECK(r.trades[0].row == 1);
  CHECK(r.trades[0].after == Approx(10000 / (5 * 1e-4)));  // D of 2025-11-19, not the 6 of the decision row
  CHECK(r.trades[0].duration_years == 7);                  // the trade itself is costed at the marks of its date
}
