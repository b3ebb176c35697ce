#include "config/rating.hpp"

#include <array>
#include <cmath>

namespace relval {

namespace {

constexpr std::array<std::string_view, kRatings> kWords = {"AAA",  "AA+", "AA", "AA-", "A+", "A",    "A-",  "BBB+",
                                                           "BBB",  "BBB-", "BB+", "BB", "BB-", "B+",  "B",   "B-",
                                                           "CCC+", "CCC", "CCC-", "CC", "C",  "D"};

}  // namespace

std::optional<int> rating_number(std::string_view text) {
  for (std::size_t i = 0; i < kWords.size(); ++i) {
    if (kWords[i] == text) return static_cast<int>(i) + 1;
  }
  return std::nullopt;
}

std::string rating_text(double number) {
  if (!(number >= 1 && number < kRatings + 0.5)) return "";
  return std::string(kWords[static_cast<std::size_t>(std::floor(number + 0.5)) - 1]);
}

std::string rating_letters(double number) {
  const std::string text = rating_text(number);
  return text.substr(0, text.find_first_of("+-"));
}

std::string rating_words() {
  std::string all;
  for (const auto word : kWords) all += (all.empty() ? "" : ", ") + std::string(word);
  return all;
}

}  // namespace relval
