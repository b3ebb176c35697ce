// Round trips and turnover out of fills: columns day, instrument, signed notional, spread in bp.
#include <cmath>
#include <map>

#include "analytics/hit_rate.hpp"
#include "analytics/profit_factor.hpp"
#include "analytics/round_trips.hpp"
#include "analytics/turnover.hpp"
#include "base/numeric.hpp"
#include "reference/topics.hpp"

using namespace relval;

namespace reference {
namespace {

std::map<std::string, std::vector<Fill>> fills_of(const Case& c) {
  const Column day = c.column(0), quantity = c.column(2);
  const Column spread = c.column_count() > 3 ? c.column(3) : Column(day.size(), 0.0);
  const std::vector<std::string> instrument = c.text_column(1);
  std::map<std::string, std::vector<Fill>> all;
  for (std::size_t i = 0; i < day.size(); ++i) {
    all[instrument[i]].push_back({static_cast<std::size_t>(day[i]), quantity[i], spread[i]});
  }
  return all;
}

json lots(const Case& c) {
  RoundTrips all;
  json open = json::object();
  for (const auto& [name, fills] : fills_of(c)) {
    const RoundTrips one = round_trips(fills);
    all.closed.insert(all.closed.end(), one.closed.begin(), one.closed.end());
    open[name] = json::array();
    for (const OpenLot& lot : one.open) open[name].push_back({lot.opened, lot.quantity, lot.price});
  }
  Column pnl;
  for (const RoundTrip& t : all.closed) pnl.push_back(t.per_price() / 1e4 * c.number("rpv01"));
  return {{"n_lots", all.closed.size()},
          {"closed_notional", all.closed_quantity()},
          {"open_lots", open},
          {"avg_holding_notional_weighted", all.holding_by_quantity()},
          {"avg_holding_equal", all.holding_by_lot()},
          {"hit_rate", value(hit_rate(pnl).rate)},
          {"profit_factor", value(profit_factor(pnl))},
          {"payoff", value(payoff_ratio(pnl))},
          {"total", compensated_sum(pnl)}};
}

json turned(const Case& c) {
  const auto days = c.count("n_days");
  double traded = 0, gross = 0;
  for (const auto& [name, fills] : fills_of(c)) {
    for (const Fill& f : fills) traded += std::fabs(f.quantity);
    double held = 0;
    std::size_t next = 0;
    for (std::size_t day = 0; day < days; ++day) {
      for (; next < fills.size() && fills[next].row <= day; ++next) held += fills[next].quantity;
      gross += std::fabs(held);
    }
  }
  const double average = gross / static_cast<double>(days);
  return {{"traded", traded},
          {"avg_gross", average},
          {"one_way_turnover_annual", value(turnover(traded, average, days, c.periods_per_year()))},
          {"implied_holding_period", value(implied_holding_period(traded, average, days))}};
}

}  // namespace

void add_trades(Functions& all) {
  all["fifo_round_trips"] = lots;
  all["turnover"] = turned;
}

}  // namespace reference
