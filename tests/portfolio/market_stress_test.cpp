// Stress: a 20-row change beyond the nearest-rank 95 % of those seen before, and nothing that came after.
#include "portfolio/market_stress.hpp"

#include <algorithm>

#include "base/numeric.hpp"
#include "catch.hpp"
#include "market_builder.hpp"

using namespace relval;

namespace {

// A spread whose changes over 20 rows are these, from row 20 on; each of the 20 chains starts at 1000 bp.
std::vector<double> spread_of(const std::vector<double>& changes) {
  std::vector<double> s(20, 1000);
  for (const double c : changes) s.push_back(s[s.size() - 20] + c);
  return s;
}

// 1 to n in a mixed order, signs alternating: |changes| are 1..n.
std::vector<double> mixed(int n) {
  std::vector<double> out;
  for (int i = 0; i < n; ++i) out.push_back(static_cast<double>((i * 101) % n + 1) * (i % 2 == 0 ? 1 : -1));
  return out;
}

bool stressed_after(std::vector<double> before, double next) {
  before.push_back(next);
  return stressed_rows(spread_of(before)).back() != 0;
}

}  // namespace

TEST_CASE("a change is stress where it is beyond the nearest-rank 95 % of 250 or more before it") {
  // Of 1..250 the rank is ceil(237.5): 238. Of 1..260 it is 247.
  CHECK_FALSE(stressed_after(mixed(250), 238));
  CHECK(stressed_after(mixed(250), 239));
  CHECK(stressed_after(mixed(250), -239));  // either way
  CHECK_FALSE(stressed_after(mixed(260), 247));
  CHECK(stressed_after(mixed(260), 248));
}

TEST_CASE("before 250 changes have been seen nothing is stress") {
  CHECK_FALSE(stressed_after(mixed(249), 1e6));
  CHECK(stressed_after(mixed(250), 1e6));
  CHECK(stressed_rows({}).empty());
  CHECK(stressed_rows(std::vector<double>(5, 100.0)) == std::vector<char>(5, 0));
}

TEST_CASE("a market that stands still is not under stress") {
  const auto rows = stressed_rows(std::vector<double>(600, 100.0));
  CHECK(rows == std::vector<char>(600, 0));
}

TEST_CASE("rows without a spread are no changes: neither stress nor history") {
  std::vector<double> s = spread_of(mixed(250));
  s.push_back(kNaN);
  s.push_back(s[s.size() - 20] + 239);
  const auto rows = stressed_rows(s);
  CHECK(rows[rows.size() - 2] == 0);
  CHECK(rows.back() == 1);
  s = spread_of(mixed(250));
  s[40] = kNaN;  // two changes less: on row 40, and on row 60 that looks back on it
  s.push_back(s[s.size() - 20] + 1e6);
  CHECK(stressed_rows(s).back() == 0);
}

TEST_CASE("rows after t do not change whether t is under stress") {
  test::Numbers random(3);
  std::vector<double> s = {300};
  while (s.size() < 900) s.push_back(s.back() + random.uniform(-3, 3) * (s.size() % 400 > 350 ? 4 : 1));
  const auto whole = stressed_rows(s);
  CHECK(std::count(whole.begin(), whole.end(), 1) > 20);
  for (const std::size_t t : {300U, 420U, 500U, 780U}) {
    std::vector<double> scrambled = s;
    for (std::size_t i = t + 1; i < s.size(); ++i) scrambled[i] = random.uniform(50, 900);
    const auto other = stressed_rows(scrambled);
    CHECK(std::equal(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(t) + 1, other.begin()));
  }
}
