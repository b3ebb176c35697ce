// A plugin runs in this process, so a crash of its code or a call of exit() ends relval too. While a PluginCall stands,
// such an end is told with the strategy's name, the call and the date, and the exit code is that of a strategy's fault;
// otherwise a pipeline would see a bare signal, or success without a result. A crash outside of such a call, once a
// plugin was loaded, is told as well: memory that a plugin damaged breaks what runs after it.
#pragma once

#include <optional>
#include <string>

#include "base/date.hpp"
#include "base/error.hpp"
#include "base/files.hpp"
#include "relval/abi.h"
#include "strategy/control_word.hpp"

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

// From here on crashes outside of its calls are told with its name too.
void remember_plugin(const char* name);

// What a plugin's code is running: "decide", "loading it"; nullptr while none is. Safe in a signal handler.
const char* running_stage();

// What a plugin says of a failure, fit for a screen; `otherwise` where it says nothing.
std::string words_of(relval_error&, const char* otherwise);

// The working directory, which relative paths of a config and of results hang on.
class KeptDirectory {
 public:
  KeptDirectory();
  // A changed one is put back, then Error(strategy) names plugin and stage.
  void require(const std::string& plugin, const char* stage) const;
  bool put_back() const noexcept;  // true: it was changed

 private:
  Path at_;
};

// result = f(), which calls into the plugin: told where it crashes, and Error(strategy) where it throws, or leaves the
// arithmetic or the working directory changed.
template <class F> auto checked_call(const std::string& plugin, const char* stage, F f) {
  const ControlWord before = current_control_word();
  const KeptDirectory directory;
  const PluginCall guard(plugin.c_str(), stage);
  try {
    auto result = f();
    require_control_word(before, plugin, stage);
    directory.require(plugin, stage);
    return result;
  } catch (const Error&) {
    restore_control_word(before);
    throw;
  } catch (...) {
    restore_control_word(before);
    throw Error(ErrorKind::strategy, plugin, std::string(stage) + ": let an exception out of the plugin",
                "only plain C may cross; RELVAL_STRATEGY turns exceptions into texts");
  }
}

}  // namespace relval
