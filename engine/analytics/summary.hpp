// A run on one page: P&L by component, leg and side, statistics of the net P&L, exposures, risk, coverage, findings.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analytics/attribution.hpp"
#include "analytics/break_even.hpp"
#include "analytics/carry_path.hpp"
#include "analytics/concentration.hpp"
#include "analytics/coverage.hpp"
#include "analytics/drawdown.hpp"
#include "analytics/exclusions.hpp"
#include "analytics/exposures.hpp"
#include "analytics/findings.hpp"
#include "analytics/hit_rate.hpp"
#include "analytics/neutrality.hpp"
#include "analytics/pnl_split.hpp"
#include "analytics/pnl_tables.hpp"
#include "analytics/realised_hedge.hpp"
#include "analytics/risk.hpp"
#include "analytics/risk_by_day.hpp"
#include "analytics/run_benchmark.hpp"
#include "analytics/sector_split.hpp"
#include "analytics/sharpe.hpp"
#include "analytics/track_record.hpp"
#include "analytics/variations.hpp"
#include "replay/result.hpp"

namespace relval {

// Of the net P&L by row, over capital where a return is meant. Every row counts as a period, the first too (its P&L is
// cost alone): what anybody gets from the column `total` of daily.csv.
struct Statistics {
  std::size_t periods = 0;
  double periods_per_year = 0, capital = 0;
  double total = 0;                          // currency
  Statistic per_year;                        // currency per year
  Statistic annual_return, annual_volatility;// fractions of capital
  Sharpe sharpe;
  Statistic skewness, excess_kurtosis;
  std::vector<Drawdown> drawdowns;           // deepest first
  Statistic max_drawdown;                    // currency
  HitRate hit_rate;
  Concentration days;                        // best and worst row
  Concentration names;                       // best and worst name; slots
  std::size_t trades = 0, trade_rows = 0;    // fills of a name; rows with one
  std::size_t entry_rows = 0;                // rows on which a position was opened or reversed: a measure of bets made
  double traded_notional = 0, traded_cs01 = 0;
  Statistic turnover_notional, turnover_cs01;// one way, per year
  Statistic holding_rows;                    // implied holding period
  BreakEven break_even;
  Statistic autocorrelation;                 // lag 1
  Statistic bp_captured;                     // over the mean gross CS01 at the start of each interval
  Statistic bp_of_one_side;                  // over the mean CS01 of the larger side while held: bp of a pair's spread
  RealisedHedge hedge;                       // intervals with both sides held
};

struct LegSpread {  // of one leg, bp; nothing where it has no quoted spread
  std::string leg;
  Statistic entry, exit;  // on the first and last row it is held; of the run where it never is
  Statistic moved;        // between them, for who was in the leg each day: what the leg's P&L saw
};

struct Summary {
  std::string timeline;  // "decide on the close of t, trade at the close of t+1, earn from t+1 on; a row is a month"
  PnlTable pnl;
  PnlSplit split;         // market, divergence, net carry, cost; needs a factor leg
  SectorSplit sectors;    // the divergence further: sectors, names
  CarryPath carry;
  double rehedging = 0;   // P&L of what rehedging added or took away, currency; part of the total
  Statistics statistics;
  std::optional<TrackRecord> record;  // of the net P&L by row, all that P&L alone can tell; none of a very short run
  std::vector<LegSpread> spreads;
  ExposureSummary exposures;
  std::vector<Neutrality> neutrality;
  std::vector<LimitUse> limits;
  std::vector<ExclusionProof> exclusions;
  std::optional<RunBenchmark> benchmark;  // where the config asks for one
  RiskReport risk;
  RiskByDay risk_by_day;
  Coverage coverage;
  Attribution attribution;
  Variations variations;
  std::vector<Finding> findings;
};

// The market that the run loaded; windows: the config's scenarios that have one (study/scenario_windows.hpp).
Summary summarise(const RunResult&, const MarketData&, Variations = {}, std::vector<NameShocks> windows = {});
Summary summarise(const RunResult&);  // without one: no risk of the book, only of the track record

std::string timeline_text(int delay_rows, bool same_close, const std::string& row_unit);

}  // namespace relval
