#include "config/rating.hpp"

#include <array>
#include <cmath>

namespace relval {

namespace {

constexpr std::array<std::string_view, kRatings> kWords = {"AAA",  "AA+", "AA", "AA-", "A+", "A",    "A-",  "BBB+",
                                                           "BBB",  "BBB-", "BB+", "BB", "BB-", "B+",  "B",   "B-",
                                                           "CCC+", "CCC", "CCC-", "CC", "C",  "D"};

constexpr std::string_view letters_of(std::string_view word) { return word.substr(0, word.find_first_of("+-")); }

constexpr std::array<int, kRatings> kBestNotches = [] {
  std::array<int, kRatings> best{};
  for (std::size_t i = 0; i < best.size(); ++i)
    best[i] = i > 0 && letters_of(kWords[i]) == letters_of(kWords[i - 1]) ? best[i - 1] : static_cast<int>(i) + 1;
  return best;
}();

// Its place in the words; nothing outside 1 to 22.
std::optional<std::size_t> place_of(double number) {
  if (!(number >= 1 && number < kRatings + 0.5)) return std::nullopt;
  return static_cast<std::size_t>(std::floor(number + 0.5)) - 1;
}

}  // namespace

std::optional<int> rating_number(std::string_view text) {
  for (std::size_t i = 0; i < kWords.size(); ++i) {
    if (kWords[i] == text) return static_cast<int>(i) + 1;
  }
  return std::nullopt;
}

std::string rating_text(double number) {
  const auto place = place_of(number);
  return place ? std::string(kWords[*place]) : std::string();
}

std::string rating_letters(double number) {
  const auto place = place_of(number);
  return place ? std::string(letters_of(kWords[*place])) : std::string();
}

int best_notch(double number) {
  const auto place = place_of(number);
  return place ? kBestNotches[*place] : 0;
}

std::string rating_words() {
  std::string all;
  for (const auto word : kWords) all += (all.empty() ? "" : ", ") + std::string(word);
  return all;
}

}  // namespace relval
