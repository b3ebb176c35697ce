// The nouns of a strategy: assets, signals, dates, histories.
//
// Sign: a notional or weight > 0 is long credit risk, it gains when spreads tighten; < 0 is short. Stated here, once.
#pragma once

#include <cstdint>
#include <limits>

namespace relval {

inline constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

// A leg or a single instrument: legs first, then instruments; the numbers are fixed for a run.
struct Asset {
  std::int32_t index = -1;
  bool operator==(const Asset&) const = default;
};

// A value per row: one number, or one per asset. Made in setup(), read in decide().
struct Signal {
  std::int32_t id = -1;
};

// How the value of a leg follows its instruments. adjusted: free of rolls and of members that come and go, so that its
// changes are moves of spreads; quoted: the mean over the members of the day, as marked.
enum class Basis { adjusted, quoted };

// The past of one number, today included. last points at today's value, older rows lie stride doubles before it.
struct History {
  const double* last;
  std::int64_t stride, rows;  // rows >= 1 are readable
  double ago(std::int64_t k) const noexcept { return k >= 0 && k < rows ? last[-k * stride] : kNaN; }
};

// A calendar day, days since 1970-01-01.
struct Day {
  std::int32_t days = 0;
};

}  // namespace relval
