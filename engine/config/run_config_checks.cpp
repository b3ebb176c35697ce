// Forms of single keys and agreement between keys.
#include "config/run_config_checks.hpp"

#include <algorithm>
#include <string_view>

#include "base/text.hpp"

namespace relval {

namespace {

constexpr std::int64_t kLongestDelay = 1000;  // rows; more is a slip

bool only(std::string_view text, std::string_view allowed) {
  return text.find_first_not_of(allowed) == std::string_view::npos;
}

std::vector<std::string> names_in(const Node& root, std::string_view section) {
  std::vector<std::string> names;
  if (const Node* node = root.find(section))
    for (const Entry& entry : node->entries) names.push_back(entry.key);
  return names;
}

bool is_one_of(const std::string& name, const std::vector<std::string>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

void read_delay(const KeyInfo& key, const Node& node, TimingConfig& to, Problems& problems) {
  std::string text = node.text;
  const bool in_days = !text.empty() && text.back() == 'd';
  if (in_days) text.pop_back();
  const auto delay = node.kind == NodeKind::scalar && !node.quoted ? parse_integer(text) : std::nullopt;
  if (!delay) {
    KeyInfo expected = key;
    expected.choices = {"a whole number of rows, or 1d where a row is a day"};
    expected.options.unit.clear();
    return wrong_type(expected, node, problems);
  }
  if (*delay < 1 || *delay > kLongestDelay)
    return problems.add(node.place(), format("'delay' must be 1 to {} rows, found {}", kLongestDelay, node.text),
                        *delay == 0 ? "a decision on a close cannot trade at that close" : "");
  to.delay = static_cast<int>(*delay);
  to.in_days = in_days;
}

void read_window(const KeyInfo& key, const Node& node, BetaConfig& to, Problems& problems) {
  const auto length = node.kind == NodeKind::scalar ? parse_length(node.text) : std::nullopt;
  if (length) {
    to.window_length = {*length, node.place()};
    return;
  }
  KeyInfo number = key;
  if (node.kind == NodeKind::scalar && !parse_number(node.text)) {
    number.choices = {kLengthForms};
    number.options.unit.clear();
    return wrong_type(number, node, problems);
  }
  number.type = KeyType::integer;
  if (const auto rows = read_integer(number, node, problems)) to.window = static_cast<int>(*rows);
}

void check_market(MarketConfig& market, const Node& node, Problems& problems) {
  if (market.sha256.empty() || (market.sha256.size() == 64 && only(market.sha256, "0123456789abcdef"))) return;
  problems.add(node.find("sha256")->place(),
               "'sha256' expects 64 hexadecimal digits in lower case, found '" + shown(market.sha256) + "'",
               "sha256sum FILE prints them");
}

void check_strategy(StrategyConfig& strategy, const Node&, Problems& problems) {
  const std::string& name = strategy.name.value;
  const bool good = name.size() <= 64 && !name.empty() && name[0] >= 'a' && name[0] <= 'z' &&
                    only(name, "abcdefghijklmnopqrstuvwxyz0123456789_");
  if (good || name.empty()) return;
  problems.add(strategy.name.place, "'" + shown(name) + "' cannot be the name of a strategy",
               "small letters, digits and '_', a letter first; plugins are found on the plugin path by name");
}

void check_sizing(SizingConfig& sizing, const Node& node, Problems& problems) {
  sizing.given = true;
  const Node* stated = node.find("per_leg_in");
  const Node* unit = node.find("unit");
  const bool units_read = (!stated || stated->text == name_of(sizing.per_leg_in)) &&
                          (!unit || unit->text == name_of(sizing.unit));
  if (!units_read) return;
  const Node* reference = node.find("reference_leg");
  if (!stated && !reference && needs_beta(sizing.unit))
    return problems.add(unit->place(),
                        format("{} matches the legs, it does not say how large they are", name_of(sizing.unit)),
                        "add per_leg_in: cs01 and the reference_leg that gets per_leg");
  // A leg that gets per_leg whatever the unit: then per_leg is a CS01.
  if (!stated) sizing.per_leg_in = reference ? RiskUnit::cs01 : sizing.unit;
  if (!sizing.beta.window_length && sizing.beta.min_rows > sizing.beta.window)
    problems.add(node.place(), format("sizing.beta: min_rows is {}, more than the window of {}", sizing.beta.min_rows,
                                      sizing.beta.window));
  if (sizing.per_leg_in == sizing.unit || reference) return;
  problems.add(stated ? stated->place() : node.place(),
               std::string("per_leg is in ") + name_of(sizing.per_leg_in) + " and the unit is " + name_of(sizing.unit) +
                   ": the leg that gets per_leg is needed",
               "add reference_leg: LEG, or give per_leg in the unit");
}

namespace {

// What looks at the market needs one leg that is the market.
void check_factor_leg(const RunConfig& config, Problems& problems) {
  std::vector<const LegConfig*> factors;
  for (const LegConfig& leg : config.legs)
    if (leg.factor) factors.push_back(&leg);
  if (factors.size() > 1)
    problems.add(factors[1]->place,
                 format("legs '{}' and '{}' both have role: factor", factors[0]->name, factors[1]->name),
                 "one leg is the market that betas are measured against");
  if (!factors.empty()) return;
  const auto needs = [&](bool asked, const Place& place, const char* what) {
    if (asked) problems.add(place, format("{} is measured against a factor leg, and no leg has role: factor", what),
                            "add to legs, for example: market: {role: factor}");
  };
  needs(config.sizing.given && config.sizing.unit == RiskUnit::market_beta, config.sizing.place, "market_beta");
  needs(config.neutral.market_beta.given, config.neutral.market_beta.place, "neutral.market_beta");
  for (const auto& [leg, cost] : config.costs)
    needs(cost.stress_multiple.value_or(1) != 1, cost.place, "stress_multiple");
}

void check_groups(const RunConfig& config, Problems& problems) {
  std::vector<std::string> known;
  for (const GroupConfig& g : config.groups) known.push_back(g.name);
  const auto check = [&](const Filter& f) {
    for (const PlacedText& g : f.groups)
      if (!is_one_of(g.value, known))
        problems.add(g.place, format("no group '{}'", shown(g.value)),
                     known.empty() ? "the config has no section groups" : suggest(g.value, known));
  };
  check(config.universe.filter);
  for (const LegConfig& leg : config.legs) check(leg.filter);
}

}  // namespace

void check_run(RunConfig& config, const Node& root, Problems& problems) {
  if (!config.from.place.file.empty() && !config.to.place.file.empty() && config.to.value < config.from.value)
    problems.add(config.to.place, "the run ends before it begins: from " + to_iso(config.from.value) + " to " +
                                      to_iso(config.to.value));
  check_groups(config, problems);
  check_factor_leg(config, problems);
  const std::vector<std::string> legs = names_in(root, "legs");
  if (legs.empty()) return;  // reported as missing or wrong
  std::vector<std::string> cost_names = legs;
  if (!is_one_of("default", legs)) cost_names.push_back("default");
  if (const Node* costs = root.find("costs"))
    for (const Entry& entry : costs->entries) {
      config.cost_places[entry.key] = entry.key_mark.place();
      if (!is_one_of(entry.key, cost_names))
        problems.add(entry.key_mark.place(), "costs for '" + shown(entry.key) + "', which is not a leg",
                     suggest(entry.key, cost_names));
    }
  const Node* sizing = root.find("sizing");
  const Node* reference = sizing ? sizing->find("reference_leg") : nullptr;
  const std::string& name = config.sizing.reference_leg;
  if (reference && !name.empty() && !is_one_of(name, legs))
    problems.add(reference->place(), "'reference_leg' is '" + shown(name) + "', which is not a leg",
                 suggest(name, legs));
}

}  // namespace relval
