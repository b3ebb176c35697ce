// What the call into a plugin costs: the same run with a strategy that is asked on every row, and with a band rule,
// which the engine follows on every row. The difference by row is the call with all that belongs to it: what today
// looks like, the control word, the answer. A third run is asked once: what a row costs when nothing is decided on it.
#include <benchmark/benchmark.h>

#include <relval/strategy.hpp>

#include "market_builder.hpp"
#include "replay/replay.hpp"

namespace {

using namespace relval;

constexpr std::size_t kRows = 50'000;

// The signal is there in all three, evaluated on every row.
Signal spread_of(Setup& setup, Asset leg) {
  const Signal spread = setup.of(setup.field("spread"), leg);
  setup.keep_history(spread, 2);
  return spread;
}

template <bool kEveryRow> struct Asks {
  static constexpr const char* kName = kEveryRow ? "asked_daily" : "asked_once";
  static constexpr std::array<Param, 0> kParams{};
  struct State {
    bool held;
  };
  void setup(Setup& setup) {
    leg_ = setup.asset("a");
    spread_of(setup, leg_);
    if (kEveryRow) setup.decide_every_row();
    else setup.decide_once();
  }
  void decide(const Today&, State& state, Targets& targets) const {
    if (!state.held) targets.weight(leg_, 1);
    state.held = true;
  }
  Asset leg_;
};

struct Follows {
  static constexpr const char* kName = "band_rule";
  static constexpr std::array<Param, 0> kParams{};
  void setup(Setup& setup) {
    const Asset leg = setup.asset("a");
    const Weight weights[] = {{leg, 1}};
    BandRule rule;
    rule.score = spread_of(setup, leg);
    rule.enter = 50;
    rule.exit = 10;
    rule.when_cheap = weights;
    setup.band_rule(rule);
  }
};

const MarketData& market() {
  static const MarketData made = test::MarketBuilder(Date{-20'000}, kRows)
                                     .instrument("A").instrument("B")
                                     .field("spread", "bp", {{100}, {80}})
                                     .field("duration", "years", {{5}, {8}})
                                     .build();
  return made;
}

template <class Strategy> void every_row(benchmark::State& state) {
  static const relval_plugin plugin = gate::describe<Strategy>(Strategy::kName, "1", "for a benchmark", "");
  Registry registry;
  registry.add(&plugin);
  RunConfig c;
  c.market.store.value = "made";
  c.from.value = market().dates.front();
  c.to.value = market().dates.back();
  c.strategy.name.value = plugin.name;
  for (const char* name : {"a", "b"}) {
    LegConfig leg;
    leg.name = name;
    leg.filter.instruments = {{*name == 'a' ? "A" : "B", {}}};
    c.legs.push_back(leg);
  }
  c.sizing.unit = c.sizing.per_leg_in = RiskUnit::cs01;
  c.sizing.per_leg = 10'000;
  c.sizing.given = true;
  c.portfolio.capital = 1e9;
  const RunPlan plan = make_plan(c, test::header_of(market()), registry);
  const MarketData loaded = test::select(market(), plan.request);
  const Session session{loaded, "bench"};
  for (auto _ : state) benchmark::DoNotOptimize(run(plan, session));
  state.counters["ns_per_row"] = benchmark::Counter(
      static_cast<double>(kRows) * 1e-9, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}
BENCHMARK_TEMPLATE(every_row, Asks<false>)->Unit(benchmark::kMillisecond);
BENCHMARK_TEMPLATE(every_row, Follows)->Unit(benchmark::kMillisecond);
BENCHMARK_TEMPLATE(every_row, Asks<true>)->Unit(benchmark::kMillisecond);

}  // namespace
