// Writes the small run's result.h5 where it is told, for result_file_test.py to read; and its totals as text.
#include <cstdio>

#include "../analytics/small_run.hpp"
#include "analytics/summary.hpp"
#include "base/files.hpp"
#include "base/text.hpp"
#include "report/result_file.hpp"

int main(int count, char** arguments) {
  if (count != 2) return 2;
  relval::RunResult r = relval::small_run({.by_name = true});
  const relval::MarketData market = relval::small_market();
  relval::write_file_whole(arguments[1], relval::result_file(r, relval::summarise(r, market).risk_by_day));
  std::puts(relval::exact(relval::summarise(r).statistics.total).c_str());
  relval::RunResult idle = r;  // no trade, no signal, no names' P&L: the file must still open
  idle.trades.clear();
  idle.signals.clear();
  idle.by_name.clear();
  idle.positions.clear();
  for (auto& leg : idle.legs) leg.spread_bp.clear(), leg.duration_years.clear();
  relval::write_file_whole(std::string(arguments[1]) + ".idle",
                           relval::result_file(idle, relval::summarise(idle, market).risk_by_day));
}
