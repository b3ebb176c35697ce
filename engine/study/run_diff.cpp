#include "study/run_diff.hpp"

#include <functional>
#include <map>

#include "analytics/pnl_tables.hpp"
#include "base/numeric.hpp"
#include "base/text.hpp"
#include "replay/load.hpp"
#include "replay/replay.hpp"

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

// In the order in which they are swapped. What only says how to report moves no P&L and is not listed.
const std::vector<Stage>& stages() {
  static const std::vector<Stage> all = {
      {"data", {"market"}, [](Mixed& m, const DiffSide& b) { m.config.market = b.config.market, m.data = &b; }},
      {"valuation",
       {"valuation", "financing", "breaks"},
       [](Mixed& m, const DiffSide& b) {
         m.config.valuation = b.config.valuation;
         m.config.financing = b.config.financing;
         m.config.breaks = b.config.breaks;
       }},
      {"universe",
       {"universe", "groups", "legs"},
       [](Mixed& m, const DiffSide& b) {
         m.config.universe = b.config.universe;
         m.config.groups = b.config.groups;
         m.config.legs = b.config.legs;
       }},
      {"signal and strategy",
       {"strategy", "from", "to"},
       [](Mixed& m, const DiffSide& b) {
         m.config.strategy = b.config.strategy;
         m.config.from = b.config.from;
         m.config.to = b.config.to;
         m.config.file = b.config.file;  // files the strategy reads are looked for from there
         m.code = &b;
       }},
      {"sizing",
       {"sizing", "neutral", "limits", "portfolio"},
       [](Mixed& m, const DiffSide& b) {
         m.config.sizing = b.config.sizing;
         m.config.neutral = b.config.neutral;
         m.config.limits = b.config.limits;
         m.config.portfolio = b.config.portfolio;
       }},
      {"execution and cost",
       {"timing", "costs", "stale"},
       [](Mixed& m, const DiffSide& b) {
         m.config.timing = b.config.timing;
         m.config.costs = b.config.costs;
         m.config.stale = b.config.stale;
       }},
  };
  return all;
}

std::vector<std::string> key_changes(const RunConfig& a, const RunConfig& b, const std::vector<std::string>& keys) {
  const auto of = [&](const RunConfig& c) {
    std::map<std::string, std::string> out;
    for (auto& [key, text] : config_keys(c))
      for (const std::string& top : keys)
        if (key == top || key.rfind(top + ".", 0) == 0 || key.rfind(top + "[", 0) == 0) out[key] = text;
    return out;
  };
  const auto was = of(a), is = of(b);
  std::vector<std::string> out;
  for (const auto& [key, text] : is) {
    const auto before = was.find(key);
    if (before == was.end() || before->second != text)
      out.push_back(key + ": " + (before == was.end() ? "(none)" : before->second) + " -> " + text);
  }
  for (const auto& [key, text] : was)
    if (is.count(key) == 0) out.push_back(key + ": " + text + " -> (none)");
  return out;
}

double total_of(const RunResult& r) { return pnl_table(r, daily_pnl(r)).total.total; }

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
  const double first_total = total_of(first), last_total = total_of(last);
  Mixed mixed{a.config, &a, &a};
  double before = first_total;
  DiffPart open;  // stages swapped since the last mixture that ran
  for (const Stage& stage : stages()) {
    DiffPart part{stage.name, key_changes(a.config, b.config, stage.keys), 0};
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
        now = total_of(replays.run(mixed));
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
  out.components_was = pnl_table(first, daily_pnl(first)).total.component;
  out.components_is = pnl_table(last, daily_pnl(last)).total.component;
  out.first = first_difference(first, last);
  out.names = name_changes(first, last);
  return out;
}

}  // namespace relval
