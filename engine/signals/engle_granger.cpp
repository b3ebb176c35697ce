#include "signals/engle_granger.hpp"

#include <cmath>

#include "base/numeric.hpp"
#include "signals/least_squares.hpp"

namespace relval {
namespace {

constexpr double kPerfectFit = 1e-12;

std::vector<std::vector<double>> with_trend(std::vector<std::vector<double>> x, std::size_t rows, Deterministic trend) {
  for (int power = 1; power < static_cast<int>(trend); ++power) {
    x.emplace_back();
    for (std::size_t t = 1; t <= rows; ++t) {
      const double s = static_cast<double>(t) / static_cast<double>(rows);
      x.back().push_back(power == 1 ? s : s * s);
    }
  }
  return x;
}

}  // namespace

EngleGranger engle_granger(std::span<const double> y, const std::vector<std::vector<double>>& x, Deterministic trend,
                           std::optional<std::size_t> lags) {
  EngleGranger out;
  const LeastSquares f = least_squares(y, with_trend(x, y.size(), trend),
                                       trend == Deterministic::none ? Intercept::none : Intercept::estimated);
  out.status = f.status;
  if (f.status == Status::ok && f.r_squared > 1 - kPerfectFit) out.status = Status::not_invertible;
  if (out.status == Status::ok && std::isnan(f.r_squared)) out.status = Status::zero_variance;
  if (out.status != Status::ok) return out;
  const AdfTest test = lags ? adf(f.residuals, *lags, Deterministic::none)
                            : adf_auto(f.residuals, Deterministic::none, LagCriterion::aic);
  out.status = test.status;
  out.lags = test.lags;
  if (test.status != Status::ok) return out;
  const std::size_t series = 1 + x.size();
  out.coefficients = f.coefficients;
  out.statistic = test.statistic;
  out.p_value = mackinnon_p(test.statistic, series, trend);
  out.critical = mackinnon_critical(static_cast<double>(y.size() - 1), series, trend);
  return out;
}

EngleGrangerPair engle_granger_both_ways(std::span<const double> y, std::span<const double> x, Deterministic trend,
                                         std::optional<std::size_t> lags) {
  const EngleGranger as_given = engle_granger(y, {{x.begin(), x.end()}}, trend, lags);
  const EngleGranger turned = engle_granger(x, {{y.begin(), y.end()}}, trend, lags);
  const bool swap = turned.status != Status::ok || std::fabs(turned.statistic) < std::fabs(as_given.statistic);
  return as_given.status != Status::ok || !swap ? EngleGrangerPair{as_given, false} : EngleGrangerPair{turned, true};
}

}  // namespace relval
