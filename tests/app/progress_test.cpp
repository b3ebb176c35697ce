#include "app/progress.hpp"

#include "catch.hpp"

using namespace relval;

TEST_CASE("a line of progress says what is counted, the rate and the time left") {
  CHECK(progress_text("rows replayed", 0, 5040, 2) == "rows replayed: 0 of 5040");
  CHECK(progress_text("rows replayed", 2400, 5040, 2) == "rows replayed: 2400 of 5040, 1200 a second, 3 s left");
  CHECK(progress_text("variations run", 1, 20, 4) == "variations run: 1 of 20, 4.0 s each, 76 s left");
  CHECK(progress_text("variations run", 1, 200, 12) == "variations run: 1 of 200, 12 s each, 40 min left");
}
