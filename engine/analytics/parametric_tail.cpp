#include "analytics/parametric_tail.hpp"

#include <algorithm>
#include <cmath>

#include "analytics/moments.hpp"
#include "analytics/tail_risk.hpp"
#include "base/numeric.hpp"
#include "base/special_functions.hpp"

namespace relval {
namespace {

struct Scale {
  Status status = Status::ok;
  double mean = 0, deviation = 0;
  double alpha = 0, z = 0, density = 0;
};

Scale scale_of(std::span<const double> pnl, double confidence, const TailMoments& how) {
  Scale s;
  if (!all_finite(pnl) || !std::isfinite(confidence)) s.status = Status::non_finite_input;
  else if (pnl.size() < 2) s.status = Status::too_few;
  else if (confidence <= 0 || confidence >= 1) s.status = Status::out_of_domain;
  if (s.status != Status::ok) return s;
  s.mean = how.zero_mean ? 0 : mean(pnl);
  s.deviation = how.population ? std::sqrt(moments(pnl).m2) : sample_deviation(pnl);
  s.alpha = tail_share(confidence);
  s.z = normal_quantile(s.alpha);
  s.density = normal_density(s.z);
  return s;
}

}  // namespace

NormalTail normal_tail(std::span<const double> pnl, double confidence, const TailMoments& how) {
  const Scale s = scale_of(pnl, confidence, how);
  if (s.status != Status::ok) return {undefined(s.status), undefined(s.status)};
  return {defined(-(s.mean + s.deviation * s.z)), defined(-s.mean + s.deviation * s.density / s.alpha)};
}

bool cornish_fisher_valid(double skewness, double excess_kurtosis) {
  const double a = skewness / 6, b = excess_kurtosis / 24, c = skewness * skewness / 36;
  const double lead = 3 * b - 6 * c;
  if (lead == 0) return a == 0;
  return lead > 0 && a * a <= lead * (1 - 3 * b + 5 * c);
}

CornishFisherTail cornish_fisher_tail(std::span<const double> pnl, double confidence, const TailMoments& how) {
  CornishFisherTail out;
  const Scale scale = scale_of(pnl, confidence, how);
  const Statistic skew = skewness(pnl), kurtosis = excess_kurtosis(pnl);
  const Status status = scale.status != Status::ok ? scale.status : kurtosis.status;
  if (status != Status::ok) {
    out.var = out.es = out.es_boudt = undefined(status);
    return out;
  }
  const double s = out.skewness = skew.value, k = out.excess_kurtosis = kurtosis.value;
  out.valid = cornish_fisher_valid(s, k);
  const double z = scale.z, z2 = z * z, z3 = z2 * z;
  const double bent = z + (z2 - 1) * s / 6 + (z3 - 3 * z) * k / 24 - (2 * z3 - 5 * z) * s * s / 36;
  const double in_tail = 1 + z * s / 6 + (z2 - 1) * k / 24 - (2 * z2 - 1) * s * s / 36;
  const double g = bent, g2 = g * g, g3 = g2 * g, g4 = g2 * g2, g6 = g4 * g2;
  const double expansion =
      1 + g3 * s / 6 + (g4 - 2 * g2 - 1) * k / 24 + (g6 - 9 * g4 + 9 * g2 + 3) * s * s / 72;
  const double boudt = std::max(normal_density(g) / scale.alpha * expansion, -g);
  const Status domain = out.valid ? Status::ok : Status::out_of_domain;
  out.var = {-(scale.mean + scale.deviation * bent), domain};
  out.es = {-scale.mean + scale.deviation * scale.density / scale.alpha * in_tail, domain};
  out.es_boudt = {-scale.mean + scale.deviation * boudt, domain};
  return out;
}

}  // namespace relval
