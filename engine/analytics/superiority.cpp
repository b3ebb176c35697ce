#include "analytics/superiority.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "base/numeric.hpp"

namespace relval {
namespace {

constexpr double kNegligible = 1e-20;  // weight of an autocovariance

Status status_of(const Trials& trials, const Resamples& resamples) {
  if (trials.empty() || trials.front().size() < 2 || resamples.count == 0) return Status::too_few;
  for (const auto& x : trials) {
    if (x.size() != trials.front().size()) throw Error(ErrorKind::bug, "superiority", "trials differ in length");
    if (!all_finite(x)) return Status::non_finite_input;
  }
  return Status::ok;
}

double root_of_rows(const Trials& trials) { return std::sqrt(static_cast<double>(trials.front().size())); }

std::vector<double> means(const Trials& trials) {
  std::vector<double> m;
  for (const auto& x : trials) m.push_back(mean(x));
  return m;
}

// Calls each(z) for every resample, z[k] = sqrt(n) (resampled mean - own mean) of trial k.
template <class Each>
void for_resamples(const Trials& trials, const std::vector<double>& own, const Resamples& resamples, Each each) {
  const double root = root_of_rows(trials);
  Trials centred = trials;
  for (std::size_t k = 0; k < trials.size(); ++k)
    for (double& v : centred[k]) v -= own[k];
  std::vector<double> times(trials.front().size()), z(trials.size());
  for (std::size_t b = 0; b < resamples.count; ++b) {
    const std::vector<std::size_t> rows = resamples.rows(b);
    std::fill(times.begin(), times.end(), 0.0);
    for (const std::size_t row : rows) times.at(row) += 1;
    for (std::size_t k = 0; k < trials.size(); ++k) {
      double sum = 0;
      for (std::size_t t = 0; t < times.size(); ++t) sum += times[t] * centred[k][t];
      z[k] = root * (sum / static_cast<double>(rows.size()));
    }
    each(z);
  }
}

class Count {
 public:
  explicit Count(double statistic) : statistic_(statistic) {}
  void add(double resampled) {
    ++all_;
    if (resampled >= statistic_) ++at_least_;
    if (resampled > statistic_) ++above_;
  }
  ResampledP p() const {
    return {static_cast<double>(1 + at_least_) / static_cast<double>(all_ + 1),
            static_cast<double>(above_) / static_cast<double>(all_)};
  }

 private:
  double statistic_;
  std::size_t all_ = 0, at_least_ = 0, above_ = 0;
};

std::vector<double> deviations(const Trials& trials, double mean_block) {
  std::vector<double> w;
  for (const auto& x : trials) {
    const double deviation = is_constant(x, sample_deviation(x)) ? 0 : bootstrap_deviation(x, mean_block);
    w.push_back(deviation > 0 ? deviation : kNaN);
  }
  return w;
}

bool all_undefined(const std::vector<double>& w) {
  return std::all_of(w.begin(), w.end(), [](double v) { return std::isnan(v); });
}

}  // namespace

Trials of_equal_volatility(const Trials& trials) {
  Trials out = trials;
  for (auto& x : out) {
    const double deviation = sample_deviation(x);
    if (std::isnan(deviation) || is_constant(x, deviation)) continue;
    for (double& v : x) v /= deviation;
  }
  return out;
}

RealityCheck reality_check(const Trials& trials, const Resamples& resamples) {
  RealityCheck out;
  out.status = status_of(trials, resamples);
  if (out.status != Status::ok) return out;
  const std::vector<double> own = means(trials);
  out.statistic = root_of_rows(trials) * *std::max_element(own.begin(), own.end());
  Count count(out.statistic);
  for_resamples(trials, own, resamples, [&](const auto& z) { count.add(*std::max_element(z.begin(), z.end())); });
  out.p = count.p();
  return out;
}

double bootstrap_deviation(std::span<const double> x, double mean_block) {
  if (x.empty() || !(mean_block >= 1) || !all_finite(x)) return kNaN;
  const double centre = mean(x), n = static_cast<double>(x.size());
  std::vector<double> decay(x.size() + 1, 1);  // (1 - p)^i
  for (std::size_t i = 1; i < decay.size(); ++i) decay[i] = decay[i - 1] * (1 - 1 / mean_block);
  CompensatedSum sum;
  for (std::size_t lag = 0; lag < x.size(); ++lag) {
    const double share = static_cast<double>(lag) / n;
    const double kernel = (1 - share) * decay[lag] + share * decay[x.size() - lag];
    if (lag > 0 && kernel < kNegligible) continue;
    CompensatedSum products;
    for (std::size_t t = lag; t < x.size(); ++t) products.add((x[t] - centre) * (x[t - lag] - centre));
    sum.add((lag == 0 ? 1 : 2) * kernel * products.value() / n);
  }
  return std::sqrt(std::max(sum.value(), 0.0));
}

SuperiorAbility hansen_spa(const Trials& trials, const Resamples& resamples, double mean_block) {
  SuperiorAbility out;
  out.status = mean_block >= 1 ? status_of(trials, resamples) : Status::out_of_domain;
  if (out.status != Status::ok) return out;
  out.deviations = deviations(trials, mean_block);
  if (all_undefined(out.deviations)) {
    out.status = Status::zero_variance;
    return out;
  }
  const std::vector<double> own = means(trials);
  const double root = root_of_rows(trials), n = root * root;
  const double threshold = std::sqrt(2 * std::max(log(log(n)), 0.0) / n);
  out.statistic = 0;
  // sqrt(n) times how far the own mean exceeds what T* is recentred by.
  std::vector<double> below(own.size()), consistent(own.size());
  for (std::size_t k = 0; k < own.size(); ++k) {
    if (std::isnan(out.deviations[k])) continue;
    out.statistic = std::max(out.statistic, root * own[k] / out.deviations[k]);
    below[k] = root * std::min(own[k], 0.0);
    consistent[k] = own[k] >= -out.deviations[k] * threshold ? 0 : root * own[k];
  }
  Count lower(out.statistic), middle(out.statistic), upper(out.statistic);
  for_resamples(trials, own, resamples, [&](const auto& z) {
    double a = 0, b = 0, c = 0;
    for (std::size_t k = 0; k < z.size(); ++k) {
      if (std::isnan(out.deviations[k])) continue;
      a = std::max(a, (z[k] + below[k]) / out.deviations[k]);
      b = std::max(b, (z[k] + consistent[k]) / out.deviations[k]);
      c = std::max(c, z[k] / out.deviations[k]);
    }
    lower.add(a);
    middle.add(b);
    upper.add(c);
  });
  out.lower = lower.p();
  out.consistent = middle.p();
  out.upper = upper.p();
  return out;
}

StepwiseTest romano_wolf_stepm(const Trials& trials, const Resamples& resamples, double mean_block, double size) {
  StepwiseTest out;
  out.status = mean_block >= 1 && size > 0 && size < 1 ? status_of(trials, resamples) : Status::out_of_domain;
  if (out.status != Status::ok) return out;
  const std::vector<double> own = means(trials), w = deviations(trials, mean_block);
  if (all_undefined(w)) {
    out.status = Status::zero_variance;
    return out;
  }
  std::vector<std::size_t> left;
  for (std::size_t k = 0; k < own.size(); ++k) {
    out.statistics.push_back(root_of_rows(trials) * own[k] / w[k]);
    if (!std::isnan(w[k])) left.push_back(k);
  }
  const auto count = static_cast<double>(resamples.count);
  const auto place = static_cast<std::size_t>(std::max(std::ceil((1 - size) * count - 1e-9), 1.0)) - 1;
  while (!left.empty()) {
    std::vector<double> largest;
    for_resamples(trials, own, resamples, [&](const auto& z) {
      double most = z[left.front()] / w[left.front()];
      for (const std::size_t k : left) most = std::max(most, z[k] / w[k]);
      largest.push_back(most);
    });
    std::sort(largest.begin(), largest.end());
    out.critical.push_back(largest[place]);
    const auto kept = std::stable_partition(left.begin(), left.end(), [&](std::size_t k) {
      return !(out.statistics[k] > out.critical.back());
    });
    if (kept == left.end()) break;
    out.rejected.insert(out.rejected.end(), kept, left.end());
    left.erase(kept, left.end());
  }
  std::sort(out.rejected.begin(), out.rejected.end());
  return out;
}

}  // namespace relval
