#include "strategy/description.hpp"

#include "strategy/parameters.hpp"

namespace relval {
namespace {

const char* kind_name(std::int32_t kind) {
  switch (kind) {
    case RELVAL_PARAM_TEXT: return "text";
    case RELVAL_PARAM_ASSET: return "leg or instrument";
    case RELVAL_PARAM_TABLE: return "table (CSV)";
    case RELVAL_PARAM_WHOLE: return "whole number";
    default: return "number";
  }
}

ParameterDescription describe(const relval_param& p) {
  ParameterDescription d;
  d.name = p.name;
  d.kind = kind_name(p.kind);
  d.unit = p.unit;
  d.help = p.help;
  d.range = (p.kind == RELVAL_PARAM_TEXT && p.words ? "one of " : "") + range_text(p);
  d.words = words_of(p);
  d.least = least_of(p);
  d.most = most_of(p);
  d.counts_rows = counts_rows(p);
  const auto standard = default_text(p);
  d.required = !standard;
  d.standard = standard.value_or("");
  return d;
}

}  // namespace

StrategyDescription strategy_description(Registry& registry, const std::string& name) {
  StrategyDescription d;
  d.identity = registry.identity(name);
  d.built_in = d.identity.file.empty();
  const relval_plugin& plugin = *registry.find(name);
  for (std::int64_t i = 0; i < plugin.param_count; ++i) d.parameters.push_back(describe(plugin.params[i]));
  return d;
}

}  // namespace relval
