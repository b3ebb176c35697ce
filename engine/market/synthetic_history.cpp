// The index, the groups about it, and what new issues and migrations do to a name.
#include "market/synthetic_history.hpp"

#include <algorithm>

namespace relval {
namespace {

constexpr double kWideningRows = 3, kTakenBackRows = 10, kKept = 0.5;  // of a concession

// What a new issue of size 1 adds, so many rows after the row before its pricing.
double concession(double rows_after) {
  if (rows_after <= kWideningRows) return rows_after / kWideningRows;
  return 1 - (1 - kKept) * std::min(1.0, (rows_after - kWideningRows) / kTakenBackRows);
}

template <class Anchored> std::vector<std::size_t> rows_of(const Anchored& anchors) {
  std::vector<std::size_t> rows;
  for (const auto& [row, level] : anchors) rows.push_back(row);
  return rows;
}

}  // namespace

SyntheticHistory::SyntheticHistory(const SyntheticSpec& spec, const std::string& market_case, std::uint64_t seed,
                                   std::size_t rows)
    : spec_(spec), case_(market_case), seed_(seed), dates_(us_bond_days(spec.from.value, spec.to.value)),
      rows_(std::min(rows, dates_.size())), names_(make_names(spec)),
      reversion_(reversion(spec.index.half_life_rows, spec.index.echo)),
      issuer_reversion_(reversion(spec.index.half_life_rows, 0)) {
  const RowLevels anchors = on_rows(spec.index.anchors_bp);
  index_path_ = monotone_path(anchors, dates_.size());
  const RandomStream random(seed, stream_of(Stream::index, 0));
  index_away_ = deviations(reversion_, random, wild_days(random, spec.index.excess_kurtosis, dates_.size()));
  const double share = spec.noise * spec.index.sd_bp / spec.index.at_bp;
  for (std::size_t t = 0; t < dates_.size(); ++t) index_away_[t] *= share * index_path_[t];
  pin(index_away_, rows_of(anchors), spec.index.pinned);
  duration_scale_.assign(dates_.size(), 1);
  if (!spec.duration_scale.empty()) duration_scale_ = monotone_path(on_rows(spec.duration_scale), dates_.size());
}

SyntheticHistory::RowLevels SyntheticHistory::on_rows(const Anchors& anchors) const {
  RowLevels out;
  for (const Anchor& a : anchors) out.emplace_back(row_of(dates_, a.date.value), a.level);
  return out;
}

std::vector<double> SyntheticHistory::index_times(double level) const {
  std::vector<double> path = index_path_;
  for (double& x : path) x *= level;
  return path;
}

double SyntheticHistory::core_mean(std::size_t g) const {
  double weighted = 0, weight = 0;
  for (const MadeName& n : names_) {
    if (n.group != g || !n.core) continue;
    weighted += n.duration_years * n.level;
    weight += n.duration_years;
  }
  return weight > 0 ? weighted / weight : 1;
}

const SyntheticHistory::Group& SyntheticHistory::group(std::size_t g) {
  const auto [at, is_new] = groups_.try_emplace(g);
  Group& made = at->second;
  if (!is_new) return made;
  const GroupSpec& spec = spec_.groups[g];
  const auto own = spec.case_anchors_bp.find(case_);
  made.core_mean = core_mean(g);
  made.path = index_times(spec.level);
  made.anchors = on_rows(own != spec.case_anchors_bp.end() ? own->second : spec.anchors_bp);
  if (!made.anchors.empty()) {
    std::size_t joins = made.anchors.front().first;
    if (spec.follows_index_to) {
      joins = row_of(dates_, spec.follows_index_to->value);
      made.anchors.insert(made.anchors.begin(), {joins, made.path[joins]});
    }
    const std::vector<double> stated = monotone_path(made.anchors, dates_.size());
    for (std::size_t t = joins; t < dates_.size(); ++t) made.path[t] = stated[t];
  }
  const RandomStream random(seed_, stream_of(Stream::group, g));
  made.wild_days = wild_days(random, spec.excess_kurtosis.value_or(spec_.index.excess_kurtosis), dates_.size());
  const std::vector<double> own_part = deviations(reversion_, random, made.wild_days);
  const double beta = spec.beta.value_or(spec.level), share = spec_.noise * spec.own_sd_bp / spec.at_bp;
  std::vector<double> away(dates_.size());
  for (std::size_t t = 0; t < away.size(); ++t) away[t] = beta * index_away_[t] + share * made.path[t] * own_part[t];
  pin(away, rows_of(made.anchors), spec_.index.pinned);
  made.level = made.path;
  for (std::size_t t = 0; t < away.size(); ++t) made.level[t] += away[t];
  return made;
}

// bp that the new issues of a name's group add to its spread; empty: there are none. The anchors hold what was
// observed, new issues included, so the core's mean of it at the anchors is taken off, in straight lines between.
std::vector<double> SyntheticHistory::concessions(const MadeName& name) {
  std::vector<double> own, mean(dates_.size(), 0);
  for (const ConcessionSpec& c : spec_.concessions) {
    const auto share = [&](const MadeName& n) { return n.issuer == c.issuer.value ? 1 : c.spill; };
    double weighted = 0, weight = 0;
    bool of_group = false;
    for (const MadeName& n : names_) {
      if (n.group != name.group) continue;
      of_group = of_group || n.issuer == c.issuer.value;
      weighted += n.core ? n.duration_years * share(n) : 0;
      weight += n.core ? n.duration_years : 0;
    }
    if (!of_group) continue;
    own.resize(dates_.size(), 0);
    const std::size_t priced = row_of(dates_, c.date.value);
    for (std::size_t t = priced; t < dates_.size(); ++t) {
      const double size = c.size_bp * concession(static_cast<double>(t - priced + 1));
      own[t] += share(name) * size;
      if (weight > 0) mean[t] += weighted / weight * size;
    }
  }
  if (own.empty()) return own;
  const std::vector<std::size_t> anchors = rows_of(group(name.group).anchors);
  std::vector<double> left = mean;
  if (!anchors.empty()) pin(left, anchors, 1);
  for (std::size_t t = 0; t < own.size(); ++t) own[t] += left[t] - mean[t];
  return own;
}

// x the spread, for what an issuer's migrations do to it ahead of the rating; empty: none. A smooth step.
std::vector<double> SyntheticHistory::migrations(const MadeName& name) const {
  std::vector<double> out;
  for (const MigrationSpec& m : migrations_of(spec_, names_, name)) {
    out.resize(rows_, 1);
    const std::size_t date = row_of(dates_, m.date.value);
    for (std::size_t t = 0; t < rows_; ++t) {
      const double left = t >= date ? 0 : static_cast<double>(date - t) / std::max(m.lead_rows, 1);
      const double done = left >= 1 ? 0 : 1 - left;
      out[t] *= 1 + (m.spread_multiple - 1) * done * done * (3 - 2 * done);
    }
  }
  return out;
}

}  // namespace relval
