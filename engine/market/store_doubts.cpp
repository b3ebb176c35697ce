#include "market/store_doubts.hpp"

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "market/store_layout.hpp"

namespace relval {
namespace {

constexpr double kUsualSpread = 10, kWideSpread = 2000;  // bp; a field with a median below may be in percent
constexpr int kLongInterval = 10;                         // times the median
constexpr std::size_t kStanding = 5;                      // rows without a move
constexpr double kSpike = 10, kReversed = 0.25;           // times the median move; share of it that may stay
constexpr std::size_t kFewestMoves = 20;

StoreFault question(std::string where, std::string what, std::string hint = {}) {
  return {StoreFault::Severity::question, std::move(where), std::move(what), std::move(hint)};
}

template <class T> T median_of(std::vector<T> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

// By row, how many instruments have a quote on it and on the row before, and how many of them moved.
struct Moves {
  std::vector<std::size_t> quoted, moved;
  explicit Moves(const Panel& panel) : quoted(panel.rows), moved(panel.rows) {
    for (std::size_t t = 1; t < panel.rows; ++t)
      for (std::size_t i = 0; i < panel.names; ++i) {
        const double before = panel.at(t - 1, i), now = panel.at(t, i);
        if (std::isnan(before) || std::isnan(now)) continue;
        ++quoted[t];
        moved[t] += before != now ? 1 : 0;
      }
  }
};

// Numbers made by a conversion have digits that nobody wrote: 4.1 x 100 is 409.99999999999994.
std::string rounded(double value) { return format("{:.12g}", value); }

}  // namespace

std::string guess_unit(const KnownField& known, double value) {
  struct Guess {
    double factor;
    const char* unit;
  };
  static const Guess of_bp[] = {
      {10000, "as a fraction"}, {100, "in percent"}, {0.01, "in hundredths of a basis point"}};
  static const Guess of_fraction[] = {{0.01, "in percent"}, {0.0001, "in basis points"}};
  static const Guess of_years[] = {{1 / 12.0, "in months"}, {1 / 365.25, "in days"}};
  static const Guess of_percent[] = {{0.01, "in basis points"}};
  const auto among = [&](auto& guesses) -> std::string {
    for (const Guess& g : guesses) {
      const double converted = value * g.factor;
      if (known.name == "spread" && (converted < kUsualSpread || converted > kWideSpread)) continue;
      if (converted < known.ask_low || converted > known.ask_high) continue;
      return format("{}? then {} {} is meant", g.unit, rounded(converted), known.unit);
    }
    return format("is the value right, and in {}?", known.unit);
  };
  if (known.unit == "bp" || known.unit == "bp/year") return among(of_bp);
  if (known.unit == "fraction") return among(of_fraction);
  if (known.unit == "years") return among(of_years);
  if (known.unit == "percent") return among(of_percent);
  return format("is the value right, and in {}?", known.unit);
}

std::vector<StoreFault> doubtful_spread_unit(const Panel& spread) {
  const KnownField& known = *find_known_field("spread");
  std::vector<double> all;
  for (const double x : spread.values) {
    if (x >= known.low && x <= known.high) all.push_back(x);  // not a NaN, and not refused as impossible
  }
  if (all.empty()) return {};
  const double middle = median_of(std::move(all));
  if (middle < known.ask_low || middle >= kUsualSpread) return {};
  return {question("/fields/spread", format("the median is {} bp", plain(middle)), guess_unit(known, middle))};
}

std::vector<StoreFault> doubtful_intervals(const std::vector<Date>& dates) {
  std::vector<int> days;
  for (std::size_t t = 1; t < dates.size(); ++t) days.push_back(dates[t].days - dates[t - 1].days);
  if (days.size() < 3) return {};
  const int usual = median_of(days);
  std::vector<StoreFault> all;
  for (std::size_t t = 1; t < dates.size(); ++t) {
    if (days[t - 1] <= kLongInterval * usual) continue;
    all.push_back(question("/dates " + to_iso(dates[t]),
                           format("{} after the row before, {}, where {} is usual",
                                  count_of(static_cast<std::size_t>(days[t - 1]), "day"), to_iso(dates[t - 1]), usual),
                           "a slip in a date? a run would book the carry of all these days on one row"));
  }
  return all;
}

std::vector<StoreFault> doubtful_field_name(const std::string& name) {
  if (find_known_field(name)) return {};
  std::vector<std::string> names;
  for (const KnownField& known : known_fields()) names.emplace_back(known.name);
  const auto near = nearest(name, names);
  if (!near) return {};
  return {question("/fields/" + name, "is no field that relval knows, so no P&L reads it",
                   "did you mean '" + *near + "'?")};
}

std::vector<StoreFault> standing_quotes(const std::string& field, const Panel& panel, const std::vector<Date>& dates,
                                        const std::vector<std::string>& ids) {
  if (row_unit(dates).name != "day") return {};
  const Moves moves(panel);
  std::vector<StoreFault> all;
  for (std::size_t i = 0; i < panel.names; ++i) {
    std::size_t run = 0, longest = 0, end = 0, runs = 0;
    for (std::size_t t = 1; t < panel.rows; ++t) {
      const bool stands = panel.at(t, i) == panel.at(t - 1, i) && 2 * moves.moved[t] > moves.quoted[t] - 1;
      run = stands ? run + 1 : 0;
      runs += run == kStanding ? 1 : 0;
      if (run <= longest) continue;
      longest = run;
      end = t;
    }
    if (longest < kStanding) continue;
    all.push_back(question(cell("/fields/" + field, dates[end - longest], ids[i]),
                           format("{} for {} rows after it, to {}, while most others moved{}", plain(panel.at(end, i)),
                                  longest, to_iso(dates[end]), runs > 1 ? format(", and {} times more", runs - 1) : ""),
                           "a quote that was carried on? leave such cells empty: they count as stale then"));
  }
  return all;
}

std::vector<StoreFault> spikes(const std::string& field, const Panel& panel, const std::vector<Date>& dates,
                               const std::vector<std::string>& ids) {
  std::vector<StoreFault> all;
  for (std::size_t i = 0; i < panel.names; ++i) {
    std::vector<std::size_t> rows;  // with a quote
    std::vector<double> sizes;      // of the moves that are some
    for (std::size_t t = 0; t < panel.rows; ++t) {
      if (std::isnan(panel.at(t, i))) continue;
      if (!rows.empty() && panel.at(t, i) != panel.at(rows.back(), i)) {
        sizes.push_back(std::fabs(panel.at(t, i) - panel.at(rows.back(), i)));
      }
      rows.push_back(t);
    }
    if (sizes.size() < kFewestMoves) continue;
    const double usual = median_of(sizes);
    std::size_t count = 0, first = 0;
    for (std::size_t k = 1; k + 1 < rows.size(); ++k) {
      const double before = panel.at(rows[k - 1], i), here = panel.at(rows[k], i), after = panel.at(rows[k + 1], i);
      const double move = std::fabs(here - before);
      if (move > kSpike * usual && std::fabs(after - before) <= kReversed * move && count++ == 0) first = k;
    }
    if (count == 0) continue;
    all.push_back(
        question(cell("/fields/" + field, dates[rows[first]], ids[i]),
                 format("{}, between {} and {}: {} times its usual move{}", plain(panel.at(rows[first], i)),
                        plain(panel.at(rows[first - 1], i)), plain(panel.at(rows[first + 1], i)),
                        format("{:.0f}", std::fabs(panel.at(rows[first], i) - panel.at(rows[first - 1], i)) / usual),
                        count > 1 ? format(", and {} such spikes more", count - 1) : ""),
                 "a bad print? a strategy would trade on it"));
  }
  return all;
}

}  // namespace relval
