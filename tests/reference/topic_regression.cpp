// Hedge ratios. Columns are x, then y.
#include "reference/topics.hpp"
#include "signals/hedge_ratio.hpp"

using namespace relval;

namespace reference {

void add_regression(Functions& all) {
  all["ols"] = [](const Case& c) -> json {
    const Line line = ols_line(c.column(1), c.column(0));
    if (line.status != Status::ok) return nothing();
    return json{{"intercept", line.intercept}, {"slope", line.slope}, {"se_intercept", line.intercept_error},
                {"se_slope", line.slope_error}, {"r2", line.r_squared}, {"resid_sd", line.residual_deviation}};
  };
  all["ols_no_intercept"] = [](const Case& c) {
    const Proportion p = ols_through_origin(c.column(1), c.column(0));
    return json{{"slope", p.slope}, {"se", p.error}};
  };
  all["deming"] = [](const Case& c) {
    const DemingLine line = deming(c.column(1), c.column(0), c.number("delta", 1));
    return json{{"intercept", line.intercept}, {"slope", line.slope}};
  };
}

}  // namespace reference
