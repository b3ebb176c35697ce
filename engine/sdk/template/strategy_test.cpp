// What @NAME@ must do, on a market made for it.
#include <relval/testkit.hpp>

using namespace relval::testkit;

int main() {
  const std::string strategy = "{name: @NAME@, long: wide, short: other, window: 20, enter: 2, exit: 0.5}";

  // Both legs waver a little; on row 60 AAA jumps from 100 to 130 bp, on row 70 it is back.
  Market market("2025-01-02", 120);
  market.asset("AAA", "wide", 100).asset("BBB", "other", 80);
  market.spread("AAA", [](int row) { return (row >= 60 && row < 70 ? 130.0 : 100.0) + row % 3; });

  const Run run = run_strategy(market, strategy);
  RELVAL_CHECK(run.ok);
  RELVAL_CHECK(run.held("AAA", 60) == 0);  // decided on the close of row 60, traded on that of row 61
  RELVAL_CHECK(run.held("AAA", 61) > 0);
  RELVAL_CHECK(run.held("BBB", 61) < 0);
  RELVAL_CHECK(run.held("AAA", 119) == 0);

  check_causal(market, strategy);
  if (!run.ok) std::fputs(run.messages.c_str(), stderr);
  return result();
}
