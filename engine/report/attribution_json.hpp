// The section attribution of summary.json, as JSON text. Private to report.
#pragma once

#include <string>

#include "analytics/attribution.hpp"

namespace relval {

std::string attribution_json(const Attribution&);

}  // namespace relval
