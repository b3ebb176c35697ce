// Half-lives, variance ratios, Hurst exponents.
#include <cmath>

#include "reference/topics.hpp"
#include "signals/hurst.hpp"
#include "signals/ou.hpp"
#include "signals/variance_ratio.hpp"

using namespace relval;

namespace reference {
namespace {

std::vector<double> changes(const std::vector<double>& x) {
  std::vector<double> d;
  for (std::size_t t = 1; t < x.size(); ++t) d.push_back(x[t] - x[t - 1]);
  return d;
}

}  // namespace

void add_mean_reversion(Functions& all) {
  all["ou_fit"] = [](const Case& c) -> json {
    const OuFit f = ou_fit(c.column(), c.number("dt", 1));
    if (std::isnan(f.b)) return nothing();
    return json{{"a", f.a}, {"b", f.b}, {"sigma2_resid", f.residual_variance}, {"n", f.n}, {"kappa", f.kappa},
                {"theta", f.theta}, {"sigma", f.sigma}, {"half_life", f.half_life},
                {"half_life_corrected", f.half_life_corrected}, {"stationary_sd", f.stationary_deviation},
                {"loglik", f.log_likelihood}};
  };
  all["variance_ratio"] = [](const Case& c) {
    const VarianceRatio v =
        variance_ratio(c.column(), c.count("q"), {c.flag("robust", true), c.flag("debiased", true)});
    return json{{"vr", v.ratio}, {"stat", v.score}, {"p", v.p_value}};
  };
  all["hurst_ghe"] = [](const Case& c) {
    return value(hurst_ghe(c.column(), c.number("q", 2), c.count("tau_max", 20)));
  };
  all["hurst_rs"] = [](const Case& c) {
    const std::vector<std::size_t> sizes = c.counts("block_sizes");
    const bool differenced = c.text("on", "first differences") == "first differences";
    return value(hurst_rs(differenced ? changes(c.column()) : c.column(), sizes));
  };
}

}  // namespace reference
