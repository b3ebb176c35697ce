// Parameters, assets, schedule and band rule; signals are in setup_signals.cpp.
#include "strategy/setup_context.hpp"

#include <cmath>
#include <set>

#include "base/text.hpp"

namespace relval {

SetupContext::SetupContext(const RunConfig& config, const StoreHeader& header, const AssetIndex& assets,
                           const std::map<std::string, ParameterValue>& parameters, StrategySetup& out,
                           Problems& problems)
    : config_(config),
      header_(header),
      assets_(assets),
      parameters_(parameters),
      out_(out),
      problems_(problems),
      host_(functions()) {}

// Nothing may unwind through the plugin's frames.
template <class F> std::int32_t SetupContext::answer(void* self, F f) noexcept {
  auto& context = *static_cast<SetupContext*>(self);
  try {
    return f(context) ? 0 : 1;
  } catch (...) {
    if (!context.own_failure_) context.own_failure_ = std::current_exception();
    return 1;
  }
}

relval_host SetupContext::functions() noexcept {
  using C = SetupContext;
  relval_host h{};
  h.struct_size = sizeof(relval_host);
  h.self = this;
  h.number = [](void* self, const char* name, double* value) {
    return answer(self, [&](C& c) { return c.number(name, value); });
  };
  h.text = [](void* self, const char* name, const char** value) {
    return answer(self, [&](C& c) { return c.text(name, value); });
  };
  h.asset = [](void* self, const char* leg_or_id, std::int32_t* index) {
    return answer(self, [&](C& c) { return c.asset(leg_or_id, index); });
  };
  h.asset_param = [](void* self, const char* name, std::int32_t* index) {
    return answer(self, [&](C& c) { return c.asset_param(name, index); });
  };
  h.assets = [](void* self, const relval_asset_info** list, std::int64_t* count, std::int64_t* legs) {
    return answer(self, [&](C& c) {
      *list = c.assets_.infos().data();
      *count = static_cast<std::int64_t>(c.assets_.infos().size());
      *legs = static_cast<std::int64_t>(c.assets_.legs());
      return true;
    });
  };
  h.signal = [](void* self, const relval_signal_spec* spec, std::int32_t* id) {
    return answer(self, [&](C& c) { return c.signal(spec, id); });
  };
  h.keep_history = [](void* self, std::int32_t signal, std::int64_t rows) {
    return answer(self, [&](C& c) { return c.keep_history(signal, rows); });
  };
  h.decide_on = [](void* self, std::int32_t schedule, std::int64_t n, std::int64_t first) {
    return answer(self, [&](C& c) { return c.decide_on(schedule, n, first); });
  };
  h.band_rule = [](void* self, const relval_band_rule* rule) {
    return answer(self, [&](C& c) { return c.band_rule(rule); });
  };
  h.trade_at_decision_close = [](void* self) { return answer(self, [](C& c) { return c.out_.same_close = true; }); };
  return h;
}

void SetupContext::rethrow_own_failure() const {
  if (own_failure_) std::rethrow_exception(own_failure_);
}

bool SetupContext::fault(const std::string& text) {
  plugin_faults_.push_back(printable(text));  // names in it may be the plugin's
  return false;
}

// The strategy wants something that the run does not have: shown at the strategy's name.
void SetupContext::missing(const std::string& what, const std::string& hint) {
  const PlacedText& name = config_.strategy.name;
  problems_.add(name.place, format("strategy '{}' {}", name.value, printable(what)), hint);
}

// nullptr: refused. A parameter with a recorded problem is refused without another word.
const ParameterValue* SetupContext::parameter(const char* name, std::int32_t kind, const char* called) {
  const auto found = name == nullptr ? parameters_.end() : parameters_.find(name);
  if (found == parameters_.end()) {
    fault(format("it asks for parameter '{}', which it does not declare", name == nullptr ? "(null)" : name));
    return nullptr;
  }
  const ParameterValue& value = found->second;
  const bool fits = value.kind == kind || (kind == RELVAL_PARAM_NUMBER && value.kind == RELVAL_PARAM_WHOLE);
  if (!fits) {
    fault(format("it asks for parameter '{}' as {}, which it declares as something else", name, called));
    return nullptr;
  }
  return value.usable ? &value : nullptr;
}

bool SetupContext::number(const char* name, double* value) {
  const ParameterValue* found = parameter(name, RELVAL_PARAM_NUMBER, "a number");
  if (found != nullptr) *value = found->number;
  return found != nullptr;
}

bool SetupContext::text(const char* name, const char** value) {
  const ParameterValue* found = parameter(name, RELVAL_PARAM_TEXT, "a text");
  if (found != nullptr) *value = found->text.c_str();
  return found != nullptr;
}

bool SetupContext::asset_param(const char* name, std::int32_t* index) {
  const ParameterValue* found = parameter(name, RELVAL_PARAM_ASSET, "an asset");
  if (found != nullptr) *index = found->asset;
  return found != nullptr;
}

bool SetupContext::asset(const char* leg_or_id, std::int32_t* index) {
  if (leg_or_id == nullptr) return fault("it asks for an asset without a name");
  const auto found = assets_.find(leg_or_id);
  if (!found) missing(format("needs the leg or instrument '{}'", leg_or_id), assets_.hint(leg_or_id));
  if (found) *index = *found;
  return found.has_value();
}

bool SetupContext::keep_history(std::int32_t signal, std::int64_t rows) {
  if (!is_made(signal)) return fault(format("it keeps the history of signal {}, which it did not make", signal));
  if (rows < 1) return fault(format("it keeps {} rows of history, expected at least 1", rows));
  if (rows > kMostSignalRows)
    return fault(format("it keeps {} rows of history, expected at most {}", rows, kMostSignalRows));
  out_.signals.keep_history(signal, rows);
  return true;
}

bool SetupContext::decide_on(std::int32_t schedule, std::int64_t n, std::int64_t first) {
  switch (schedule) {
    case RELVAL_EVERY_ROW: out_.schedule = {Schedule::When::every_row, 1, 0}; return true;
    case RELVAL_MONTH_END: out_.schedule = {Schedule::When::month_end, 1, 0}; return true;
    case RELVAL_FIRST_ROW: out_.schedule = {Schedule::When::first_row, 1, 0}; return true;
    case RELVAL_EVERY_N:
      if (n < 1) return fault(format("it decides every {} rows, expected at least 1", n));
      if (first < 0) return fault(format("it decides from row {} on, expected at least 0", first));
      out_.schedule = {Schedule::When::every_n, n, first};
      return true;
    default: return fault(format("it decides on schedule {}, which does not exist", schedule));
  }
}

bool SetupContext::band_rule(const relval_band_rule* rule) {
  if (rule == nullptr) return fault("its band rule is null");
  if (rule->struct_size != sizeof(relval_band_rule))
    return fault(format("its band rule has {} bytes, expected {}", rule->struct_size, sizeof(relval_band_rule)));
  if (out_.band_rule) return fault("it sets two band rules");
  const std::vector<std::string> faults = band_rule_faults(*rule);
  plugin_faults_.insert(plugin_faults_.end(), faults.begin(), faults.end());
  if (!faults.empty()) return false;
  BandRuleSpec spec{rule->score,         rule->enter,         rule->exit,    rule->stop,
                    rule->max_hold_days, rule->cool_off_days, rule->max_nan, rule->exit_on_sign_change != 0,
                    {}};
  for (std::int64_t i = 0; i < rule->weights; ++i)
    spec.when_cheap.emplace_back(rule->when_cheap[i].asset, rule->when_cheap[i].weight);
  out_.band_rule = std::move(spec);
  return true;
}

// Comparisons are written so that a NaN fails them.
std::vector<std::string> SetupContext::band_rule_faults(const relval_band_rule& rule) const {
  std::vector<std::string> faults;
  const auto add = [&](std::string text) { faults.push_back("band rule: " + std::move(text)); };
  if (!is_made(rule.score)) add(format("its score is signal {}, which was not made", rule.score));
  else if (!out_.signals.nodes()[static_cast<std::size_t>(rule.score)].one_value)
    add(format("its score {} has a value per asset, expected one value", shown(rule.score)));
  if (!(rule.exit >= 0)) add(format("exit is {}, expected at least 0", exact(rule.exit)));
  if (!(rule.enter > rule.exit) || std::isinf(rule.enter))
    add(format("enter is {}, expected more than exit ({})", exact(rule.enter), exact(rule.exit)));
  if (!(rule.stop > rule.enter))
    add(format("stop is {}, expected more than enter ({})", exact(rule.stop), exact(rule.enter)));
  if (rule.max_hold_days < 0) add(format("max_hold_days is {}, expected at least 0", rule.max_hold_days));
  if (rule.cool_off_days < 0) add(format("cool_off_days is {}, expected at least 0", rule.cool_off_days));
  if (rule.max_nan < 0) add(format("max_nan is {}, expected at least 0", rule.max_nan));
  if (rule.weights < 1 || rule.when_cheap == nullptr) {
    add("it has no weights");
    return faults;
  }
  std::set<std::int32_t> seen;
  for (std::int64_t i = 0; i < rule.weights; ++i) {
    const relval_weight& w = rule.when_cheap[i];
    const bool known = w.asset >= 0 && static_cast<std::size_t>(w.asset) < assets_.names().size();
    const std::string who =
        known ? format("'{}'", assets_.names()[static_cast<std::size_t>(w.asset)]) : format("asset {}", w.asset);
    if (!known) add(format("weight {} is of {}, which does not exist", i + 1, who));
    else if (!seen.insert(w.asset).second) add(format("{} has two weights", who));
    if (!(std::fabs(w.weight) <= kLargestWeight))
      add(format("the weight of {} is {}, expected one within {}", who, exact(w.weight), exact(kLargestWeight)));
  }
  return faults;
}

}  // namespace relval
