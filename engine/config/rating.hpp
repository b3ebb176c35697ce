// Ratings: letters in configs and reports, numbers in stores: 1 = AAA, 2 = AA+ ... 22 = D.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace relval {

inline constexpr int kLowestInvestmentGrade = 10;  // BBB-
inline constexpr int kRatings = 22;

std::optional<int> rating_number(std::string_view text);  // "BBB-" is 10; nothing for another word
std::string rating_text(double number);                   // of the nearest notch; empty outside 1 to 22
std::string rating_letters(double number);                // the same without a notch, "BBB"
int best_notch(double number);                            // of the same letters: 8 for BBB-; 0 outside 1 to 22
std::string rating_words();                               // "AAA, AA+, ... D"

struct RatingRange {
  int best = 1, worst = kRatings;  // inclusive
  bool holds(double rating) const { return rating >= best && rating <= worst; }  // false for NaN
};

}  // namespace relval
