#include "strategy/plugin_library.hpp"

#include <cxxabi.h>
#include <dlfcn.h>

#include <cstdlib>
#include <map>
#include <memory>

#include "base/error.hpp"
#include "base/hash.hpp"
#include "base/text.hpp"
#include "strategy/control_word.hpp"
#include "strategy/descriptor.hpp"
#include "strategy/library_bytes.hpp"
#include "strategy/plugin_call.hpp"

namespace relval {
namespace {

using Entry = const relval_plugin* (*)(void);

constexpr std::string_view kUndefined = "undefined symbol: ";

struct Refusal {
  std::vector<std::string> why;
  std::string hint;
};

std::map<std::string, Refusal>& refused() {
  static std::map<std::string, Refusal> files;
  return files;
}

// "_Z4makev" as "make()"; empty for a name that is no C++ function's.
std::string in_cpp(const std::string& symbol) {
  int status = 0;
  const std::unique_ptr<char, decltype(&std::free)> name(
      abi::__cxa_demangle(symbol.c_str(), nullptr, nullptr, &status), &std::free);
  return status == 0 && name ? name.get() : "";
}

// The linker's words, without the file's name in front, which the message already has.
std::string linker_words(const std::string& file) {
  const char* text = dlerror();
  std::string words = text == nullptr ? "unknown reason" : text;
  if (words.rfind(file + ": ", 0) == 0) words.erase(0, file.size() + 2);
  if (words.rfind(kUndefined, 0) == 0)
    if (const std::string name = in_cpp(words.substr(kUndefined.size())); !name.empty()) words += ", " + name;
  return words;
}

const relval_plugin* descriptor(Entry entry, std::vector<std::string>& why) {
  try {
    return entry();
  } catch (...) {
    why.emplace_back("relval_strategy() let an exception out");
    return nullptr;
  }
}

[[noreturn]] void refuse(const std::string& file, Refusal refusal) {
  const Refusal& kept = refused()[file] = std::move(refusal);
  std::string what = "the plugin was not loaded";
  for (const std::string& line : kept.why) what += "\n  " + line;
  throw Error(ErrorKind::strategy, file, what, kept.hint);
}

PluginIdentity identity_of(const relval_plugin& p, const Path& file, const std::string& bytes) {
  return {p.name, p.version, p.summary, p.build, file, sha256_hex(bytes)};
}

// nullptr where a constructor of the library's own objects throws: the words are in `thrown`.
void* open_library(const std::string& path, std::string& thrown) {
  // Its header promises that dlopen() does not throw, and a compiler that believes it catches nothing.
  void* (*const volatile open)(const char*, int) = dlopen;
  try {
    return open(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  } catch (const std::exception& e) {
    thrown = printable(e.what());
  } catch (...) {
    thrown = "no std::exception";
  }
  return nullptr;
}

// What loading the file gives: plugin code runs in here.
const relval_plugin* run_loader(const std::string& path, const std::string& name, Refusal& refusal) {
  const KeptDirectory directory;
  const PluginCall guard(name.c_str(), "loading it");
  remember_plugin(name.c_str());
  std::string thrown;
  void* library = open_library(path, thrown);
  directory.require(path, "loading it");
  if (!thrown.empty()) {
    refusal.why.push_back("loading it threw an exception: " + thrown);
    refusal.hint = "an object at namespace scope throws where it is made: make it in setup()";
    return nullptr;
  }
  if (library == nullptr) {
    std::string words = linker_words(path);
    if (words.rfind(kUndefined, 0) == 0)
      refusal.hint = "compile the file that has it into the plugin, or link its library";
    refusal.why.push_back(std::move(words));
    return nullptr;
  }
  const auto entry = reinterpret_cast<Entry>(dlsym(library, "relval_strategy"));
  if (entry == nullptr) {
    refusal.why.emplace_back("it does not export relval_strategy");
    refusal.hint = "end the strategy's source with RELVAL_STRATEGY(name, Type, \"version\", \"summary\")";
    return nullptr;
  }
  const relval_plugin* plugin = descriptor(entry, refusal.why);
  if (refusal.why.empty()) refusal.why = descriptor_mismatches(plugin, name);
  if (!refusal.why.empty()) refusal.hint = hint_for_mismatches(refusal.why);
  return plugin;
}

}  // namespace

LoadedPlugin load_plugin(const Path& file, const std::string& name) {
  // dlopen looks for a name without a slash in the system's folders; an absolute path is never looked for.
  const std::string path = std::filesystem::absolute(file).lexically_normal().string();
  if (const auto before = refused().find(path); before != refused().end()) refuse(path, Refusal(before->second));
  if (std::string why = file_fault(path); !why.empty()) refuse(path, {{std::move(why)}, "take it off the plugin path"});
  const std::string bytes = read_file(path);
  if (LibraryFault fault = library_fault(bytes); !fault.what.empty())
    refuse(path, {{std::move(fault.what)}, std::move(fault.hint)});

  const ControlWord before = current_control_word();
  Refusal refusal;
  const relval_plugin* plugin = run_loader(path, name, refusal);
  if (const ControlWord now = current_control_word(); !(now == before)) {
    restore_control_word(before);
    refusal.why.push_back("loading it changed the floating-point control word: " + control_word_changes(before, now));
    refusal.hint = "build and link it without -ffast-math, -Ofast and -funsafe-math-optimizations";
  }
  if (!refusal.why.empty()) refuse(path, std::move(refusal));
  return {plugin, identity_of(*plugin, path, bytes)};
}

}  // namespace relval
