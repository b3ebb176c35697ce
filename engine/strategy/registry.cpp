#include "strategy/registry.hpp"

#include <algorithm>
#include <cstdlib>
#include <set>

#include "base/error.hpp"
#include "base/text.hpp"
#include "strategy/built_in.hpp"
#include "strategy/descriptor.hpp"
#include "strategy/plugin_library.hpp"

namespace relval {
namespace {

PluginIdentity linked_identity(const relval_plugin& p) { return {p.name, p.version, p.summary, p.build, {}, {}}; }

}  // namespace

Registry::Registry(std::vector<Path> plugin_path) : path_(std::move(plugin_path)) {
  for (const relval_plugin* p : built_in_strategies()) built_in_[p->name] = {p, linked_identity(*p)};
}

void Registry::add(const relval_plugin* p) {
  const bool named = p != nullptr && p->magic == RELVAL_MAGIC && p->name != nullptr;
  const std::vector<std::string> mismatches = descriptor_mismatches(p, named ? p->name : "");
  if (!mismatches.empty())
    throw Error(ErrorKind::strategy, named ? p->name : "a linked strategy", "does not fit: " + join(mismatches, "; "));
  loaded_[p->name] = {p, linked_identity(*p)};
}

void Registry::load(const std::string& name, const Path& library) {
  LoadedPlugin loaded = load_plugin(library, name);
  loaded_[name] = {loaded.plugin, std::move(loaded.identity)};
}

// As it is written or as it is reached: a link in the folder belongs to it.
bool Registry::on_plugin_path(const Path& library) const {
  std::error_code failed;
  const Path folder_written = std::filesystem::absolute(library).lexically_normal().parent_path();
  const Path written = std::filesystem::weakly_canonical(folder_written, failed);
  const Path reached = std::filesystem::weakly_canonical(library, failed).parent_path();
  return std::any_of(path_.begin(), path_.end(), [&](const Path& directory) {
    const Path folder = std::filesystem::weakly_canonical(directory, failed);
    return folder == reached || folder == written;
  });
}

namespace {

// Whatever it is: load_plugin() says what is wrong with a pipe, or a link that leads nowhere.
bool is_there(const Path& file) {
  std::error_code failed;
  return std::filesystem::exists(std::filesystem::symlink_status(file, failed));
}

}  // namespace

Path Registry::on_path(const std::string& name) const {
  if (!is_strategy_name(name)) return {};
  for (const Path& directory : path_)
    if (const Path file = directory / (name + ".so"); is_there(file)) return file;
  return {};
}

bool Registry::knows(const std::string& name) const {
  return loaded_.count(name) > 0 || built_in_.count(name) > 0 || !on_path(name).empty();
}

const Registry::Entry& Registry::load(const std::string& name) {
  if (const auto known = loaded_.find(name); known != loaded_.end()) return known->second;
  if (const Path file = on_path(name); !file.empty()) {
    LoadedPlugin loaded = load_plugin(file, name);
    return loaded_[name] = {loaded.plugin, std::move(loaded.identity)};
  }
  if (const auto linked = built_in_.find(name); linked != built_in_.end()) return linked->second;
  Unknown words = unknown(name);
  throw Error(ErrorKind::usage, "", words.what, std::move(words.hint));
}

const relval_plugin* Registry::find(const std::string& name) { return load(name).plugin; }
const PluginIdentity& Registry::identity(const std::string& name) { return load(name).identity; }

std::vector<std::string> Registry::names() const {
  std::set<std::string> names;
  for (const auto& [name, entry] : built_in_) names.insert(name);
  for (const auto& [name, entry] : loaded_) names.insert(name);
  for (const Path& directory : path_) {
    std::error_code unknown;
    if (relval::exists(directory) && !std::filesystem::is_directory(directory, unknown))
      throw Error(ErrorKind::usage, directory.string(), "the plugin path names it, and it is no folder",
                  "correct RELVAL_PLUGIN_PATH: folders, separated by ':'");
    for (const Path& file : list_directory(directory))
      if (file.extension() == ".so" && is_strategy_name(file.stem().string())) names.insert(file.stem().string());
  }
  return {names.begin(), names.end()};
}

Registry::Unknown Registry::unknown(const std::string& name) const {
  if (!is_strategy_name(name))
    return {format("'{}' is no strategy's name", name),
            "expected a-z, 0-9 and _, a letter first, at most 64: plugins are "
            "named and found on the plugin path"};
  std::vector<std::string> places;
  for (const Path& directory : path_) places.push_back(directory.string());
  const std::string searched = places.empty() ? "no plugin path is set (RELVAL_PLUGIN_PATH)"
                                              : format("looked for {}.so in {}", name, join(places, ", "));
  return {format("no strategy '{}'", name), suggest(name, names()) + "\n" + searched};
}

std::vector<Path> default_plugin_path(const Path& program) {
  std::vector<Path> path;
  // allowed: where plugins are looked for; the one that is found is part of a run's identity
  if (const char* set = std::getenv("RELVAL_PLUGIN_PATH"); set != nullptr) {
    for (const std::string& directory : split(set, ':'))
      if (!directory.empty()) path.emplace_back(directory);
  }
  const Path folder = program.parent_path();
  path.push_back(folder.filename() == "bin" ? folder.parent_path() / "lib/relval/plugins" : folder / "plugins");
  return path;
}

}  // namespace relval
