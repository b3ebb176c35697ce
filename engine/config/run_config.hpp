// A run as its file states it: plain values with their places, checked one by one. RunPlan (replay/) is what will run.
#pragma once

#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/files.hpp"
#include "base/problems.hpp"
#include "config/leg_config.hpp"
#include "config/placed.hpp"
#include "config/scenario_config.hpp"
#include "config/sizing_config.hpp"

namespace relval {

struct MarketConfig {
  PlacedText store;                   // path of the HDF5 file
  PlacedText case_name;               // of a store with several cases; empty = none is asked for
  std::string sha256;                 // pins the file's bytes; empty = not pinned
  bool allow_mixed_sampling = false;  // averaged and point series in one signal
};

struct TimingConfig {
  int delay = 1;            // rows from the decision to the trade
  bool in_days = false;     // written as 1d: only right where a row is a day
  Place place;
};

struct StrategyConfig {
  PlacedText name;
  PlacedText library;  // the plugin's file; empty: found by name
  std::map<std::string, PlacedText> parameters;  // every other key of the section, as written
};

struct PortfolioConfig {
  double capital = 0;                   // currency; the base of every percentage
  std::string capital_means = "allocated";
};

struct CostConfig {
  double half_spread_floor_bp =
      0;  // half bid/ask is max(floor, share x spread), in bp of spread (of price for kind price)
  double half_spread_share = 0;
  std::optional<double> stress_multiple =
      {};  // times the half-spread while the factor leg is under stress; a leg's or default's, else 1
  Place place = {};
};

struct FinancingConfig {
  double long_spread_bp = 0;     // paid over the risk-free rate on long notional, per year
  double borrow_fee_bp = 0;      // paid on short notional, per year
  double haircut = 0;            // share of notional, both sides
  double haircut_spread_bp = 0;  // unsecured spread paid on the haircut, per year
};

enum class TotalMode { log_quadratic, taylor, returns };
enum class CarryBasis { act365, act360, thirty360 };
enum class NotionalMode { constant, drift };
enum class Convexity { field, none, bullet, index };  // bullet: 1.1 D^2, index: 1.5 D^2 where the field has no value

struct ValuationConfig {
  TotalMode total = TotalMode::log_quadratic;
  CarryBasis carry_basis = CarryBasis::act365;
  bool rolldown = false;                         // rolldown: none | slope_series
  NotionalMode notional = NotionalMode::constant;
  Convexity convexity = Convexity::field;        // field: the store's field, 0 where it has no value
  Place place;
};

struct BreakConfig {  // a jump of the series that nobody earned: a rebalance, a splice
  Date date;                           // the interval that ends here
  std::vector<PlacedText> instruments; // empty = all
  double change_bp = 0;                // the break-free change, where known
  Place place;
};

struct StaleConfig {
  int max_rows = 5;       // a held position without a quote for longer is a breach
  bool fail = false;      // on_breach: finding | fail
};

// One key of the config and the values a variation gives it, each as a --set would write it.
struct VaryConfig {
  std::string key;
  std::vector<std::string> values;
  Place place;
};

// Of the risk of the book on every row: automatic leaves out most VaR of large books (analytics/risk_by_day.hpp).
enum class RiskByDayRows { automatic, all, none };

struct ReportConfig {
  bool by_name = false;                  // daily components of every name in result.h5
  std::vector<VaryConfig> vary;          // the run again under other values, one table a key
  std::vector<int> entry_shift_days;     // the run again from a later or earlier day
  int seeds = 0;                         // of a synthetic market: quantiles of the P&L over this many
  PlacedText benchmark;                  // a leg or a series that the P&L is held against; empty: none
  std::optional<int> leave_out;          // the run again without each of so many issuers of the largest |P&L|
  std::optional<RiskByDayRows> risk_by_day;  // the book's risk on every row; automatic where it is not stated
  std::optional<int> risk_window;        // rows of history behind the VaR of a row
  std::vector<PlacedText> scenarios;     // files of scenarios beside the program's own
  std::vector<ScenarioConfig> own_scenarios;  // what those files hold, in their order
  std::vector<std::string> scenarios_sha256;  // of those files: part of a run's identity
  std::vector<PlacedText> fail_on;       // findings that make the run exit 1
};

// One figure of a run and how far it may move from what was approved: within either bound.
struct FigureTolerance {
  std::string figure;     // as in a baseline: "statistics.total"; or its last word
  double relative = 0, absolute = 0;
};
struct ExpectConfig {     // of relval check; moves no number
  bool exact = true;      // figures and daily digests alike; otherwise figures alone, within tolerances
  double relative = 0, absolute = 0;  // of figures without a tolerance of their own
  std::vector<FigureTolerance> figures;
};

struct RunConfig {
  Path file;                   // where it was read
  std::string name;
  std::string description;
  MarketConfig market;
  Placed<Date> from, to;
  TimingConfig timing;
  UniverseConfig universe;     // narrows every leg
  std::vector<GroupConfig> groups;
  std::vector<LegConfig> legs; // in the order written
  StrategyConfig strategy;
  SizingConfig sizing;
  NeutralConfig neutral;
  LimitsConfig limits;
  PortfolioConfig portfolio;
  std::map<std::string, CostConfig> costs;  // by leg; "default" for the others
  std::map<std::string, Place> cost_places;
  FinancingConfig financing;
  ValuationConfig valuation;
  std::vector<BreakConfig> breaks;
  StaleConfig stale;
  std::optional<Placed<double>> periods_per_year;
  ReportConfig report;
  ExpectConfig expect;
  // Top-level keys that are missing or hold a fault that has been told: nothing more is to be concluded from them.
  std::set<std::string> faulty;
  bool stands(std::initializer_list<const char*> keys) const;
};

// One `--set key.path=value`.
struct Override {
  std::string key, value;
};

// Reads and checks one config; every fault at once as Error(usage).
RunConfig read_run_config(const Path& file, const std::vector<Override>& = {});
// The same for who has more to check: faults are added, and what could be read comes back. A file that is no YAML is
// still an Error.
RunConfig read_run_config(const Path& file, const std::vector<Override>&, Problems&);
// The effective config: every key with its value, defaults included, in the table's order. Reads back to the same
// RunConfig.
std::string effective_config(const RunConfig&);
// The same without what does not move a number (paths, name, description): the config's part of a run's identity.
std::string config_identity(const RunConfig&);
// The same key by key: "costs.default.half_spread_share" -> "1.5%".
std::vector<std::pair<std::string, std::string>> config_keys(const RunConfig&);

const char* name_of(TotalMode);
const char* name_of(CarryBasis);
const char* name_of(NotionalMode);

}  // namespace relval
