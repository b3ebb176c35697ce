// Who is in which leg on which day, with which weight: decided row by row from what is known on the row.
//
// On row t of the run a leg's composition is decided for the trade at the close of row t + delay:
//   entering   on the leg's rebalance dates, and when a group's date comes; only names with a fresh quote
//   leaving    when a group's date comes; when the rating leaves the range or the member field says 0: at the first
//   close
//              that is not before the effective date (the end of that month, or the day itself) nor before the day it
//              is known + delay. The weight of who leaves between rebalances goes to the others pro rata.
// Before the run a leg is formed anew on every row, so that betas do not depend on how much history was loaded.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "market/panel.hpp"
#include "market/universe.hpp"

namespace relval {

struct Member {
  std::uint32_t slot;
  double weight;  // of the leg's notional; the weights of a leg add up to 1
};

struct MembershipChange {
  std::size_t row;   // of the loaded market: decided on its close
  std::size_t leg;
  std::uint32_t slot;
  bool joined;
  std::string why;   // "rating BB+ since 2025-10-09", "rebalance"
};

struct LegTiming {
  std::size_t first_row = 0;   // of the run, in the loaded market
  std::size_t delay = 1;       // rows
  std::size_t stale_rows = 5;  // a name without a quote for longer does not enter
  // Rows before the run on which legs are followed (betas and signals look back that far). The factor leg is followed
  // on all rows; before these it is formed on its rebalance dates only, which is enough to tell the market's stress.
  std::size_t rows_before = static_cast<std::size_t>(-1);
};

class LegHistoryBuilder;

class LegHistory {
 public:
  LegHistory() = default;  // no legs
  // Error(usage) where two traded legs hold one name on a day and neither allows it.
  LegHistory(const Universe&, const MarketData&, const LegTiming&);

  bool empty() const { return legs_.empty(); }
  std::span<const Member> members(std::size_t leg, std::size_t row) const;  // as last decided
  double weight(std::size_t leg, std::size_t row, std::uint32_t slot) const;
  // Rows of the run on which the leg had too few names for its cap: equal weights then.
  std::size_t rows_above_cap(std::size_t leg) const { return legs_[leg].rows_above_cap; }
  bool changes(std::size_t leg, std::size_t row) const;  // decided on this very row, after the run's first
  const std::vector<MembershipChange>& membership_changes() const { return changes_; }

  // By row, of the members held at its close (decided `delay` rows before). Duration-weighted mean of their last known
  // spreads, bp; the same freed of changes of membership (chained,
  // equal to the quoted one on the run's first row); mean duration, years. NaN while no member has been quoted, and
  // before the leg is followed.
  std::span<const double> quoted_bp(std::size_t leg) const { return legs_[leg].quoted_bp; }
  std::span<const double> adjusted_bp(std::size_t leg) const { return legs_[leg].adjusted_bp; }
  std::span<const double> duration_years(std::size_t leg) const { return legs_[leg].duration_years; }

 private:
  struct Path {
    std::vector<std::vector<Member>> compositions;
    std::vector<std::uint32_t> at;  // by row: which composition
    std::vector<double> quoted_bp, adjusted_bp, duration_years;
    std::size_t rows_above_cap = 0;
  };
  std::vector<Path> legs_;
  std::vector<MembershipChange> changes_;
  std::size_t first_row_ = 0;

  friend class LegHistoryBuilder;
};

// The same, followed as far as it is asked to: for a replay whose later rows are still covered. Rows not followed yet
// have NaN levels and the members of nobody.
class LegFollower {
 public:
  LegFollower(const Universe&, const MarketData&, const LegTiming&);  // both outlive it
  ~LegFollower();
  void follow_through(std::size_t row);
  const LegHistory& history() const { return history_; }

 private:
  LegHistory history_;
  std::unique_ptr<LegHistoryBuilder> builder_;  // none where there are no legs to follow
};

// Weights of names by rule, capped: what a cap takes from a name goes to the others pro rata until it holds.
// raw: positive, one a name.
std::vector<double> capped_weights(std::vector<double> raw, double cap);

}  // namespace relval
