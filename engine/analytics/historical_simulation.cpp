#include "analytics/historical_simulation.hpp"

#include <algorithm>
#include <cmath>

#include "analytics/leg_medians.hpp"
#include "analytics/spread_moves.hpp"
#include "base/numeric.hpp"
#include "pricing/spread_index.hpp"

namespace relval {
namespace {

class Simulation {
 public:
  Simulation(const RiskBook& book, const RunResult& r, const MarketData& market)
      : book_(book), market_(market), moves_(market, r.config.breaks), medians_(moves_, r, market),
        move_(book.holdings.size()), growth_(book.holdings.size()), was_filled_(book.holdings.size(), 0) {
    for (const Holding& h : book.holdings) {
      names_.push_back({h.column, h.notional, h.spread_bp * 1e-4, h.duration_years, h.convexity_years2,
                        h.kind == Kind::price});
    }
  }

  HistoricalSimulation run(std::size_t window) {
    for (std::size_t t = first_scenario(book_.market_row, window); t <= book_.market_row; ++t) {
      if (!read_moves(t)) {
        ++out_.rows_left_out;
        continue;
      }
      out_.dates.push_back(market_.dates[t]);
      out_.pnl.push_back(value());
    }
    out_.moves = out_.pnl.size() * book_.holdings.size();
    out_.names_filled = static_cast<std::size_t>(std::count(was_filled_.begin(), was_filled_.end(), 1));
    out_.tail = tail_risks(out_.pnl);
    if (out_.pnl.empty()) return std::move(out_);
    out_.status = Status::ok;
    out_.worst = static_cast<std::size_t>(std::min_element(out_.pnl.begin(), out_.pnl.end()) - out_.pnl.begin());
    return std::move(out_);
  }

 private:
  struct Name {  // what the inner loop needs of a holding, close together
    std::size_t column;
    double notional, spread, duration_years, convexity_years2;  // spread: decimals
    bool priced;
  };

  // False where a leg has no move to take a missing one from.
  bool read_moves(std::size_t t) {
    missing_.clear();
    for (std::size_t i = 0; i < move_.size(); ++i) {
      move_[i] = moves_.at(t, names_[i].column);
      if (std::isnan(move_[i])) missing_.push_back(i);
    }
    for (const std::size_t i : missing_) {
      const Holding& h = book_.holdings[i];
      move_[i] = medians_.at(t, h.leg, h.kind);
      if (std::isnan(move_[i])) return false;
    }
    out_.filled += missing_.size();
    for (const std::size_t i : missing_) was_filled_[i] = 1;
    return true;
  }

  double value() {
    for (std::size_t i = 0; i < move_.size(); ++i) {
      const Name& n = names_[i];
      growth_[i] = spread_exponent(n.duration_years, n.convexity_years2, n.spread * move_[i]);
    }
    expm1_each(growth_, growth_);
    CompensatedSum sum;
    for (std::size_t i = 0; i < move_.size(); ++i) {
      sum.add(names_[i].notional * (names_[i].priced ? move_[i] : growth_[i]));
    }
    return sum.value();
  }

  const RiskBook& book_;
  const MarketData& market_;
  SpreadMoves moves_;
  LegMedians medians_;
  std::vector<Name> names_;
  std::vector<double> move_, growth_;
  std::vector<std::size_t> missing_;
  std::vector<unsigned char> was_filled_;
  HistoricalSimulation out_;
};

}  // namespace

std::size_t first_scenario(std::size_t market_row, std::size_t window) {
  return window >= market_row ? 1 : market_row - window + 1;
}

HistoricalSimulation simulate_history(const RiskBook& book, const RunResult& r, const MarketData& market,
                                      std::size_t window) {
  if (!book.held()) {
    HistoricalSimulation none;
    none.status = book.status;
    return none;
  }
  return Simulation(book, r, market).run(window);
}

}  // namespace relval
