#include "strategy/descriptor.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <set>

#include "base/text.hpp"

namespace relval {
namespace {

bool is_number(const relval_param& p) { return p.kind == RELVAL_PARAM_NUMBER || p.kind == RELVAL_PARAM_WHOLE; }

std::string shown(const char* text) { return text == nullptr ? "null" : format("'{}'", printable(text)); }

// Texts go to screens, JSON and manifests.
void check_text(const char* text, const std::string& what, std::size_t most, std::vector<std::string>& out) {
  if (text == nullptr) {
    out.push_back(what + " is null");
    return;
  }
  const std::size_t size = std::strlen(text);
  if (size > most) out.push_back(what + format(" has {} bytes, expected at most {}", size, most));
  else if (!is_printable(text))
    out.push_back(what + format(": one line of UTF-8 was expected, found '{}'", printable(text)));
}
constexpr std::size_t kWord = 100, kSentence = 1000;

void check_words(const relval_param& p, const std::string& who, std::vector<std::string>& out) {
  if (p.words == nullptr) return;
  const std::vector<std::string> words = split(p.words, '|');
  const std::set<std::string> different(words.begin(), words.end());
  if (different.size() != words.size() || different.count("") > 0)
    out.push_back(who + format(": its words {} are empty or repeated", p.words));
  else if (p.text_def != nullptr && different.count(p.text_def) == 0)
    out.push_back(who + format(": its default '{}' is not one of its words {}", p.text_def, p.words));
}

void check_param(const relval_param& p, std::int64_t position, std::vector<std::string>& out) {
  const bool named = p.name != nullptr && is_strategy_name(p.name);
  const std::string who = named ? format("parameter '{}'", p.name) : format("parameter {}", position + 1);
  if (p.name == nullptr) out.push_back(who + ": its name is null");
  else if (!is_strategy_name(p.name))
    out.push_back(who + format(": expected a name of a-z, 0-9 and _ that starts with a letter, at most 64, found {}",
                               shown(p.name)));
  else if (std::string(p.name) == "name" || std::string(p.name) == "library")
    out.push_back(who + format(": the config's key '{}' is the strategy's", p.name));
  check_text(p.unit, who + ": its unit", kWord, out);
  check_text(p.help, who + ": its help", kSentence, out);
  if (p.words != nullptr) check_text(p.words, who + ": its words", kSentence, out);
  if (p.text_def != nullptr) check_text(p.text_def, who + ": its default", kSentence, out);
  if (p.kind < RELVAL_PARAM_NUMBER || p.kind > RELVAL_PARAM_WHOLE) {
    out.push_back(who + format(": its kind is {}, expected 0 to {}", p.kind, static_cast<int>(RELVAL_PARAM_WHOLE)));
    return;
  }
  if (p.kind == RELVAL_PARAM_TEXT) check_words(p, who, out);
  else if (p.words != nullptr || p.text_def != nullptr)
    out.push_back(who + ": only a text has words or a text as default");
  if (!is_number(p)) return;
  if (!(p.min <= p.max)) out.push_back(who + format(": its range {} to {} is empty", exact(p.min), exact(p.max)));
  else if (!std::isnan(p.def) && !(p.def >= p.min && p.def <= p.max))
    out.push_back(who + format(": its default {} lies outside {} to {}", exact(p.def), exact(p.min), exact(p.max)));
  if (p.kind == RELVAL_PARAM_WHOLE && !std::isnan(p.def) && p.def != std::floor(p.def))
    out.push_back(who + format(": its default {} is not whole", exact(p.def)));
}

void check_params(const relval_plugin& p, std::vector<std::string>& out) {
  if (p.param_count < 0 || p.param_count > 1000) {
    out.push_back(format("parameters: their number is {}, expected 0 to 1000", p.param_count));
    return;
  }
  if (p.params == nullptr && p.param_count > 0) {
    out.push_back(format("parameters: {} are announced, their table is null", p.param_count));
    return;
  }
  for (std::int64_t i = 0; i < p.param_count; ++i) {
    check_param(p.params[i], i, out);
    for (std::int64_t j = 0; j < i; ++j) {
      if (p.params[i].name == nullptr || p.params[j].name == nullptr) continue;
      if (std::string(p.params[i].name) != p.params[j].name) continue;
      out.push_back(format("parameter '{}' is declared twice", p.params[i].name));
      break;
    }
  }
}

void check_state(const relval_plugin& p, std::vector<std::string>& out) {
  constexpr std::uint64_t kLargest = std::uint64_t{1} << 30;  // 1 GB
  if (p.state_size > kLargest) out.push_back(format("state: {} bytes are more than {}", p.state_size, kLargest));
  if (p.state_size == 0) return;
  const bool power_of_two = p.state_align > 0 && (p.state_align & (p.state_align - 1)) == 0;
  if (!power_of_two || p.state_align > 4096)
    out.push_back(format("state: its alignment is {}, expected a power of two up to 4096", p.state_align));
}

}  // namespace

bool is_strategy_name(const std::string& name) {
  if (name.empty() || name.size() > 64 || name[0] < 'a' || name[0] > 'z') return false;
  return name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos;
}

std::vector<std::string> descriptor_mismatches(const relval_plugin* p, const std::string& expected_name) {
  if (p == nullptr) return {"relval_strategy() returned null"};
  std::vector<std::string> out;
  if (p->magic != RELVAL_MAGIC)
    out.push_back(format("magic: expected {:#018x}, found {:#018x}", std::uint64_t{RELVAL_MAGIC}, p->magic));
  if (p->abi != RELVAL_ABI) out.push_back(format("ABI: expected {}, found {}", RELVAL_ABI, p->abi));
  if (p->struct_size != sizeof(relval_plugin))
    out.push_back(format("struct size: expected {} bytes, found {}", sizeof(relval_plugin), p->struct_size));
  if (!out.empty()) return out;

  if (p->name == nullptr || expected_name != p->name)
    out.push_back(format("name: expected '{}' as the file is called, found {}", expected_name, shown(p->name)));
  check_text(p->version, "version", kWord, out);
  check_text(p->summary, "summary", kSentence, out);
  check_text(p->build, "build", kSentence, out);
  check_params(*p, out);
  check_state(*p, out);
  if (p->create == nullptr) out.emplace_back("create() is null");
  if (p->destroy == nullptr) out.emplace_back("destroy() is null");
  if (p->setup == nullptr) out.emplace_back("setup() is null");
  if (p->init_state == nullptr) out.emplace_back("init_state() is null");
  return out;
}

std::string hint_for_mismatches(const std::vector<std::string>& all) {
  const auto starts = [](const char* word) { return [word](const std::string& m) { return m.rfind(word, 0) == 0; }; };
  if (std::all_of(all.begin(), all.end(), starts("parameter"))) return "correct kParams in the strategy's source";
  if (std::all_of(all.begin(), all.end(), starts("name: ")))
    return "call the file as RELVAL_STRATEGY calls the strategy, or the strategy as the file";
  const auto is_text = [](const std::string& m) {
    return m.find(": one line of UTF-8 was expected") != m.npos || m.find(" bytes, expected at most ") != m.npos;
  };
  if (std::all_of(all.begin(), all.end(), is_text)) return "correct the texts in the strategy's source";
  if (all.size() == 1 && all[0].find(" bytes are more than ") != std::string::npos)
    return "make the strategy's State smaller";
  return "build it against the SDK of this relval";
}

}  // namespace relval
