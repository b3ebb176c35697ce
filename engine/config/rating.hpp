// Ratings: letters in configs and reports, numbers 1 = AAA ... 22 = D in stores.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace relval {

struct RatingRange {
  int best = 1, worst = 22;  // inclusive
  bool holds(double rating) const { return rating >= best && rating <= worst; }  // false for NaN
};

// AAA, AA+, AA, ... C, D; nothing for other text (numbers too).
std::optional<int> rating_from(std::string_view letters);
std::string rating_letters(int rating);  // "?" outside 1..22

}  // namespace relval
