#include <algorithm>
#include <cmath>

#include "base/processes.hpp"
#include "market/synthetic.hpp"
#include "replay/load.hpp"
#include "study/variations.hpp"

namespace relval {
namespace {

double total_of(const RunResult& r) {
  double sum = 0;
  for (const PnlCell& cell : r.pnl) sum += cell.total;
  return sum;
}

// Nearest rank.
double quantile(const std::vector<double>& sorted, double share) {
  const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(sorted.size())));
  return sorted[std::max<std::size_t>(rank, 1) - 1];
}

}  // namespace

SeedQuantiles run_seeds(const VariedRun& v, int seeds) {
  const auto& generator = v.store.header().generator;
  if (!generator) {
    Problems problems(ErrorKind::usage);
    problems.add(v.plan.config.market.store.place,
                 "report.seeds draws a synthetic market anew, and this store carries no spec of one",
                 "leave report.seeds out, or take a store of 'relval data synth'");
    problems.raise_if_any();
  }
  const SyntheticSpec spec = parse_synthetic_spec(generator->spec, v.store_file);
  const StoreRequest distinct = distinct_request(v.plan);
  const auto total_at = [&](std::size_t i) {
    const MarketData drawn = synthesise(spec, v.result.store.market_case, generator->seed + i + 1, distinct);
    MarketData market = by_slot(v.plan, drawn);
    market.events = v.session.market.events;  // the issuers are the same in every market
    return total_of(run(v.plan, {market, ""}));
  };
  const auto tell = [&](std::size_t done) {
    if (v.on_progress) v.on_progress("seeds drawn", done, static_cast<std::size_t>(seeds));
  };
  std::vector<double> totals = in_processes(static_cast<std::size_t>(seeds), available_workers(), total_at, tell);
  std::sort(totals.begin(), totals.end());
  SeedQuantiles out{totals.size(), quantile(totals, 0.05), quantile(totals, 0.5), quantile(totals, 0.95)};
  out.losing = static_cast<std::size_t>(std::lower_bound(totals.begin(), totals.end(), 0.0) - totals.begin());
  return out;
}

}  // namespace relval
