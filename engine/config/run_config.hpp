// A run as its file states it: plain values with their places, checked one by one. RunPlan (replay/) is what will run.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/files.hpp"
#include "base/problems.hpp"
#include "config/placed.hpp"

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

// Which instruments a leg holds. Each list narrows the choice; an empty list does not. exclude wins over all others.
struct Filter {
  std::vector<PlacedText> instruments;                       // by id
  std::vector<PlacedText> parents, issuers;
  std::vector<PlacedText> sector_l1, sector_l2, sector_l3;
  std::vector<PlacedText> currency, seniority;
  std::optional<std::pair<double, double>> tenor_years;      // inclusive
  std::vector<PlacedText> exclude;                           // ids, issuers or parents
};

struct LegConfig {
  std::string name;
  Filter filter;
  std::string weights_by = "equal";
  Place place;
};

struct StrategyConfig {
  PlacedText name;
  std::map<std::string, PlacedText> parameters;  // every other key of the section, as written
};

enum class RiskUnit { notional, cs01, dts };
enum class Every { never, row, week, month, quarter };

struct SizingConfig {
  RiskUnit unit = RiskUnit::notional;
  // What a weight of 1 holds, in per_leg_in: currency (notional), currency per bp (cs01), currency per 100 % of spread (dts).
  double per_leg = 0;
  RiskUnit per_leg_in = RiskUnit::notional;  // the unit, unless stated
  std::string reference_leg;                 // needed where per_leg_in is not the unit: this leg gets per_leg, the others match it
  Every rehedge_every = Every::never;        // sizes are computed anew on the first row of each period
  double rehedge_beyond = 0;                 // ... and traded only where a leg is off by more than this share
  Place place;
  bool given = false;
};

struct PortfolioConfig {
  double capital = 0;                   // currency; the base of every percentage
  std::string capital_means = "allocated";
};

struct CostConfig {
  double half_spread_floor_bp = 0;  // half bid/ask is max(floor, share x spread), in bp of spread (of price for kind price)
  double half_spread_share = 0;
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

struct ReportConfig {
  bool by_name = false;                  // daily components of every name in result.h5
  std::vector<PlacedText> fail_on;       // findings that make the run exit 1
};

struct RunConfig {
  Path file;                   // where it was read
  std::string name;
  std::string description;
  MarketConfig market;
  Placed<Date> from, to;
  TimingConfig timing;
  Filter universe;             // narrows every leg
  std::vector<LegConfig> legs; // in the order written
  StrategyConfig strategy;
  SizingConfig sizing;
  PortfolioConfig portfolio;
  std::map<std::string, CostConfig> costs;  // by leg; "default" for the others
  std::map<std::string, Place> cost_places;
  FinancingConfig financing;
  ValuationConfig valuation;
  std::vector<BreakConfig> breaks;
  StaleConfig stale;
  std::optional<Placed<double>> periods_per_year;
  ReportConfig report;
};

// One `--set key.path=value`.
struct Override {
  std::string key, value;
};

// Reads and checks one config; every fault at once as Error(usage).
RunConfig read_run_config(const Path& file, const std::vector<Override>& = {});
// The effective config: every key with its value, defaults included, in the table's order. Reads back to the same RunConfig.
std::string effective_config(const RunConfig&);
// The same without what does not move a number (paths, name, description): the config's part of a run's identity.
std::string config_identity(const RunConfig&);

const char* name_of(RiskUnit);
const char* name_of(TotalMode);
const char* name_of(CarryBasis);
const char* name_of(NotionalMode);
const char* name_of(Every);

}  // namespace relval
