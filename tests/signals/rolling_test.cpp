#include "signals/rolling.hpp"

#include <cmath>
#include <fstream>
#include <sstream>
#include <vector>

#include "catch.hpp"
#include "market_builder.hpp"
#include "signals/row_buffer.hpp"

using namespace relval;
using namespace relval::test;

TEST_CASE("rolling moments meet an exact two-pass calculation through a jump of 1e9") {
  // A series at 1e9 falling to 0 at row 200 (tests/reference/stats: topic rolling, case illcond, exact fsum two-pass).
  std::ifstream file(RELVAL_SOURCE_DIR "/tests/reference/stats/data/illcond.csv");
  REQUIRE(file);
  std::vector<double> x;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) x.push_back(std::stod(line));
  REQUIRE(x.size() == 400);
  struct Expected {
    std::size_t row;
    double mean, sd;
  };
  const Expected cases[] = {{19, 1000000000.0914, 1.0509895669926885},
                            {199, 999999999.6288, 0.8453771232108863},
                            {200, 949999999.56075, 223606797.88078895},
                            {219, 0.043600000000000194, 1.080666724027835},
                            {399, 0.043850000000000056, 0.9748594649054753}};
  for (const Expected& e : cases) {
    double mean, sd;
    rolling_moments(x.data() + e.row, 1, 20, {&mean, 1}, {&sd, 1});
    CHECK(mean == Approx(e.mean).epsilon(1e-12).margin(1e-9));
    CHECK(sd == Approx(e.sd).epsilon(1e-7));
  }
}

TEST_CASE("a window with a missing value, or without any movement, has no deviation") {
  const double gap[] = {1, kNaN, 3}, flat[] = {0.0007, 0.0007, 0.0007};
  double mean, sd;
  rolling_moments(gap + 2, 1, 3, {&mean, 1}, {&sd, 1});
  CHECK(std::isnan(sd));
  rolling_moments(flat + 2, 1, 3, {&mean, 1}, {&sd, 1});
  CHECK(std::isnan(sd));
}

TEST_CASE("columns do not touch each other") {
  Numbers random(7);
  const std::size_t width = 150, window = 13;
  std::vector<double> x(width * window), mean(width), sd(width);
  for (double& v : x) v = random.uniform(-5, 5);
  rolling_moments(x.data() + (window - 1) * width, width, window, mean, sd);
  for (std::size_t i = 0; i < width; ++i) {
    std::vector<double> column;
    for (std::size_t k = 0; k < window; ++k) column.push_back(x[k * width + i]);
    double m, d;
    rolling_moments(column.data() + window - 1, 1, window, {&m, 1}, {&d, 1});
    REQUIRE(same_bits(m, mean[i]));
    REQUIRE(same_bits(d, sd[i]));
  }
}

TEST_CASE("a row buffer keeps its last rows side by side, however many went before") {
  RowBuffer b(2, 5);
  for (int t = 0; t < 100; ++t) {
    double* row = b.push();
    row[0] = t;
    row[1] = -t;
    for (int k = 0; k < std::min(t + 1, 5); ++k) {
      REQUIRE(b.ago(static_cast<std::size_t>(k))[0] == t - k);
      REQUIRE(b.ago(static_cast<std::size_t>(k))[1] == k - t);
    }
    REQUIRE(b.rows() == static_cast<std::size_t>(std::min(t + 1, 5)));
  }
}
