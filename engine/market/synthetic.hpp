// A synthetic credit market: spreads of issuers about an index whose path is stated, by a spec (YAML) and a seed.
// data/README.md has the model. Same spec, case and seed give the same bytes on every machine.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/files.hpp"
#include "config/placed.hpp"
#include "market/store.hpp"

namespace relval {

struct Anchor {  // a level that is known at a date
  Placed<Date> date;
  double level = 0;
};
using Anchors = std::vector<Anchor>;  // in order of date

struct IndexSpec {
  Anchors anchors_bp;
  double sd_bp = 0;           // of a day's change about the path, where that is at at_bp; in proportion elsewhere
  double at_bp = 100;
  double half_life_rows = 5;  // of a deviation from the path; every deviation of the market has it
  double echo = 0;            // share of a day's shock that the next day repeats
  double excess_kurtosis = 0;  // of a day's shock; of every group's too, unless it states its own
  double pinned = 0;          // share of every deviation at an anchor that is taken off; 1: paths meet their anchors
};

// How invented issuers differ from each other.
struct IssuersSpec {
  double level_per_notch = 0, level_sd = 0;  // of the log of their levels: for a notch of rating; beyond that
  double duration_sd_years = 0;
  double size_median_bn = 1, size_sd = 0;    // market value outstanding; SD of its log
  double size_growth = 0;                    // a year, of every market value, not compounded
  double recovery = 0.4;
};

// Issuers without a name of the world: ids PREFIX01, PREFIX02 ...
struct InventedSpec {
  std::string sector_l3, sector_l2, prefix;
  int count = 0;
  double level = 1;                                       // x the group's
  PlacedText rating_from, rating_to;                      // equally often
};

// Issuers that share a path: the duration-weighted mean spread of its core (those that neither migrate, begin nor end).
struct GroupSpec {
  std::string name;
  Place place;
  double level = 1;                                       // x the index, where there are no anchors
  Anchors anchors_bp;                                     // in every case
  std::map<std::string, Anchors> case_anchors_bp;         // by case
  std::optional<Placed<Date>> follows_index_to;           // the anchors take over after this date
  std::optional<double> beta;                             // bp for a bp of the index's deviation; absent: the level
  std::optional<double> excess_kurtosis;                  // of these two's shocks; absent: the index's
  double own_sd_bp = 0, issuer_sd_bp = 0;                 // of a day's change: the group's own, each issuer's own
  double at_bp = 100;                                     // the level at which these two hold
  double duration_years = 7;                              // mean of the invented issuers
  std::vector<InventedSpec> invented;
};

// One instrument by its id: new, or what differs from an invented one.
struct NameSpec {
  std::string id;
  Place place;
  std::optional<PlacedText> group;      // new names need it, or like
  std::optional<PlacedText> like;       // another point of that name's issuer; level is then x its level
  std::optional<std::string> issuer, parent, sector_l2, sector_l3, currency;
  std::optional<PlacedText> rating;
  std::optional<double> level, tenor_years, duration_years, market_value_bn;
  std::optional<Placed<Date>> starts, ends;  // first and last date with a quote
};

struct MigrationSpec {
  PlacedText name;
  Placed<Date> date;
  PlacedText to;                // rating from that date on
  double spread_multiple = 1;   // reached on that date ...
  int lead_rows = 0;            // ... over so many rows
};

struct ConcessionSpec {  // a new issue: wider over three days, half of it taken back over the next ten
  PlacedText issuer;
  Placed<Date> date;
  double size_bp = 0;
  double spill = 0;  // share for the other issuers of the group
};

struct QuotesSpec {
  double noise_bp = 0;                       // of each quote, independent
  std::vector<PlacedText> thin;              // names quoted less well
  double missing = 0, stale_starts = 0;      // share of their days without a quote; on which repeated quotes begin
  std::pair<double, double> stale_rows = {5, 9};
};

struct SyntheticSeriesSpec {
  std::string name, unit;
  Anchors values;
  int known_after_days = 1;
  struct Revision {
    Placed<Date> date, known_at;
    double value = 0;
  };
  std::vector<Revision> revisions;
};

struct SyntheticSpec {
  Path spec, store;  // the store's path, relative to the spec's folder
  StoreInfo info;
  std::string text;  // the YAML itself: the store keeps it
  std::uint64_t seed = 1, issuer_seed = 1;  // of the committed history; of the issuers, the same in every history
  std::vector<PlacedText> cases;
  Placed<Date> from, to;
  double noise = 1;  // x every deviation; 0: legs exactly on their paths, every quote there
  IndexSpec index;
  Anchors duration_scale;  // x every duration
  IssuersSpec issuers;
  std::vector<GroupSpec> groups;
  std::vector<NameSpec> names;
  std::vector<MigrationSpec> migrations;
  std::vector<ConcessionSpec> concessions;
  QuotesSpec quotes;
  std::vector<SyntheticSeriesSpec> series;
};

// Every fault of the spec at once as Error(usage). parse: text from anywhere, `file` is for messages and paths.
SyntheticSpec read_synthetic_spec(const Path& spec);
SyntheticSpec parse_synthetic_spec(const std::string& text, const Path& file);

// One history: what Store::read_all() gives of a store made from the spec at this seed. A case that the spec does not
// have is Error(usage).
MarketData synthesise(const SyntheticSpec&, const std::string& market_case, std::uint64_t seed);

// The same, only what Store::read() would read. Values are those of the whole history.
MarketData synthesise(const SyntheticSpec&, const std::string& market_case, std::uint64_t seed, const StoreRequest&);

// All cases of the spec at its seed, written to its store.
struct SynthesisReport {
  Path store;
  std::vector<std::string> cases, series;
  std::uint64_t seed = 0;
  std::size_t instruments = 0, rows = 0, values = 0;
  Date first, last;
};
SynthesisReport write_synthetic_store(const SyntheticSpec&);
std::string render(const SynthesisReport&);

}  // namespace relval
