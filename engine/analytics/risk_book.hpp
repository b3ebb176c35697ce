// The book as it stands at one close, name by name: what its risk is measured on.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/statistic.hpp"
#include "pricing/valuation.hpp"
#include "replay/result.hpp"

namespace relval {

inline constexpr double kDefaultRecovery = 0.4;  // of senior unsecured debt, by convention, where the store states none

struct Holding {
  std::size_t slot = 0, leg = 0;  // of the run
  std::size_t column = 0;         // of the loaded market's panels
  Kind kind = Kind::spread_index;
  std::string id, leg_name;
  std::string owner;              // parent, else issuer, else the instrument itself
  std::vector<std::string> sectors;  // sector_l1..l3 where stated
  double tenor_years = kNaN;      // as the store states it
  double rating_number = kNaN;    // 1 = AAA ... 22 = D, last known
  std::string rating;             // the same in letters without the notch, "BBB"; empty where there is none
  double notional = 0;            // signed: > 0 long credit risk
  double spread_bp = 0, duration_years = 0;  // last known; kind price: spread 0, duration 0 without a field
  double convexity_years2 = 0;    // as valuation.convexity says; 0 without a field
  double recovery = kDefaultRecovery;
  bool recovery_assumed = true;
};

struct RiskBook {
  Status status = Status::too_few;  // too_few: nothing held; not_kept: a large book that drifts
  std::size_t row = 0, market_row = 0;  // the same close in the run and in the loaded market
  Date date;
  std::vector<Holding> holdings;    // by slot; notional != 0

  bool held() const { return status == Status::ok; }
};

// After the row's trades. market: what the run loaded, or the same with more rows before it.
RiskBook book_on(const RunResult&, const MarketData& market, std::size_t row);

// The same, row after row: who a holding is is looked up once, its marks on every row.
class BookWalk {
 public:
  BookWalk(const RunResult&, const MarketData& market);  // both outlive it
  const RiskBook& at(std::size_t row);  // valid until the next call; quickest in ascending order
  bool kept() const { return kept_; }   // false: a large book that drifts

 private:
  void hold(std::size_t row);
  const Holding& described(std::size_t slot);
  void mark(Holding&, std::size_t market_row) const;

  const RunResult& r_;
  const MarketData& market_;
  MarksReader marks_;
  const Panel *rating_, *convexity_;
  std::vector<std::size_t> leg_;              // of slots
  bool stored_, kept_;
  std::vector<double> notional_;              // closing, by slot
  std::size_t next_trade_ = 0, last_row_ = 0;  // where notionals come from trades
  std::map<std::size_t, Holding> known_;      // by slot
  RiskBook book_;
};

// The leg of each slot of the run.
std::vector<std::size_t> leg_of_slots(const RunResult&);

// The market's column of a slot of the run.
std::size_t column_of(const RunResult&, const MarketData&, std::size_t slot);

// The parent of an instrument, else its issuer, else its id.
std::string owner_of(const Instruments&, std::size_t slot);

// P&L when the spread becomes that, at once: N (exp(-D ds + (C - D^2) ds^2 / 2) - 1), as the replay values a move.
double repriced(const Holding&, double spread_bp);
double cs01_of(const Holding&);  // P&L of +1 bp, to first order: -N D 1e-4
double dts_of(const Holding&);   // N D s 1e-4

}  // namespace relval
