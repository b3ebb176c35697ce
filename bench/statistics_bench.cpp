// Statistics at their full size: everything of one long record with its bootstrap, and the overfitting probability of a
// thousand trials.
#include <benchmark/benchmark.h>

#include <vector>

#include "analytics/bootstrap.hpp"
#include "analytics/cscv.hpp"
#include "analytics/track_record.hpp"
#include "base/random.hpp"

namespace {

using namespace relval;

constexpr std::size_t kDays = 5'040, kTrials = 1'000, kResamples = 1'000, kBlocks = 16;

// Currency a day, with the wild days of a market.
std::vector<double> pnl_of(std::uint64_t stream) {
  const RandomStream random(7, stream);
  std::vector<double> pnl;
  for (std::size_t t = 0; t < kDays; ++t) pnl.push_back(2'000 + 100'000 * random.normal(t) * random.wildness(t, 6));
  return pnl;
}

TrackInput record() {
  TrackInput in;
  in.pnl = pnl_of(0);
  in.benchmark = pnl_of(1);
  in.capital = 50e6;
  return in;
}

void track_record(benchmark::State& state) {
  const TrackInput in = record();
  for (auto _ : state) benchmark::DoNotOptimize(measure_track(in));
}

void sharpe_bootstrap(benchmark::State& state) {
  const std::vector<double> pnl = pnl_of(0);
  for (auto _ : state) {
    const double block = optimal_block_length(pnl).stationary;
    benchmark::DoNotOptimize(bootstrap_sharpe(pnl, stationary_bootstrap(kDays, block, kResamples, 1)));
  }
}

void overfitting_probability(benchmark::State& state) {
  Trials trials;
  for (std::size_t k = 0; k < kTrials; ++k) trials.push_back(pnl_of(k));
  for (auto _ : state) benchmark::DoNotOptimize(cscv(trials, kBlocks));
}

BENCHMARK(track_record)->Unit(benchmark::kMillisecond);
BENCHMARK(sharpe_bootstrap)->Unit(benchmark::kMillisecond);
BENCHMARK(overfitting_probability)->Unit(benchmark::kMillisecond)->Iterations(1);

}  // namespace
