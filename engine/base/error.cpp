// The text of an Error: "where: what", the hint indented below it.
#include "base/error.hpp"

#include <utility>

namespace relval {
namespace {

std::string message(const std::string& where, const std::string& what, const std::string& hint) {
  std::string text = where.empty() ? what : where + ": " + what;
  if (hint.empty()) return text;
  text += "\n  ";
  for (const char c : hint) {
    text += c;
    if (c == '\n') text += "  ";
  }
  return text;
}

}  // namespace

Error::Error(ErrorKind kind, std::string where, const std::string& what, std::string hint)
    : std::runtime_error(message(where, what, hint)),
      kind_(kind),
      where_(std::move(where)),
      hint_(std::move(hint)) {}

Error::Error(Rendered, ErrorKind kind, const std::string& text) : std::runtime_error(text), kind_(kind) {}

Error Error::rendered(ErrorKind kind, const std::string& text) { return Error(Rendered{}, kind, text); }

}  // namespace relval
