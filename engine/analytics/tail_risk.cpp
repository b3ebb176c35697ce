#include "analytics/tail_risk.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "base/numeric.hpp"

namespace relval {
namespace {

constexpr double kCountSlack = 1e-9;  // of n a: what is a whole number but for rounding

TailRisk without(double confidence, Status s) { return {confidence, undefined(s), undefined(s)}; }

Status input_status(std::span<const double> pnl, double confidence) {
  if (!all_finite(pnl) || !std::isfinite(confidence)) return Status::non_finite_input;
  if (pnl.empty()) return Status::too_few;
  return confidence > 0 && confidence < 1 ? Status::ok : Status::out_of_domain;
}

struct TailCount {
  double expected;          // rows in the tail, at least 1
  std::size_t rank, whole;  // of VaR, from 1; rows that lie in the tail as a whole
  double rest;              // share of the row after them
};

TailCount tail_count(std::size_t rows, double confidence) {
  const double expected = std::max(1.0, static_cast<double>(rows) * tail_share(confidence));
  const double whole = std::floor(expected + kCountSlack), rest = expected - whole;
  return {expected, static_cast<std::size_t>(std::ceil(expected - kCountSlack)), static_cast<std::size_t>(whole),
          rest > kCountSlack ? rest : 0};
}

}  // namespace

double tail_share(double confidence) { return std::floor((1.0 - confidence) * 1e12 + 0.5) / 1e12; }

TailRows tail_rows(std::span<const double> pnl, double confidence) {
  TailRows tail;
  std::vector<std::size_t> order(pnl.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return pnl[a] < pnl[b]; });
  const TailCount count = tail_count(pnl.size(), confidence);
  tail.var_rank = count.rank;
  tail.var_row = order[count.rank - 1];
  for (std::size_t i = 0; i < count.whole; ++i) {
    tail.row.push_back(order[i]);
    tail.weight.push_back(1);
  }
  if (count.rest > 0) {
    tail.row.push_back(order[count.whole]);
    tail.weight.push_back(count.rest);
  }
  return tail;
}

TailRisk tail_risk(std::span<const double> pnl, double confidence) {
  const Status status = input_status(pnl, confidence);
  if (status != Status::ok) return without(confidence, status);
  std::vector<double> ascending(pnl.begin(), pnl.end());
  std::sort(ascending.begin(), ascending.end());
  return tail_risk_of_sorted(ascending, confidence);
}

TailRisk tail_risk_of_sorted(std::span<const double> ascending, double confidence) {
  const Status status = input_status(ascending, confidence);
  if (status != Status::ok) return without(confidence, status);
  const TailCount count = tail_count(ascending.size(), confidence);
  if (static_cast<double>(ascending.size()) * tail_share(confidence) < 1.0 - kCountSlack) {
    const Statistic worst{-ascending[0], Status::too_few};
    return {confidence, worst, worst};
  }
  CompensatedSum sum;
  for (std::size_t i = 0; i < count.whole; ++i) sum.add(ascending[i]);
  if (count.rest > 0) sum.add(count.rest * ascending[count.whole]);
  return {confidence, defined(-ascending[count.rank - 1]), defined(-sum.value() / count.expected)};
}

TailRisk tail_risk(std::span<const double> pnl, double confidence, Quantile type) {
  if (type == Quantile::inverse) return tail_risk(pnl, confidence);
  const Status status = input_status(pnl, confidence);
  if (status != Status::ok) return without(confidence, status);
  const double at = quantile(pnl, tail_share(confidence), type).value;
  std::vector<double> beyond;
  for (const double p : pnl) {
    if (p <= at) beyond.push_back(p);
  }
  return {confidence, defined(-at), beyond.empty() ? undefined(Status::too_few) : defined(-mean(beyond))};
}

std::vector<double> overlapping_sums(std::span<const double> pnl, std::size_t horizon) {
  std::vector<double> sums;
  for (std::size_t t = 0; horizon > 0 && t + horizon <= pnl.size(); ++t) {
    sums.push_back(compensated_sum(pnl.subspan(t, horizon)));
  }
  return sums;
}

TailRisks tail_risks(std::span<const double> pnl) {
  return {pnl.size(), tail_risk(pnl, 0.95), tail_risk(pnl, 0.99)};
}

}  // namespace relval
