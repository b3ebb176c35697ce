#include "analytics/risk.hpp"

namespace relval {
namespace {

constexpr std::size_t kWorstRows = 5;

std::map<std::string, double> jumps_of(const JumpToDefault& jump) {
  std::map<std::string, double> by_issuer;
  for (const IssuerJump& j : jump.all) by_issuer[j.issuer] = j.pnl;
  return by_issuer;
}

Scenarios scenarios_of(const RunResult& r, const RiskInputs& in) {
  Scenarios more{worst_rows(r, in.market, kWorstRows), {}, in.windows};
  for (const ScenarioConfig& s : r.config.report.own_scenarios)
    if (!s.window.given) more.stated.push_back(s);
  return more;
}

}  // namespace

RiskReport measure_risk(const RunResult& r, const RiskInputs& in) {
  RiskReport out;
  const RiskBook entry = book_on(r, in.market, in.entry_row), now = book_on(r, in.market, in.last_row);
  out.status = now.status;
  out.entry_date = entry.date;
  out.date = now.date;
  out.as_it_stands = simulate_history(now, r, in.market);
  out.jump = jump_to_default(now);
  out.of_cs01 = name_concentration(by_owner(now, cs01_of));
  out.of_dts = name_concentration(by_owner(now, dts_of));
  out.of_jump = name_concentration(jumps_of(out.jump));
  out.tenors = tenor_buckets(now, r.legs.size());
  out.durations = side_duration(now);
  Scenarios more = scenarios_of(r, in);
  auto part_at_entry = correlation_break(r, in.entry_row), part_now = correlation_break(r, in.last_row);
  const bool parts = part_at_entry && part_now;  // the two books have the same scenarios
  if (parts) more.windows.insert(more.windows.begin(), std::move(*part_at_entry));
  out.stress_at_entry = stress_all(entry, r.legs.size(), more);
  if (parts) more.windows.front() = std::move(*part_now);
  out.stress_now = stress_all(now, r.legs.size(), more);
  return out;
}

const StressResult* find_stress(const std::vector<StressResult>& all, std::string_view id) {
  for (const StressResult& s : all) {
    if (s.id == id) return &s;
  }
  return nullptr;
}

}  // namespace relval
