// The statistics that reference cases call, by the name a case has in "fn". One file per topic registers its own.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "base/statistic.hpp"
#include "reference/case.hpp"

namespace reference {

using Function = std::function<json(const Case&)>;  // the result in the shape of the case's "expected"; NaN = undefined
using Functions = std::map<std::string, Function>;

inline json value(const relval::Statistic& s) { return s.value; }
// All that a statistic of several numbers says when it could not be worked out.
inline json nothing() { return nullptr; }

void add_benchmark(Functions&);
void add_bootstrap(Functions&);
void add_covariance(Functions&);  // and risk_contributions
void add_cv_splits(Functions&);
void add_kalman(Functions&);
void add_mean_reversion(Functions&);
void add_overfitting(Functions&);
void add_pca(Functions&);
void add_performance(Functions&);  // and edge_cases
void add_regression(Functions&);
void add_rolling(Functions&);
void add_trades(Functions&);
void add_unit_root(Functions&);
void add_var_es(Functions&);

}  // namespace reference
