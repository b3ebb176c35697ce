// The instruments of a synthetic market: those without a name drawn from the issuers' seed, then what the spec names.
#include <algorithm>
#include <cmath>

#include "base/numeric.hpp"
#include "base/random.hpp"
#include "base/text.hpp"
#include "config/rating.hpp"
#include "market/synthetic_parts.hpp"

namespace relval {
namespace {

constexpr double kTenorPerDuration = 1.25;  // of a 5 % coupon bond of 7 to 10 years
constexpr double kMostSds = 2;              // of durations and sizes: names of an index are of its kind

double rounded(double x, double steps) { return std::floor(x * steps + 0.5) / steps; }

enum Draws : std::uint64_t { kRating, kLevel, kDuration, kSize };

// stream: the issuer's place among all; nothing here depends on the seed of a history.
MadeName invent(const SyntheticSpec& spec, const GroupSpec& group, const InventedSpec& sector, int number,
                std::uint64_t stream) {
  const RandomStream random(spec.issuer_seed, stream_of(Stream::invention, stream));
  const IssuersSpec& how = spec.issuers;
  const auto bounded = [&](Draws draw) { return std::clamp(random.normal(draw), -kMostSds, kMostSds); };
  MadeName name;
  name.id = name.issuer = name.parent = format("{}{:02}", sector.prefix, number);
  name.sector_l2 = sector.sector_l2;
  name.sector_l3 = sector.sector_l3;
  name.issuer_stream = stream;
  const int best = *rating_number(sector.rating_from.value), worst = *rating_number(sector.rating_to.value);
  name.rating = best + static_cast<int>(std::floor(random.uniform(kRating) * (worst - best + 1)));
  const double notches = name.rating - (best + worst) / 2.0;
  name.level = rounded(sector.level * exp(how.level_per_notch * notches + how.level_sd * random.normal(kLevel)), 1000);
  const double drawn = group.duration_years + how.duration_sd_years * bounded(kDuration);
  name.duration_years = rounded(drawn, 100);
  name.tenor_years = rounded(kTenorPerDuration * drawn, 2);
  name.market_value_bn = rounded(how.size_median_bn * exp(how.size_sd * bounded(kSize)), 10);
  return name;
}

void apply(const NameSpec& spec, MadeName& name) {
  const auto take = [](const auto& from, auto& to) {
    if (from) to = *from;
  };
  take(spec.issuer, name.issuer);
  name.parent = spec.parent.value_or(spec.issuer ? *spec.issuer : name.parent);
  take(spec.sector_l2, name.sector_l2);
  take(spec.sector_l3, name.sector_l3);
  take(spec.currency, name.currency);
  take(spec.tenor_years, name.tenor_years);
  take(spec.duration_years, name.duration_years);
  take(spec.market_value_bn, name.market_value_bn);
  if (spec.level) name.level = spec.like ? name.level * *spec.level : *spec.level;
  if (spec.rating) name.rating = *rating_number(spec.rating->value);
  if (spec.starts) name.starts = spec.starts->value;
  if (spec.ends) name.ends = spec.ends->value;
  name.core = name.core && !spec.starts && !spec.ends && !spec.like;
}

std::size_t group_of(const SyntheticSpec& spec, const std::string& name) {
  const auto at = std::find_if(spec.groups.begin(), spec.groups.end(), [&](const auto& g) { return g.name == name; });
  return static_cast<std::size_t>(at - spec.groups.begin());
}

}  // namespace

std::vector<MadeName> make_names(const SyntheticSpec& spec) {
  std::vector<MadeName> names;
  const auto find = [&](const std::string& id) {
    return std::find_if(names.begin(), names.end(), [&](const MadeName& n) { return n.id == id; });
  };
  std::uint64_t issuers = 0;
  for (std::size_t g = 0; g < spec.groups.size(); ++g) {
    for (const InventedSpec& sector : spec.groups[g].invented) {
      for (int k = 1; k <= sector.count; ++k) {
        names.push_back(invent(spec, spec.groups[g], sector, k, issuers++));
        names.back().group = g;
      }
    }
  }
  for (const NameSpec& one : spec.names) {
    auto at = find(one.id);
    if (at == names.end()) {
      MadeName made;
      if (one.like) {
        made = *find(one.like->value);
      } else {
        made.group = group_of(spec, one.group->value);
        made.issuer = made.parent = one.id;
        made.issuer_stream = issuers++;
      }
      made.id = one.id;
      names.push_back(std::move(made));
      at = names.end() - 1;
    }
    apply(one, *at);
  }
  for (const MigrationSpec& m : spec.migrations) find(m.name.value)->core = false;
  for (const PlacedText& id : spec.quotes.thin) find(id.value)->thin = true;
  return names;
}

Instruments instruments_of(const std::vector<MadeName>& names, double recovery) {
  Instruments all;
  for (const MadeName& n : names) {
    all.id.push_back(n.id);
    all.kind.push_back(Kind::spread_index);
    all.text["issuer"].push_back(n.issuer);
    all.text["parent"].push_back(n.parent);
    all.text["sector_l1"].push_back("corporate");
    all.text["sector_l2"].push_back(n.sector_l2);
    all.text["sector_l3"].push_back(n.sector_l3);
    all.text["currency"].push_back(n.currency);
    all.text["seniority"].push_back("senior");
    all.number["tenor_years"].push_back(n.tenor_years);
    all.number["recovery"].push_back(recovery);
  }
  return all;
}

}  // namespace relval
