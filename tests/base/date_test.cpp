// Calendar facts come from the proleptic Gregorian calendar; 30/360 counts are worked by hand from the rule's text.
#include "base/date.hpp"

#include "base/error.hpp"
#include "catch.hpp"

using relval::Date;
using relval::make_date;
using relval::parse_date;
using relval::parse_iso_date;
using relval::to_iso;

TEST_CASE("days count from 1970-01-01") {
  CHECK(make_date(1970, 1, 1).days == 0);
  CHECK(make_date(1969, 12, 31).days == -1);
  CHECK(make_date(2000, 3, 1).days == 11017);  // date -d 2000-03-01 +%s / 86400
  CHECK(make_date(2024, 2, 29).days == 19782);
  CHECK_THROWS_AS(make_date(2023, 2, 29), relval::Error);
  CHECK_THROWS_AS(make_date(2023, 13, 1), relval::Error);
  CHECK_THROWS_AS(make_date(2023, 1, -255), relval::Error);
}

TEST_CASE("every day of the years read is written and read back the same") {
  const Date first = make_date(1600, 1, 1), last = make_date(2999, 12, 31);
  int wrong = 0;
  for (Date d = first; d <= last; ++d.days) {
    const auto c = relval::civil(d);
    const bool same = parse_iso_date(to_iso(d)) == d && make_date(c.year, c.month, c.day) == d;
    wrong += same ? 0 : 1;
  }
  CHECK(wrong == 0);
  CHECK(to_iso(first) == "1600-01-01");
  CHECK(to_iso(last) == "2999-12-31");
}

TEST_CASE("only exact ISO dates that exist are read") {
  CHECK(parse_iso_date("2024-02-29") == make_date(2024, 2, 29));
  for (const char* text : {"", "2023-02-29", "2024-2-29", "2024-02-30", "2024-13-01", "2024-00-10",
                           "2024-01-00", "1599-12-31", "3000-01-01", "20240229", "2024-02-29 ", " 2024-02-29",
                           "2024/02/29", "2024-02-2x", "-024-02-29", "+024-02-29", "2024-02-29T00:00"}) {
    INFO(text);
    CHECK_FALSE(parse_iso_date(text));
  }
}

TEST_CASE("vendor dates are read by pattern") {
  const Date leap = make_date(2024, 2, 29), plain = make_date(2020, 2, 1);
  CHECK(parse_date("29/02/2024", "%d/%m/%Y") == leap);
  CHECK(parse_date("29-FEB-24", "%d-%b-%y") == leap);
  CHECK(parse_date("29-feb-24", "%d-%b-%y") == leap);
  CHECK(parse_date("20240229", "%Y%m%d") == leap);
  CHECK(parse_date("29Feb2024", "%d%b%Y") == leap);
  CHECK(parse_date("2/1/2020", "%m/%d/%Y") == plain);
  CHECK(parse_date("as of 2020.02.01;", "as of %Y.%m.%d;") == plain);
  CHECK(parse_date("01/01/70", "%d/%m/%y") == make_date(1970, 1, 1));
  CHECK(parse_date("01/01/69", "%d/%m/%y") == make_date(2069, 1, 1));
}

TEST_CASE("a vendor date that does not match its whole pattern is nothing") {
  CHECK_FALSE(parse_date("29/02/2023", "%d/%m/%Y"));
  CHECK_FALSE(parse_date("29/02/24", "%d/%m/%Y"));
  CHECK_FALSE(parse_date("29/02/2024 00:00", "%d/%m/%Y"));
  CHECK_FALSE(parse_date("29/02", "%d/%m/%Y"));
  CHECK_FALSE(parse_date("29-Fbe-24", "%d-%b-%y"));
  CHECK_FALSE(parse_date("2020111", "%Y%m%d"));  // 1 November or 11 January
  CHECK_FALSE(parse_date("1/1/0999", "%d/%m/%Y"));
}

TEST_CASE("a date pattern names year, month and day once") {
  for (const char* good : {"%Y-%m-%d", "%d%b%y", "x%m/%d/%Y"}) CHECK(relval::is_date_pattern(good));
  for (const char* bad : {"", "%Y-%m", "%Y-%m-%d %H", "%Y-%y-%m-%d", "%m %b %d", "%d-%m-%Y%", "YYYY-MM-DD"}) {
    INFO(bad);
    CHECK_FALSE(relval::is_date_pattern(bad));
    CHECK_FALSE(parse_date("2020-01-01", bad));
  }
}

TEST_CASE("weekdays, month ends and business days follow the calendar") {
  CHECK(relval::weekday(make_date(1970, 1, 1)) == 4);  // a Thursday
  CHECK(relval::weekday(make_date(2024, 6, 30)) == 7);
  CHECK(relval::is_weekend(make_date(2024, 6, 29)));
  CHECK_FALSE(relval::is_weekend(make_date(2024, 6, 28)));
  CHECK(to_iso(relval::month_end(make_date(2024, 2, 1))) == "2024-02-29");
  CHECK(to_iso(relval::month_end(make_date(1900, 2, 28))) == "1900-02-28");
  CHECK(to_iso(relval::month_end(make_date(2024, 12, 31))) == "2024-12-31");
  CHECK(to_iso(relval::last_business_day(make_date(2024, 6, 3))) == "2024-06-28");  // the 30th is a Sunday
  CHECK(to_iso(relval::last_business_day(make_date(2024, 7, 31))) == "2024-07-31");
  CHECK(to_iso(relval::preceding_business_day(make_date(2024, 6, 29))) == "2024-06-28");
  CHECK(to_iso(relval::preceding_business_day(make_date(2024, 6, 28))) == "2024-06-28");
}

TEST_CASE("30/360 counts the 31st as the rule says and leaves February alone") {
  const auto days = [](const char* a, const char* b) {
    return relval::days_30_360(*parse_iso_date(a), *parse_iso_date(b));
  };
  CHECK(days("2024-01-15", "2024-07-15") == 180);
  CHECK(days("2024-01-31", "2024-02-28") == 28);
  CHECK(days("2024-01-31", "2024-03-31") == 60);
  CHECK(days("2024-01-30", "2024-03-31") == 60);
  CHECK(days("2024-01-29", "2024-03-31") == 62);
  CHECK(days("2023-02-28", "2023-03-31") == 33);
  CHECK(days("2023-12-31", "2024-12-31") == 360);
  CHECK(days("2024-05-30", "2024-05-31") == 0);
}
