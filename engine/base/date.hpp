// A calendar date: days since 1970-01-01, as every store holds it.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace relval {

struct Date {
  std::int32_t days = 0;  // since 1970-01-01
  auto operator<=>(const Date&) const = default;
};

struct CivilDate {
  int year, month, day;  // month 1..12, day 1..31
};

Date make_date(int year, int month, int day);  // years 1600..2999; throws Error(bug) when it does not exist
CivilDate civil(Date);

// Exactly YYYY-MM-DD, years 1600..2999, and the day must exist; otherwise nothing.
std::optional<Date> parse_iso_date(std::string_view text);
// pattern: %Y %y %m %d %b (Jan, any case) and literal characters, as vendor exports write them ("%d/%m/%Y",
// "%d-%b-%y"). %y: 70..99 is 19xx, 00..69 is 20xx. The whole text must match. %m and %d take one digit too (1/2/2020),
// except next to another field or digit (%Y%m%d). Years as above. What is_date_pattern() refuses matches nothing.
std::optional<Date> parse_date(std::string_view text, std::string_view pattern);
// Only the codes above, and year, month and day once each.
bool is_date_pattern(std::string_view pattern);
std::string to_iso(Date);

int weekday(Date);  // 1 = Monday .. 7 = Sunday (ISO)
bool is_weekend(Date);
Date month_end(Date);                // last calendar day of the month
Date last_business_day(Date month);  // last Monday-to-Friday day of the date's month
Date preceding_business_day(Date);   // the date itself, or the Friday before a weekend

// Days of a 30/360 (US, bond basis) accrual from a to b, by ISDA 2006 section 4.16(f): the 31st counts as the 30th at
// the start, and at the end when the start is the 30th or 31st; the end of February is not special.
int days_30_360(Date a, Date b);

}  // namespace relval
