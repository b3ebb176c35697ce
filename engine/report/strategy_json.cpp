#include "report/strategy_json.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

namespace relval {
namespace {

using Json = nlohmann::ordered_json;

Json parameter(const ParameterDescription& p) {
  Json j = {{"name", p.name}, {"kind", p.kind}, {"unit", p.unit}, {"help", p.help}, {"required", p.required}};
  if (!p.required) j["default"] = p.standard;
  if (!p.words.empty()) j["words"] = p.words;
  if (p.least && std::isfinite(*p.least)) j["least"] = *p.least;
  if (p.most && std::isfinite(*p.most)) j["most"] = *p.most;
  return j;
}

Json strategy(const StrategyDescription& d) {
  Json j = {{"name", d.identity.name},
            {"version", d.identity.version},
            {"summary", d.identity.summary},
            {"built_in", d.built_in},
            {"build", d.identity.build}};
  if (!d.built_in) j["file"] = d.identity.file.string();
  j["parameters"] = Json::array();
  for (const ParameterDescription& p : d.parameters) j["parameters"].push_back(parameter(p));
  return j;
}

}  // namespace

std::string strategy_json(const StrategyDescription& d) { return strategy(d).dump(2) + "\n"; }

std::string strategies_json(const std::vector<ListedStrategy>& all) {
  Json out = Json::array();
  for (const ListedStrategy& s : all)
    out.push_back(s.fault.empty() ? strategy(s.description) : Json{{"name", s.name}, {"fault", s.fault}});
  return out.dump(2) + "\n";
}

}  // namespace relval
