#include "small_run.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/numeric.hpp"

namespace relval {
namespace {

constexpr std::size_t kRows = 24, kNames = 3, kEntry = 1, kRehedge = 12, kExit = 22, kStaleRow = 5;
constexpr double kDuration[kNames] = {6.5, 8.0, 7.5};
constexpr double kSpread[kNames][kRows] = {
    {110, 112, 109, 105, 104, 106, 103, 99, 97, 98, 95, 93, 94, 90, 88, 87, 89, 85, 84, 82, 83, 80, 79, 79},
    {140, 141, 139, 133, 130, 130, 136, 128, 127, 125, 126, 121, 119, 118,
     117, 112, 113, 109, 110, 107, 105, 104, 101, 102},
    {68, 70, 71, 69, 70, 74, 73, 72, 75, 74, 76, 75, 77, 76, 75, 78, 80, 78, 77, 79, 78, 76, 77, 77}};
constexpr double kLongFee = 15e-4, kBorrowFee = 30e-4, kFloor = 0.75, kShare = 0.01;  // per year; bp; of spread

Date month_end_of(std::size_t row) {
  return last_business_day(make_date(2020 + static_cast<int>(row / 12), static_cast<int>(row % 12) + 1, 1));
}

// 75,000 per bp on each leg; the first leg's share is split by notional.
std::array<double, kNames> sizes_at(std::size_t row) {
  if (row < kEntry || row >= kExit) return {0, 0, 0};
  const double scale = row < kRehedge ? 1.0 : 0.9;
  const double leg = 75e3 / ((kDuration[0] + kDuration[1]) / 2 * 1e-4) * scale;
  return {leg / 2, leg / 2, -75e3 / (kDuration[2] * 1e-4) * (row < kRehedge ? 1.0 : 0.92)};
}

struct Simulation {
  RunResult r;
  std::array<double, kNames> held{};

  PnlCell earned(std::size_t t, std::size_t i) const {
    const double n = held[i], d = kDuration[i], before = kSpread[i][t - 1];
    const double ds = (kSpread[i][t] - before) * 1e-4, days = r.dates[t].days - r.dates[t - 1].days;
    const double rc = before * 1e-4 * days / 365.0, g = expm1(-d * ds - 0.5 * d * d * ds * ds);
    PnlCell p;
    p.component[index_of(Component::carry)] = n * rc;
    p.component[index_of(Component::spread_first)] = -n * d * ds;
    p.component[index_of(Component::spread_cross)] = n * rc * g;
    p.component[index_of(Component::funding)] = n > 0 ? -n * kLongFee * days / 360.0 : 0.0;
    p.component[index_of(Component::borrow)] = n < 0 ? n * kBorrowFee * days / 360.0 : 0.0;
    p.total = n * ((1 + rc) * (1 + g) - 1) + p.component[index_of(Component::funding)] +
              p.component[index_of(Component::borrow)];
    return p;
  }

  double trade(std::size_t t, std::size_t i, double after) {
    if (after == held[i]) return 0;
    const double half = std::max(kFloor, kShare * kSpread[i][t]);
    const double cost = -std::fabs(after - held[i]) * kDuration[i] * half * 1e-4;
    const TradeReason why = held[i] == 0 ? TradeReason::enter : after == 0 ? TradeReason::exit : TradeReason::rehedge;
    r.trades.push_back({t - 1, t, static_cast<std::uint32_t>(i), i < 2 ? 0 : 1, held[i], after, cost, half,
                        kSpread[i][t], kDuration[i], why, i < 2 ? 1.0 : -1.0});
    ++r.names[i].trades;
    return cost;
  }

  void post(std::size_t t, std::size_t i, PnlCell p, double cost, double signed_by, bool by_name) {
    p.component[index_of(Component::cost)] = cost;
    p.total += cost;
    const std::size_t leg = i < 2 ? 0 : 1, side = signed_by < 0 ? 1 : 0;
    r.pnl[(t * 2 + leg) * kSides + side].add(p);
    r.names[i].pnl.add(p);
    if (!by_name) return;
    r.by_name[t * kNames + i] = p;
    r.by_name[t * kNames + i].close();
  }

  void row(std::size_t t, const SmallRun& options) {
    auto target = sizes_at(t);
    if (options.keep_open && t >= kExit) target = held;
    for (std::size_t i = 0; i < kNames; ++i) {
      const double before = held[i];
      const bool stale = i == 1 && t == kStaleRow;
      const PnlCell p = before != 0 ? earned(t, i) : PnlCell{};
      const double cost = trade(t, i, target[i]);
      post(t, i, p, cost, before != 0 ? before : target[i], options.by_name);
      note_quote(i, before != 0, stale, p.total + cost);
      held[i] = target[i];
      Exposure& e = r.exposure[(t * 2 + (i < 2 ? 0 : 1)) * kSides + (held[i] < 0 ? 1 : 0)];
      e.notional += held[i];
      e.cs01 += -held[i] * kDuration[i] * 1e-4;
      e.dts += held[i] * kDuration[i] * kSpread[i][t] * 1e-4;
      r.positions[t * kNames + i] = held[i];
    }
    for (std::size_t c = 0; c < 2 * kSides; ++c) r.pnl[t * 2 * kSides + c].close();
  }

  void note_quote(std::size_t i, bool was_held, bool stale, double total) {
    if (!was_held) return;
    NameResult& n = r.names[i];
    ++n.rows_held;
    ++r.held_cells;
    if (stale) {
      ++r.stale_cells;
      ++n.stale_rows_held;
      n.longest_stale_run = std::max(n.longest_stale_run, ++n.current_stale_run);
    } else {
      if (n.current_stale_run > 0) n.pnl_on_catch_up += total;
      n.current_stale_run = 0;
    }
  }
};

void describe(RunResult& r) {
  r.config.file = "configs/small_pair.yaml";
  r.config.name = "small_pair";
  r.config.market.store.value = "data/small.h5";
  r.config.from.value = r.dates.front();
  r.config.to.value = r.dates.back();
  r.config.strategy.name.value = "static_pair";
  r.config.strategy.parameters["long"].value = "industrial";
  r.config.strategy.parameters["short"].value = "hyperscaler";
  r.config.sizing.unit = r.config.sizing.per_leg_in = RiskUnit::cs01;
  r.config.sizing.per_leg = 75e3;
  r.config.sizing.given = true;
  r.config.portfolio.capital = 100e6;
  r.config.costs["default"] = {kFloor, kShare};
  r.config.financing.long_spread_bp = 15;
  r.config.financing.borrow_fee_bp = 30;
  r.store.title = "three made-up spread series";
  r.store.origin = "written by hand";
  r.store.licence = "public domain";
  r.data_digest = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
  r.fields = {{"duration", "years", Sampling::point, Quote::unstated, 0, ""},
              {"spread", "bp", Sampling::point, Quote::constant_maturity, 0, ""}};
  r.strategy = {"static_pair", "1.0", "one leg against another", "built in", {}, {}};
  r.stages = {{"market", "aa11"}, {"valuation", "bb22"}};
  r.row_unit = {"month", 12};
  r.periods_per_year = 12;
  r.delay_rows = 1;
  r.store_rows = 30;
  r.instruments.id = {"CAPGOODS_7Y", "TRANSPORT_8Y", "CLOUD_7Y"};
  r.instruments.kind.assign(kNames, Kind::spread_index);
  r.legs = {{"industrial", {0, 1}, {}, {}}, {"hyperscaler", {2}, {}, {}}};
  for (std::size_t t = 0; t < r.rows(); ++t) {
    const double d = kDuration[0] + kDuration[1];
    r.legs[0].spread_bp.push_back((kDuration[0] * kSpread[0][t] + kDuration[1] * kSpread[1][t]) / d);
    r.legs[0].duration_years.push_back(d / 2);
    r.legs[1].spread_bp.push_back(kSpread[2][t]);
    r.legs[1].duration_years.push_back(kDuration[2]);
  }
  r.signals = {{"industrial - hyperscaler", {}}};
  for (std::size_t t = 0; t < r.rows(); ++t) {
    r.signals[0].values.push_back(t == 0 ? kNaN : r.legs[0].spread_bp[t] - r.legs[1].spread_bp[t]);
  }
}

}  // namespace

RunResult small_run(const SmallRun& options) {
  Simulation s;
  RunResult& r = s.r;
  for (std::size_t t = 0; t < kRows; ++t) r.dates.push_back(month_end_of(t));
  describe(r);
  r.pnl.resize(kRows * 2 * kSides);
  r.exposure.resize(kRows * 2 * kSides);
  r.names.resize(kNames);
  r.positions.resize(kRows * kNames);
  if (options.by_name) r.by_name.resize(kRows * kNames);
  for (std::size_t t = 0; t < kRows; ++t) s.row(t, options);
  for (NameResult& n : r.names) n.pnl.close();
  return r;
}

MarketData small_market() {
  MarketData m;
  m.instruments = small_run().instruments;
  for (std::size_t t = 0; t < kRows; ++t) m.dates.push_back(month_end_of(t));
  Panel spread{kRows, kNames, {}}, duration{kRows, kNames, {}};
  for (std::size_t t = 0; t < kRows; ++t) {
    for (std::size_t i = 0; i < kNames; ++i) {
      spread.values.push_back(i == 1 && t == kStaleRow ? kNaN : kSpread[i][t]);
      duration.values.push_back(kDuration[i]);
    }
  }
  m.fields["spread"] = {{"spread", "bp", Sampling::point, Quote::constant_maturity, 0, ""}, spread};
  m.fields["duration"] = {{"duration", "years", Sampling::point, Quote::unstated, 0, ""}, duration};
  return m;
}

}  // namespace relval
