#include "analytics/shrinkage.hpp"

#include <algorithm>
#include <cmath>

#include "base/numeric.hpp"

namespace relval {
namespace {

// Deviations from the mean, their covariance S, and m, what S was divided by.
struct Sample {
  std::vector<std::vector<double>> d;
  CovarianceMatrix s;
  double m = 0;
  std::size_t size() const { return d.size(); }
};

Sample sample_of(Columns columns, bool population) {
  Sample x;
  x.d.assign(columns.begin(), columns.end());
  for (auto& column : x.d) {
    const double centre = mean(column);
    for (double& v : column) v -= centre;
  }
  x.s = sample_covariance(columns, population).matrix;
  x.m = static_cast<double>(columns[0].size() - (population ? 0 : 1));
  return x;
}

// Noise of S(i, j): the mean of (d_i d_j)^2 less S(i, j)^2.
double noise_of(const Sample& x, std::size_t i, std::size_t j) {
  CompensatedSum squares;
  for (std::size_t t = 0; t < x.d[i].size(); ++t) {
    const double product = x.d[i][t] * x.d[j][t];
    squares.add(product * product);
  }
  return squares.value() / x.m - x.s(i, j) * x.s(i, j);
}

// How the noise of S(i, i) goes with that of S(i, j).
double joint_noise(const Sample& x, std::size_t i, std::size_t j) {
  CompensatedSum sum;
  for (std::size_t t = 0; t < x.d[i].size(); ++t) sum.add(x.d[i][t] * x.d[i][t] * x.d[i][t] * x.d[j][t]);
  return sum.value() / x.m - x.s(i, i) * x.s(i, j);
}

ShrunkCovariance blend(const Sample& x, const CovarianceMatrix& target, double shrinkage) {
  ShrunkCovariance out;
  out.status = Status::ok;
  out.shrinkage = shrinkage;
  out.matrix = CovarianceMatrix(x.size());
  for (std::size_t i = 0; i < x.size(); ++i) {
    for (std::size_t j = i; j < x.size(); ++j) {
      out.matrix.set(i, j, (1 - shrinkage) * x.s(i, j) + shrinkage * target(i, j));
    }
  }
  return out;
}

ShrunkCovariance without(Status s, std::size_t columns) {
  ShrunkCovariance out;
  out.status = s;
  out.matrix = CovarianceMatrix(columns);
  return out;
}

// Squared, of all elements; 0 where the two differ by rounding alone, as always with two columns and one correlation.
double squared_distance(const CovarianceMatrix& a, const CovarianceMatrix& b) {
  CompensatedSum sum, size;
  for (std::size_t k = 0; k < a.values.size(); ++k) {
    sum.add((a.values[k] - b.values[k]) * (a.values[k] - b.values[k]));
    size.add(a.values[k] * a.values[k]);
  }
  return sum.value() <= 1e-26 * size.value() ? 0.0 : sum.value();
}

double mean_correlation(const CovarianceMatrix& s) {
  CompensatedSum sum;
  for (std::size_t i = 0; i < s.size; ++i) {
    for (std::size_t j = i + 1; j < s.size; ++j) sum.add(s(i, j) / (std::sqrt(s(i, i)) * std::sqrt(s(j, j))));
  }
  const auto p = static_cast<double>(s.size);
  return sum.value() / (p * (p - 1) / 2);
}

}  // namespace

ShrunkCovariance shrink_to_identity(Columns columns, bool population) {
  const Status status = columns_status(columns, 2);
  if (status != Status::ok) return without(status, columns.size());
  const Sample x = sample_of(columns, population);
  const auto p = static_cast<double>(x.size());
  CovarianceMatrix target(x.size());
  for (std::size_t i = 0; i < x.size(); ++i) {
    for (std::size_t j = i; j < x.size(); ++j) target.set(i, j, i == j ? x.s.trace() / p : 0.0);
  }
  const double distance = squared_distance(x.s, target) / p;
  CompensatedSum noise;
  for (std::size_t i = 0; i < x.size(); ++i) {
    for (std::size_t j = 0; j < x.size(); ++j) noise.add(noise_of(x, i, j));
  }
  const double wanted = std::min(noise.value() / p / x.m, distance);
  return blend(x, target, distance > 0 && wanted > 0 ? wanted / distance : 0.0);
}

ShrunkCovariance shrink_to_constant_correlation(Columns columns, bool population) {
  const Status status = columns_status(columns, 2);
  if (status != Status::ok) return without(status, columns.size());
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (!is_constant(columns[i], sample_deviation(columns[i]))) continue;
    ShrunkCovariance flat = without(Status::zero_variance, columns.size());
    flat.column = i;
    return flat;
  }
  const Sample x = sample_of(columns, population);
  if (x.size() == 1) return blend(x, x.s, 0);

  const double r = mean_correlation(x.s);
  CovarianceMatrix target(x.size());
  CompensatedSum noise, shared;  // pi and rho of the paper
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double deviation = std::sqrt(x.s(i, i));
    for (std::size_t j = 0; j < x.size(); ++j) {
      const double other = std::sqrt(x.s(j, j)), own = noise_of(x, i, j);
      target.set(i, j, i == j ? x.s(i, i) : r * (deviation * other));
      noise.add(own);
      shared.add(i == j ? own : r * (other / deviation) * joint_noise(x, i, j));
    }
  }
  const double distance = squared_distance(x.s, target);
  const double wanted = distance > 0 ? (noise.value() - shared.value()) / distance / x.m : 0.0;
  ShrunkCovariance out = blend(x, target, std::clamp(wanted, 0.0, 1.0));
  out.mean_correlation = r;
  return out;
}

}  // namespace relval
