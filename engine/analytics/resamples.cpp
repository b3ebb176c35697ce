#include "analytics/resamples.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

#include "base/error.hpp"
#include "base/numeric.hpp"
#include "base/random.hpp"

namespace relval {
namespace {

constexpr double kLn10 = 2.302585092994045684;

// ceil(log10 n), without a logarithm that may miss a power of ten.
std::size_t digits(std::size_t n) {
  std::size_t k = 0;
  for (std::size_t power = 1; power < n; power *= 10) ++k;
  return k;
}

std::vector<double> autocovariances(std::span<const double> x, std::size_t most) {
  const double centre = mean(x), n = static_cast<double>(x.size());
  std::vector<double> r(most + 1, 0);
  for (std::size_t lag = 0; lag <= most && lag < x.size(); ++lag) {
    CompensatedSum sum;
    for (std::size_t t = lag; t < x.size(); ++t) sum.add((x[t] - centre) * (x[t - lag] - centre));
    r[lag] = sum.value() / n;
  }
  return r;
}

std::size_t last_needed_lag(const std::vector<double>& r, double bound, std::size_t run) {
  const auto large = [&](std::size_t lag) { return !(std::fabs(r[lag] / r[0]) < bound); };
  std::size_t quiet = 0, last = 0;
  for (std::size_t lag = 1; lag < r.size(); ++lag) {
    quiet = large(lag) ? 0 : quiet + 1;
    if (quiet == run) return lag - run + 1;
    if (quiet == 0) last = lag;
  }
  return std::max<std::size_t>(last, 1);
}

std::size_t place(double u, std::size_t n) {
  return std::min(static_cast<std::size_t>(u * static_cast<double>(n)), n - 1);
}

std::size_t after(std::size_t row, std::size_t n) { return row + 1 == n ? 0 : row + 1; }

double cube_root(double x) { return x > 0 ? exp(log(x) / 3) : 0; }

}  // namespace

Resamples as_given(std::vector<std::vector<std::size_t>> all) {
  const auto kept = std::make_shared<const std::vector<std::vector<std::size_t>>>(std::move(all));
  return {kept->size(), [kept](std::size_t b) { return kept->at(b); }};
}

std::vector<std::size_t> stationary_bootstrap_indices(std::span<const double> u, std::span<const double> v,
                                                      std::size_t n, double p) {
  if (u.size() != v.size() || n == 0) throw Error(ErrorKind::bug, "stationary_bootstrap", "draws of different length");
  std::vector<std::size_t> rows(u.size());
  for (std::size_t t = 0; t < u.size(); ++t) {
    const std::size_t drawn = place(u[t], n), next = t == 0 ? drawn : after(rows[t - 1], n);
    rows[t] = v[t] < p ? drawn : next;
  }
  return rows;
}

Resamples stationary_bootstrap(std::size_t n, double mean_block, std::size_t count, std::uint64_t seed) {
  if (!(mean_block >= 1)) throw Error(ErrorKind::bug, "stationary_bootstrap", "a block is shorter than a row");
  return {count, [=](std::size_t b) {
            const RandomStream stream(seed, b);
            std::vector<double> u(n), v(n);
            stream.uniform_pairs(u, v);
            return stationary_bootstrap_indices(u, v, n, 1 / mean_block);
          }};
}

BlockLength optimal_block_length(std::span<const double> x, double c) {
  BlockLength out;
  if (!all_finite(x)) out.status = Status::non_finite_input;
  else if (!(c > 0)) out.status = Status::out_of_domain;
  else if (x.size() >= 3) out.status = Status::ok;
  if (out.status == Status::ok && is_constant(x, sample_deviation(x))) out.status = Status::zero_variance;
  if (out.status != Status::ok) return out;
  const double n = static_cast<double>(x.size());
  const std::size_t run = std::max<std::size_t>(5, digits(x.size()));
  out.longest = static_cast<std::size_t>(std::ceil(std::sqrt(n))) + run;
  out.cap = static_cast<std::size_t>(std::ceil(std::min(3 * std::sqrt(n), n / 3)));
  const std::vector<double> r = autocovariances(x, out.longest);
  out.m = last_needed_lag(r, c * std::sqrt(log(n) / kLn10 / n), run);
  out.lags = std::min(2 * out.m, out.longest);
  CompensatedSum weighted, spectrum;  // sum of 2 w(k) k R(k); R(0) + sum of 2 w(k) R(k), w the flat-top window
  spectrum.add(r[0]);
  for (std::size_t k = 1; k <= out.lags; ++k) {
    const double at = static_cast<double>(k) / static_cast<double>(out.lags), w = std::min(1.0, 2 * (1 - at));
    weighted.add(2 * w * static_cast<double>(k) * r[k]);
    spectrum.add(2 * w * r[k]);
  }
  const double ratio = weighted.value() / spectrum.value(), most = static_cast<double>(out.cap);
  out.stationary = std::max(1.0, std::min(cube_root(ratio * ratio * n), most));
  out.circular = std::max(1.0, std::min(cube_root(1.5 * ratio * ratio * n), most));
  return out;
}

}  // namespace relval
