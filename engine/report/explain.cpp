#include "report/explain.hpp"

#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "config/yaml_reader.hpp"

namespace relval {
namespace {

using Json = nlohmann::ordered_json;

std::string origin(const Node& value) {
  if (!value.mark.source) return "default";
  if (value.mark.source->one_value) return "--set";
  return format("{}:{}", value.mark.source->name, value.mark.line);
}

Json value_json(const Node& node) {
  if (node.kind == NodeKind::sequence) {
    Json list = Json::array();
    for (const Node& item : node.items) list.push_back(value_json(item));
    return list;
  }
  if (node.kind == NodeKind::map) return Json::object();  // an empty one: others have keys of their own
  if (node.kind == NodeKind::null) return nullptr;
  if (!node.quoted) {
    if (node.text == "true" || node.text == "false") return node.text == "true";
    if (const auto number = parse_number(node.text)) return *number;
  }
  return node.text;
}

void add_values(const Node& node, const std::string& path, Json& values) {
  for (const Entry& e : node.entries) add_values(e.value, path.empty() ? e.key : path + "." + e.key, values);
  const bool sections = !node.items.empty() && node.items[0].kind == NodeKind::map;
  for (std::size_t i = 0; sections && i < node.items.size(); ++i)
    add_values(node.items[i], format("{}[{}]", path, i), values);
  if (sections || !node.entries.empty()) return;
  Json one = {{"key", path}, {"value", value_json(node)}};
  const Source* source = node.mark.source.get();
  one["from"] = !source ? "default" : source->one_value ? "set" : "file";
  if (source && !source->one_value) {
    one["file"] = source->name;
    one["line"] = node.mark.line;
  }
  values.push_back(std::move(one));
}

}  // namespace

void add_strategy_defaults(Node& effective, const StrategyDescription& strategy) {
  Node* section = effective.find("strategy");
  if (!section) return;
  for (const ParameterDescription& p : strategy.parameters)
    if (!section->find(p.name) && !p.standard.empty())
      section->entries.push_back({p.name, {}, Node::scalar(p.standard)});
}

std::string explain_text(const Node& effective, const std::string& config) {
  return "# " + config + ": every value of the run, and where it comes from\n" + write_yaml(effective, origin);
}

std::string explain_json(const Node& effective, const std::string& config) {
  Json values = Json::array();
  add_values(effective, "", values);
  return Json{{"config", config}, {"values", values}}.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace relval
