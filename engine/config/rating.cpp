#include "config/rating.hpp"

#include <algorithm>
#include <array>

namespace relval {
namespace {

constexpr std::array<std::string_view, 22> kLetters = {"AAA", "AA+",  "AA", "AA-", "A+", "A",  "A-",   "BBB+",
                                                       "BBB", "BBB-", "BB+", "BB", "BB-", "B+", "B",    "B-",
                                                       "CCC+", "CCC", "CCC-", "CC", "C",  "D"};

}  // namespace

std::optional<int> rating_from(std::string_view letters) {
  const auto found = std::find(kLetters.begin(), kLetters.end(), letters);
  if (found == kLetters.end()) return std::nullopt;
  return static_cast<int>(found - kLetters.begin()) + 1;
}

std::string rating_letters(int rating) {
  return rating >= 1 && rating <= 22 ? std::string(kLetters[static_cast<std::size_t>(rating - 1)]) : "?";
}

}  // namespace relval
