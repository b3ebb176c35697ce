// The keys of report: what the result holds, and which variations of the run stand beside it.
#include "base/text.hpp"
#include "config/run_config_sections.hpp"
#include "config/yaml_reader.hpp"

namespace relval {
namespace {

constexpr std::size_t kMostMembers = 50;

// A value as --set would take it: flow style on one line.
std::string flow_text(const Node& node) {
  std::vector<std::string> parts;
  if (node.kind == NodeKind::sequence) {
    for (const Node& item : node.items) parts.push_back(flow_text(item));
    return "[" + join(parts, ", ") + "]";
  }
  if (node.kind == NodeKind::map) {
    for (const Entry& e : node.entries) parts.push_back(e.key + ": " + flow_text(e.value));
    return "{" + join(parts, ", ") + "}";
  }
  if (node.kind == NodeKind::scalar && !node.quoted) return node.text;  // 30% is a share, "30%" a text
  std::string text = write_yaml(node);
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

void read_vary(const KeyInfo& key, const Node& node, ReportConfig& to, Problems& problems) {
  if (node.kind != NodeKind::map)
    return wrong_type(key, node, problems, "for example vary: {sizing.unit: [cs01, dts]}");
  std::size_t members = 0;
  for (const Entry& entry : node.entries) {
    if (entry.value.kind != NodeKind::sequence || entry.value.items.empty()) {
      problems.add(entry.value.place(),
                   format("'vary.{}' expects a list of values, found {}", shown(entry.key), found(entry.value)),
                   format("for example vary: {{{}: [A, B]}}", shown(entry.key)));
      continue;
    }
    VaryConfig vary{entry.key, {}, entry.key_mark.place()};
    for (const Node& value : entry.value.items) vary.values.push_back(flow_text(value));
    members += vary.values.size();
    to.vary.push_back(std::move(vary));
  }
  if (members > kMostMembers)
    problems.add(node.place(), format("vary asks for {} runs, at most {}", members, kMostMembers));
}

std::optional<Node> write_vary(const ReportConfig& from) {
  if (from.vary.empty()) return std::nullopt;
  std::vector<Entry> entries;
  Problems none(ErrorKind::usage);
  for (const VaryConfig& v : from.vary) {
    std::vector<Node> values;
    for (const std::string& text : v.values)
      if (auto value = read_yaml_value(text, v.key, none)) values.push_back(std::move(*value));
    entries.push_back({v.key, {}, Node::sequence(std::move(values))});
  }
  return Node::map(std::move(entries));
}

void read_shifts(const KeyInfo& key, const Node& node, ReportConfig& to, Problems& problems) {
  if (node.kind != NodeKind::sequence)
    return wrong_type(key, node, problems, "for example entry_shift_days: [-60, 60]");
  for (const Node& item : node.items) {
    const auto days = item.kind == NodeKind::scalar && !item.quoted ? parse_integer(item.text) : std::nullopt;
    if (!days || *days < -3650 || *days > 3650)
      problems.add(item.place(),
                   format("'{}' expects whole calendar days from -3650 to 3650, found {}", key.path, found(item)));
    else to.entry_shift_days.push_back(static_cast<int>(*days));
  }
}

std::optional<Node> write_shifts(const ReportConfig& from) {
  if (from.entry_shift_days.empty()) return std::nullopt;
  std::vector<Node> items;
  for (const int days : from.entry_shift_days) items.push_back(Node::scalar(std::to_string(days)));
  return Node::sequence(std::move(items));
}

}  // namespace

Section<ReportConfig> report_section() {
  return Section<ReportConfig>()
      .boolean("by_name", &ReportConfig::by_name, {.help = "daily components of every name in result.h5"})
      .custom("vary", KeyType::text,
              {.help = "the run again with other values of a key, one table a key; at most 50 runs",
               .default_note = "none"},
              {"{sizing.unit: [cs01, dts]}"}, read_vary, write_vary)
      .custom("entry_shift_days", KeyType::text,
              {.help = "the run again from so many calendar days later", .unit = "days", .default_note = "none"},
              {"[-60, 60]"}, read_shifts, write_shifts)
      .integer("seeds", &ReportConfig::seeds,
               {.help = "synthetic stores: quantiles of the P&L over this many markets drawn anew",
                .bounds = between(0, 1000)})
      .integer("leave_out", &ReportConfig::leave_out,
               {.help = "the run again without each of so many issuers, those of the largest P&L, gain or loss",
                .bounds = between(0, 20), .default_note = "0"})
      .choice("risk_by_day", &ReportConfig::risk_by_day,
              {{"auto", RiskByDayRows::automatic}, {"all", RiskByDayRows::all}, {"none", RiskByDayRows::none}},
              {.help = "the risk of the book on every row (docs/risk.md); auto: VaR and ES of large books on the last "
                       "row of each month alone",
               .default_note = "auto"})
      .integer("risk_window", &ReportConfig::risk_window,
               {.help = "rows of the past that a row's VaR and ES rest on", .unit = "rows",
                .bounds = between(20, 100000), .default_note = "250"})
      .text_list("scenarios", &ReportConfig::scenarios,
                 {.help = "YAML files of stress scenarios beside the program's own (docs/risk.md)",
                  .may_be_empty = true})
      .text("benchmark", &ReportConfig::benchmark,
            {.help = "a leg, or a series of the store: the P&L is regressed on its changes"})
      .text_list("fail_on", &ReportConfig::fail_on,
                 {.help = "findings that make the run exit with 1", .may_be_empty = true});
}

}  // namespace relval
