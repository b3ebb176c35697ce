// Legs as a run's config states them: which instruments a basket may hold and when, and how it divides among them.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/problems.hpp"
#include "config/placed.hpp"
#include "config/rating.hpp"

namespace relval {

enum class Every { never, row, week, month, quarter };

// Which instruments a leg may hold. Each list narrows the choice; an empty list does not. exclude wins over all others.
struct Filter {
  std::vector<PlacedText> instruments;                       // by id
  std::vector<PlacedText> parents, issuers;
  std::vector<PlacedText> groups;                            // dated lists of the config's groups section
  std::vector<PlacedText> sector_l1, sector_l2, sector_l3;
  std::vector<PlacedText> currency, seniority;
  std::optional<std::pair<double, double>> tenor_years;      // inclusive
  std::optional<Placed<RatingRange>> rating;                 // inclusive, by the store's composite, as known that day
  std::vector<PlacedText> exclude;                           // ids, issuers or parents
};

// What happens to a name that is held and no longer passes the rating range or the store's member field.
enum class WhenOutside {
  hold_to_month_end,  // sold at the end of the month in which it left, as an index would
  sell,               // sold as soon as that is known
};

struct UniverseConfig {
  Filter filter;
  WhenOutside when_outside = WhenOutside::hold_to_month_end;
};

// One line of a dated group: a member from a date on, to the date it leaves.
struct GroupMember {
  PlacedText parent, issuer, instrument;  // exactly one
  std::optional<Date> from, to;           // held from the close of `from` to the close of `to`
  Place place;
};
struct GroupConfig {
  std::string name;
  std::vector<GroupMember> members;
};

enum class LegWeights { equal, market_value, dts_equal, cs01_equal };

struct LegConfig {
  std::string name;
  Filter filter;
  LegWeights weights_by = LegWeights::equal;
  double cap = 1;                 // most that one name may weigh; the rest goes to the others pro rata
  Every rebalance = Every::month; // last close of each period: names enter, weights are set anew
  bool factor = false;            // role: factor: a market to measure betas against; holds names of other legs too
  bool allow_overlap = false;     // may hold a name that another traded leg holds
  Place place;
};

const char* name_of(Every);
const char* name_of(LegWeights);

}  // namespace relval
