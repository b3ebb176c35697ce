// The parts of the screen, each a few lines that end with a line break. Private to report.
#pragma once

#include <string>

#include "report/terminal.hpp"

namespace relval {

std::string currency_of(const RunResult&);  // " USD" where all instruments state the same one, else nothing
std::string screen_header(const RunResult&, const Summary&, Detail);
std::string screen_pnl(const RunResult&, const Summary&, Detail);  // and the legs with their spreads
std::string screen_statistics(const RunResult&, const Summary&, Detail);
std::string screen_exposures(const RunResult&, const Summary&);
std::string screen_risk(const RunResult&, const Summary&, Detail);
std::string screen_coverage(const RunResult&, const Summary&);
std::string screen_attribution(const RunResult&, const Summary&);
std::string screen_pair(const RunResult&, const Summary&, Detail);
std::string screen_variations(const RunResult&, const Summary&, Detail);
std::string screen_findings(const Summary&, Detail);

}  // namespace relval
