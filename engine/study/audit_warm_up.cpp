#include "study/audit_warm_up.hpp"

#include <algorithm>
#include <cmath>

#include "study/audit_replays.hpp"
#include "study/audit_words.hpp"

namespace relval {
namespace {

constexpr std::size_t kLeastRows = 20;  // for a plan that declares no history

// Values of one stage and item over a run, by row.
using Path = std::vector<std::span<const double>>;
using Paths = std::map<std::size_t, Path>;  // by item

Paths paths_of(const Recording& r, Watched stage) {
  Paths out;
  for (std::size_t t = 0; t < r.rows(); ++t)
    for (const Recording::Entry& e : r.row(t)) {
      if (e.stage != stage) continue;
      Path& path = out[e.item];
      path.resize(t);  // a row without one is empty
      path.push_back(r.values(e));
    }
  return out;
}

double largest(const Path& path) {
  double out = 0;
  for (const auto& row : path)
    for (const double x : row)
      if (std::isfinite(x)) out = std::max(out, std::fabs(x));
  return out;
}

// In parts of `scale`; 1 where only one of the two is a number.
double move(double was, double is, double scale) {
  if (std::isnan(was) && std::isnan(is)) return 0;
  if (std::isnan(was) || std::isnan(is)) return 1;
  return was == is ? 0 : std::fabs(is - was) / scale;
}

struct Largest {
  double move = 0;
  std::optional<RecordedDifference> first;  // beyond kWarmUpMove
};

Largest largest_move(const Recording& was, const Recording& is, Watched stage, std::size_t rows) {
  Largest out;
  const Paths x = paths_of(was, stage), y = paths_of(is, stage);
  for (const auto& [item, path] : x) {
    const auto other = y.find(item);
    if (other == y.end()) continue;
    const double scale = largest(path);
    for (std::size_t t = 0; t < std::min({rows, path.size(), other->second.size()}); ++t)
      for (std::size_t k = 0; k < std::min(path[t].size(), other->second[t].size()); ++k) {
        const double a = path[t][k], b = other->second[t][k], by = move(a, b, scale > 0 ? scale : 1);
        out.move = std::max(out.move, by);
        if (by > kWarmUpMove && (!out.first || t < out.first->row))
          out.first = RecordedDifference{t, stage, item, k, a, b};
      }
  }
  return out;
}

// Totals of the cells, added up row by row.
std::vector<double> cumulated(const Recording& r) {
  std::vector<double> out;
  double sum = 0;
  for (std::size_t t = 0; t < r.rows(); ++t) {
    for (const Recording::Entry& e : r.row(t))
      if (e.stage == Watched::pnl) sum += r.values(e).back();
    out.push_back(sum);
  }
  return out;
}

}  // namespace

std::vector<WarmUp> warm_up(const AuditedRun& run, const MarketData& market, const Recording& recorded) {
  const RunPlan& plan = run.plan;
  const std::size_t before = plan.request.first_row + plan.warm_up_rows;  // rows of the store before the run
  const std::size_t declared = std::max(plan.look_back_rows, kLeastRows);
  const std::vector<double> pnl = cumulated(recorded);
  double most = 0;
  for (const double x : pnl) most = std::max(most, std::fabs(x));
  std::vector<WarmUp> out;
  out.push_back({1, plan.look_back_rows, plan.look_back_rows == before, pnl.back()});
  for (const std::size_t times : {std::size_t{2}, std::size_t{4}}) {
    if (out.back().store_begins) break;
    RunPlan longer = plan;
    const std::size_t wanted = plan.look_back_rows + (times - 1) * declared;
    longer.look_back_rows = std::min(wanted, before);
    const std::size_t more = longer.look_back_rows - std::min(longer.look_back_rows, plan.warm_up_rows);
    longer.warm_up_rows += more;
    longer.request.first_row -= more;
    longer.request.rows += more;
    const Recording other = record(longer, more > 0 ? run.load(longer) : market);
    WarmUp w{times, longer.look_back_rows, wanted >= before};
    const std::vector<double> sums = cumulated(other);
    w.total = sums.empty() ? 0 : sums.back();
    for (std::size_t t = 0; t < std::min(sums.size(), pnl.size()); ++t)
      w.pnl = std::max(w.pnl, move(pnl[t], sums[t], most > 0 ? most : 1));
    const Largest signals = largest_move(recorded, other, Watched::signal, recorded.rows());
    const Largest positions = largest_move(recorded, other, Watched::position, kWarmUpFirstRows);
    w.signals = signals.move;
    w.positions = positions.move;
    if (signals.first) w.finding = in_words(*signals.first, plan, market);
    else if (positions.first) w.note = in_words(*positions.first, plan, market);
    out.push_back(std::move(w));
  }
  return out;
}

}  // namespace relval
