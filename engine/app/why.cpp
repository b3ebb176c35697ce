#include "app/why.hpp"

#include <algorithm>
#include <cmath>

#include "base/text.hpp"

namespace relval {
namespace {

Error usage(const std::string& words, const std::string& what, const std::string& hint) {
  return Error(ErrorKind::usage, "--why " + words, what, hint);
}

bool concerns(const RunPlan& plan, const Trade& t, std::size_t asset) {
  const std::size_t legs = plan.universe.legs.size();
  return asset < legs ? t.leg == static_cast<std::int32_t>(asset) : t.slot == asset - legs;
}

std::string trade_text(const RunResult& r, const Trade& t) {
  return format("{} {}: {:.4f}m to {:.4f}m, {}, at {:.2f} bp, half-spread {:.2f} bp, cost {:.0f}; decided {}",
                to_iso(r.dates[t.row]), r.instruments.id[t.slot], t.before / 1e6, t.after / 1e6, name_of(t.reason),
                t.spread_bp, t.half_spread_bp, t.cost, to_iso(r.dates[t.decided_row]));
}

}  // namespace

std::optional<WhyAsked> parse_why(const std::string& words, const RunPlan& plan, const MarketData& market) {
  if (words.empty()) return {};
  const auto colon = words.find(':');
  const auto day = parse_iso_date(words.substr(0, colon));
  if (colon == std::string::npos || !day)
    throw usage(words, "DATE:ASSET was expected", "for example --why 2025-09-29:industrial");
  const auto first = market.dates.begin() + static_cast<std::ptrdiff_t>(plan.warm_up_rows);
  const auto at = std::lower_bound(first, market.dates.end(), *day);
  if (at == market.dates.end() || *at != *day) {
    std::vector<std::string> near;
    if (at != first) near.push_back(to_iso(*(at - 1)));
    if (at != market.dates.end()) near.push_back(to_iso(*at));
    throw usage(words, to_iso(*day) + " is no row of the run", "the nearest: " + join(near, ", "));
  }
  const std::string asset = words.substr(colon + 1);
  const auto& names = plan.strategy.asset_names;
  const auto found = std::find(names.begin(), names.end(), asset);
  if (found == names.end()) {
    std::vector<std::string> once;  // a name in two legs is an asset of each
    for (const std::string& name : names)
      if (std::find(once.begin(), once.end(), name) == once.end()) once.push_back(name);
    throw usage(words, "no leg or instrument '" + asset + "' in the run", suggest(asset, once));
  }
  return WhyAsked{static_cast<std::size_t>(at - first), static_cast<std::size_t>(found - names.begin())};
}

std::string why_text(const RunPlan& plan, const RunResult& r, const WhyAsked& asked) {
  std::string out = format("Why {} was held as it was, decision of the close of {}\n",
                           plan.strategy.asset_names[asked.asset], to_iso(r.dates[asked.row]));
  for (const WhyStep& step : r.why) out += format("{:<8} {}\n", step.stage, step.text);
  constexpr std::size_t kShown = 10;
  std::size_t trades = 0;
  for (const Trade& t : r.trades) {
    if (t.decided_row != asked.row || !concerns(plan, t, asked.asset)) continue;
    if (++trades <= kShown) out += format("{:<8} {}\n", "trade", trade_text(r, t));
  }
  if (trades == 0) out += format("{:<8} {}\n", "trade", "none was decided on this close");
  if (trades > kShown) out += format("         and {} more in trades.csv\n", trades - kShown);
  return out;
}

}  // namespace relval
