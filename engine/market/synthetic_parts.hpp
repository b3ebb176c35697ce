// The stages of a synthetic market. Private to it.
#pragma once

#include <map>

#include "base/problems.hpp"
#include "base/random.hpp"
#include "market/synthetic.hpp"

namespace relval {

// What no single key can tell: names that must exist, anchors on rows, a path for every case.
void check(const SyntheticSpec&, Problems&);

// Weekdays on which the US bond market is open, by SIFMA's recommended full closes; without its one-off closes.
std::vector<Date> us_bond_days(Date from, Date to);

// Monotone between its anchors, flat beyond them (Fritsch and Butland, SIAM J. Sci. Stat. Comput. 5, 1984): position
// of each row between anchors counts rows, not days. Anchors must be on dates.
std::vector<double> monotone_path(const std::vector<std::pair<std::size_t, double>>& anchors, std::size_t rows);
std::size_t row_of(const std::vector<Date>& dates, Date);  // the row of a date that is one, else dates.size()

// What a draw is for; each kind has streams of a seed to itself. number: of the group, issuer or name.
enum class Stream : std::uint64_t { index, group, issuer, quote, gap, invention };
constexpr std::uint64_t stream_of(Stream kind, std::uint64_t number) {
  return static_cast<std::uint64_t>(kind) << 32 | number;
}

// A deviation that goes back to 0: SD of its daily change 1, half-life as stated.
struct Reversion {
  double keep = 0, shock = 0, level = 0;  // share kept a row; SD of shocks; SD of the deviation itself
  double echo = 0;
};
Reversion reversion(double half_life_rows, double echo);
// sd: of each row's shock, of mean square 1; wild_days() of a stream, its own or one that it shares.
std::vector<double> deviations(const Reversion&, const RandomStream&, const std::vector<double>& sd);
std::vector<double> wild_days(const RandomStream&, double excess_kurtosis, std::size_t rows);
// Takes `share` of what stands at the rows of the anchors off x, in straight lines between them and level after the
// last. From a first anchor that is not row 0, where a path leaves the index's, the lines begin at nothing.
void pin(std::vector<double>& x, const std::vector<std::size_t>& rows, double share);

// An instrument as the spec and the issuers' seed make it.
struct MadeName {
  std::string id, issuer, parent, sector_l2, sector_l3, currency = "USD";
  std::size_t group = 0;
  double level = 1;  // x the group's
  double tenor_years = 10, duration_years = 7, market_value_bn = 5;
  int rating = 9;
  std::uint64_t issuer_stream = 0;  // one for each issuer
  std::optional<Date> starts, ends;
  bool core = true;  // counts in the mean that the group's path is
  bool thin = false;
};
std::vector<MadeName> make_names(const SyntheticSpec&);
Instruments instruments_of(const std::vector<MadeName>&, double recovery);

const std::map<std::string, FieldInfo>& synthetic_fields();
// Those of the name's issuer, in order of date: every point of an issuer migrates.
std::vector<MigrationSpec> migrations_of(const SyntheticSpec&, const std::vector<MadeName>&, const MadeName&);
int rating_at(const MadeName&, const std::vector<MigrationSpec>& of_name, Date);
std::vector<Event> synthetic_events(const SyntheticSpec&, const std::vector<MadeName>&, const std::vector<Date>&);
Series synthetic_series(const SyntheticSpec&, const std::string& name);

}  // namespace relval
