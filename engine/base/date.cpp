// Calendar arithmetic over std::chrono; reading of dates as vendors write them.
#include "base/date.hpp"

#include <array>
#include <chrono>

#include "base/error.hpp"
#include "base/text.hpp"

namespace relval {
namespace {

namespace chr = std::chrono;
constexpr int kFirstYear = 1600, kLastYear = 2999;  // outside it a typing slip is likelier than a date

chr::sys_days to_chrono(Date date) { return chr::sys_days(chr::days(date.days)); }
Date from_chrono(chr::sys_days day) { return {static_cast<std::int32_t>(day.time_since_epoch().count())}; }
chr::year_month_day split_date(Date date) { return chr::year_month_day(to_chrono(date)); }

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_field(char code) { return code == 'Y' || code == 'y' || code == 'm' || code == 'd' || code == 'b'; }

std::optional<Date> checked(int year, int month, int day) {
  if (year < kFirstYear || year > kLastYear || month < 1 || month > 12 || day < 1) return {};
  const chr::year_month_day date(chr::year(year), chr::month(static_cast<unsigned>(month)),
                                 chr::day(static_cast<unsigned>(day)));
  if (!date.ok()) return {};
  return from_chrono(chr::sys_days(date));
}

// Takes min to max digits off the front of text.
std::optional<int> take_digits(std::string_view& text, std::size_t min, std::size_t max) {
  std::size_t n = 0;
  int value = 0;
  for (; n < max && n < text.size() && is_digit(text[n]); ++n) value = value * 10 + (text[n] - '0');
  if (n < min) return {};
  text.remove_prefix(n);
  return value;
}

std::optional<int> take_month_name(std::string_view& text) {
  static constexpr std::array<std::string_view, 12> kNames = {"jan", "feb", "mar", "apr", "may", "jun",
                                                              "jul", "aug", "sep", "oct", "nov", "dec"};
  const std::string name = lower(text.substr(0, 3));
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (name != kNames[i]) continue;
    text.remove_prefix(3);
    return static_cast<int>(i) + 1;
  }
  return {};
}

// Month and day may be one digit where a literal or an end stands on both sides (1/2/2020), not in %Y%m%d.
std::optional<int> take_field(char code, bool alone, std::string_view& text) {
  if (code == 'Y') return take_digits(text, 4, 4);
  if (code == 'm' || code == 'd') return take_digits(text, alone ? 1 : 2, 2);
  if (code == 'b') return take_month_name(text);
  const auto year = take_digits(text, 2, 2);
  if (!year) return {};
  return *year + (*year >= 70 ? 1900 : 2000);
}

}  // namespace

Date make_date(int year, int month, int day) {
  const auto date = checked(year, month, day);
  if (!date) throw Error(ErrorKind::bug, "make_date", format("{}-{}-{} does not exist", year, month, day));
  return *date;
}

CivilDate civil(Date date) {
  const auto ymd = split_date(date);
  return {static_cast<int>(ymd.year()), static_cast<int>(static_cast<unsigned>(ymd.month())),
          static_cast<int>(static_cast<unsigned>(ymd.day()))};
}

std::optional<Date> parse_iso_date(std::string_view text) {
  if (text.size() != 10) return {};
  return parse_date(text, "%Y-%m-%d");
}

bool is_date_pattern(std::string_view pattern) {
  int years = 0, months = 0, days = 0;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != '%') continue;
    if (++i == pattern.size() || !is_field(pattern[i])) return false;
    ++(pattern[i] == 'd' ? days : pattern[i] == 'm' || pattern[i] == 'b' ? months : years);
  }
  return years == 1 && months == 1 && days == 1;
}

std::optional<Date> parse_date(std::string_view text, std::string_view pattern) {
  if (!is_date_pattern(pattern)) return {};
  int year = 0, month = 0, day = 0;
  bool after_field = false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != '%') {
      if (text.empty() || text.front() != pattern[i]) return {};
      text.remove_prefix(1);
      after_field = false;
      continue;
    }
    const char code = pattern[++i];
    const bool before_field = i + 1 < pattern.size() && (pattern[i + 1] == '%' || is_digit(pattern[i + 1]));
    const auto value = take_field(code, !after_field && !before_field, text);
    if (!value) return {};
    (code == 'd' ? day : code == 'm' || code == 'b' ? month : year) = *value;
    after_field = true;
  }
  if (!text.empty()) return {};
  return checked(year, month, day);
}

std::string to_iso(Date date) {
  const CivilDate c = civil(date);
  return format("{:04}-{:02}-{:02}", c.year, c.month, c.day);
}

int weekday(Date date) { return static_cast<int>(chr::weekday(to_chrono(date)).iso_encoding()); }
bool is_weekend(Date date) { return weekday(date) > 5; }

Date month_end(Date date) {
  const auto ymd = split_date(date);
  return from_chrono(chr::sys_days(ymd.year() / ymd.month() / chr::last));
}

Date last_business_day(Date month) { return preceding_business_day(month_end(month)); }

Date preceding_business_day(Date date) {
  const int past_friday = weekday(date) - 5;
  return past_friday > 0 ? Date{date.days - past_friday} : date;
}

int days_30_360(Date a, Date b) {
  const CivilDate from = civil(a), to = civil(b);
  const int first = from.day == 31 ? 30 : from.day;
  const int last = to.day == 31 && first == 30 ? 30 : to.day;
  return 360 * (to.year - from.year) + 30 * (to.month - from.month) + (last - first);
}

}  // namespace relval
