#include "report/curve.hpp"

#include <vector>

#include "catch.hpp"

using namespace relval;

TEST_CASE("bars reach from the least to the largest value, each the mean of its share") {
  CHECK(bars(std::vector<double>{0, 1, 2, 3, 4, 5, 6, 7}, 8) == "▁▂▃▄▅▆▇█");
  CHECK(bars(std::vector<double>{0, 0, 8, 8}, 2) == "▁█");
  CHECK(bars(std::vector<double>{5, 5, 5}, 60) == "▁▁▁");
  CHECK(bars({}, 60).empty());
}

TEST_CASE("the curve is for a terminal, and colour marks what is grave") {
  const std::string screen = "CURVE    ▁█  P&L\nTOTAL  1\n !! grave\n !  mind\n i  note\nlast";
  CHECK(styled(screen, {}) == "TOTAL  1\n !! grave\n !  mind\n i  note\nlast");
  CHECK(styled(screen, {true, false}) == screen);
  CHECK(styled(screen, {true, true}) ==
        "CURVE    ▁█  P&L\n\x1b[1mTOTAL  1\x1b[0m\n\x1b[31m !! grave\x1b[0m\n\x1b[33m !  mind\x1b[0m\n i  note\nlast");
}
