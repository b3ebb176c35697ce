#include "strategy/parameters.hpp"

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "config/paths.hpp"
#include "market/period.hpp"

namespace relval {
namespace {

constexpr double kNoWholeLimit = 1e9;  // the default ends of relval::whole()

std::string with_unit(const std::string& number, const relval_param& p) {
  return *p.unit == '\0' ? number : number + " " + p.unit;
}

// 20, 1e-3, 5% (= 0.05), and .inf where the range is open.
std::optional<double> read_number(const std::string& text, const relval_param& p) {
  if (text == ".inf" && std::isinf(p.max)) return p.max;
  if (text == "-.inf" && std::isinf(p.min)) return p.min;
  if (text.empty() || text.back() != '%') return parse_number(text);
  const std::string number = text.substr(0, text.size() - 1);
  if (number.find_first_of("eE") != std::string::npos) return {};
  return parse_number(number + "e-2");  // read, not divided: 5% is the same double as 0.05
}

// What is wrong with the value; empty: nothing.
struct Fault {
  std::string what, hint;
};

Fault set_length(const relval_param& p, const Length& length, const RowUnit& unit, ParameterValue& value) {
  const auto rows = rows_of(length, unit);
  if (!rows) return {std::string(p.name) + ": " + no_rows(length, unit), kNoRowsHint};
  value.number = *rows;
  if (value.number >= p.min && value.number <= p.max) return {};
  return {format("{}: expected {}, found {}, which is {} rows", p.name, range_text(p), value.text, *rows), p.help};
}

Fault set_number(const relval_param& p, const RowUnit& unit, ParameterValue& value) {
  const bool whole = p.kind == RELVAL_PARAM_WHOLE;
  const auto length = counts_rows(p) ? parse_length(value.text) : std::nullopt;
  if (length) return set_length(p, *length, unit, value);
  const auto number = read_number(value.text, p);
  const std::string expected = std::string("expected a ") + (whole ? "whole number" : "number") +
                               (*p.unit == '\0' ? "" : format(" ({})", p.unit)) +
                               (counts_rows(p) ? " or a length such as 6m" : "");
  if (!number || (whole && *number != std::floor(*number)))
    return {format("{}: {}, found '{}'", p.name, expected, value.text), p.help};
  if (!(*number >= p.min && *number <= p.max))
    return {format("{}: expected {}, found {}", p.name, range_text(p), value.text), p.help};
  value.number = *number;
  return {};
}

Fault text_fault(const relval_param& p, const std::string& text) {
  const std::vector<std::string> words = words_of(p);
  if (words.empty())
    return text.empty() ? Fault{format("{}: expected a text, found nothing", p.name), p.help} : Fault{};
  if (std::find(words.begin(), words.end(), text) != words.end()) return {};
  const auto near = nearest(text, words);
  return {format("{}: expected {}, found '{}'", p.name, range_text(p), text),
          near ? format("did you mean '{}'?", *near) : std::string(p.help)};
}

Fault set_value(const relval_param& p, const RunConfig& config, const PlacedText& written, const AssetIndex& assets,
                const RowUnit& unit, ParameterValue& value) {
  switch (p.kind) {
    case RELVAL_PARAM_TEXT: return text_fault(p, value.text);
    case RELVAL_PARAM_ASSET: {
      const auto asset = assets.find(value.text);
      if (!asset)
        return {format("{}: no leg or instrument '{}' in this run", p.name, value.text), assets.hint(value.text)};
      value.asset = *asset;
      return {};
    }
    case RELVAL_PARAM_TABLE: {
      const auto file = resolve_input(config.file, written);
      if (!file) return {format("{}: no such file: '{}'", p.name, value.text), kInputPlaces};
      if (relval::is_directory(*file))
        return {format("{}: expected a CSV file, found a directory: '{}'", p.name, value.text), p.help};
      value.file = *file;
      return {};
    }
    default: return set_number(p, unit, value);
  }
}

// "diff, ratio or residual"
std::string alternatives(const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i)
    text += (i == 0 ? "" : i + 1 == words.size() ? " or " : ", ") + words[i];
  return text;
}

}  // namespace

std::vector<std::string> words_of(const relval_param& p) {
  return p.kind == RELVAL_PARAM_TEXT && p.words != nullptr ? split(p.words, '|') : std::vector<std::string>{};
}

std::optional<std::string> default_text(const relval_param& p) {
  if (p.kind == RELVAL_PARAM_TEXT && p.text_def != nullptr) return p.text_def;
  const bool number = p.kind == RELVAL_PARAM_NUMBER || p.kind == RELVAL_PARAM_WHOLE;
  return number && !std::isnan(p.def) ? std::optional(exact(p.def)) : std::nullopt;
}

bool counts_rows(const relval_param& p) { return p.kind == RELVAL_PARAM_WHOLE && std::string_view(p.unit) == "rows"; }

std::optional<double> least_of(const relval_param& p) {
  const bool whole = p.kind == RELVAL_PARAM_WHOLE, number = whole || p.kind == RELVAL_PARAM_NUMBER;
  return !number || std::isinf(p.min) || (whole && p.min <= -kNoWholeLimit) ? std::nullopt : std::optional(p.min);
}

std::optional<double> most_of(const relval_param& p) {
  const bool whole = p.kind == RELVAL_PARAM_WHOLE, number = whole || p.kind == RELVAL_PARAM_NUMBER;
  return !number || std::isinf(p.max) || (whole && p.max >= kNoWholeLimit) ? std::nullopt : std::optional(p.max);
}

std::string range_text(const relval_param& p) {
  if (p.kind == RELVAL_PARAM_TEXT) return alternatives(words_of(p));
  if (p.kind != RELVAL_PARAM_NUMBER && p.kind != RELVAL_PARAM_WHOLE) return {};
  const auto low = least_of(p), high = most_of(p);
  if (low && high) return with_unit(format("{} to {}", exact(*low), exact(*high)), p);
  if (low) return with_unit("at least " + exact(*low), p);
  if (high) return with_unit("at most " + exact(*high), p);
  return {};
}

std::map<std::string, ParameterValue> read_parameters(const relval_plugin& plugin, const RunConfig& config,
                                                      const AssetIndex& assets, const RowUnit& unit,
                                                      Problems& problems) {
  const StrategyConfig& written = config.strategy;
  std::map<std::string, ParameterValue> values;
  std::vector<std::string> declared;
  for (std::int64_t i = 0; i < plugin.param_count; ++i) {
    const relval_param& p = plugin.params[i];
    declared.emplace_back(p.name);
    ParameterValue& value = values[p.name];
    value.kind = p.kind;
    const auto found = written.parameters.find(p.name);
    if (found == written.parameters.end()) {
      const auto standard = default_text(p);
      value.usable = standard.has_value();
      value.number = p.def;
      value.text = standard.value_or("");
      if (!value.usable)
        problems.add(written.name.place, format("strategy '{}' needs '{}'", plugin.name, p.name),
                     format("{}: {}", p.name, p.help));
      continue;
    }
    value.text = found->second.value;
    Fault fault = set_value(p, config, found->second, assets, unit, value);
    value.usable = fault.what.empty();
    if (!value.usable) problems.add(found->second.place, std::move(fault.what), std::move(fault.hint));
  }
  for (const auto& [name, text] : written.parameters) {
    if (values.count(name) == 0)
      problems.add(text.place, format("strategy '{}' has no parameter '{}'", plugin.name, name),
                   declared.empty() ? "it takes none" : suggest(name, declared));
  }
  return values;
}

}  // namespace relval
