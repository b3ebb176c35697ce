#include "signals/pca.hpp"

#include <algorithm>
#include <cmath>

#include <Eigen/Dense>

#include "base/error.hpp"
#include "base/numeric.hpp"

namespace relval {
namespace {

constexpr double kTie = 1e-10;        // entries as large as each other but for rounding
constexpr double kNarrowGap = 0.05;  // of the largest eigenvalue

Eigen::Index index(std::size_t i) { return static_cast<Eigen::Index>(i); }

void point_up(std::vector<std::vector<double>>& loadings, std::size_t component) {
  double most = 0;
  for (const auto& row : loadings) most = std::max(most, std::fabs(row[component]));
  const auto first = std::find_if(loadings.begin(), loadings.end(), [&](const auto& row) {
    return std::fabs(row[component]) >= most * (1 - kTie);
  });
  if (first == loadings.end() || (*first)[component] >= 0) return;
  for (auto& row : loadings) row[component] = -row[component];
}

double dot(const Pca& a, std::size_t i, const Pca& b, std::size_t j) {
  double sum = 0;
  for (std::size_t v = 0; v < a.loadings.size(); ++v) sum += a.loadings[v][i] * b.loadings[v][j];
  return sum;
}

}  // namespace

Pca pca(const std::vector<std::vector<double>>& columns, PcaMatrix matrix) {
  Pca out;
  const std::size_t k = columns.size(), n = k > 0 ? columns.front().size() : 0;
  if (k == 0 || n < 2) return out;
  Eigen::MatrixXd x(index(n), index(k));
  for (std::size_t j = 0; j < k; ++j) {
    if (columns[j].size() != n) throw Error(ErrorKind::bug, "pca", "columns differ in length");
    if (!all_finite(columns[j])) {
      out.status = Status::non_finite_input;
      return out;
    }
    const double deviation = sample_deviation(columns[j]);
    const bool moves = !is_constant(columns[j], deviation);
    if (!moves && matrix == PcaMatrix::correlation) {
      out.status = Status::zero_variance;
      return out;
    }
    out.means.push_back(mean(columns[j]));
    out.scales.push_back(matrix == PcaMatrix::correlation ? deviation : 1);
    for (std::size_t t = 0; t < n; ++t)
      x(index(t), index(j)) = moves ? (columns[j][t] - out.means[j]) / out.scales[j] : 0;
  }
  const Eigen::MatrixXd covariance = x.transpose() * x / static_cast<double>(n - 1);
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> eigen(covariance);
  const double total = covariance.trace();
  if (!(total > 0)) {
    out.status = Status::zero_variance;
    return out;
  }
  out.status = Status::ok;
  out.loadings.assign(k, std::vector<double>(k));
  for (std::size_t c = 0; c < k; ++c) {
    const Eigen::Index from = index(k - 1 - c);
    out.eigenvalues.push_back(eigen.eigenvalues()[from]);
    out.explained.push_back(eigen.eigenvalues()[from] / total);
    for (std::size_t v = 0; v < k; ++v) out.loadings[v][c] = eigen.eigenvectors()(index(v), from);
    point_up(out.loadings, c);
  }
  return out;
}

AlignedPca aligned(const Pca& later, const Pca& earlier) {
  const std::size_t k = later.eigenvalues.size();
  if (later.status != Status::ok || earlier.status != Status::ok || earlier.eigenvalues.size() != k)
    throw Error(ErrorKind::bug, "pca", "windows to align are undefined or of different size");
  AlignedPca out{later, std::vector<char>(k, 0)};
  std::vector<char> taken(k, 0);
  for (std::size_t c = 0; c < k; ++c) {
    std::size_t best = k;
    for (std::size_t from = 0; from < k; ++from) {
      if (taken[from]) continue;
      if (best == k || std::fabs(dot(earlier, c, later, from)) > std::fabs(dot(earlier, c, later, best))) best = from;
    }
    taken[best] = 1;
    const double sign = dot(earlier, c, later, best) < 0 ? -1 : 1;
    for (std::size_t v = 0; v < k; ++v) out.pca.loadings[v][c] = sign * later.loadings[v][best];
    out.pca.eigenvalues[c] = later.eigenvalues[best];
    out.pca.explained[c] = later.explained[best];
    const double narrow = kNarrowGap * later.eigenvalues.front();
    const bool above = best > 0 && later.eigenvalues[best - 1] - later.eigenvalues[best] < narrow;
    const bool below = best + 1 < k && later.eigenvalues[best] - later.eigenvalues[best + 1] < narrow;
    out.unsure[c] = above || below;
  }
  return out;
}

std::vector<double> pca_scores(const Pca& p, std::span<const double> row) {
  const std::size_t k = p.means.size();
  if (row.size() != k) throw Error(ErrorKind::bug, "pca", "the row is of another width");
  std::vector<double> scores(k, 0);
  for (std::size_t c = 0; c < k; ++c)
    for (std::size_t v = 0; v < k; ++v) scores[c] += p.loadings[v][c] * ((row[v] - p.means[v]) / p.scales[v]);
  return scores;
}

std::vector<double> pca_residual(const Pca& p, std::span<const double> row, std::size_t components) {
  const std::vector<double> scores = pca_scores(p, row);
  std::vector<double> left(row.begin(), row.end());
  for (std::size_t v = 0; v < left.size(); ++v) {
    double explained = 0;
    for (std::size_t c = 0; c < std::min(components, scores.size()); ++c) explained += p.loadings[v][c] * scores[c];
    left[v] -= p.means[v] + p.scales[v] * explained;
  }
  return left;
}

}  // namespace relval
