#include "report/config_schema.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "config/extends.hpp"

namespace relval {
namespace {

using Json = nlohmann::ordered_json;

enum class Whole { yes, no };  // no: the keys of a config that extends another, none of which is required

const char* const kPercent = "^[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)%$";
const char* const kPercentToWhole = "^\\+?([0-9]?[0-9](\\.[0-9]*)?|100(\\.0*)?|\\.[0-9]+)%$";

// YAML reads a plain 2025 or true as no string, and relval takes it where a text is wanted.
Json text_type() { return {"string", "number", "boolean"}; }

Json bounded(Json type, const Bounds& b) {
  if (std::isfinite(b.low)) type[b.above ? "exclusiveMinimum" : "minimum"] = b.low;
  if (std::isfinite(b.high)) type["maximum"] = b.high;
  return type;
}

Json default_json(const KeyInfo& key) {
  if (key.default_text.empty() || !key.options.default_note.empty()) return {};
  if (key.default_text == "true" || key.default_text == "false") return key.default_text == "true";
  if (const auto number = parse_number(key.default_text)) return *number;
  return key.default_text;
}

std::string description(const KeyInfo& key) {
  std::string text = key.options.help;
  if (!key.options.unit.empty()) text += " (" + key.options.unit + ")";
  if (!key.options.default_note.empty()) text += "; default: " + key.options.default_note;
  return text;
}

Json section_json(const Table&, Whole);

Json map_json(const KeyInfo& key, const Table& item, Whole whole) {
  Json names = {{"pattern", "^[A-Za-z0-9_.-]+$"}};
  if (!key.options.reserved.empty()) names["not"] = {{"enum", key.options.reserved}};
  Json out = {{"type", "object"}, {"propertyNames", names}, {"additionalProperties", section_json(item, whole)}};
  if (!key.options.may_be_empty && whole == Whole::yes) out["minProperties"] = 1;
  return out;
}

Json value_json(const Table::Key& key, Whole whole) {
  const KeyInfo& info = key.info;
  const Bounds& bounds = info.options.bounds;
  if (info.own_form) return Json::object();
  switch (info.type) {
    case KeyType::text: return {{"type", text_type()}};
    case KeyType::number: return bounded({{"type", "number"}}, bounds);
    case KeyType::share: {
      const bool whole_at_most = bounds.low == 0 && bounds.high == 1;
      const Json percent = {{"type", "string"}, {"pattern", whole_at_most ? kPercentToWhole : kPercent}};
      return {{"anyOf", {bounded({{"type", "number"}}, bounds), percent}}};
    }
    case KeyType::integer: return bounded({{"type", "integer"}}, bounds);
    case KeyType::boolean: return {{"type", "boolean"}};
    case KeyType::date: return {{"type", "string"}, {"pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}};
    case KeyType::choice: return {{"enum", info.choices}};
    case KeyType::text_list: {
      Json list = {{"type", "array"}, {"items", {{"type", text_type()}}}};
      if (!info.options.may_be_empty) list["minItems"] = 1;
      return {{"anyOf", {{{"type", text_type()}}, list}}};
    }
    case KeyType::range:
      return {{"type", "array"}, {"items", bounded({{"type", "number"}}, bounds)}, {"minItems", 2}, {"maxItems", 2}};
    case KeyType::section: return section_json(*key.inner, whole);
    case KeyType::section_map: return map_json(info, *key.inner, whole);
    case KeyType::section_list: return {{"type", "array"}, {"items", section_json(*key.inner, Whole::yes)}};
    case KeyType::free_map: return {{"type", text_type()}};
  }
  return Json::object();
}

// In a config that extends another, a key without a value takes the base's away.
Json key_json(const Table::Key& key, Whole whole) {
  Json out = value_json(key, whole);
  if (whole == Whole::no) out = {{"anyOf", {out, {{"type", "null"}}}}};
  out["description"] = description(key.info);
  const Json standard = default_json(key.info);
  if (!standard.is_null()) out["default"] = standard;
  return out;
}

Json section_json(const Table& table, Whole whole) {
  Json properties = Json::object(), required = Json::array();
  for (const Table::Key& key : table.keys()) {
    properties[key.info.path] = key_json(key, whole);
    if (key.info.options.required && whole == Whole::yes) required.push_back(key.info.path);
  }
  Json out = {{"type", "object"}, {"properties", properties}};
  if (!required.empty()) out["required"] = required;
  out["additionalProperties"] = table.others() ? value_json(*table.others(), whole) : Json(false);
  return out;
}

Json parameter_json(const ParameterDescription& p) {
  Json out = Json::object();
  if (p.kind == "number") out["type"] = "number";
  if (p.kind == "whole number") out["type"] = "integer";
  for (const std::string& word : p.words) {  // YAML reads a plain true as no text
    if (word == "true" || word == "false") out["enum"].push_back(word == "true");
    out["enum"].push_back(word);
  }
  if (p.least) out["minimum"] = *p.least;
  if (p.most) out["maximum"] = *p.most;
  if (p.counts_rows)
    out = {{"anyOf", {out, {{"type", "string"}, {"pattern", "^[1-9][0-9]*[dwmy]$"}}}}};
  out["description"] = p.help + (p.range.empty() ? "" : " (" + p.range + ")");
  if (!p.required) out["default"] = p.standard;
  return out;
}

// if this name, then these parameters and no other
Json parameters_json(const StrategyDescription& strategy, const Json& name, Whole whole) {
  Json properties = {{"name", name}}, required = {"name"};
  for (const ParameterDescription& p : strategy.parameters) {
    properties[p.name] = parameter_json(p);
    if (whole == Whole::no) properties[p.name] = {{"anyOf", {properties[p.name], {{"type", "null"}}}}};
    if (p.required && whole == Whole::yes) required.push_back(p.name);
  }
  const Json chosen = {{"properties", {{"name", {{"const", strategy.identity.name}}}}}, {"required", {"name"}}};
  const Json then = {{"properties", properties}, {"required", required}, {"additionalProperties", false}};
  return {{"if", chosen}, {"then", then}};
}

void add_strategies(Json& config, const std::vector<StrategyDescription>& strategies, Whole whole) {
  Json& section = config["properties"]["strategy"];
  Json& strategy = whole == Whole::yes ? section : section["anyOf"][0];
  Json names = Json::array(), parameters = Json::array();
  Json& name = strategy["properties"]["name"];
  for (const StrategyDescription& s : strategies) names.push_back(s.identity.name);
  name["enum"] = names;
  for (const StrategyDescription& s : strategies) parameters.push_back(parameters_json(s, name, whole));
  if (!parameters.empty()) strategy["allOf"] = parameters;
}

}  // namespace

std::string config_schema_json(const Table& table, const std::vector<StrategyDescription>& strategies) {
  Json whole = section_json(table, Whole::yes), part = section_json(table, Whole::no);
  add_strategies(whole, strategies, Whole::yes);
  add_strategies(part, strategies, Whole::no);
  const Json schema = {{"$schema", "http://json-schema.org/draft-07/schema#"},
                       {"title", "the config of a relval run"},
                       {"definitions", {{"whole", whole}, {"extending", part}}},
                       {"if", {{"required", {kExtends}}}},
                       {"then", {{"$ref", "#/definitions/extending"}}},
                       {"else", {{"$ref", "#/definitions/whole"}}}};
  return schema.dump(1) + "\n";
}

}  // namespace relval
