#include "analytics/risk_contributions.hpp"

#include <algorithm>
#include <cmath>

#include "analytics/tail_risk.hpp"
#include "base/numeric.hpp"
#include "base/special_functions.hpp"

namespace relval {
namespace {

double dot(std::span<const double> a, std::span<const double> b) {
  CompensatedSum sum;
  for (std::size_t i = 0; i < a.size(); ++i) sum.add(a[i] * b[i]);
  return sum.value();
}

std::vector<double> times(const CovarianceMatrix& c, std::span<const double> w) {
  std::vector<double> product;
  for (std::size_t i = 0; i < c.size; ++i) product.push_back(dot(std::span(c.values).subspan(i * c.size, c.size), w));
  return product;
}

double volatility_of(const CovarianceMatrix& c, std::span<const double> w) {
  const double variance = dot(w, times(c, w));
  return variance < 0 ? 0 : std::sqrt(variance);
}

struct Weighted {
  Status status = Status::ok;
  std::vector<double> total;              // of the portfolio, by row
  std::vector<std::vector<double>> legs;  // w_i L_i
};

Weighted weighted(Columns legs, std::span<const double> weight) {
  Weighted w;
  w.status = columns_status(legs, 1);
  if (w.status != Status::ok) return w;
  if (weight.size() != legs.size()) w.status = Status::too_few;
  else if (!all_finite(weight)) w.status = Status::non_finite_input;
  if (w.status != Status::ok) return w;
  w.legs.assign(legs.begin(), legs.end());
  for (std::size_t i = 0; i < legs.size(); ++i) {
    for (double& x : w.legs[i]) x *= weight[i];
  }
  for (std::size_t t = 0; t < legs[0].size(); ++t) {
    CompensatedSum sum;
    for (const auto& leg : w.legs) sum.add(leg[t]);
    w.total.push_back(sum.value());
  }
  return w;
}

std::vector<std::size_t> order_of(const std::vector<double>& x) {
  std::vector<std::size_t> order(x.size());
  for (std::size_t i = 0; i < x.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return x[a] < x[b]; });
  return order;
}

}  // namespace

NormalContributions normal_contributions(const CovarianceMatrix& c, std::span<const double> mean,
                                         std::span<const double> weight, double confidence) {
  NormalContributions out;
  const std::size_t n = c.size;
  out.marginal.assign(n, kNaN);
  out.var_part = out.volatility_part = out.es_part = out.incremental = out.marginal;
  if (mean.size() != n || weight.size() != n || n == 0) return out;
  if (!all_finite(c.values) || !all_finite(mean) || !all_finite(weight)) out.status = Status::non_finite_input;
  else if (!(confidence > 0 && confidence < 1)) out.status = Status::out_of_domain;
  else out.status = Status::ok;
  if (out.status != Status::ok) return out;

  const double alpha = tail_share(confidence), z = -normal_quantile(alpha), beyond = normal_density(z) / alpha;
  const double volatility = volatility_of(c, weight), gain = dot(weight, mean);
  if (!(volatility > 0)) {
    out.status = Status::zero_variance;
    return out;
  }
  out.volatility = volatility;
  out.var = z * volatility - gain;
  out.es = beyond * volatility - gain;
  const std::vector<double> slope = times(c, weight);
  std::vector<double> without(weight.begin(), weight.end());
  for (std::size_t i = 0; i < n; ++i) {
    const double along = slope[i] / volatility;
    out.marginal[i] = z * along - mean[i];
    out.var_part[i] = weight[i] * out.marginal[i];
    out.volatility_part[i] = weight[i] * along;
    out.es_part[i] = weight[i] * (beyond * along - mean[i]);
    without[i] = 0;
    out.incremental[i] = out.var - (z * volatility_of(c, without) - dot(without, mean));
    without[i] = weight[i];
  }
  return out;
}

NormalContributions normal_contributions(Columns legs, std::span<const double> weight, double confidence,
                                         bool zero_mean) {
  const Covariance c = sample_covariance(legs);
  std::vector<double> means;
  for (const auto& leg : legs) means.push_back(zero_mean ? 0.0 : mean(leg));
  NormalContributions out = normal_contributions(c.matrix, c.status == Status::ok ? means : std::vector<double>(),
                                                 weight, confidence);
  if (c.status != Status::ok) out.status = c.status;
  return out;
}

HistoricalContributions historical_contributions(Columns legs, std::span<const double> weight, double confidence) {
  HistoricalContributions out;
  out.var_part.assign(legs.size(), kNaN);
  out.es_part = out.var_part;
  const Weighted w = weighted(legs, weight);
  out.status = w.status;
  if (out.status != Status::ok) return out;
  const TailRisk tail = tail_risk(w.total, confidence);
  out.status = tail.var.status;  // too_few keeps its numbers: the worst row
  if (out.status != Status::ok && out.status != Status::too_few) return out;
  out.var = tail.var.value;
  out.es = tail.es.value;
  const TailRows rows = tail_rows(w.total, confidence);
  out.var_row = rows.var_row;
  const double weights = compensated_sum(rows.weight);
  for (std::size_t i = 0; i < legs.size(); ++i) {
    CompensatedSum lost;
    for (std::size_t k = 0; k < rows.row.size(); ++k) lost.add(-rows.weight[k] * w.legs[i][rows.row[k]]);
    out.var_part[i] = -w.legs[i][rows.var_row];
    out.es_part[i] = lost.value() / weights;
  }
  return out;
}

HistoricalContributions averaged_contributions(Columns legs, std::span<const double> weight, double confidence,
                                               std::size_t ranks) {
  HistoricalContributions out = historical_contributions(legs, weight, confidence);
  if (out.status != Status::ok && out.status != Status::too_few) return out;
  const Weighted w = weighted(legs, weight);
  const std::vector<std::size_t> order = order_of(w.total);
  const std::size_t at = tail_rows(w.total, confidence).var_rank - 1;
  const std::size_t first = at > ranks ? at - ranks : 0, last = std::min(order.size() - 1, at + ranks);
  CompensatedSum all;
  for (std::size_t k = first; k <= last; ++k) all.add(-w.total[order[k]]);
  if (all.value() == 0) {
    out.status = Status::zero_variance;
    out.var_part.assign(legs.size(), kNaN);
    return out;
  }
  for (std::size_t i = 0; i < legs.size(); ++i) {
    CompensatedSum lost;
    for (std::size_t k = first; k <= last; ++k) lost.add(-w.legs[i][order[k]]);
    out.var_part[i] = lost.value() * (out.var / all.value());
  }
  return out;
}

std::size_t usual_ranks(std::size_t rows, double confidence) {
  const double in_tail = 0.1 * static_cast<double>(rows) * tail_share(confidence);
  return static_cast<std::size_t>(std::max(1.0, std::floor(in_tail + 1e-9)));
}

std::vector<double> by_group(std::span<const double> parts, std::span<const std::size_t> group, std::size_t groups) {
  std::vector<CompensatedSum> sums(groups);
  for (std::size_t i = 0; i < parts.size(); ++i) sums[group[i]].add(parts[i]);
  std::vector<double> totals;
  for (const CompensatedSum& s : sums) totals.push_back(s.value());
  return totals;
}

}  // namespace relval
