// Lengths of time, as text and in rows of a store.
#include "catch.hpp"
#include "market/period.hpp"

using namespace relval;

namespace {

const RowUnit kDay{"day", 252}, kWeek{"week", 52}, kMonth{"month", 12}, kQuarter{"quarter", 4}, kYear{"year", 1};

std::optional<int> rows(const char* text, const RowUnit& unit) { return rows_of(parse_length(text).value(), unit); }

}  // namespace

TEST_CASE("a length is a whole number and one letter") {
  CHECK(to_text(parse_length("120d").value()) == "120d");
  for (const char* text : {"", "d", "0d", "012d", "-3m", "1.5y", "6 m", "6mo", "6M", "120", "6m ", "99999999999y"}) {
    INFO(text);
    CHECK_FALSE(parse_length(text));
  }
}

TEST_CASE("a length is so many rows of a store, by what a row is") {
  CHECK(rows("120d", kDay) == 120);
  CHECK(rows("26w", kDay) == 130);
  CHECK(rows("6m", kDay) == 126);
  CHECK(rows("2y", kDay) == 504);
  CHECK(rows("26w", kWeek) == 26);
  CHECK(rows("6m", kWeek) == 26);
  CHECK(rows("1m", kWeek) == 4);
  CHECK(rows("6m", kMonth) == 6);
  CHECK(rows("2y", kMonth) == 24);
  CHECK(rows("6m", kQuarter) == 2);
  CHECK(rows("3y", kYear) == 3);
}

TEST_CASE("a length that rows do not divide is none") {
  CHECK_FALSE(rows("120d", kWeek));
  CHECK_FALSE(rows("120d", kMonth));
  CHECK_FALSE(rows("6w", kMonth));
  CHECK_FALSE(rows("7m", kQuarter));
  CHECK_FALSE(rows("6m", kYear));
}
