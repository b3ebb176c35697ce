#include "analytics/findings.hpp"

#include <algorithm>
#include <cmath>

#include "analytics/finding_rules.hpp"
#include "analytics/summary.hpp"
#include "base/text.hpp"

namespace relval {

const char* name_of(Severity s) {
  return s == Severity::problem ? "problem" : s == Severity::warning ? "warning" : "note";
}
const char* mark_of(Severity s) { return s == Severity::problem ? "!!" : s == Severity::warning ? "!" : "i"; }

const std::vector<FindingKind>& known_findings() {
  static const std::vector<FindingKind> kinds = [] {
    std::vector<FindingKind> all;
    for (const FindingRule& rule : finding_rules()) all.push_back({rule.id, rule.help});
    return all;
  }();
  return kinds;
}

std::vector<std::string> known_finding_ids() {
  std::vector<std::string> ids;
  for (const FindingKind& k : known_findings()) ids.push_back(k.id);
  return ids;
}

std::vector<Finding> find_all(const RunResult& r, const Summary& s) {
  std::vector<Finding> found;
  for (const FindingRule& rule : finding_rules()) {
    if (auto finding = rule.look(r, s)) {
      finding->id = rule.id;
      found.push_back(std::move(*finding));
    }
  }
  const auto graver = [](const Finding& a, const Finding& b) { return a.severity > b.severity; };
  std::stable_sort(found.begin(), found.end(), graver);
  return found;
}

void check_fail_on(const ReportConfig& report, Problems& problems) {
  const auto ids = known_finding_ids();
  for (const PlacedText& wanted : report.fail_on) {
    if (std::find(ids.begin(), ids.end(), wanted.value) != ids.end()) continue;
    problems.add(wanted.place, "no finding is called '" + wanted.value + "'", suggest(wanted.value, ids));
  }
}

std::vector<Finding> failing_findings(const std::vector<Finding>& findings, const RunConfig& config) {
  std::vector<Finding> failing;
  for (const Finding& f : findings) {
    const auto is = [&](const PlacedText& id) { return id.value == f.id; };
    const auto& wanted = config.report.fail_on;
    const bool stale = config.stale.fail && f.id == "stale_marks";
    const bool limit = f.id == "limits" && config.limits.on_breach == OnBreach::fail;
    if (stale || limit || f.fails || std::any_of(wanted.begin(), wanted.end(), is)) failing.push_back(f);
  }
  return failing;
}

}  // namespace relval
