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

void add_performance(Functions&);

}  // namespace reference
