#include "base/hash.hpp"
#include "config/paths.hpp"
#include "replay/plan.hpp"

namespace relval {
namespace {

class Chain {
 public:
  void stage(const std::string& name, const std::vector<std::string>& declared) {
    Sha256 h;
    h.text(name).text(key_);
    for (const std::string& d : declared) h.text(d);
    key_ = h.hex().substr(0, 16);
    keys.push_back({name, key_});
  }
  std::vector<StageKey> keys;

 private:
  std::string key_;
};

// The identity text of a config in which only some sections are set: what a stage declares.
template <class F> std::string declared(const RunConfig& from, F copy) {
  RunConfig only;
  copy(only, from);
  return config_identity(only);
}

std::vector<std::string> signal_text(const StrategySetup& s) {
  std::vector<std::string> out = s.signals.texts(s.asset_names);
  for (std::size_t i = 0; i < out.size(); ++i) out[i] += s.signals.nodes()[i].custom.plugin;
  for (const InputTable& t : s.tables) out.push_back(t.parameter + " " + t.sha256);
  return out;
}

}  // namespace

std::vector<std::string> universe_key(const RunPlan& plan) {
  std::vector<std::string> out;
  for (const Leg& leg : plan.universe.legs) {
    out.push_back(leg.name);
    for (std::uint32_t s : leg.slots) out.push_back(std::to_string(plan.universe.names[s]));
  }
  out.push_back(declared(plan.config, [](RunConfig& to, const RunConfig& from) {
    to.universe = from.universe;
    to.groups = from.groups;
    to.legs = from.legs;
  }));
  return out;
}

std::vector<StageKey> stage_keys(const RunPlan& plan, const std::string& data_digest) {
  std::vector<std::string> files;
  for (const InputTable& t : plan.strategy.tables) files.push_back(t.parameter);
  const RunConfig c = without_folders(plan.config, files);
  Chain chain;
  chain.stage("market", {data_digest});
  chain.stage("valuation", {declared(c, [](RunConfig& to, const RunConfig& from) {
                to.valuation = from.valuation;
                to.financing = from.financing;
                to.breaks = from.breaks;
              })});
  chain.stage("universe", universe_key(plan));
  chain.stage("signals", signal_text(plan.strategy));
  chain.stage("decisions", {plan.strategy.identity.name, plan.strategy.identity.version, plan.strategy.identity.sha256,
                            declared(c, [](RunConfig& to, const RunConfig& from) {
                              to.strategy = from.strategy;
                              to.from = from.from;
                              to.to = from.to;
                            })});
  chain.stage("sizing", {declared(c, [](RunConfig& to, const RunConfig& from) {
                to.sizing = from.sizing;
                to.neutral = from.neutral;
                to.limits = from.limits;
              })});
  chain.stage("execution", {declared(c, [](RunConfig& to, const RunConfig& from) {
                to.timing = from.timing;
                to.costs = from.costs;
                to.stale = from.stale;
              })});
  chain.stage("analytics", {declared(c, [](RunConfig& to, const RunConfig& from) {
                to.portfolio = from.portfolio;
                to.periods_per_year = from.periods_per_year;
                to.report = from.report;
              })});
  return std::move(chain.keys);
}

}  // namespace relval
