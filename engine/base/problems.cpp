// Faults as a person reads them: place, what is wrong, the source line with a caret, what to do.
#include "base/problems.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace relval {
namespace {

constexpr std::size_t kLineWidth = 100;  // columns of source shown around the caret
constexpr std::string_view kCut = "...";

// Length in bytes of the UTF-8 character that starts at i, or 0 when there is none.
std::size_t character_length(std::string_view text, std::size_t i) {
  const auto first = static_cast<unsigned char>(text[i]);
  const std::size_t length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0;
  if (length == 0 || first > 0xF4 || i + length > text.size()) return 0;
  for (std::size_t k = 1; k < length; ++k)
    if ((static_cast<unsigned char>(text[i + k]) & 0xC0) != 0x80) return 0;
  return length;
}

// The line's characters; what a terminal could obey or choke on (controls, broken UTF-8) is shown as '?'.
std::vector<std::string> characters(std::string_view line) {
  while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.remove_suffix(1);
  std::vector<std::string> out;
  for (std::size_t i = 0; i < line.size();) {
    const std::size_t length = character_length(line, i);
    const auto first = static_cast<unsigned char>(line[i]);
    const bool control = (first < 0x20 && first != '\t') || first == 0x7F ||
                         (first == 0xC2 && length == 2 && static_cast<unsigned char>(line[i + 1]) < 0xA0);
    out.push_back(length == 0 || control ? "?" : std::string(line.substr(i, length)));
    i += std::max<std::size_t>(length, 1);
  }
  return out;
}

// The source line, cut to kLineWidth around the caret, and the caret's own line under it.
std::string excerpt(const Place& place) {
  const std::vector<std::string> all = characters(place.text);
  const std::size_t caret = place.column > 0 ? std::min(static_cast<std::size_t>(place.column) - 1, all.size()) : 0;
  std::size_t first = 0, last = all.size();
  if (all.size() > kLineWidth) {
    const std::size_t kept = kLineWidth - 2 * kCut.size();
    first = std::min(caret - std::min(caret, kept / 2), all.size() - kept);
    if (first <= kCut.size()) first = 0;
    last = std::min(first + kept, all.size());
    if (all.size() - last <= kCut.size()) last = all.size();
  }
  std::string source(first > 0 ? kCut : ""), under(first > 0 ? kCut.size() : 0, ' ');
  for (std::size_t i = first; i < last; ++i) {
    source += all[i];
    if (i < caret) under += all[i] == "\t" ? '\t' : ' ';  // a tab in the source moves the caret by the same tab
  }
  if (last < all.size()) source += kCut;

  const std::string number = place.line > 0 ? std::to_string(place.line) : "";
  std::string text = "\n  " + number + " | " + source;
  if (place.column > 0) text += "\n  " + std::string(number.size(), ' ') + " | " + under + "^";
  return text;
}

std::string where(const Place& place) {
  std::string text = place.file;
  if (place.line <= 0) return text;
  text += (text.empty() ? "line " : ":") + std::to_string(place.line);
  if (place.column > 0) text += ":" + std::to_string(place.column);
  return text;
}

std::string render_one(const Problem& problem) {
  std::string text = where(problem.place);
  if (!text.empty()) text += ": ";
  text += problem.what;
  if (!problem.place.text.empty()) text += excerpt(problem.place);
  if (problem.hint.empty()) return text;
  text += "\n  ";
  for (const char c : problem.hint) {
    text += c;
    if (c == '\n') text += "  ";
  }
  return text;
}

}  // namespace

void Problems::add(Place place, std::string what, std::string hint) {
  list_.push_back({std::move(place), std::move(what), std::move(hint)});
}

std::string Problems::render() const {
  std::string text;
  const std::size_t shown = std::min(shown_, list_.size());
  for (std::size_t i = 0; i < shown; ++i) text += (i > 0 ? "\n" : "") + render_one(list_[i]);
  if (shown < list_.size()) {
    if (shown > 0) text += "\n";
    text += "... and " + std::to_string(list_.size() - shown) + " more";
  }
  if (list_.size() > 1) text += "\n" + std::to_string(list_.size()) + " problems";
  return text;
}

void Problems::raise_if_any() const {
  if (!empty()) throw Error::rendered(kind_, render());
}

}  // namespace relval
