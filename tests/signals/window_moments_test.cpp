#include "signals/window_moments.hpp"

#include <cmath>
#include <fstream>
#include <string>

#include "base/numeric.hpp"
#include "catch.hpp"
#include "market_builder.hpp"

using namespace relval;
using namespace relval::test;

namespace {

struct Table {  // [row][column]
  std::size_t width;
  std::vector<double> x;
  std::vector<Date> dates;
  const double* row(std::size_t t) const { return x.data() + t * width; }
};

// Gaps between dates of 1 to `most_days`, columns that drift, jump by 1e9 and now and then are missing.
Table draw(std::uint64_t seed, std::size_t rows, std::size_t width, int most_days) {
  Numbers random(seed);
  Table out{width, {}, {}};
  std::vector<double> level(width, 100);
  int day = -200;  // across 1970-01-01
  for (std::size_t t = 0; t < rows; ++t) {
    out.dates.push_back({day});
    day += 1 + static_cast<int>(random.uniform(0, most_days));
    for (std::size_t i = 0; i < width; ++i) {
      level[i] += random.uniform(-3, 3);
      if (random.uniform(0, 1) < 0.003) level[i] += level[i] < 1e8 ? 1e9 : -1e9;
      out.x.push_back(random.uniform(0, 1) < 0.004 ? kNaN : level[i]);
    }
  }
  return out;
}

std::vector<double> window_of(const Table& t, std::size_t last, std::size_t window, std::size_t column) {
  std::vector<double> out;
  for (std::size_t k = last + 1 - window; k <= last; ++k) out.push_back(t.row(k)[column]);
  return out;
}

}  // namespace

TEST_CASE("window moments meet an exact two-pass calculation through a jump of 1e9") {
  // A series at 1e9 falling to 0 at row 200 (tests/reference/stats: topic rolling, case illcond, exact fsum two-pass).
  std::ifstream file(RELVAL_SOURCE_DIR "/tests/reference/stats/data/illcond.csv");
  REQUIRE(file);
  Table t{1, {}, {}};
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    t.x.push_back(std::stod(line));
    t.dates.push_back({static_cast<int>(t.dates.size())});
  }
  REQUIRE(t.x.size() == 400);
  struct Expected {
    std::size_t row;
    double mean, sd;
  };
  const Expected cases[] = {{19, 1000000000.0914, 1.0509895669926885},
                            {199, 999999999.6288, 0.8453771232108863},
                            {200, 949999999.56075, 223606797.88078895},
                            {219, 0.043600000000000194, 1.080666724027835},
                            {399, 0.043850000000000056, 0.9748594649054753}};
  WindowMoments moments(1, 20);
  for (const Expected& e : cases) {
    moments.move_to(e.row, t.row(e.row), t.dates);
    CHECK(moments.mean()[0] == Approx(e.mean).epsilon(1e-12).margin(1e-9));
    CHECK(moments.deviation()[0] == Approx(e.sd).epsilon(1e-7));
  }
}

TEST_CASE("window moments are the two-pass ones of every window, whatever the dates") {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    const int most_days = seed % 3 == 0 ? 1 : seed % 3 == 1 ? 3 : 40;
    const std::size_t window = 2 + seed * 7 % 40, rows = 300, width = 5;
    const Table t = draw(seed, rows, width, most_days);
    WindowMoments moments(width, window);
    for (std::size_t row = window - 1; row < rows; ++row) {
      moments.move_to(row, t.row(row), t.dates);
      for (std::size_t i = 0; i < width; ++i) {
        const std::vector<double> x = window_of(t, row, window, i);
        const double expected = mean(x), deviation = sample_deviation(x);
        INFO("seed " << seed << ", window " << window << ", row " << row << ", column " << i);
        if (std::isnan(expected)) {
          REQUIRE(std::isnan(moments.mean()[i]));
          REQUIRE(std::isnan(moments.deviation()[i]));
          continue;
        }
        // Rounding of the values themselves, and of sums about a centre that may lie sqrt(window) deviations off.
        const double rounding = 1e-15 * (std::fabs(expected) + 10 * static_cast<double>(window) * deviation);
        REQUIRE(std::fabs(moments.mean()[i] - expected) <= rounding);
        REQUIRE(std::fabs(moments.deviation()[i] - deviation) <= rounding);
      }
    }
  }
}

TEST_CASE("the bits of window moments depend on what is in the window alone") {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const std::size_t window = 3 + seed * 5, rows = 400, width = 6;
    const Table t = draw(seed, rows, width, 4);
    WindowMoments every(width, window), some(width, window);
    for (std::size_t row = window - 1; row < rows; ++row) {
      every.move_to(row, t.row(row), t.dates);
      INFO("seed " << seed << ", row " << row);
      const auto equal = [&](const WindowMoments& other) {
        for (std::size_t i = 0; i < width; ++i) {
          REQUIRE(same_bits(other.mean()[i], every.mean()[i]));
          REQUIRE(same_bits(other.deviation()[i], every.deviation()[i]));
        }
      };
      if (row % 17 == 0) {  // rows left out
        some.move_to(row, t.row(row), t.dates);
        equal(some);
      }
      if (row % 7 == 0) {  // a history that begins with the window
        const std::vector<double> x(t.row(row + 1 - window), t.row(row) + width);
        const std::vector<Date> dates(t.dates.begin() + static_cast<std::ptrdiff_t>(row + 1 - window), t.dates.end());
        WindowMoments alone(width, window);
        alone.move_to(window - 1, x.data() + (window - 1) * width, dates);
        equal(alone);
      }
    }
  }
}

TEST_CASE("a window with a missing value, or without any movement, has no deviation") {
  const double gap[] = {1, kNaN, 3}, flat[] = {0.0007, 0.0007, 0.0007};
  const std::vector<Date> dates = {{20000}, {20001}, {20002}};
  WindowMoments of_gap(1, 3), of_flat(1, 3);
  of_gap.move_to(2, gap + 2, dates);
  CHECK(std::isnan(of_gap.mean()[0]));
  CHECK(std::isnan(of_gap.deviation()[0]));
  of_flat.move_to(2, flat + 2, dates);
  CHECK(of_flat.mean()[0] == 0.0007);
  CHECK(std::isnan(of_flat.deviation()[0]));
}

TEST_CASE("columns do not touch each other") {
  const std::size_t width = 150, window = 13;
  const Table t = draw(7, 60, width, 3);
  WindowMoments together(width, window);
  together.move_to(40, t.row(40), t.dates);
  for (std::size_t i = 0; i < width; ++i) {
    Table column{1, {}, t.dates};
    for (std::size_t k = 0; k < t.dates.size(); ++k) column.x.push_back(t.row(k)[i]);
    WindowMoments alone(1, window);
    alone.move_to(40, column.row(40), column.dates);
    REQUIRE(same_bits(alone.mean()[0], together.mean()[i]));
    REQUIRE(same_bits(alone.deviation()[0], together.deviation()[i]));
  }
}
