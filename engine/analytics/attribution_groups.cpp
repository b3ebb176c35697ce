#include "analytics/attribution_groups.hpp"

#include <array>
#include <cmath>
#include <map>

#include "analytics/risk_book.hpp"
#include "base/numeric.hpp"
#include "config/rating.hpp"

namespace relval {
namespace {

constexpr const char* kNotStated = "not stated";
constexpr std::size_t kBuckets = kRatings + 1;  // by the best notch of the letters; [0]: no rating

// The letters' place: that of their first notch; 0 where there is no rating.
std::size_t bucket_of(double rating) { return static_cast<std::size_t>(best_notch(rating)); }

bool kept(const RunResult& r) { return r.rows() > 0 && r.name_totals.size() == r.rows() * r.instruments.size(); }

}  // namespace

std::vector<PnlParts> by_sector(const RunResult& r, double run_total) {
  std::vector<PnlParts> all;
  for (const char* level : kSectorLevels) {
    const auto column = r.instruments.text.find(level);
    if (column == r.instruments.text.end()) continue;
    std::map<std::string, CompensatedSum> sums;
    std::map<std::string, std::size_t> rows;
    for (std::size_t i = 0; i < r.names.size(); ++i) {
      if (r.names[i].rows_held == 0 && r.names[i].pnl.total == 0) continue;
      const std::string& stated = column->second[i];
      const std::string name = stated.empty() ? kNotStated : stated;
      sums[name].add(r.names[i].pnl.total);
      rows[name] += r.names[i].rows_held;
    }
    PnlParts parts;
    parts.by = level;
    for (const auto& [name, sum] : sums) parts.parts.push_back({name, sum.value(), rows[name]});
    parts.close(run_total);
    all.push_back(std::move(parts));
  }
  return all;
}

PnlParts by_rating(const RunResult& r, const MarketData* market, double run_total) {
  PnlParts out;
  out.by = "rating";
  const Panel* panel = market ? market->panel("rating") : nullptr;
  out.status = !panel ? Status::out_of_domain : kept(r) ? Status::ok : Status::not_kept;
  if (out.status != Status::ok) return out;
  const std::size_t slots = r.instruments.size();
  std::vector<std::size_t> column(slots), now(slots, 0);
  for (std::size_t i = 0; i < slots; ++i) column[i] = column_of(r, *market, i);
  std::array<CompensatedSum, kBuckets> sums;
  std::array<std::size_t, kBuckets> cells{};
  const auto take_up = [&](std::size_t t) {
    for (std::size_t i = 0; i < slots; ++i)
      if (const double rating = panel->at(t, column[i]); !std::isnan(rating)) now[i] = bucket_of(rating);
  };
  for (std::size_t t = 0; t < r.warm_up_rows; ++t) take_up(t);
  for (std::size_t row = 0; row < r.rows(); ++row) {
    const std::size_t t = r.warm_up_rows + row;
    if (row == 0) take_up(t);  // its P&L is the cost of trades on its close
    for (std::size_t i = 0; i < slots; ++i)
      if (const double pnl = r.name_totals[row * slots + i]; pnl != 0) {
        sums[now[i]].add(pnl);
        ++cells[now[i]];
      }
    if (row > 0) take_up(t);
  }
  for (std::size_t b = 1; b <= kBuckets; ++b) {
    const std::size_t bucket = b % kBuckets;  // those without a rating come last
    if (cells[bucket] == 0) continue;
    const std::string name = bucket == 0 ? kNotStated : rating_letters(static_cast<double>(bucket));
    out.parts.push_back({name, sums[bucket].value(), cells[bucket]});
  }
  out.close(run_total);
  return out;
}

}  // namespace relval
