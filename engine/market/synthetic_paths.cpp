// Days, paths through anchors, deviations from them.
#include <algorithm>
#include <cmath>

#include "base/numeric.hpp"
#include "market/synthetic_parts.hpp"

namespace relval {
namespace {

// The n-th weekday (1 = Monday) of a month; n = 0: the last.
int nth_weekday(int year, int month, int wanted, int n) {
  const Date first = make_date(year, month, 1), last = month_end(first);
  const int day = 1 + (wanted - weekday(first) + 7) % 7;
  if (n > 0) return day + 7 * (n - 1);
  return day + 7 * ((civil(last).day - day) / 7);
}

// Gregorian Easter Sunday, by the anonymous algorithm (Meeus, Astronomical Algorithms, chapter 8).
Date easter(int year) {
  const int a = year % 19, b = year / 100, c = year % 100;
  const int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7, m = (a + 11 * h + 22 * l) / 451;
  const int n = h + l - 7 * m + 114;
  return make_date(year, n / 31, n % 31 + 1);
}

// A fixed date that falls on a Sunday is kept on the Monday; on a Saturday on the Friday, unless that ends a month.
bool observed(Date d, int year, int month, int day) {
  const Date holiday = make_date(year, month, day);
  if (weekday(holiday) == 7) return d.days == holiday.days + 1;
  if (weekday(holiday) == 6) return d.days == holiday.days - 1 && day > 1;
  return d == holiday;
}

bool closed(Date d) {
  const auto [year, month, day] = civil(d);
  switch (month) {
    case 1: return observed(d, year, 1, 1) || day == nth_weekday(year, 1, 1, 3);
    case 2: return day == nth_weekday(year, 2, 1, 3);
    case 5: return day == nth_weekday(year, 5, 1, 0);
    case 6: return year >= 2022 && observed(d, year, 6, 19);
    case 7: return observed(d, year, 7, 4);
    case 9: return day == nth_weekday(year, 9, 1, 1);
    case 10: return day == nth_weekday(year, 10, 1, 2);
    case 11: return observed(d, year, 11, 11) || day == nth_weekday(year, 11, 4, 4);
    case 12: return observed(d, year, 12, 25);
    default: return d.days == easter(year).days - 2;  // Good Friday, in March or April
  }
}

}  // namespace

std::vector<Date> us_bond_days(Date from, Date to) {
  std::vector<Date> days;
  for (Date d = from; d <= to; ++d.days) {
    if (!is_weekend(d) && !closed(d)) days.push_back(d);
  }
  return days;
}

std::size_t row_of(const std::vector<Date>& dates, Date date) {
  const auto at = std::lower_bound(dates.begin(), dates.end(), date);
  return at == dates.end() || *at != date ? dates.size() : static_cast<std::size_t>(at - dates.begin());
}

std::vector<double> monotone_path(const std::vector<std::pair<std::size_t, double>>& anchors, std::size_t rows) {
  const std::size_t n = anchors.size();
  std::vector<double> width(n, 0), slope(n, 0), tangent(n, 0), path(rows, anchors.front().second);
  for (std::size_t k = 0; k + 1 < n; ++k) {
    width[k] = static_cast<double>(anchors[k + 1].first - anchors[k].first);
    slope[k] = (anchors[k + 1].second - anchors[k].second) / width[k];
  }
  for (std::size_t k = 1; k + 1 < n; ++k) {  // 0 at a turn, else a weighted harmonic mean of the slopes
    if (slope[k - 1] * slope[k] <= 0) continue;
    const double before = width[k - 1] + 2 * width[k], after = 2 * width[k - 1] + width[k];
    tangent[k] = (before + after) / (before / slope[k - 1] + after / slope[k]);
  }
  if (n > 1) {
    tangent[0] = slope[0];
    tangent[n - 1] = slope[n - 2];
  }
  for (std::size_t k = 0; k + 1 < n; ++k) {
    for (std::size_t t = anchors[k].first; t < std::min(anchors[k + 1].first, rows); ++t) {
      const double h = width[k], s = static_cast<double>(t - anchors[k].first);
      const double c = (3 * slope[k] - 2 * tangent[k] - tangent[k + 1]) / h;
      const double d = (tangent[k] + tangent[k + 1] - 2 * slope[k]) / (h * h);
      path[t] = anchors[k].second + s * (tangent[k] + s * (c + s * d));
    }
  }
  for (std::size_t t = anchors.back().first; t < rows; ++t) path[t] = anchors.back().second;
  return path;
}

Reversion reversion(double half_life_rows, double echo) {
  constexpr double kLog2 = 0.69314718055994531;
  const double keep = exp(-kLog2 / half_life_rows);
  // x' = keep x + shock (n + echo n before): an ARMA(1,1), whose variance and that of whose changes are, in shock^2,
  const double level = (1 + echo * echo + 2 * keep * echo) / (1 - keep * keep);
  const double change = 2 * (level * (1 - keep) - echo);
  const double shock = 1 / std::sqrt(change);
  return {keep, shock, shock * std::sqrt(level), echo};
}

std::vector<double> deviations(const Reversion& r, const RandomStream& random, const std::vector<double>& sd) {
  std::vector<double> x(sd.size());
  double before = 0;
  for (std::size_t t = 0; t < sd.size(); ++t) {
    const double now = random.normal(t) * sd[t];
    x[t] = t == 0 ? r.level * now : r.keep * x[t - 1] + r.shock * (now + r.echo * before);
    before = now;
  }
  return x;
}

std::vector<double> wild_days(const RandomStream& random, double excess_kurtosis, std::size_t rows) {
  std::vector<double> sd(rows);
  for (std::size_t t = 0; t < rows; ++t) sd[t] = random.wildness(t, excess_kurtosis);
  return sd;
}

void pin(std::vector<double>& x, const std::vector<std::size_t>& rows, double share) {
  std::vector<double> at(rows.size(), 0);
  for (std::size_t k = 0; k < rows.size(); ++k) at[k] = rows[k] > 0 && k == 0 ? 0 : share * x[rows[k]];
  for (std::size_t k = 0; k < rows.size(); ++k) {
    const bool last = k + 1 == rows.size();
    const std::size_t from = rows[k], to = last ? x.size() : rows[k + 1];
    const double step = last ? 0 : (at[k + 1] - at[k]) / static_cast<double>(to - from);
    for (std::size_t t = from; t < to; ++t) x[t] -= at[k] + step * static_cast<double>(t - from);
  }
}

}  // namespace relval
