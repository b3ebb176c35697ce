// Strategies by name: the built-in ones and those found on the plugin path.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/files.hpp"
#include "relval/abi.h"

namespace relval {

struct PluginIdentity {  // recorded in every manifest
  std::string name, version, summary, build;
  Path file;             // empty: built in
  std::string sha256;    // of the library's bytes; empty: built in
  bool operator==(const PluginIdentity&) const = default;
};

class Registry {
 public:
  // plugin_path: directories searched for NAME.so, first match wins; a plugin hides a built-in strategy of its name.
  explicit Registry(std::vector<Path> plugin_path = {});

  // A strategy of the calling program (a benchmark, a test); hides any other of its name. Error(strategy) as find().
  void add(const relval_plugin*);

  // The plugin in this file, which lies in a directory of the plugin path; hides any other of its name. Error(strategy)
  // as find().
  void load(const std::string& name, const Path& library);
  bool on_plugin_path(const Path& library) const;
  std::vector<Path> plugin_path() const { return path_; }

  bool knows(const std::string& name) const;
  // Loads through the gate: all mismatches at once as Error(strategy). An unknown name is Error(usage) with "did you
  // mean" and the places searched. References stay valid for the life of the registry.
  const relval_plugin* find(const std::string& name);
  const PluginIdentity& identity(const std::string& name);
  std::vector<std::string> names() const;  // built-in and found, sorted; nothing is loaded for it

  // The words for an unknown name: what is wrong, and what to do.
  struct Unknown {
    std::string what, hint;
  };
  Unknown unknown(const std::string& name) const;

 private:
  struct Entry {
    const relval_plugin* plugin = nullptr;
    PluginIdentity identity;
  };
  const Entry& load(const std::string& name);
  Path on_path(const std::string& name) const;  // empty: not there

  std::vector<Path> path_;
  std::map<std::string, Entry> built_in_, loaded_;
};

// Directories of RELVAL_PLUGIN_PATH (separated by ':'), then `plugins` beside the program, or
// lib/relval/plugins beside the bin that it is in.
std::vector<Path> default_plugin_path(const Path& program);

}  // namespace relval
