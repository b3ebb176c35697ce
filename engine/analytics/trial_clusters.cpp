// Agglomeration from single trials up, with the silhouette of every level on the way.
#include <algorithm>
#include <cmath>

#include "analytics/effective_trials.hpp"
#include "base/numeric.hpp"

namespace relval {
namespace {

constexpr double kAllAlike = 0.99;

using Distances = std::vector<std::vector<double>>;

Distances distances(const Correlations& c) {
  Distances d = c;
  for (std::size_t i = 0; i < c.size(); ++i)
    for (std::size_t j = 0; j < c.size(); ++j) d[i][j] = i == j ? 0 : std::sqrt((1 - c[i][j]) / 2);
  return d;
}

// Clusters are named by their first member.
class Agglomeration {
 public:
  explicit Agglomeration(const Distances& d)
      : between_(d), sums_(d), size_(d.size(), 1), cluster_(d.size()), alive_(d.size()) {
    for (std::size_t i = 0; i < d.size(); ++i) cluster_[i] = alive_[i] = i;
  }

  std::size_t clusters() const { return alive_.size(); }
  const std::vector<std::size_t>& cluster_of() const { return cluster_; }

  // The two nearest become one; ties to the first pair.
  void merge_nearest() {
    std::size_t a = alive_[0], b = alive_[1];
    for (std::size_t i = 0; i < alive_.size(); ++i)
      for (std::size_t j = i + 1; j < alive_.size(); ++j)
        if (between_[alive_[i]][alive_[j]] < between_[a][b]) a = alive_[i], b = alive_[j];
    const double of_a = static_cast<double>(size_[a]), of_b = static_cast<double>(size_[b]);
    for (const std::size_t other : alive_)
      if (other != a && other != b)
        between_[a][other] = between_[other][a] =
            (of_a * between_[a][other] + of_b * between_[b][other]) / (of_a + of_b);
    for (std::size_t i = 0; i < cluster_.size(); ++i) {
      sums_[i][a] += sums_[i][b];
      if (cluster_[i] == b) cluster_[i] = a;
    }
    size_[a] += size_[b];
    alive_.erase(std::find(alive_.begin(), alive_.end(), b));
  }

  // Mean over trials of (away - own) / max: own the mean distance to others of the cluster, away to the nearest other
  // one.
  double mean_silhouette() const {
    CompensatedSum sum;
    for (std::size_t i = 0; i < cluster_.size(); ++i) {
      const std::size_t home = cluster_[i];
      if (size_[home] == 1) continue;
      double away = -1;
      for (const std::size_t c : alive_) {
        const double distance = sums_[i][c] / static_cast<double>(size_[c]);
        if (c != home && (away < 0 || distance < away)) away = distance;
      }
      const double own = sums_[i][home] / static_cast<double>(size_[home] - 1);
      const double larger = std::max(own, away);
      if (larger > 0) sum.add((away - own) / larger);
    }
    return sum.value() / static_cast<double>(cluster_.size());
  }

 private:
  Distances between_;  // of clusters, by their names
  Distances sums_;     // [trial][cluster]: of distances to its members
  std::vector<std::size_t> size_, cluster_, alive_;
};

std::vector<std::size_t> numbered(const std::vector<std::size_t>& cluster_of) {
  std::vector<std::size_t> seen, labels;
  for (const std::size_t c : cluster_of) {
    const auto at = std::find(seen.begin(), seen.end(), c);
    labels.push_back(static_cast<std::size_t>(at - seen.begin()));
    if (at == seen.end()) seen.push_back(c);
  }
  return labels;
}

// Weighted by inverse variance.
std::vector<double> cluster_series(const Trials& trials, const std::vector<std::size_t>& labels, std::size_t label) {
  std::vector<double> sum;
  double weights = 0;
  for (std::size_t k = 0; k < trials.size(); ++k) {
    if (labels[k] != label) continue;
    const double deviation = sample_deviation(trials[k]), weight = 1 / (deviation * deviation);
    sum.resize(trials[k].size(), 0);
    for (std::size_t t = 0; t < sum.size(); ++t) sum[t] += weight * trials[k][t];
    weights += weight;
  }
  for (double& v : sum) v /= weights;
  return sum;
}

}  // namespace

TrialClusters trial_clusters(const Trials& all) {
  Trials trials;
  for (const auto& x : all)
    if (sharpe_per_period(x).ok()) trials.push_back(x);
  TrialClusters out;
  const std::size_t m = trials.size();
  if (m < 4) return out;
  const Correlations c = trial_correlations(trials);
  double least = 1;
  for (const auto& row : c) least = std::min(least, *std::min_element(row.begin(), row.end()));
  if (least > kAllAlike) {
    out.status = Status::out_of_domain;
    return out;
  }
  out.status = Status::ok;
  Agglomeration tree(distances(c));
  out.silhouettes.assign(m - 3, 0);
  while (tree.clusters() > 2) {
    tree.merge_nearest();
    if (tree.clusters() > m - 2) continue;
    const double silhouette = tree.mean_silhouette();
    out.silhouettes[tree.clusters() - 2] = silhouette;
    if (out.count > 0 && silhouette < out.silhouette) continue;  // fewer clusters win a tie
    out.count = tree.clusters();
    out.silhouette = silhouette;
    out.labels = numbered(tree.cluster_of());
  }
  std::vector<double> known;
  for (std::size_t k = 0; k < out.count; ++k) {
    out.sharpes.push_back(sharpe_per_period(cluster_series(trials, out.labels, k)).value);
    if (!std::isnan(out.sharpes.back())) known.push_back(out.sharpes.back());
  }
  const double deviation = sample_deviation(known);
  out.variance = deviation * deviation;
  return out;
}

}  // namespace relval
