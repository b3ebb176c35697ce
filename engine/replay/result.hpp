// Everything a replay found, in memory: what analytics reads and report writes. No input or output happens here.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "config/run_config.hpp"
#include "market/panel.hpp"
#include "portfolio/ledger.hpp"
#include "replay/why.hpp"
#include "strategy/registry.hpp"

namespace relval {

struct LegInfo {
  std::string name;
  std::vector<std::uint32_t> slots;      // instruments held, by position in RunResult::instruments
  bool factor = false;
  // By row; all empty for an implicit leg.
  std::vector<double> spread_bp = {};         // duration-weighted mean of the members' carried spreads
  std::vector<double> adjusted_bp = {};       // the same freed of changes of membership
  std::vector<double> duration_years = {};
  std::vector<double> beta = {};  // of its changes on the factor leg's, known on the row; empty without a factor leg
  std::vector<std::size_t> members = {};      // how many
  std::size_t rows_above_cap = 0;             // too few names for the leg's cap: equal weights
};

// A name that joined or left a leg while the run went on.
struct LegChange {
  std::size_t decided_row;   // of the run
  std::size_t leg;
  std::uint32_t slot;
  bool joined;
  std::string why;
};

struct RecordedSignal {
  std::string text;
  std::vector<double> values;  // by row; NaN where not defined or not looked at
};

struct StageKey {
  std::string stage, key;  // market, valuation, universe, signals, decisions, sizing, execution, analytics
};

struct RunResult {
  // what ran
  RunConfig config;
  StoreInfo store;
  std::string data_digest;             // of the loaded panel
  std::vector<FieldInfo> fields;       // loaded
  PluginIdentity strategy;
  std::vector<std::string> strategy_inputs;  // "positions sha256 ...": files a strategy reads through the host
  std::vector<StageKey> stages;
  RowUnit row_unit;
  double periods_per_year = 0;
  int delay_rows = 0;
  bool same_close = false;
  std::size_t store_rows = 0, warm_up_rows = 0;  // rows of the store; rows loaded before the first row of the run

  // what came out; all by row of the run. The P&L of row t is of the interval (t - 1, t]; row 0 has trades and cost
  // only.
  std::vector<Date> dates;
  Instruments instruments;             // of the universe, by slot
  std::vector<LegInfo> legs;
  std::vector<PnlCell> pnl;            // [row][leg][side]
  std::vector<Exposure> exposure;      // [row][leg][side]
  std::vector<LegChange> leg_changes;  // by decided row
  std::vector<Trade> trades;           // by row, then slot
  std::vector<double> rehedging;  // by row: P&L of what rehedging added or took away, its cost included; part of pnl
  std::vector<NameResult> names;       // by slot
  std::vector<RecordedSignal> signals; // of one value per row
  std::vector<double> positions;       // [row][slot] closing notional; empty where the book is large and by_name is off
  std::vector<double> name_totals;     // [row][slot] total P&L; empty where positions are
  std::vector<PnlCell> by_name;        // [row][slot]; only with report.by_name
  std::size_t rows_trimmed = 0;        // on which a bound cut what was wanted
  std::size_t rows_without_size =
      0;  // on which something was wanted that could not be sized: no quote, or no beta above 0
  std::size_t orders_waited = 0;       // orders without a quote on the close they were due
  Why why;                             // the answer to Session::why
  std::size_t held_cells = 0, stale_cells = 0, break_cells = 0;  // rows x names held; of them stale, on a break

  std::size_t rows() const { return dates.size(); }
  const PnlCell& cell(std::size_t row, std::size_t leg, Side s) const {
    return pnl[(row * legs.size() + leg) * kSides + static_cast<std::size_t>(s)];
  }
  const Exposure& held(std::size_t row, std::size_t leg, Side s) const {
    return exposure[(row * legs.size() + leg) * kSides + static_cast<std::size_t>(s)];
  }
};

}  // namespace relval
