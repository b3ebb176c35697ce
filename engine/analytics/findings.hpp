// What a reader of a result must know before believing it. Every finding has a stable id, evidence in numbers, and what
// to do about it; `report.fail_on` names ids that make a run exit 1.
#pragma once

#include <string>
#include <vector>

#include "base/problems.hpp"
#include "config/run_config.hpp"

namespace relval {

struct RunResult;
struct Summary;

enum class Severity { note, warning, problem };
const char* name_of(Severity);  // "note", "warning", "problem"
const char* mark_of(Severity);  // "i", "!", "!!"

struct Finding {
  std::string id;
  Severity severity = Severity::note;
  std::string text;    // the evidence, one line
  std::string remedy;  // what to do; may be empty
  bool fails = false;  // by the on_breach of what it is about
};

// Problems first, then warnings, then notes. Reads every part of the summary but its findings.
std::vector<Finding> find_all(const RunResult&, const Summary&);

struct FindingKind {
  std::string id, help;
};
const std::vector<FindingKind>& known_findings();
std::vector<std::string> known_finding_ids();

// Ids in report.fail_on that no finding has: reported with their places and "did you mean".
void check_fail_on(const ReportConfig&, Problems&);
// Those that the config asks to fail on: report.fail_on, and stale_marks with stale.on_breach: fail.
std::vector<Finding> failing_findings(const std::vector<Finding>&, const RunConfig&);

}  // namespace relval
