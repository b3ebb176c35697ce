// The parameters of a strategy, read from the config by the strategy's own table.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "config/run_config.hpp"
#include "market/panel.hpp"
#include "relval/abi.h"
#include "relval/types.hpp"
#include "strategy/assets.hpp"

namespace relval {

struct ParameterValue {
  std::int32_t kind = RELVAL_PARAM_NUMBER;
  bool usable = false;  // false: a problem was recorded for it
  double number = kNaN;  // NUMBER, WHOLE
  std::string text;      // as written, or the default
  std::int32_t asset = -1;
  Path file;             // TABLE, resolved
};

// Every declared parameter, by name. A whole number of rows may be a length of time (6m), counted in rows of the store.
// Unknown keys, missing values, wrong types, values out of range, assets the run does not have and files that are not
// there go to problems with their places.
std::map<std::string, ParameterValue> read_parameters(const relval_plugin&, const RunConfig&, const AssetIndex&,
                                                      const RowUnit&, Problems&);

// "2 to 1000 rows", "at least 0 bp"; both ends belong to the range. "diff, ratio or residual". Empty where there is no
// limit.
std::string range_text(const relval_param&);
bool counts_rows(const relval_param&);  // a whole number that may be stated as a length of time
std::optional<double> least_of(const relval_param&), most_of(const relval_param&);  // of numbers; none: no limit

// The default as a config would write it; empty: the parameter is required.
std::optional<std::string> default_text(const relval_param&);

std::vector<std::string> words_of(const relval_param&);  // of a TEXT that is one of some words, else none

}  // namespace relval
