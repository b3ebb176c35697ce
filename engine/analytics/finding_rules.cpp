#include "analytics/finding_rules.hpp"

#include <cmath>

#include "base/text.hpp"

namespace relval {

const std::vector<FindingRule>& finding_rules() {
  static const std::vector<FindingRule> rules = {
      {"synthetic_data", "the store says that its data are synthetic", find_synthetic_data},
      {"averaged_marks", "a field that marks positions is an average over its period", find_averaged_marks},
      {"never_traded", "the strategy made no trade", find_never_traded},
      {"excluded_exposure", "a name that the config excludes was held", find_excluded_exposure},
      {"hindsight_window", "one trade over one window, and what other entries (report.entry_shift_days) make",
       find_hindsight},
      {"market_share", "the factor leg's move is more than 40 % of the P&L", find_market_share},
      {"losing_side", "one side lost more than a tenth of what the other made", find_losing_side},
      {"carry_sign", "net carry is negative, or turned so", find_carry_sign},
      {"neutrality", "an exposure left the band of the config's neutral section", find_neutrality},
      {"trimmed", "a bound with on_breach: trim cut the book", find_trimmed},
      {"without_size", "something was wanted that could not be sized", find_without_size},
      {"weight_cap", "a traded leg had too few names for its cap", find_above_cap},
      {"limits", "the book was larger than the config's limits", find_limits},
      {"capital_lost", "the deepest drawdown is more than the capital", find_capital_lost},
      {"long_interval", "an interval is more than ten times as long as the median", find_long_interval},
      {"same_close", "trades happen at the close they are decided on", find_same_close},
      {"residual", "the components leave more than 0.1 % of the P&L unexplained", find_residual},
      {"no_cost", "trades were made and no half-spread is configured", find_no_cost},
      {"free_legs", "some legs trade for free while others pay", find_free_legs},
      {"no_financing", "positions were held and no financing is configured", find_no_financing},
      {"leverage", "gross at entry is more than 20 times the capital", find_leverage},
      {"tiny_book", "average gross while held is below 1 % of the capital", find_tiny_book},
      {"cheap_rates", "a borrow fee below 5 bp a year or a mean half-spread below 0.1 bp, but not 0", find_cheap_rates},
      {"break_even", "less than twice the charged half-spreads would take all P&L", find_break_even},
      {"cs01_not_neutral", "sized by CS01, but its net was more than 5 % of gross with both sides held",
       find_cs01_not_neutral},
      {"unusual_spreads", "trades at spreads outside the usual range: the unit may be wrong", find_unusual_spreads},
      {"waiting_orders", "orders found no quote when they were due", find_waiting_orders},
      {"stale_marks", "a held name went without a quote for longer than stale.max_rows", find_stale_marks},
      {"catch_up_pnl", "more than 10 % of the P&L came on rows where a quote returned", find_catch_up},
      {"one_period", "the best or worst period is more than 30 % of the P&L", find_one_period},
      {"one_name", "one of four or more names is more than half of the P&L", find_one_name},
      {"thin_sample", "fewer than 60 periods, or positions opened on fewer than 30 of them", find_thin_sample},
      {"luck", "the 95 % interval of the P&L (resampled in blocks) or of the Sharpe ratio contains zero", find_luck},
      {"many_parameters", "positions opened on fewer than ten rows for each number that the strategy is given",
       find_many_parameters},
      {"one_issuer", "without one issuer (report.leave_out) the P&L changes sign or loses half", find_one_issuer},
      {"autocorrelation", "the P&L follows itself: lag-1 autocorrelation above 0.1 and 2/sqrt(n)",
       find_autocorrelation},
      {"tail_against_pnl", "Covid's relative widening on the entry book's spreads loses more than the whole P&L",
       find_tail_against_pnl},
      {"tenor_mismatch", "the durations of the two sides, weighted by CS01, are more than a year apart",
       find_tenor_mismatch},
      {"stress_beyond_capital", "a stress scenario loses more than the capital", find_stress_beyond_capital},
      {"net_notional", "with both sides held, net notional is more than 10 % of gross", find_net_notional},
      {"open_at_end", "positions are open on the last row", find_open_at_end},
      {"breaks_used", "listed breaks replaced spread changes of held names", find_breaks},
      {"unchecksummed_store", "the store has no checksums", find_unchecksummed},
  };
  return rules;
}

std::string money(double currency) {
  const double size = std::fabs(currency);
  if (!(size < 1e18)) return format("{:.3e}", currency);
  if (size < 9999.5) return with_thousands(currency);
  if (size < 999.95e3) return format("{:.1f}k", currency / 1e3);
  if (size < 999.995e6) return format("{:.2f}m", currency / 1e6);
  return format("{:.2f}bn", currency / 1e9);
}

std::string percent(double share) {
  const double p = share * 100;
  return format(std::fabs(p) < 9.95 ? "{:.1f} %" : "{:.0f} %", p);
}

std::string counted(std::size_t n, const std::string& singular) {
  return with_thousands(static_cast<double>(n)) + " " + singular + (n == 1 ? "" : "s");
}

}  // namespace relval
