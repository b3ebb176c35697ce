// The host's side of setup(): answers the plugin's questions and writes down what it asks for.
#pragma once

#include <exception>
#include <map>
#include <string>
#include <vector>

#include "strategy/assets.hpp"
#include "strategy/parameters.hpp"
#include "strategy/setup.hpp"

namespace relval {

// Of a lag, a window, a warm-up, a history: no store has so many rows, and a buffer of more exhausts the memory.
inline constexpr std::int64_t kMostSignalRows = 100'000;

class SetupContext {
 public:
  SetupContext(const RunConfig&, const StoreHeader&, const AssetIndex&, const std::map<std::string, ParameterValue>&,
               StrategySetup& out, Problems&);

  const relval_host* host() const noexcept { return &host_; }
  const std::vector<std::string>& plugin_faults() const noexcept { return plugin_faults_; }
  void rethrow_own_failure() const;  // what one of the host's own functions threw: it may not pass through the plugin

  // One host function each; true: done, false: refused, and the reason is kept.
  bool number(const char* name, double* value);
  bool text(const char* name, const char** value);
  bool asset(const char* leg_or_id, std::int32_t* index);
  bool asset_param(const char* name, std::int32_t* index);
  bool signal(const relval_signal_spec*, std::int32_t* id);
  bool keep_history(std::int32_t signal, std::int64_t rows);
  bool decide_on(std::int32_t schedule, std::int64_t n, std::int64_t first);
  bool band_rule(const relval_band_rule*);

 private:
  template <class F> static std::int32_t answer(void* self, F f) noexcept;
  relval_host functions() noexcept;

  const ParameterValue* parameter(const char* name, std::int32_t kind, const char* called);
  bool fault(const std::string& text);  // of the plugin; returns false
  void missing(const std::string& what, const std::string& hint);
  bool is_made(std::int32_t id) const;
  std::string shown(std::int32_t id) const;

  bool source_signal(const relval_signal_spec&, SignalNode&);
  bool derived_signal(const relval_signal_spec&, SignalNode&);
  bool window_signal(const relval_signal_spec&, SignalNode&);
  bool kalman_signal(const relval_signal_spec&, SignalNode&);
  bool custom_signal(const relval_signal_spec&, SignalNode&);
  void check_sampling(std::int32_t id);
  std::vector<std::string> band_rule_faults(const relval_band_rule&) const;

  // The samplings a signal descends from, each by the name of a field or series that has it.
  using Samplings = std::map<Sampling, std::string>;

  const RunConfig& config_;
  const StoreHeader& header_;
  const AssetIndex& assets_;
  const std::map<std::string, ParameterValue>& parameters_;
  StrategySetup& out_;
  Problems& problems_;
  std::vector<Samplings> samplings_;  // by signal
  std::vector<std::string> plugin_faults_;
  std::exception_ptr own_failure_;
  relval_host host_;
};

}  // namespace relval
