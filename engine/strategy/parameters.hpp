// The parameters of a strategy, read from the config by the strategy's own table.
#pragma once

#include <map>
#include <string>

#include "config/run_config.hpp"
#include "relval/abi.h"
#include "relval/types.hpp"
#include "strategy/assets.hpp"

namespace relval {

struct ParameterValue {
  std::int32_t kind = RELVAL_PARAM_NUMBER;
  bool usable = false;  // false: a problem was recorded for it
  double number = kNaN;  // NUMBER, WHOLE
  std::string text;      // as written
  std::int32_t asset = -1;
  Path file;             // TABLE, resolved
};

// Every declared parameter, by name. Unknown keys, missing values, wrong types, values out of range, assets the run
// does not have and files that are not there go to problems with their places.
std::map<std::string, ParameterValue> read_parameters(const relval_plugin&, const RunConfig&, const AssetIndex&,
                                                      Problems&);

// "2 to 1000 rows", "at least 0 bp"; both ends belong to the range. Empty where there is no limit.
std::string range_text(const relval_param&);

}  // namespace relval
