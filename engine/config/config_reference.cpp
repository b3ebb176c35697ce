// The reference page of the config, from its table: one Markdown table for each section.
#include "base/text.hpp"
#include "config/run_config_table.hpp"

namespace relval {

namespace {

bool has_keys(KeyType type) {
  return type == KeyType::section || type == KeyType::section_map || type == KeyType::section_list;
}

std::string type_text(const KeyInfo& key) {
  if (key.type == KeyType::choice) return "`" + join(key.choices, "`, `") + "`";
  if (!key.choices.empty()) return "such as `" + join(key.choices, "`, `") + "`";
  return expectation(key.type);
}

std::string default_text(const KeyInfo& key) {
  if (key.options.required) return "**required**";
  if (key.default_text.empty()) return "";
  return key.options.default_note.empty() ? "`" + key.default_text + "`" : key.default_text;
}

std::string row(const KeyInfo& key, const std::string& name) {
  return "| `" + name + "` | " + type_text(key) + " | " + key.options.unit + " | " + key.options.bounds.text() + " | " +
         default_text(key) + " | " + key.options.help + " |\n";
}

const char* const kHead = "\n| key | value | unit | range | default | meaning |\n|---|---|---|---|---|---|\n";

std::string heading(const KeyInfo& key) {
  std::string text = "\n## `" + key.path + "`\n\n" + key.options.help;
  if (key.type == KeyType::section_map) text += ". One section for each " + key.options.item;
  if (key.type == KeyType::section_list) text += ". A list of sections";
  return text + (key.options.required ? ". **Required.**\n" : ".\n") + kHead;
}

}  // namespace

std::string config_reference_markdown() {
  std::string text =
      "# Config reference\n\n"
      "Printed from the table that reads the file (`engine/config/run_config_table.cpp`); a test compares the two.\n"
      "A list may be one text without brackets. A share is `1.5%` or `0.015`. `--set a.b=value` sets any key.\n\n"
      "## Top level\n";
  text += kHead;
  const std::vector<KeyInfo> keys = run_config_table().describe();
  for (const KeyInfo& key : keys)
    if (!has_keys(key.type) && key.path.find('.') == std::string::npos) text += row(key, key.path);
  std::string section;  // the section with a heading that the rows below belong to
  for (const KeyInfo& key : keys) {
    const bool top = key.path.find('.') == std::string::npos;
    if (top && has_keys(key.type)) {
      section = key.path;
      text += heading(key);
    } else if (!top && !has_keys(key.type)) {
      text += row(key, key.path);
    }
  }
  return text;
}

}  // namespace relval
