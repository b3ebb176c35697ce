#include "analytics/book_tails.hpp"

#include <cmath>

#include "analytics/historical_simulation.hpp"
#include "base/lanes.hpp"
#include "base/numeric.hpp"
#include "pricing/spread_index.hpp"

namespace relval {

BookTails::BookTails(const RunResult& r, const MarketData& market, std::size_t window)
    : moves_(market, r.config.breaks), medians_(moves_, r, market), window_(window), rows_(market.dates.size()),
      known_(r.instruments.size()) {
  while (rows_ > 0 && !r.dates.empty() && market.dates[rows_ - 1] > r.dates.back()) --rows_;
}

const double* BookTails::moves_of(const Holding& h) {
  std::vector<double>& known = known_[h.slot];
  if (!known.empty()) return known.data();
  known.assign(rows_, kNaN);
  for (std::size_t t = 1; t < rows_; ++t) {
    known[t] = moves_.at(t, h.column);
    if (std::isnan(known[t])) known[t] = medians_.at(t, h.leg, h.kind);
  }
  return known.data();
}

TailRisks BookTails::of(const RiskBook& book) {
  if (!book.held()) return {};
  const std::size_t first = first_scenario(book.market_row, window_), n = book.market_row + 1 - first;
  growth_.resize(n);
  sum_.assign(n, 0.0);
  carry_.assign(n, 0.0);
  for (const Holding& h : book.holdings) {
    const double* move = moves_of(h) + first;
    const double* growth = move;  // kind price: its own
    if (h.kind != Kind::price) {
      const double spread = h.spread_bp * 1e-4, years = h.duration_years, years2 = h.convexity_years2;
      for (std::size_t k = 0; k < n; ++k) growth_[k] = spread_exponent(years, years2, spread * move[k]);
      expm1_each(growth_, growth_);
      growth = growth_.data();
    }
    lanes::loops().add_compensated(growth, h.notional, sum_.data(), carry_.data(), n);
  }
  pnl_.clear();
  for (std::size_t k = 0; k < n; ++k)  // NaN: some leg had no move at all on that row
    if (const double x = sum_[k] + carry_[k]; !std::isnan(x)) pnl_.push_back(x);
  return tail_risks(pnl_);
}

}  // namespace relval
