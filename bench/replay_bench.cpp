// Valuation, replay and the full component ledger of 1,000 names x 5,040 days under two strategies: a monthly
// cross-sectional one, checked against the reference where $BENCH_DATA has it, and one that decides on every row by
// every name's z-score. ns per name-day, signals included.
#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include <cmath>
#include <cstdio>

#include "analytics/summary.hpp"
#include "panel_market.hpp"
#include "replay/replay.hpp"

namespace {

using namespace relval;

const char* const kMonthly = "monthly_decile";
constexpr double kNameDays = 5040.0 * 1000.0;

RunPlan make(const char* strategy, TotalMode mode, const char* enter) {
  RunConfig c;
  c.name = strategy;
  c.market.store.value = "panel";
  c.from.value = bench::panel_market().dates.front();
  c.to.value = bench::panel_market().dates.back();
  c.strategy.name.value = strategy;
  if (*enter != '\0') c.strategy.parameters["enter"].value = enter;
  c.sizing.unit = c.sizing.per_leg_in = RiskUnit::cs01;
  c.sizing.per_leg = 100'000;
  c.sizing.given = true;
  c.portfolio.capital = 1e9;
  c.costs["default"] = {0, 0.01};
  c.valuation.total = mode;
  c.valuation.carry_basis = CarryBasis::act360;
  StoreHeader h;
  h.dates = bench::panel_market().dates;
  h.instruments = bench::panel_market().instruments;
  for (const auto& [name, field] : bench::panel_market().fields) h.fields[name] = field.info;
  Registry registry({RELVAL_PLUGINS});
  return make_plan(c, h, registry);
}

double worst_difference(const RunResult& r, const std::vector<double>& want) {
  const Summary s = summarise(r);
  const double got[] = {s.statistics.total, s.statistics.max_drawdown.value, static_cast<double>(s.statistics.trades)};
  const double expected[] = {want[0], want[2], want[3]};
  double worst = 0;
  for (int i = 0; i < 3; ++i) worst = std::max(worst, std::fabs(got[i] / expected[i] - 1));
  return worst;
}

// enter: of the strategy, where it is not its default.
void replay_panel(benchmark::State& state, const char* strategy, TotalMode mode, const char* enter = "") {
  const RunPlan plan = make(strategy, mode, enter);
  const Session session{bench::panel_market(), "bench"};
  RunResult last;
  for (auto _ : state) {
    last = run(plan, session);
    benchmark::DoNotOptimize(last);
  }
  state.counters["ns_per_name_day"] = benchmark::Counter(
      kNameDays * 1e-9, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
  state.counters["held"] = static_cast<double>(last.held_cells);
  state.counters["trades"] = static_cast<double>(last.trades.size());
  rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  state.counters["peak_MB"] = static_cast<double>(usage.ru_maxrss) / 1024;
  if (const auto want = bench::reference(); want && mode == TotalMode::taylor && strategy == kMonthly)
    state.counters["worst_diff"] = worst_difference(last, *want);
}
BENCHMARK_CAPTURE(replay_panel, taylor, kMonthly, TotalMode::taylor)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(replay_panel, log_quadratic, kMonthly, TotalMode::log_quadratic)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(replay_panel, daily, "daily_zscore", TotalMode::log_quadratic)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(replay_panel, daily_outliers, "daily_zscore", TotalMode::log_quadratic, "3.5")
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(replay_panel, daily_scores_alone, "daily_zscore", TotalMode::log_quadratic, "100")
    ->Unit(benchmark::kMillisecond);

}  // namespace
