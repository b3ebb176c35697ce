#include "replay/plan.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "base/text.hpp"
#include "market/period.hpp"
#include "portfolio/hedge_ratios.hpp"

namespace relval {
namespace {

// Days one row spans at most; how far `from` and `to` may lie outside the store before it is a fault.
int row_days(const RowUnit& unit) {
  if (unit.name == "day") return 7;
  if (unit.name == "week") return 10;
  if (unit.name == "month") return 35;
  return unit.name == "quarter" ? 100 : 380;
}

struct Window {
  std::size_t first = 0, last = 0;  // rows [first, last) of the store
};

Window run_window(const RunConfig& c, const StoreHeader& store, const RowUnit& unit, Problems& problems) {
  const auto& dates = store.dates;
  const std::string span = to_iso(dates.front()) + ".." + to_iso(dates.back());
  if (c.from.value.days < dates.front().days - row_days(unit))
    problems.add(c.from.place,
                 format("from is {}, the store starts on {}", to_iso(c.from.value), to_iso(dates.front())),
                 "the store holds " + span);
  if (c.to.value.days > dates.back().days + row_days(unit))
    problems.add(c.to.place, format("to is {}, the store ends on {}", to_iso(c.to.value), to_iso(dates.back())),
                 "the store holds " + span);
  const auto first = std::lower_bound(dates.begin(), dates.end(), c.from.value);
  const auto last = std::upper_bound(dates.begin(), dates.end(), c.to.value);
  if (last - first < 2) {
    const auto rows = std::max<std::ptrdiff_t>(last - first, 0);
    problems.add(c.from.place,
                 format("the store has {} row{} from {} to {}, a run needs two", rows, rows == 1 ? "" : "s",
                        to_iso(c.from.value), to_iso(c.to.value)),
                 "the store holds " + span);
    return {};
  }
  return {static_cast<std::size_t>(first - dates.begin()), static_cast<std::size_t>(last - dates.begin())};
}

void check_timing(const RunConfig& c, const RowUnit& unit, std::size_t rows, Problems& problems) {
  if (rows > 0 && static_cast<std::size_t>(c.timing.delay) >= rows)
    problems.add(c.timing.place,
                 format("the delay is {} rows, the run has {}: nothing would trade", c.timing.delay, rows),
                 "shorten the delay, or move from and to");
  if (c.timing.in_days && unit.name != "day")
    problems.add(c.timing.place, format("the delay is stated in days, a row of this store is a {}", unit.name),
                 format("write 'delay: {}' and it counts rows", c.timing.delay));
}

// A window that is stated as a length of time, in rows.
void take_window(BetaConfig& beta, const RowUnit& unit, Problems& problems) {
  if (!beta.window_length) return;
  const auto& [length, place] = *beta.window_length;
  const auto rows = rows_of(length, unit);
  const std::string text = to_text(length);
  if (!rows) return problems.add(place, "window: " + no_rows(length, unit), kNoRowsHint);
  if (*rows < 3 || *rows > 5000)
    problems.add(place, format("window: {} is {} rows, expected 3 to 5000", text, *rows));
  else if (beta.min_rows > *rows)
    problems.add(place, format("sizing.beta: min_rows is {}, more than the window: {} is {} rows", beta.min_rows, text,
                               *rows));
  beta.window = *rows;
}

double periods_per_year(const RunConfig& c, const RowUnit& unit, Problems& problems) {
  if (!c.periods_per_year) return unit.periods_per_year;
  const double asked = c.periods_per_year->value;
  if (std::fabs(asked - unit.periods_per_year) > 0.1 * unit.periods_per_year)
    problems.add(c.periods_per_year->place,
                 format("periods_per_year is {}, the store's rows are {}s: {} a year", exact(asked), unit.name,
                        exact(unit.periods_per_year)),
                 "leave the key out, or stay within 10 %");
  return asked;
}

// The fields the kinds of the universe, the valuation and the signals read.
class FieldNeeds {
 public:
  FieldNeeds(const RunConfig& c, const StoreHeader& store, Problems& problems)
      : config_(c), store_(store), problems_(problems) {}

  void for_kind(Kind kind) {
    if (kind == Kind::price) {
      need("price", "instruments of kind price");
      take("duration");
      return;
    }
    need("spread", "instruments of kind spread_index");
    need("duration", "instruments of kind spread_index");
    take("spread_statistics");
    if (config_.valuation.convexity != Convexity::none) take("convexity");
    if (config_.valuation.total == TotalMode::returns) need("excess_return", "valuation.total: returns");
    else take("loss");
    if (config_.valuation.rolldown) roll_down();
  }
  void for_legs(const Universe& u) {
    if (u.implicit) return;
    take("member");
    for (const Leg& leg : u.legs) {
      if (!leg.ratings.empty()) need("rating", "a rating range", leg.place);
      if (leg.weights == LegWeights::market_value) need("market_value", "weights by market_value", leg.place);
    }
  }
  void for_signals(const SignalGraph& graph) {
    for (const std::string& f : graph.fields()) wanted_.insert(f);
  }
  std::vector<std::string> list() const { return {wanted_.begin(), wanted_.end()}; }

 private:
  void need(const char* field, const std::string& why) {
    need(field, why, config_.valuation.place.line ? config_.valuation.place : config_.market.store.place);
  }
  void need(const char* field, const std::string& why, const Place& place) {
    if (store_.field(field)) wanted_.insert(field);
    else
      problems_.add(place,
                    format("the store has no field '{}', needed for {}", field, why),
                    "the store has: " + join(field_names(), ", "));
  }
  void take(const char* field) {
    if (store_.field(field)) wanted_.insert(field);
  }
  void roll_down() {
    need("slope", "valuation.rolldown: slope_series");
    const FieldInfo* spread = store_.field("spread");
    if (spread && spread->quote == Quote::portfolio)
      problems_.add(config_.valuation.place, "roll-down was asked for, and the store's spread is that of a portfolio",
                    "a portfolio shortens by itself and its spread holds the slide already: use rolldown: none");
  }
  std::vector<std::string> field_names() const {
    std::vector<std::string> out;
    for (const auto& [name, info] : store_.fields) out.push_back(name);
    return out;
  }

  const RunConfig& config_;
  const StoreHeader& store_;
  Problems& problems_;
  std::set<std::string> wanted_;
};

void check_breaks(const RunConfig& c, const StoreHeader& store, const Universe& u, Window w, Problems& problems) {
  std::vector<std::string> ids;
  for (std::uint32_t n : u.names) ids.push_back(store.instruments.id[n]);
  for (const BreakConfig& b : c.breaks) {
    if (!std::binary_search(store.dates.begin(), store.dates.end(), b.date))
      problems.add(b.place, format("{} is not a date of the store", to_iso(b.date)),
                   "a break names the date its interval ends on");
    else if (w.last > 0 && (b.date < store.dates[w.first] || b.date > store.dates[w.last - 1]))
      problems.add(b.place, format("{} is not within the run", to_iso(b.date)),
                   "leave the break out, or move from and to");
    for (const PlacedText& id : b.instruments)
      if (std::find(ids.begin(), ids.end(), id.value) == ids.end())
        problems.add(id.place, format("instrument '{}' is not in the run", id.value), suggest(id.value, ids));
  }
}

// P&L is summed over legs as it stands: an instrument of another currency, stated or not, would be added one to one.
void check_currencies(const RunConfig& c, const StoreHeader& store, const Universe& u, Problems& problems) {
  if (u.names.empty()) return;
  const auto currency = [&](std::size_t slot) { return store.instruments.text_of("currency", u.names[slot]); };
  const auto said = [&](std::size_t slot) {
    const std::string text = currency(slot), &id = store.instruments.id[u.names[slot]];
    const std::string& leg = u.legs[static_cast<std::size_t>(u.leg_of[slot])].name;
    return format("leg '{}' holds {} {}", leg, id, text.empty() ? "of no stated currency" : "in " + text);
  };
  std::size_t first = u.legs.front().slots.empty() ? 0 : u.legs.front().slots.front();
  for (const Leg& leg : u.legs)
    for (const std::uint32_t slot : leg.slots) {
      if (currency(slot) == currency(first)) continue;
      const bool blank = currency(slot).empty() || currency(first).empty();
      const auto at = static_cast<std::size_t>(&leg - u.legs.data());
      return problems.add(u.implicit ? c.market.store.place : c.legs[at].place, said(first) + ", " + said(slot),
                          blank ? "P&L of two currencies is not summed: state 'currency' of both in the store"
                                : "P&L of two currencies is not summed until FX works: narrow with currency: " +
                                      currency(first));
    }
}

// Rows before the run: what the signals and betas look back on, and the lag with which the fields are known.
std::size_t look_back(const RunPlan& plan, const StoreHeader& store, const std::vector<std::string>& fields) {
  const SignalGraph& graph = plan.strategy.signals;
  std::size_t rows = 0, lag = 0;
  for (std::size_t i = 0; i < graph.nodes().size(); ++i)
    rows = std::max(rows, static_cast<std::size_t>(graph.warm_up(static_cast<std::int32_t>(i))));
  const RunConfig& c = plan.config;
  if (plan.universe.factor_leg() >= 0 || (c.sizing.given && needs_beta(c.sizing.unit)))
    rows = std::max(rows, HedgeRatios::rows_needed(c.sizing.beta));
  for (const std::string& f : fields) lag = std::max(lag, static_cast<std::size_t>(store.field(f)->knowledge_lag));
  // A leg's names may have been quoted last some rows before the first that is looked at.
  const auto stale = plan.universe.implicit || rows == 0 ? 0 : static_cast<std::size_t>(c.stale.max_rows);
  return rows + lag + stale;
}

// The series that report.benchmark names: none where it names a leg, or nothing.
std::vector<std::string> benchmark_series(const RunConfig& config, const Universe& universe, const StoreHeader& store,
                                          Problems& problems) {
  const PlacedText& asked = config.report.benchmark;
  if (asked.value.empty()) return {};
  std::vector<std::string> known = store.series;
  if (!universe.implicit)
    for (const Leg& leg : universe.legs) {
      if (leg.name == asked.value) return {};
      known.push_back(leg.name);
    }
  if (std::find(store.series.begin(), store.series.end(), asked.value) != store.series.end()) return {asked.value};
  problems.add(asked.place, "report.benchmark is no leg and no series of the store: '" + asked.value + "'",
               known.empty() ? "the store has no series" : suggest(asked.value, known));
  return {};
}

std::vector<std::string> together(std::vector<std::string> names, const std::vector<std::string>& more) {
  names.insert(names.end(), more.begin(), more.end());
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

}  // namespace

RunPlan make_plan(const RunConfig& config, const StoreHeader& store, Registry& registry) {
  Problems problems(ErrorKind::usage);
  RunPlan plan = make_plan(config, store, registry, problems);
  problems.raise_if_any();
  return plan;
}

RunPlan make_plan(const RunConfig& config, const StoreHeader& store, Registry& registry, Problems& problems) {
  const std::size_t before = problems.size();
  RunPlan plan;
  plan.config = config;
  plan.store_rows = store.dates.size();
  plan.row_unit = row_unit(store.dates);
  take_window(plan.config.sizing.beta, plan.row_unit, problems);
  const bool dated = config.stands({"from", "to"});
  const Window window = dated ? run_window(config, store, plan.row_unit, problems) : Window{};
  if (config.stands({"timing"})) check_timing(config, plan.row_unit, window.last - window.first, problems);
  plan.delay_rows = config.timing.delay;
  plan.periods_per_year = periods_per_year(config, plan.row_unit, problems);
  if (!config.stands({"universe", "groups", "legs"})) return plan;

  const std::size_t before_legs = problems.size();
  plan.universe = select_universe(config, store, problems);
  if (problems.size() > before_legs) return plan;  // a strategy is set up against a universe that stands
  check_breaks(config, store, plan.universe, window, problems);
  check_currencies(config, store, plan.universe, problems);
  FieldNeeds needs(config, store, problems);
  std::set<Kind> kinds;
  for (std::uint32_t n : plan.universe.names) kinds.insert(store.instruments.kind[n]);
  for (Kind k : kinds) needs.for_kind(k);
  needs.for_legs(plan.universe);

  if (!dated || !config.stands({"strategy"})) return plan;
  const std::size_t before_strategy = problems.size();
  plan.strategy = set_up_strategy(config, registry, plan.universe, store, problems);
  if (problems.size() == before_strategy && plan.strategy.band_rule && config.stands({"sizing"}) &&
      !config.sizing.given)
    problems.add(config.strategy.name.place,
                 format("strategy '{}' states weights, and the config has no 'sizing' to give them a size",
                        plan.strategy.identity.name),
                 "add: sizing: {unit: cs01, per_leg: 10000}");
  const std::vector<std::string> benchmark = benchmark_series(config, plan.universe, store, problems);
  if (problems.size() > before || !config.faulty.empty()) return plan;
  needs.for_signals(plan.strategy.signals);

  for (const auto& [leg, cost] : config.costs)
    plan.asks_for_stress = plan.asks_for_stress || cost.stress_multiple.value_or(1) != 1;
  plan.look_back_rows = std::min(look_back(plan, store, needs.list()), window.first);
  plan.warm_up_rows =
      plan.asks_for_stress ? window.first : plan.look_back_rows;  // stress: against all there was so far
  plan.request = {window.first - plan.warm_up_rows, window.last - window.first + plan.warm_up_rows, plan.universe.names,
                  needs.list(), together(plan.strategy.signals.series(), benchmark), !plan.universe.implicit};
  return plan;
}

}  // namespace relval
