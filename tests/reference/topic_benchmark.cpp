// A strategy beside a benchmark or factors.
#include <cmath>

#include "analytics/benchmark.hpp"
#include "analytics/factor_regression.hpp"
#include "analytics/long_run_variance.hpp"
#include "analytics/sharpe_error.hpp"
#include "reference/topics.hpp"

using namespace relval;

namespace reference {
namespace {

FactorRegression regression_of(const Case& c) {
  std::vector<Column> factors;
  for (std::size_t i = 1; i < c.column_count(); ++i) factors.push_back(c.returns(i));
  HacOptions options;
  if (c.has("lag") && c.param("lag").is_number()) options.lag = c.count("lag");
  options.small_sample = c.flag("small_sample", true);
  return factor_regression(c.returns(), factors, options);
}

json alpha_beta(const Case& c) {
  const FactorRegression r = regression_of(c);
  const double a = c.periods_per_year();
  return {{"alpha_per", r.coefficient[0]}, {"alpha_annual", a * r.coefficient[0]},
          {"beta", r.coefficient[1]},      {"se_alpha_per", r.error[0]},
          {"se_beta", r.error[1]},         {"t_alpha", r.t[0]},
          {"t_beta", r.t[1]},              {"p_alpha", r.p[0]},
          {"p_beta", r.p[1]},              {"r2", r.r_squared},
          {"resid_vol_annual", r.residual_deviation * std::sqrt(a)},
          {"appraisal_ratio", a * r.coefficient[0] / (r.residual_deviation * std::sqrt(a))}};
}

json several_factors(const Case& c) {
  const FactorRegression r = regression_of(c);
  return {{"coef", r.coefficient}, {"se", r.error}, {"t", r.t}, {"p", r.p}, {"r2", r.r_squared}};
}

json difference_of_sharpes(const Case& c) {
  const std::size_t lag =
      c.has("lag") && c.param("lag").is_number() ? c.count("lag") : automatic_lag(c.column().size());
  const SharpeDifference d = sharpe_difference(c.returns(), c.returns(1), lag);
  return {{"diff", value(d.difference)}, {"se", value(d.error)}, {"z", value(d.z)}, {"p", value(d.p)}};
}

}  // namespace

void add_benchmark(Functions& all) {
  all["alpha_beta_hac"] = alpha_beta;
  all["factor_regression_hac"] = several_factors;
  all["sharpe_difference_hac"] = difference_of_sharpes;
  all["information_ratio"] = [](const Case& c) {
    return value(information_ratio(c.returns(), c.returns(1), c.periods_per_year()));
  };
  all["tracking_error"] = [](const Case& c) {
    return value(tracking_error(c.returns(), c.returns(1), c.periods_per_year()));
  };
  all["up_capture"] = [](const Case& c) { return value(up_capture(c.returns(), c.returns(1))); };
  all["down_capture"] = [](const Case& c) { return value(down_capture(c.returns(), c.returns(1))); };
  all["correlation"] = [](const Case& c) { return value(correlation(c.returns(), c.returns(1))); };
}

}  // namespace reference
