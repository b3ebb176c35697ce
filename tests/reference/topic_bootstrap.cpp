// Resampling, and tests of the best of many trials.
#include "analytics/bootstrap.hpp"
#include "analytics/resamples.hpp"
#include "analytics/superiority.hpp"
#include "reference/topics.hpp"

using namespace relval;

namespace reference {
namespace {

// Trials less the benchmark, with what "add" puts on some of them.
Trials differences(const Case& c) {
  Trials all;
  for (std::size_t k = 0; k < c.column_count(); ++k) {
    Column x = c.returns(k);
    const bool added = c.has("add") && c.inputs().contains("columns");
    const double more = added ? c.param("add").value(c.column_name(k), 0.0) : 0;
    const double less = c.number("benchmark", 0);
    for (double& v : x) v += more - less;
    all.push_back(std::move(x));
  }
  return c.flag("standardise", false) ? of_equal_volatility(all) : all;
}

void add_p(json& out, const std::string& name, const ResampledP& p) {
  out["p" + name] = p.p;
  out["p_plain" + name] = p.plain;
}

}  // namespace

void add_bootstrap(Functions& all) {
  all["stationary_bootstrap_indices"] = [](const Case& c) {
    return json(stationary_bootstrap_indices(c.column(0), c.column(1), c.count("n"), c.number("p")));
  };
  all["bootstrap_sharpe"] = [](const Case& c) -> json {
    const Bootstrap b = bootstrap_sharpe(c.returns(), as_given(c.indices()), c.number("level", 0.95));
    if (b.status != Status::ok) return nothing();
    return json{{"theta", b.value}, {"se", b.standard_error}, {"percentile", {b.percentile_low, b.percentile_high}},
                {"basic", {b.basic_low, b.basic_high}}, {"p_le_zero", b.p_not_positive}, {"draws_first", b.draws},
                {"degenerate", b.degenerate}};
  };
  all["optimal_block_length"] = [](const Case& c) -> json {
    Column x = c.returns();
    if (c.text("transform", "none") == "diff") {
      for (std::size_t t = 0; t + 1 < x.size(); ++t) x[t] = x[t + 1] - x[t];
      if (!x.empty()) x.pop_back();
    }
    const BlockLength b = optimal_block_length(x, c.number("c", 2));
    if (b.status != Status::ok) return nothing();
    return json{{"sb", b.stationary}, {"cb", b.circular}, {"m_hat", b.m}, {"M", b.lags}, {"b_max", b.cap}};
  };
  all["reality_check"] = [](const Case& c) -> json {
    const RealityCheck r = reality_check(differences(c), as_given(c.indices()));
    if (r.status != Status::ok) return nothing();
    json out{{"stat", r.statistic}};
    add_p(out, "", r.p);
    return out;
  };
  all["hansen_spa"] = [](const Case& c) -> json {
    const SuperiorAbility r = hansen_spa(differences(c), as_given(c.indices()), c.number("mean_block"));
    if (r.status != Status::ok) return nothing();
    json out{{"stat", r.statistic}, {"omega", r.deviations}};
    add_p(out, "_lower", r.lower);
    add_p(out, "_consistent", r.consistent);
    add_p(out, "_upper", r.upper);
    return out;
  };
  all["romano_wolf_stepm"] = [](const Case& c) -> json {
    const StepwiseTest r =
        romano_wolf_stepm(differences(c), as_given(c.indices()), c.number("mean_block"), c.number("size", 0.05));
    if (r.status != Status::ok) return nothing();
    return json{{"t", r.statistics}, {"rejected", r.rejected}, {"critical", r.critical}};
  };
}

}  // namespace reference
