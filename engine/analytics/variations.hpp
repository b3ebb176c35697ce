// The run again under other values: what each variation came to, side by side. study/ runs them.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/statistic.hpp"
#include "replay/result.hpp"

namespace relval {

// The figures of one run that a table of variations shows; currency unless stated.
struct Figures {
  double total = 0, cost = 0;
  double long_notional = 0, short_notional = 0;  // at entry, both >= 0
  Statistic sharpe, max_drawdown;
  Statistic market_beta;                         // of the book at entry, per CS01 of its long side
  Statistic carry_at_entry, carry_now;           // net carry a calendar day
  Statistic covid_at_entry;                      // P&L of the Covid shock on the spreads of the entry day
  std::optional<Date> entered;                   // the first close with a position
  std::size_t trades = 0;
  bool trimmed = false;                          // a bound cut the book: it is not the hedge that was asked for
};
Figures figures_of(const RunResult&, const MarketData&);

struct Variation {
  std::string value;                 // of the key, as a --set would write it
  bool as_run = false;               // the run itself
  std::string fault;                 // why there are no figures; empty where there are
  Figures figures;
  std::vector<std::pair<std::string, double>> other_cases;  // case of the store, total P&L there
};
struct VariationTable {
  std::string key;
  std::vector<Variation> members;
  bool on_command_line = false;      // asked for with --vary, not by the config
};
struct EntryShift {
  int days = 0;                      // calendar days later than the run
  Date from;
  std::string fault;
  double total = 0;
  std::optional<Date> entered = {};  // the first close with a position
};
struct LeftOut {                     // the run without one issuer
  std::string issuer;
  double pnl = 0;                    // of its names in the run itself
  std::string fault;                 // why there are no figures
  Figures figures;
};
struct SeedQuantiles {
  std::size_t seeds = 0;
  double p5 = 0, p50 = 0, p95 = 0;   // of the total P&L, currency
  std::size_t losing = 0;
};

struct Variations {
  std::vector<VariationTable> tables;
  std::vector<EntryShift> entries;   // by date, the run itself among them
  VariationTable cases;              // of the store; empty where it has none
  std::vector<LeftOut> left_out;     // by |P&L| of the issuer, largest first
  std::optional<SeedQuantiles> seeds;
  bool empty() const {
    return tables.empty() && entries.empty() && cases.members.empty() && left_out.empty() && !seeds;
  }
};

}  // namespace relval
