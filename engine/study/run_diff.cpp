#include "study/run_diff.hpp"

#include <algorithm>
#include <functional>
#include <map>

#include "analytics/pnl_tables.hpp"
#include "base/numeric.hpp"
#include "replay/load.hpp"
#include "replay/replay.hpp"
#include "report/comparison.hpp"

namespace relval {
namespace {

// What a replay needs: a config, and from which side the store and the plugins are.
struct Mixed {
  RunConfig config;
  const DiffSide* data;
  const DiffSide* code;
};

struct Stage {
  const char* name;
  std::vector<std::string> keys;  // top-level keys of the config
  std::function<void(Mixed&, const DiffSide&)> take;
};

// Takes these sections of the config from the other side.
template <class... T> auto sections(T RunConfig::*... members) {
  return [=](Mixed& m, const DiffSide& b) { ((m.config.*members = b.config.*members), ...); };
}

void take_data(Mixed& m, const DiffSide& b) {
  m.config.market = b.config.market;
  m.data = &b;
}

void take_strategy(Mixed& m, const DiffSide& b) {
  sections(&RunConfig::strategy, &RunConfig::from, &RunConfig::to)(m, b);
  m.config.file = b.config.file;  // files the strategy reads are looked for from there
  m.code = &b;
}

// In the order in which they are swapped. What only says how to report moves no P&L and is not listed.
const std::vector<Stage>& stages() {
  using C = RunConfig;
  static const std::vector<Stage> all = {
      {"data", {"market"}, take_data},
      {"valuation", {"valuation", "financing", "breaks"}, sections(&C::valuation, &C::financing, &C::breaks)},
      {"universe", {"universe", "groups", "legs"}, sections(&C::universe, &C::groups, &C::legs)},
      {"signal and strategy", {"strategy", "from", "to"}, take_strategy},
      {"sizing",
       {"sizing", "neutral", "limits", "portfolio"},
       sections(&C::sizing, &C::neutral, &C::limits, &C::portfolio)},
      {"execution and cost", {"timing", "costs", "stale"}, sections(&C::timing, &C::costs, &C::stale)},
  };
  return all;
}

// The entries below these top-level keys.
Texts below(const Texts& all, const std::vector<std::string>& tops) {
  Texts out;
  for (const auto& entry : all) {
    const std::string top = entry.first.substr(0, entry.first.find_first_of(".["));
    if (std::find(tops.begin(), tops.end(), top) != tops.end()) out.push_back(entry);
  }
  return out;
}

PnlCell total_of(const RunResult& r) { return pnl_table(r, daily_pnl(r)).total; }

// Replays mixtures; each store is opened once.
class Replays {
 public:
  RunResult run(Mixed m) {
    m.config.report = {};
    m.config.report.by_name = true;
    const Store& store = store_of(*m.data, m.config.market.case_name.value);
    const RunPlan plan = make_plan(m.config, store.header(), *m.code->registry);
    MarketLoader loader(store);
    const MarketData market = loader.load(plan);
    return relval::run(plan, {market, loader.digest()});
  }

 private:
  const Store& store_of(const DiffSide& side, const std::string& market_case) {
    auto& store = stores_[{side.store.string(), market_case}];
    if (!store) store = std::make_unique<Store>(side.store, side.config.market.sha256, market_case);
    return *store;
  }
  std::map<std::pair<std::string, std::string>, std::unique_ptr<Store>> stores_;
};

std::string plugin_text(const PluginIdentity& p) { return p.sha256.empty() ? "built in" : p.sha256.substr(0, 16); }

}  // namespace

RunDiff diff_runs(const DiffSide& a, const DiffSide& b) {
  Replays replays;
  const RunResult first = replays.run({a.config, &a, &a}), last = replays.run({b.config, &b, &b});
  RunDiff out;
  out.a = a.name;
  out.b = b.name;
  const PnlCell total_was = total_of(first), total_is = total_of(last);
  const double first_total = total_was.total, last_total = total_is.total;
  const Texts keys_was = config_keys(a.config), keys_is = config_keys(b.config);
  Mixed mixed{a.config, &a, &a};
  double before = first_total;
  DiffPart open;  // stages swapped since the last mixture that ran
  for (const Stage& stage : stages()) {
    DiffPart part{stage.name, change_texts(below(keys_was, stage.keys), below(keys_is, stage.keys)), 0};
    if (std::string(stage.name) == "data" && first.data_digest != last.data_digest && a.store != b.store)
      part.changes.push_back("market.store: " + a.store.string() + " -> " + b.store.string());
    if (std::string(stage.name) == "signal and strategy" && plugin_text(first.strategy) != plugin_text(last.strategy))
      part.changes.push_back("plugin: " + plugin_text(first.strategy) + " -> " + plugin_text(last.strategy));
    stage.take(mixed, b);
    open.stages += (open.stages.empty() ? "" : ", ") + part.stages;
    open.changes.insert(open.changes.end(), part.changes.begin(), part.changes.end());
    double now = before;
    if (&stage == &stages().back()) now = last_total;
    else if (!open.changes.empty()) {
      try {
        now = total_of(replays.run(mixed)).total;
      } catch (const Error&) {
        continue;  // half of what belongs together, such as a leg and the strategy that names it: with the next stage
      }
    }
    open.change = now - before;
    out.parts.push_back(std::move(open));
    open = {};
    before = now;
  }
  out.replayed_was = first_total;
  out.replayed_is = last_total;
  for (const auto& [side, result] : {std::pair{&a, &first}, {&b, &last}})
    if (!side->recorded_data.empty() && side->recorded_data != result->data_digest)
      out.warnings.push_back(side->name +
                             " ran on other data than its store holds now: what they moved counts as engine");
  out.was = a.recorded.value_or(first_total);
  out.is = b.recorded.value_or(last_total);
  if (a.recorded || b.recorded)
    out.parts.push_back({"engine", {}, (out.is - last_total) - (out.was - first_total)});
  double sum = 0;
  for (const DiffPart& p : out.parts) sum += p.change;
  out.rounding = closing_residual(out.is - out.was, sum);
  out.components_was = total_was.component;
  out.components_is = total_is.component;
  out.first = first_difference(first, last);
  out.names = name_changes(first, last);
  return out;
}

}  // namespace relval
