// The findings one by one: what each looks for. Private to analytics.
#pragma once

#include <optional>
#include <vector>

#include "analytics/summary.hpp"

namespace relval {

struct FindingRule {
  const char* id;
  const char* help;
  std::optional<Finding> (*look)(const RunResult&, const Summary&);  // the id is filled in by the caller
};

const std::vector<FindingRule>& finding_rules();

using MaybeFinding = std::optional<Finding>;
inline Finding problem(std::string text, std::string remedy = {}) {
  return {{}, Severity::problem, std::move(text), std::move(remedy)};
}
inline Finding warning(std::string text, std::string remedy = {}) {
  return {{}, Severity::warning, std::move(text), std::move(remedy)};
}
inline Finding note(std::string text, std::string remedy = {}) {
  return {{}, Severity::note, std::move(text), std::move(remedy)};
}

// Currency for a sentence: 1,234 · 12.3k · 4.56m · 7.89bn, with the sign.
std::string money(double currency);
std::string percent(double share);   // 0.312 -> "31 %"
std::string counted(std::size_t n, const std::string& singular);  // "1 month", "7 months"

// Of the data and the marks (finding_data.cpp).
MaybeFinding find_synthetic_data(const RunResult&, const Summary&);
MaybeFinding find_averaged_marks(const RunResult&, const Summary&);
MaybeFinding find_unusual_spreads(const RunResult&, const Summary&);
MaybeFinding find_stale_marks(const RunResult&, const Summary&);
MaybeFinding find_catch_up(const RunResult&, const Summary&);
MaybeFinding find_long_interval(const RunResult&, const Summary&);
MaybeFinding find_breaks(const RunResult&, const Summary&);
MaybeFinding find_unchecksummed(const RunResult&, const Summary&);

// Of the trades and what they cost (finding_trades.cpp).
MaybeFinding find_never_traded(const RunResult&, const Summary&);
MaybeFinding find_same_close(const RunResult&, const Summary&);
MaybeFinding find_no_cost(const RunResult&, const Summary&);
MaybeFinding find_free_legs(const RunResult&, const Summary&);
MaybeFinding find_waiting_orders(const RunResult&, const Summary&);
MaybeFinding find_leverage(const RunResult&, const Summary&);
MaybeFinding find_tiny_book(const RunResult&, const Summary&);
MaybeFinding find_cheap_rates(const RunResult&, const Summary&);
MaybeFinding find_no_financing(const RunResult&, const Summary&);
MaybeFinding find_break_even(const RunResult&, const Summary&);
MaybeFinding find_open_at_end(const RunResult&, const Summary&);
MaybeFinding find_cs01_not_neutral(const RunResult&, const Summary&);

// Of a pair and of what the config bounds (finding_pair.cpp).
MaybeFinding find_hindsight(const RunResult&, const Summary&);
MaybeFinding find_market_share(const RunResult&, const Summary&);
MaybeFinding find_losing_side(const RunResult&, const Summary&);
MaybeFinding find_carry_sign(const RunResult&, const Summary&);
MaybeFinding find_excluded_exposure(const RunResult&, const Summary&);
MaybeFinding find_neutrality(const RunResult&, const Summary&);
MaybeFinding find_limits(const RunResult&, const Summary&);
MaybeFinding find_trimmed(const RunResult&, const Summary&);
MaybeFinding find_without_size(const RunResult&, const Summary&);
MaybeFinding find_above_cap(const RunResult&, const Summary&);

// Of the result and how much it proves (finding_result.cpp).
MaybeFinding find_capital_lost(const RunResult&, const Summary&);
MaybeFinding find_residual(const RunResult&, const Summary&);
MaybeFinding find_one_period(const RunResult&, const Summary&);
MaybeFinding find_one_name(const RunResult&, const Summary&);
MaybeFinding find_thin_sample(const RunResult&, const Summary&);
MaybeFinding find_luck(const RunResult&, const Summary&);
MaybeFinding find_many_parameters(const RunResult&, const Summary&);
MaybeFinding find_one_issuer(const RunResult&, const Summary&);
MaybeFinding find_autocorrelation(const RunResult&, const Summary&);

// Of the risk of the book (finding_risk.cpp).
MaybeFinding find_tail_against_pnl(const RunResult&, const Summary&);
MaybeFinding find_tenor_mismatch(const RunResult&, const Summary&);
MaybeFinding find_net_notional(const RunResult&, const Summary&);
MaybeFinding find_stress_beyond_capital(const RunResult&, const Summary&);

}  // namespace relval
