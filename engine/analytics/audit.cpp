#include "analytics/audit.hpp"

#include <algorithm>

namespace relval {

bool AuditReport::passed() const {
  return std::all_of(parts.begin(), parts.end(), [](const AuditPart& p) { return p.passed(); }) &&
         std::all_of(warm_up.begin(), warm_up.end(), [](const WarmUp& w) { return !w.finding; });
}

const std::vector<std::string>& audit_exclusions() {
  static const std::vector<std::string> kAll = {
      "the calendar: which dates have rows, month ends and rebalance dates are known ahead",
      "contracts: maturities, by their date; calls from the day they are known",
      "what the config states: legs, exclusions, groups' dates, breaks, from and to",
      "marks on the row they are of: the close a trade is done at, its cost, the P&L of the interval that ends there",
      "rows before the run: seen together with its first row, on which the adjusted spread of a leg is pinned",
      "files of the strategy (tables): a row is taken to be known on its date",
  };
  return kAll;
}

}  // namespace relval
