#include "analytics/book_tails.hpp"

#include <algorithm>
#include <cmath>

#include "analytics/historical_simulation.hpp"
#include "base/lanes.hpp"
#include "base/numeric.hpp"
#include "pricing/spread_index.hpp"

namespace relval {

BookTails::BookTails(const RunResult& r, const MarketData& market, std::size_t window)
    : moves_(market, r.config.breaks), medians_(moves_, r, market), window_(window), known_(r.instruments.size()) {
  if (r.dates.empty()) return;
  const auto row_of = [&](Date date) {
    return static_cast<std::size_t>(std::lower_bound(market.dates.begin(), market.dates.end(), date) -
                                    market.dates.begin());
  };
  first_ = first_scenario(row_of(r.dates.front()), window);
  end_ = row_of(r.dates.back()) + 1;
}

const double* BookTails::moves_of(const Holding& h) {
  std::vector<double>& known = known_[h.slot];
  if (!known.empty()) return known.data();
  for (std::size_t t = first_; t < end_; ++t) {
    const double move = moves_.at(t, h.column);
    known.push_back(std::isnan(move) ? medians_.at(t, h.leg, h.kind) : move);
  }
  return known.data();
}

TailRisks BookTails::of(const RiskBook& book) {
  if (!book.held()) return {};
  const std::size_t first = first_scenario(book.market_row, window_), n = book.market_row + 1 - first;
  if (n == 0) return {};
  growth_.resize(n);
  sum_.assign(n, 0.0);
  carry_.assign(n, 0.0);
  for (const Holding& h : book.holdings) {
    const double* move = moves_of(h) + (first - first_);
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
