#include "analytics/historical_simulation.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "analytics/spread_moves.hpp"
#include "base/numeric.hpp"
#include "pricing/spread_index.hpp"

namespace relval {
namespace {

constexpr std::size_t kKinds = 2;  // of enum Kind

double median(std::vector<double>& values) {
  if (values.empty()) return kNaN;
  const auto half = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), half, values.end());
  if (values.size() % 2 == 1) return *half;
  return 0.5 * (*std::max_element(values.begin(), half) + *half);
}

class Simulation {
 public:
  Simulation(const RiskBook& book, const RunResult& r, const MarketData& market)
      : book_(book), market_(market), moves_(market, r.config.breaks), move_(book.holdings.size()),
        growth_(book.holdings.size()), was_filled_(book.holdings.size(), 0) {
    for (const Holding& h : book.holdings) {
      names_.push_back({h.column, h.notional, h.spread_bp * 1e-4, h.duration_years, h.convexity_years2,
                        h.kind == Kind::price});
    }
    for (const LegInfo& leg : r.legs) {
      std::vector<std::size_t> columns;
      for (const std::uint32_t s : leg.slots) columns.push_back(column_of(r, market, s));
      leg_columns_.push_back(std::move(columns));
    }
    medians_.resize(r.legs.size() * kKinds);
  }

  HistoricalSimulation run() {
    for (std::size_t t = 1; t <= book_.market_row; ++t) {
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
    if (!missing_.empty()) std::fill(medians_.begin(), medians_.end(), std::nullopt);
    for (const std::size_t i : missing_) {
      const Holding& h = book_.holdings[i];
      std::optional<double>& of_leg = medians_[h.leg * kKinds + static_cast<std::size_t>(h.kind)];
      if (!of_leg) of_leg = leg_median(t, h);
      move_[i] = *of_leg;
      if (std::isnan(move_[i])) return false;
    }
    out_.filled += missing_.size();
    for (const std::size_t i : missing_) was_filled_[i] = 1;
    return true;
  }

  double leg_median(std::size_t t, const Holding& h) {
    others_.clear();
    for (const std::size_t column : leg_columns_[h.leg]) {
      if (market_.instruments.kind[column] != h.kind) continue;
      if (const double m = moves_.at(t, column); !std::isnan(m)) others_.push_back(m);
    }
    return median(others_);
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
  std::vector<Name> names_;
  std::vector<std::vector<std::size_t>> leg_columns_;  // of the market, by leg
  std::vector<double> move_, growth_, others_;
  std::vector<std::optional<double>> medians_;  // of the row, by leg and kind, where asked for
  std::vector<std::size_t> missing_;
  std::vector<unsigned char> was_filled_;
  HistoricalSimulation out_;
};

}  // namespace

HistoricalSimulation simulate_history(const RiskBook& book, const RunResult& r, const MarketData& market) {
  if (!book.held()) {
    HistoricalSimulation none;
    none.status = book.status;
    return none;
  }
  return Simulation(book, r, market).run();
}

}  // namespace relval
