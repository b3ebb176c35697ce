// Reading one value of each type, with a message that says what was expected, what was found and what to write.
#include <algorithm>
#include <cmath>
#include <charconv>

#include "base/date.hpp"
#include "base/text.hpp"
#include "config/schema.hpp"

namespace relval {

namespace {

bool all_digits(std::string_view s) {
  return !s.empty() && std::all_of(s.begin(), s.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string without(std::string_view text, std::string_view characters) {
  std::string out;
  for (const char c : text)
    if (characters.find(c) == std::string_view::npos) out += c;
  return out;
}

// 10m, 75k, 1.5bp: a number with a word of size or a unit behind it; empty where it is none.
std::string suffix_hint(std::string_view text) {
  const std::size_t end = std::min(text.find_last_of("0123456789.") + 1, text.size());
  const std::string number(text.substr(0, end)), word = lower(without(text.substr(end), " "));
  if (word.empty() || !parse_number(number)) return {};
  const char* const exponent = word == "k" ? "e3" : word == "m" || word == "mn" || word == "mm" ? "e6"
                               : word == "bn" || word == "b" ? "e9" : nullptr;
  const auto value = parse_number(number + (exponent ? exponent : ""));
  if (!value || (!exponent && word != "bp" && word != "bps")) return {};
  return "write " + number_node(*value).text + (exponent ? "" : ", without the unit");
}

// What a person who wrote this probably meant; empty when there is no guess. percent: what stood behind the text.
std::string number_hint(std::string_view text, const char* percent = "") {
  const std::string small = lower(text);
  const std::string_view unsigned_text = text.substr(!text.empty() && (text[0] == '-' || text[0] == '+') ? 1 : 0);
  const std::string bare = without(small, "+-.");
  if (bare == "nan" || bare == "inf" || bare == "infinity") return "a number must be finite";
  if (unsigned_text.size() > 2 && unsigned_text[0] == '0' && std::string_view("xob").find(lower(unsigned_text)[1]) < 3)
    return "write it as a plain decimal number";
  if (unsigned_text.size() > 1 && unsigned_text[0] == '0' && all_digits(without(unsigned_text, "."))) {
    const std::size_t first = std::min(unsigned_text.find_first_not_of('0'), unsigned_text.size() - 1);
    return "a leading zero can mean octal; write " + std::string(unsigned_text.substr(first));
  }
  if (text[0] == '+' && parse_number(unsigned_text)) return "write " + std::string(unsigned_text);
  if (text.back() == '%' && parse_number(text.substr(0, text.size() - 1))) return "this key takes no %";
  const std::string joined = without(text, "_,' ");
  if (joined != text && parse_number(joined)) return "write " + joined + percent + ", without separators";
  return suffix_hint(text);
}

// from_chars tells a number too large for a double from one that is no number.
bool overflows(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc::result_out_of_range && end == text.data() + text.size();
}

void out_of_range(const KeyInfo& key, const Node& node, Problems& problems, std::string hint = {}) {
  problems.add(node.place(), "'" + key.path + "' must be " + key.options.bounds.text() + ", found " + node.text,
               std::move(hint));
}

std::optional<double> number_of(const KeyInfo& key, const Node& node, Problems& problems, bool percent_allowed) {
  if (node.kind != NodeKind::scalar) return wrong_type(key, node, problems), std::nullopt;
  std::string text = node.text;
  const bool percent = percent_allowed && !node.quoted && !text.empty() && text.back() == '%';
  if (percent) text = text.substr(0, text.size() - 1);
  if (node.quoted && (parse_number(text) || (percent_allowed && !text.empty() && text.back() == '%')))
    return wrong_type(key, node, problems, "remove the quotes"), std::nullopt;
  std::optional<double> value = node.quoted ? std::nullopt : parse_number(text);
  // 1.1% is read as 1.1e-2: the double nearest to 0.011, where 1.1 / 100 may be its neighbour.
  if (value && percent) value = text.find_first_of("eE") == text.npos ? parse_number(text + "e-2") : std::nullopt;
  if (value && std::isfinite(*value)) return value;
  const bool large = !node.quoted && overflows(text);
  wrong_type(key, node, problems, large ? "out of the range of a double" : text.empty() ? ""
                                                                      : number_hint(text, percent ? "%" : ""));
  return std::nullopt;
}

// The date that was meant, written right.
std::string iso_hint(const std::string& text) {
  std::vector<std::string> meant;
  if (parse_iso_date(text.substr(0, 10))) meant.push_back(text.substr(0, 10));  // with a time behind it
  for (const char* form :
       {"%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y/%m/%d", "%Y%m%d", "%d-%b-%Y", "%d %b %Y"}) {
    const auto date = is_date_pattern(form) ? parse_date(text, form) : std::nullopt;
    if (date && std::find(meant.begin(), meant.end(), to_iso(*date)) == meant.end()) meant.push_back(to_iso(*date));
  }
  return "write it as " + (meant.empty() ? std::string("2025-05-01") : join(meant, " or "));
}

std::optional<double> within(const KeyInfo& key, const Node& node, Problems& problems, std::optional<double> value) {
  if (!value || key.options.bounds.hold(*value)) return value;
  out_of_range(key, node, problems);
  return std::nullopt;
}

}  // namespace

void wrong_type(const KeyInfo& key, const Node& node, Problems& problems, std::string hint) {
  std::string expected = expectation(key.type);
  if (!key.choices.empty()) expected = key.choices.size() == 1 ? key.choices[0] : "one of " + join(key.choices, ", ");
  if (!key.options.unit.empty()) expected += " (" + key.options.unit + ")";
  if (hint.empty() && node.kind == NodeKind::null) hint = "give it a value or remove the key";
  problems.add(node.place(), "'" + shown(key.path) + "' expects " + expected + ", found " + found(node),
               std::move(hint));
}

std::optional<std::string> read_text(const KeyInfo& key, const Node& node, Problems& problems) {
  if (node.kind != NodeKind::scalar || (node.text.empty() && !key.options.may_be_empty)) {
    wrong_type(key, node, problems);
    return std::nullopt;
  }
  return node.text;
}

std::optional<double> read_number(const KeyInfo& key, const Node& node, Problems& problems) {
  return within(key, node, problems, number_of(key, node, problems, false));
}

std::optional<double> read_share(const KeyInfo& key, const Node& node, Problems& problems) {
  const auto value = number_of(key, node, problems, true);
  if (!value || key.options.bounds.hold(*value)) return value;
  const bool percent = *value > 1 && *value <= 100 && node.text.find('%') == std::string::npos;
  out_of_range(key, node, problems, percent ? "for " + node.text + " % write " + node.text + "%" : "");
  return std::nullopt;
}

std::optional<std::int64_t> read_integer(const KeyInfo& key, const Node& node, Problems& problems) {
  std::optional<std::int64_t> value;
  if (node.kind == NodeKind::scalar && !node.quoted) value = parse_integer(node.text);
  if (!value) {
    const bool scalar = node.kind == NodeKind::scalar && !node.text.empty();
    std::string hint = scalar ? number_hint(node.text) : std::string();
    if (scalar && node.quoted && parse_integer(node.text)) hint = "remove the quotes";
    wrong_type(key, node, problems, std::move(hint));
    return std::nullopt;
  }
  if (!within(key, node, problems, static_cast<double>(*value))) return std::nullopt;
  return value;
}

std::optional<bool> read_boolean(const KeyInfo& key, const Node& node, Problems& problems) {
  if (node.kind == NodeKind::scalar && !node.quoted) {
    if (node.text == "true") return true;
    if (node.text == "false") return false;
  }
  std::string hint;
  const std::string word = node.kind == NodeKind::scalar ? lower(node.text) : std::string();
  if (word == "yes" || word == "on" || word == "y" || word == "1" || word == "true") hint = "write true";
  if (word == "no" || word == "off" || word == "n" || word == "0" || word == "false") hint = "write false";
  wrong_type(key, node, problems, std::move(hint));
  return std::nullopt;
}

std::optional<Date> read_date(const KeyInfo& key, const Node& node, Problems& problems) {
  if (node.kind == NodeKind::scalar)
    if (const std::optional<Date> date = parse_iso_date(node.text)) return date;
  const std::string& s = node.text;
  const bool iso_form = s.size() == 10 && s[4] == '-' && s[7] == '-' && all_digits(without(s, "-"));
  std::string hint;
  if (iso_form) hint = "there is no such day";
  else if (node.kind == NodeKind::scalar) hint = iso_hint(node.text);
  wrong_type(key, node, problems, std::move(hint));
  return std::nullopt;
}

std::optional<std::size_t> read_choice(const KeyInfo& key, const Node& node, Problems& problems) {
  if (node.kind == NodeKind::scalar)
    for (std::size_t i = 0; i < key.choices.size(); ++i)
      if (key.choices[i] == node.text) return i;
  std::string hint;
  if (node.kind == NodeKind::scalar)
    if (const auto near = nearest(node.text, key.choices)) hint = "did you mean '" + *near + "'?";
  wrong_type(key, node, problems, std::move(hint));
  return std::nullopt;
}

std::optional<std::vector<PlacedText>> read_text_list(const KeyInfo& key, const Node& node, Problems& problems) {
  std::vector<PlacedText> list;
  if (node.kind == NodeKind::scalar && !node.text.empty()) {
    list.push_back({node.text, node.place()});
    return list;
  }
  if (node.kind != NodeKind::sequence) return wrong_type(key, node, problems), std::nullopt;
  if (node.items.empty() && !key.options.may_be_empty) {
    problems.add(node.place(), "'" + key.path + "' is an empty list", "name at least one or remove the key");
    return std::nullopt;
  }
  bool good = true;
  for (const Node& item : node.items) {
    const bool text = item.kind == NodeKind::scalar && !item.text.empty();
    const auto same = [&](const PlacedText& other) { return other.value == item.text; };
    if (text && std::none_of(list.begin(), list.end(), same)) {
      list.push_back({item.text, item.place()});
      continue;
    }
    good = false;
    problems.add(item.place(), text ? "'" + shown(item.text) + "' twice in '" + key.path + "'"
                                    : "'" + key.path + "' expects a list of texts, found " + found(item) + " in it");
  }
  if (!good) return std::nullopt;
  return list;
}

std::optional<std::pair<double, double>> read_range(const KeyInfo& key, const Node& node, Problems& problems) {
  if (node.kind != NodeKind::sequence || node.items.size() != 2) return wrong_type(key, node, problems), std::nullopt;
  KeyInfo end = key;
  end.type = KeyType::number;
  const auto low = read_number(end, node.items[0], problems), high = read_number(end, node.items[1], problems);
  if (!low || !high) return std::nullopt;
  if (*low > *high) {
    problems.add(node.place(), "'" + key.path + "' runs from " + exact(*low) + " down to " + exact(*high),
                 "write the lower end first");
    return std::nullopt;
  }
  return std::pair(*low, *high);
}

bool check_section(const KeyInfo& key, const Node& node, Problems& problems) {
  if (node.kind == NodeKind::map) return true;
  wrong_type(key, node, problems);
  return false;
}

bool check_map(const KeyInfo& key, const Node& node, Problems& problems) {
  if (!check_section(key, node, problems)) return false;
  if (!node.entries.empty() || key.options.may_be_empty) return true;
  problems.add(node.place(), "'" + key.path + "' is empty", "give at least one " + key.options.item);
  return false;
}

bool check_list(const KeyInfo& key, const Node& node, Problems& problems) {
  if (node.kind == NodeKind::sequence && (!node.items.empty() || key.options.may_be_empty)) return true;
  wrong_type(key, node, problems);
  return false;
}

bool usable_name(const KeyInfo& key, const Entry& entry, Problems& problems) {
  const std::string& name = entry.key;
  const auto allowed = [](char c) {
    const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    return letter || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-';
  };
  if (name.empty() || !std::all_of(name.begin(), name.end(), allowed)) {
    problems.add(entry.key_mark.place(), "'" + shown(name) + "' cannot be the name of a " + key.options.item,
                 "letters, digits, '_', '.' and '-' only");
    return false;
  }
  const auto& reserved = key.options.reserved;
  if (std::find(reserved.begin(), reserved.end(), name) == reserved.end()) return true;
  problems.add(entry.key_mark.place(), "'" + name + "' cannot be the name of a " + key.options.item,
               "it has a meaning of its own");
  return false;
}

Node number_node(double value) {
  char buffer[64];
  if (value == 0) value = 0;  // no minus zero
  const double size = std::fabs(value);
  const bool plain = value == 0 || (size >= 1e-6 && size < 1e15);  // 100000000, not 1e+08
  const auto end = plain ? std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed)
                         : std::to_chars(buffer, buffer + sizeof buffer, value);
  return Node::scalar(std::string(buffer, end.ptr));
}

Node text_list_node(const std::vector<std::string>& texts) {
  std::vector<Node> items;
  for (const std::string& text : texts) items.push_back(Node::quoted_text(text));
  return Node::sequence(std::move(items));
}

}  // namespace relval
