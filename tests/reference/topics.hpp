// The statistics that reference cases call, by the name a case has in "fn". One file per topic registers its own.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "analytics/statistic.hpp"
#include "reference/case.hpp"

namespace reference {

using Function = std::function<json(const Case&)>;  // the result in the shape of the case's "expected"; NaN = undefined
using Functions = std::map<std::string, Function>;

inline json value(const relval::Statistic& s) { return s.value; }

void add_benchmark(Functions&);
void add_covariance(Functions&);  // and risk_contributions
void add_performance(Functions&);  // and edge_cases
void add_trades(Functions&);
void add_var_es(Functions&);

}  // namespace reference
