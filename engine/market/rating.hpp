// Composite ratings as the store holds them: 1 = AAA, 2 = AA+ ... 22 = D.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace relval {

inline constexpr int kLowestInvestmentGrade = 10;  // BBB-
inline constexpr int kRatings = 22;

std::optional<int> rating_number(std::string_view text);  // "BBB-" is 10; nothing for another word
std::string rating_text(double number);                   // of the nearest notch; empty outside 1 to 22
std::string rating_words();                               // "AAA, AA+, ... D"

}  // namespace relval
