// A plugin runs in this process, so a crash of its code or a call of exit() ends relval too. While one of these stands,
// such an end is told with the strategy's name, the call and the date, and the exit code is that of a strategy's fault;
// otherwise a pipeline would see a bare signal, or success without a result.
#pragma once

#include <optional>
#include <string>

#include "base/date.hpp"
#include "base/files.hpp"

namespace relval {

class PluginCall {
 public:
  // Both texts outlive it. One at a time: a call inside of another takes its place until it ends.
  PluginCall(const char* strategy, const char* stage, std::optional<Date> date = {}) noexcept;
  ~PluginCall();
  PluginCall(const PluginCall&) = delete;
  PluginCall& operator=(const PluginCall&) = delete;

 private:
  const char *strategy_before_, *stage_before_;
  std::int32_t days_before_;
};

// What a plugin's code is running: "decide", "loading it"; nullptr while none is. Safe in a signal handler.
const char* running_stage();

// The working directory, which relative paths of a config and of results hang on.
class KeptDirectory {
 public:
  KeptDirectory();
  // A changed one is put back, then Error(strategy) names plugin and stage.
  void require(const std::string& plugin, const char* stage) const;

 private:
  Path at_;
};

}  // namespace relval
