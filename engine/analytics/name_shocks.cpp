#include "analytics/name_shocks.hpp"

#include <algorithm>
#include <cmath>

#include "analytics/quantile.hpp"
#include "analytics/risk_book.hpp"
#include "analytics/spread_moves.hpp"
#include "base/numeric.hpp"
#include "base/text.hpp"

namespace relval {
namespace {

// P&L before trading cost: a scenario is what the market did.
std::vector<double> before_cost(const RunResult& r) {
  std::vector<double> out(r.rows(), 0.0);
  const std::size_t cells = r.legs.size() * kSides;
  for (std::size_t t = 0; t < r.rows(); ++t)
    for (std::size_t i = 0; i < cells; ++i) {
      const PnlCell& cell = r.pnl[t * cells + i];
      out[t] += cell.total - cell.component[index_of(Component::cost)];
    }
  return out;
}

// Sample deviation of the changes from row to row; NaN with fewer than 20 of them.
double deviation_of_changes(const std::vector<double>& level) {
  std::vector<double> changes;
  for (std::size_t t = 1; t < level.size(); ++t)
    if (const double x = level[t] - level[t - 1]; std::isfinite(x)) changes.push_back(x);
  constexpr std::size_t kFewest = 20;
  return changes.size() < kFewest ? kNaN : sample_deviation(changes);
}

}  // namespace

void fill_by_median(const RunResult& r, NameShocks& shocks) {
  for (const LegInfo& leg : r.legs)
    for (const Kind kind : {Kind::spread_index, Kind::price}) {
      std::vector<double> others;
      for (const std::uint32_t s : leg.slots)
        if (r.instruments.kind[s] == kind && !std::isnan(shocks.by_slot[s].times))
          others.push_back(shocks.by_slot[s].times);
      const double middle = median(others);
      if (std::isnan(middle)) continue;
      for (const std::uint32_t s : leg.slots)
        if (r.instruments.kind[s] == kind && std::isnan(shocks.by_slot[s].times))
          shocks.by_slot[s] = {middle, 0, true};
    }
}

std::vector<NameShocks> worst_rows(const RunResult& r, const MarketData& market, std::size_t most) {
  const std::vector<double> earned = before_cost(r);
  std::vector<std::size_t> rows;
  for (std::size_t t = 1; t < r.rows(); ++t)
    if (earned[t] < 0) rows.push_back(t);
  std::stable_sort(rows.begin(), rows.end(), [&](std::size_t a, std::size_t b) { return earned[a] < earned[b]; });
  if (rows.size() > most) rows.resize(most);

  const SpreadMoves moves(market, r.config.breaks);
  std::vector<NameShocks> out;
  for (const std::size_t t : rows) {
    NameShocks s{format("worst_{}", out.size() + 1), to_iso(r.dates[t]),
                 format("each spread as in the {} to {}, in which the run made {:.0f} before trading cost",
                        r.row_unit.name, to_iso(r.dates[t]), earned[t]),
                 "the run's own worst rows, relative moves", std::vector<NameShock>(r.instruments.size())};
    const auto at = std::lower_bound(market.dates.begin(), market.dates.end(), r.dates[t]);
    const auto row = static_cast<std::size_t>(at - market.dates.begin());
    for (std::size_t i = 0; row > 0 && i < s.by_slot.size(); ++i)
      s.by_slot[i].times = 1 + moves.at(row, column_of(r, market, i));
    fill_by_median(r, s);
    out.push_back(std::move(s));
  }
  return out;
}

std::optional<NameShocks> correlation_break(const RunResult& r, std::size_t row) {
  NameShocks s{"correlation_break", "legs part by 2 sd", "", "deviations over the run",
               std::vector<NameShock>(r.instruments.size())};
  std::vector<std::string> words;
  for (std::size_t l = 0; l < r.legs.size(); ++l) {
    const double net = r.held(row, l, Side::long_risk).notional + r.held(row, l, Side::short_risk).notional;
    const double sd = deviation_of_changes(r.legs[l].adjusted_bp);
    if (net == 0 || !(sd > 0)) continue;
    const double by = net > 0 ? 2 * sd : -2 * sd;
    words.push_back(format("{} {:.1f} bp", r.legs[l].name, 2 * sd));
    for (const std::uint32_t i : r.legs[l].slots)
      if (r.instruments.kind[i] != Kind::price) s.by_slot[i] = {1, by, false};
  }
  if (words.size() < 2) return {};
  s.shock = "legs held long widen, legs held short tighten by two deviations of a " + r.row_unit.name + ": " +
            join(words, ", ");
  return s;
}

}  // namespace relval
