// Every key of a run's config, once. Order here is the order of the reference and of the effective config.
#include "config/run_config_table.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "config/extends.hpp"
#include "config/run_config_checks.hpp"
#include "config/run_config_sections.hpp"

namespace relval {

namespace {

Section<MarketConfig> market() {
  return Section<MarketConfig>()
      .text("store", &MarketConfig::store, {.help = "path of the market store (HDF5)", .required = true})
      .text("case", &MarketConfig::case_name,
            {.help = "which case of a store that holds several; `relval data info STORE` lists them"})
      .text("sha256", &MarketConfig::sha256, {.help = "pins the store's bytes: 64 hexadecimal digits"})
      .boolean("allow_mixed_sampling", &MarketConfig::allow_mixed_sampling,
               {.help = "let one signal mix averaged and point-in-time series"})
      .check(check_market);
}

Section<TimingConfig> timing() {
  const auto read = [](const KeyInfo& key, const Node& node, TimingConfig& to, Problems& problems) {
    read_delay(key, node, to, problems);
  };
  const auto write = [](const TimingConfig& from) -> std::optional<Node> {
    return Node::scalar(std::to_string(from.delay) + (from.in_days ? "d" : ""));
  };
  return Section<TimingConfig>()
      .custom("delay", KeyType::text,
              {.help = "store rows from the decision to the trade; 1d: refused where a row is not a day",
                .unit = "rows"},
              {"1", "2", "1d"}, read, write)
      .place(&TimingConfig::place);
}

Section<StrategyConfig> strategy() {
  return Section<StrategyConfig>()
      .text("name", &StrategyConfig::name, {.help = "a built-in strategy or a plugin", .required = true})
      .text("library", &StrategyConfig::library,
            {.help = "the plugin's file, in a folder of the plugin path; found by name where it is left out"})
      .others(&StrategyConfig::parameters, {.help = "a parameter of the strategy", .item = "parameter"})
      .check(check_strategy);
}

Section<PortfolioConfig> portfolio() {
  return Section<PortfolioConfig>()
      .number("capital", &PortfolioConfig::capital,
              {.help = "the base of every percentage", .unit = "currency", .required = true, .bounds = above(0)})
      .choice("capital_means", &PortfolioConfig::capital_means, {{"allocated", "allocated"}},
              {.help = "allocated: set aside for the trade, whatever it uses"});
}

Section<CostConfig> costs() {
  return Section<CostConfig>()
      .number("half_spread_floor_bp", &CostConfig::half_spread_floor_bp,
              {.help = "least half bid/ask, of spread (of price for kind price)", .unit = "bp", .bounds = at_least(0)})
      .share(
          "half_spread_share", &CostConfig::half_spread_share,
          {.help = "half bid/ask as a share of the spread; the larger of the two is charged", .bounds = between(0, 1)})
      .number(
          "stress_multiple", &CostConfig::stress_multiple,
          {.help = "times the half-spread while the factor leg's 20-row spread change is among the largest 5 % so far",
           .bounds = at_least(1),
           .default_note = "that of default, else 1"})
      .place(&CostConfig::place);
}

Section<FinancingConfig> financing() {
  return Section<FinancingConfig>()
      .number("long_spread_bp", &FinancingConfig::long_spread_bp,
              {.help = "paid over the risk-free rate on long notional", .unit = "bp per year"})
      .number("borrow_fee_bp", &FinancingConfig::borrow_fee_bp,
              {.help = "paid on short notional", .unit = "bp per year"})
      .share("haircut", &FinancingConfig::haircut,
             {.help = "share of notional that is not financed, both sides", .bounds = between(0, 1)})
      .number("haircut_spread_bp", &FinancingConfig::haircut_spread_bp,
              {.help = "unsecured spread paid on the haircut", .unit = "bp per year"});
}

Section<ValuationConfig> valuation() {
  return Section<ValuationConfig>()
      .choice("total", &ValuationConfig::total,
              {{"log_quadratic", TotalMode::log_quadratic}, {"taylor", TotalMode::taylor},
               {"returns", TotalMode::returns}},
              {.help = "how the total P&L of an interval is computed"})
      .choice("carry_basis", &ValuationConfig::carry_basis,
              {{"act365", CarryBasis::act365}, {"act360", CarryBasis::act360}, {"30/360", CarryBasis::thirty360}},
              {.help = "day count of carry"})
      .choice("rolldown", &ValuationConfig::rolldown, {{"none", false}, {"slope_series", true}},
              {.help = "slope_series: roll down the store's slope field"})
      .choice("notional", &ValuationConfig::notional,
              {{"constant", NotionalMode::constant}, {"drift", NotionalMode::drift}},
              {.help = "drift: notional grows with its own P&L between trades"})
      .choice("convexity", &ValuationConfig::convexity,
              {{"field", Convexity::field}, {"none", Convexity::none}, {"bullet", Convexity::bullet},
               {"index", Convexity::index}},
              {.help = "field: the store's, 0 where it has none; bullet, index: 1.1 and 1.5 x duration squared there"})
      .place(&ValuationConfig::place);
}

Section<BreakConfig> breaks() {
  return Section<BreakConfig>()
      .date("date", &BreakConfig::date, {.help = "the interval that ends here holds the jump", .required = true})
      .text_list("instruments", &BreakConfig::instruments,
                 {.help = "which instruments jump", .default_note = "all"})
      .number("change_bp", &BreakConfig::change_bp,
              {.help = "the spread change without the jump, where known", .unit = "bp"})
      .place(&BreakConfig::place);
}

Section<StaleConfig> stale() {
  return Section<StaleConfig>()
      .integer("max_rows", &StaleConfig::max_rows,
               {.help = "a held position without a quote for longer is a breach", .unit = "rows",
                .bounds = between(0, 1000000)})
      .choice("on_breach", &StaleConfig::fail, {{"finding", false}, {"fail", true}},
              {.help = "note it as a finding or end the run"});
}

Section<RunConfig> whole() {
  const auto from_command_line = [](const KeyInfo&, const Node& node, RunConfig&, Problems& problems) {
    problems.add(node.place(), "'extends' is read in a file alone", "write it into the config");
  };
  return Section<RunConfig>()
      .custom(kExtends, KeyType::text,
              {.help = "the config this one builds on: sections are merged, other values replaced, `key: null` removes",
               .default_note = "none"},
              {"base.yaml"}, from_command_line, [](const RunConfig&) { return std::optional<Node>(); })
      .text("name", &RunConfig::name, {.help = "title of the run", .default_note = "the file's name"})
      .text("description", &RunConfig::description, {.help = "what the run is about", .may_be_empty = true})
      .section("market", &RunConfig::market, market(), {.help = "the data: market: {store: FILE.h5}", .required = true})
      .date("from", &RunConfig::from, {.help = "first date of the run, YYYY-MM-DD", .required = true})
      .date("to", &RunConfig::to, {.help = "last date of the run, YYYY-MM-DD", .required = true})
      .section("timing", &RunConfig::timing, timing(), {.help = "from the decision to the trade"})
      .section("universe", &RunConfig::universe, universe_section(), {.help = "narrows every leg"})
      .map_of("groups", &RunConfig::groups, &GroupConfig::name, group_section(),
              {.help = "dated lists of names: groups: {NAME: {members: [{parent: P, from: DATE}]}}", .item = "group"})
      .map_of("legs", &RunConfig::legs, &LegConfig::name, leg_section(),
              {.help = "the baskets that are traded: legs: {NAME: {instruments: [...]}}", .required = true,
               .item = "leg", .reserved = {"default"}})
      .section("strategy", &RunConfig::strategy, strategy(),
               {.help = "what is traded when: strategy: {name: NAME, ...}", .required = true})
      .section("sizing", &RunConfig::sizing, sizing_section(), {.help = "how much a weight of 1 holds"})
      .section("neutral", &RunConfig::neutral, neutral_section(), {.help = "exposures that must stay near zero"})
      .section("limits", &RunConfig::limits, limits_section(), {.help = "how large the book may be"})
      .section("portfolio", &RunConfig::portfolio, portfolio(),
               {.help = "the base of every percentage: portfolio: {capital: AMOUNT}", .required = true})
      .map_of("costs", &RunConfig::costs, costs(),
              {.help = "trading costs by leg, default for the others", .may_be_empty = true, .item = "leg"})
      .section("financing", &RunConfig::financing, financing(), {.help = "what positions cost to hold"})
      .section("valuation", &RunConfig::valuation, valuation(), {.help = "what a position earns over an interval"})
      .list_of("breaks", &RunConfig::breaks, breaks(),
               {.help = "jumps of a series that nobody earned: a rebalance, a splice", .may_be_empty = true})
      .section("stale", &RunConfig::stale, stale(), {.help = "positions without a quote"})
      .number("periods_per_year", &RunConfig::periods_per_year,
              {.help = "rows per year in annualised figures",
               .bounds = above(0),
               .default_note = "from the store's dates"})
      .section("report", &RunConfig::report, report_section(), {.help = "what the report holds"})
      .section("expect", &RunConfig::expect, expect_section(),
               {.help = "how near relval check must find the figures to those approved"})
      .check(check_run);
}

}  // namespace

const Section<RunConfig>& run_config_table() {
  static const Section<RunConfig> kTable = whole();
  return kTable;
}

}  // namespace relval
