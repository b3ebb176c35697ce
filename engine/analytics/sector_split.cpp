#include "analytics/sector_split.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "analytics/risk_book.hpp"
#include "analytics/spread_moves.hpp"
#include "base/numeric.hpp"
#include "pricing/valuation.hpp"

namespace relval {
namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

struct Sectors {
  std::string level;
  std::vector<std::string> names;
  std::vector<std::size_t> of_column;  // kNone: the store states none
  std::vector<bool> repeated;          // of a name in several legs: all its columns but the first
};

Sectors finest(const Instruments& all) {
  Sectors out;
  std::set<std::string> seen;
  for (const std::string& id : all.id) out.repeated.push_back(!seen.insert(id).second);
  for (auto level = kSectorLevels.rbegin(); level != kSectorLevels.rend(); ++level) {
    const auto column = all.text.find(*level);
    if (column == all.text.end()) continue;
    out.level = *level;
    std::map<std::string, std::size_t> places;
    for (const std::string& name : column->second)
      if (!name.empty()) places.emplace(name, 0);
    for (auto& [name, place] : places) {
      place = out.names.size();
      out.names.push_back(name);
    }
    for (const std::string& name : column->second) out.of_column.push_back(name.empty() ? kNone : places.at(name));
    return out;
  }
  return out;
}

// By sector: the mean change in bp over (t - 1, t]; NaN where too few are quoted.
std::vector<double> mean_changes(const Sectors& sectors, const SpreadMoves& moves, std::size_t t) {
  std::vector<double> sum(sectors.names.size(), 0.0);
  std::vector<std::size_t> quoted(sectors.names.size(), 0);
  for (std::size_t c = 0; c < sectors.of_column.size(); ++c) {
    const std::size_t s = sectors.of_column[c];
    const double change = s == kNone || sectors.repeated[c] ? kNaN : moves.change_bp(t, c);
    if (std::isnan(change)) continue;
    sum[s] += change;
    ++quoted[s];
  }
  for (std::size_t s = 0; s < sum.size(); ++s)
    sum[s] = quoted[s] < kFewestOfASector ? kNaN : sum[s] / static_cast<double>(quoted[s]);
  return sum;
}

// By leg: what the market moved it by over (t - 1, t], beta x change of the factor leg; all 0 where the split has no
// market part for want of a beta.
std::vector<double> market_moves(const RunResult& r, const PnlSplit& split, std::size_t t) {
  std::vector<double> out(r.legs.size(), 0.0);
  const auto factor = std::find_if(r.legs.begin(), r.legs.end(), [](const LegInfo& l) { return l.factor; });
  if (split.daily[t].market == 0) return out;
  const double change = factor->adjusted_bp[t] - factor->adjusted_bp[t - 1];
  for (std::size_t l = 0; l < out.size(); ++l)
    if (!r.legs[l].beta.empty() && !std::isnan(r.legs[l].beta[t - 1])) out[l] = r.legs[l].beta[t - 1] * change;
  return out;
}

}  // namespace

SectorSplit split_by_sector(const RunResult& r, const MarketData& market, const PnlSplit& split) {
  SectorSplit out;
  const Sectors sectors = finest(market.instruments);
  if (split.status != Status::ok || sectors.names.empty()) return out;
  out.level = sectors.level;
  const std::size_t slots = r.instruments.size();
  out.status = r.positions.size() == r.rows() * slots ? Status::ok : Status::not_kept;
  if (out.status != Status::ok) return out;
  const std::vector<std::size_t> leg = leg_of_slots(r);
  std::vector<std::size_t> columns;
  for (std::size_t i = 0; i < slots; ++i) columns.push_back(column_of(r, market, i));
  const SpreadMoves moves(market, r.config.breaks);
  const MarksReader marks(market);
  std::vector<double> pnl(sectors.names.size(), 0.0);
  std::vector<bool> held(sectors.names.size(), false);
  for (std::size_t t = 1; t < r.rows(); ++t) {
    const std::size_t at = r.warm_up_rows + t;
    const std::vector<double> mean = mean_changes(sectors, moves, at);
    const std::vector<double> beyond = market_moves(r, split, t);
    for (std::size_t i = 0; i < slots; ++i) {
      const double notional = r.positions[(t - 1) * slots + i];
      if (notional == 0) continue;
      ++out.cells;
      const std::size_t s = sectors.of_column[columns[i]];
      const Kind kind = market.instruments.kind[columns[i]];
      if (s == kNone || std::isnan(mean[s]) || kind == Kind::price) {
        ++out.cells_alone;
        continue;
      }
      held[s] = true;
      const double cs01 = notional * unit_risk(kind, marks.at(at - 1, static_cast<Slot>(columns[i]))).cs01;
      pnl[s] += cs01 * (mean[s] - beyond[leg[i]]);
    }
  }
  for (std::size_t s = 0; s < pnl.size(); ++s) {
    if (!held[s]) continue;
    out.sectors.push_back({sectors.names[s], pnl[s]});
    out.sector += pnl[s];
  }
  out.idiosyncratic = split.total.divergence - out.sector;
  return out;
}

}  // namespace relval
