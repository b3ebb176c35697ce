// A plugin's shared library: loaded once, never unloaded, checked before anything in it is called.
#pragma once

#include "strategy/registry.hpp"

namespace relval {

struct LoadedPlugin {
  const relval_plugin* plugin = nullptr;
  PluginIdentity identity;
};

// Error(strategy) with the file and every mismatch: not a library, unresolved symbols, no relval_strategy, a descriptor
// that does not fit, a floating-point control word changed by loading (put back). A refused file stays refused for the
// life of the process, since loading it again would not run its initialisers again.
LoadedPlugin load_plugin(const Path& file, const std::string& name);

}  // namespace relval
