// The gate: what is refused, in which words, and that nothing refused leaves a trace in the arithmetic.
#include <sys/stat.h>
#include <xmmintrin.h>

#include <algorithm>
#include <filesystem>

#include "base/error.hpp"
#include "base/hash.hpp"
#include "catch.hpp"
#include "fixture.hpp"
#include "strategy/control_word.hpp"
#include "strategy/description.hpp"
#include "strategy/descriptor.hpp"
#include "strategy/library_bytes.hpp"
#include "strategy/plugin_library.hpp"

using namespace relval;
using namespace relval::test;

namespace {

// The refusal's text with the plugin's directory taken out.
std::string refusal(const std::string& name, const Path& directory = test_plugins()) {
  Registry registry({directory});
  try {
    registry.find(name);
  } catch (const Error& e) {
    CHECK(e.kind() == ErrorKind::strategy);
    return replaced(e.what(), directory.string() + "/", "");
  }
  return "loaded";
}

}  // namespace

TEST_CASE("a library without the entry point is refused") {
  CHECK(refusal("no_symbol") ==
        "no_symbol.so: the plugin was not loaded\n"
        "  it does not export relval_strategy\n"
        "  end the strategy's source with RELVAL_STRATEGY(name, Type, \"version\", \"summary\")");
}

TEST_CASE("a descriptor that is null or thrown is refused") {
  CHECK(refusal("null_descriptor") ==
        "null_descriptor.so: the plugin was not loaded\n"
        "  relval_strategy() returned null\n"
        "  build it against the SDK of this relval");
  CHECK(refusal("throwing_entry") ==
        "throwing_entry.so: the plugin was not loaded\n"
        "  relval_strategy() let an exception out\n"
        "  build it against the SDK of this relval");
}

TEST_CASE("magic, ABI and struct size are compared") {
  CHECK(refusal("wrong_magic") ==
        "wrong_magic.so: the plugin was not loaded\n"
        "  magic: expected 0x52454c56414c5331, found 0x4342415453564c52\n"
        "  build it against the SDK of this relval");
  CHECK(refusal("wrong_abi") ==
        "wrong_abi.so: the plugin was not loaded\n"
        "  ABI: expected 3, found 7\n"
        "  build it against the SDK of this relval");
  CHECK(refusal("wrong_size") ==
        "wrong_size.so: the plugin was not loaded\n"
        "  struct size: expected 120 bytes, found 112\n"
        "  build it against the SDK of this relval");
}

TEST_CASE("all mismatches of a plugin are said at once") {
  CHECK(refusal("wrong_everything") ==
        "wrong_everything.so: the plugin was not loaded\n"
        "  magic: expected 0x52454c56414c5331, found 0x0000000000000001\n"
        "  ABI: expected 3, found 9\n"
        "  struct size: expected 120 bytes, found 3\n"
        "  build it against the SDK of this relval");
  CHECK(refusal("other_name") ==
        "other_name.so: the plugin was not loaded\n"
        "  name: expected 'other_name' as the file is called, found 'spread_zscore'\n"
        "  version is null\n"
        "  summary is null\n"
        "  build is null\n"
        "  build it against the SDK of this relval");
  CHECK(refusal("null_functions") ==
        "null_functions.so: the plugin was not loaded\n"
        "  create() is null\n"
        "  destroy() is null\n"
        "  setup() is null\n"
        "  init_state() is null\n"
        "  build it against the SDK of this relval");
}

TEST_CASE("a strategy without a name is refused") {
  CHECK(refusal("null_name") ==
        "null_name.so: the plugin was not loaded\n"
        "  name: expected 'null_name' as the file is called, found null\n"
        "  call the file as RELVAL_STRATEGY calls the strategy, or the strategy as the file");
}

TEST_CASE("a state of no alignment is refused") {
  CHECK(refusal("bad_state") ==
        "bad_state.so: the plugin was not loaded\n"
        "  state: its alignment is 3, expected a power of two up to 4096\n"
        "  build it against the SDK of this relval");
}

TEST_CASE("parameters that no config could set are refused") {
  CHECK(refusal("bad_parameters") ==
        "bad_parameters.so: the plugin was not loaded\n"
        "  parameter 'window' is declared twice\n"
        "  parameter 3: expected a name of a-z, 0-9 and _ that starts with a letter, at most 64, found 'Entry Level'\n"
        "  parameter 'name': the config's key 'name' is the strategy's\n"
        "  parameter 5: its name is null\n"
        "  parameter 'kind': its unit is null\n"
        "  parameter 'kind': its help is null\n"
        "  parameter 'kind': its kind is 9, expected 0 to 4\n"
        "  parameter 'empty_range': its range 1 to 0 is empty\n"
        "  parameter 'default_outside': its default 20 lies outside 0 to 10\n"
        "  parameter 'half': its default 2.5 is not whole\n"
        "  parameter 'measure': its default 'gap' is not one of its words diff|ratio\n"
        "  parameter 'repeated': its words diff||diff are empty or repeated\n"
        "  parameter 'rows': only a text has words or a text as default\n"
        "  correct kParams in the strategy's source");
}

TEST_CASE("what the linker cannot load is refused in its words") {
  CHECK(refusal("unresolved") ==
        "unresolved.so: the plugin was not loaded\n"
        "  undefined symbol: function_of_another_library\n"
        "  compile the file that has it into the plugin, or link its library");
  const TemporaryFile text("notes.so",
                           "not a library, and longer than the header of one: 0123456789 0123456789 0123456789");
  CHECK(refusal("notes", text.path().parent_path()) ==
        "notes.so: the plugin was not loaded\n"
        "  invalid ELF header");
  const TemporaryFile empty("empty.so", "");
  CHECK(refusal("empty", empty.path().parent_path()) ==
        "empty.so: the plugin was not loaded\n"
        "  file too short");
}

TEST_CASE("a library that was cut off is refused before the loader maps what is not there") {
  const std::string whole = read_file(test_plugins() / "spread_band.so");
  CHECK(library_fault(whole).what.empty());
  CHECK(library_fault("#!/bin/sh").what.empty());
  for (const std::size_t kept : {std::size_t{64}, std::size_t{100}, std::size_t{1000}, std::size_t{4096}}) {
    INFO(kept);
    REQUIRE(kept < whole.size());
    const TemporaryFile cut("spread_band.so", whole.substr(0, kept));
    CHECK_THAT(refusal("spread_band", cut.path().parent_path()),
               Catch::StartsWith("spread_band.so: the plugin was not loaded\n  it ends after " + std::to_string(kept) +
                                 " bytes, of ") &&
                   Catch::EndsWith(" at least: it was cut off\n"
                                   "  build it again; is the disk full, or the linker still writing?"));
  }
}

TEST_CASE("a library for another machine, or one that needs the address sanitizer first, is refused unloaded") {
  std::string other = read_file(test_plugins() / "spread_band.so");
  other[18] = 40;  // e_machine: ARM
  CHECK(library_fault(other).what == "it is for another machine: expected x86-64 (62 in its header), found 40");
  std::string sanitized = read_file(test_plugins() / "spread_band.so") + "libasan.so.8";
  const bool here = library_fault(sanitized).what.empty();
#ifdef __SANITIZE_ADDRESS__
  CHECK(here);
#else
  CHECK_FALSE(here);
  CHECK(library_fault(sanitized).hint.rfind("LD_PRELOAD=", 0) == 0);
#endif
}

TEST_CASE("what only looks like a library is listed, and refused before it is opened") {
  const TemporaryFile beside("notes.txt", "");
  const Path folder = beside.path().parent_path();
  std::filesystem::create_symlink(folder / "nowhere", folder / "gone.so");
  std::filesystem::create_symlink(folder / "ring.so", folder / "ring.so");
  std::filesystem::create_symlink("/dev/zero", folder / "endless.so");
  std::filesystem::create_directory(folder / "drawer.so");
  REQUIRE(::mkfifo((folder / "pipe.so").c_str(), 0600) == 0);
  Registry registry({folder});
  const std::vector<std::string> names = registry.names();
  const auto refused = [&](const std::string& name, const std::string& why) {
    CHECK(std::find(names.begin(), names.end(), name) != names.end());
    CHECK(refusal(name, folder) ==
          name + ".so: the plugin was not loaded\n  " + why + "\n  take it off the plugin path");
    std::filesystem::remove(folder / (name + ".so"));
  };
  refused("gone", "a file was expected, found a link that leads nowhere");
  refused("ring", "it cannot be looked at: Too many levels of symbolic links");
  refused("endless", "a file was expected, found a pipe or a device");
  refused("drawer", "a file was expected, found a folder");
  refused("pipe", "a file was expected, found a pipe or a device");
}

TEST_CASE("a plugin path that names a file is a fault of the path") {
  const TemporaryFile file("notes.txt", "");
  CHECK_THROWS_WITH(Registry({file.path()}).names(), Catch::Contains("the plugin path names it, and it is no folder"));
}

TEST_CASE("a link in the plugin path belongs to it, wherever it leads") {
  const TemporaryFile beside("notes.txt", "");
  const Path folder = beside.path().parent_path();
  std::filesystem::create_symlink(test_plugins() / "spread_band.so", folder / "spread_band.so");
  const Registry registry({folder});
  CHECK(registry.on_plugin_path(folder / "spread_band.so"));
  CHECK_FALSE(registry.on_plugin_path(test_plugins() / "spread_band.so"));
  std::filesystem::remove(folder / "spread_band.so");
}

TEST_CASE("texts of a plugin that would spoil a screen are refused, all at once") {
  Registry registry;
  relval_plugin p = *registry.find("static_pair");
  p.version = "1\n2";
  p.summary = "clears \x1b[2J";
  const std::string long_text(2000, 'x');
  p.build = long_text.c_str();
  std::vector<relval_param> params(p.params, p.params + p.param_count);
  params[0].help = "not UTF-8: \xff";
  p.params = params.data();
  const std::vector<std::string> why = descriptor_mismatches(&p, "static_pair");
  CHECK(hint_for_mismatches(why) == "correct the texts in the strategy's source");
  CHECK(why ==
        std::vector<std::string>{"version: one line of UTF-8 was expected, found '1\n  2'",
                                 "summary: one line of UTF-8 was expected, found 'clears ?[2J'",
                                 "build has 2000 bytes, expected at most 1000",
                                 std::string("parameter '") + params[0].name +
                                     "': its help: one line of UTF-8 was expected, found 'not UTF-8: ?'"});
}

TEST_CASE("a state beyond a gigabyte is refused, and said to be too large") {
  Registry registry;
  relval_plugin p = *registry.find("static_pair");
  p.state_size = (std::uint64_t{1} << 30) + 8;
  const std::vector<std::string> why = descriptor_mismatches(&p, "static_pair");
  CHECK(why == std::vector<std::string>{"state: 1073741832 bytes are more than 1073741824"});
  CHECK(hint_for_mismatches(why) == "make the strategy's State smaller");
}

TEST_CASE("a plugin that changes the rounding while it loads is refused and the rounding put back") {
  const ControlWord before = current_control_word();
  CHECK(refusal("rounds_down") ==
        "rounds_down.so: the plugin was not loaded\n"
        "  loading it changed the floating-point control word: rounding is down, x87 rounding is down\n"
        "  build and link it without -ffast-math, -Ofast and -funsafe-math-optimizations");
  CHECK(current_control_word() == before);
}

TEST_CASE("a plugin linked with -ffast-math is refused and tiny numbers stay") {
  const ControlWord before = current_control_word();
  CHECK(refusal("fast_math") ==
        "fast_math.so: the plugin was not loaded\n"
        "  loading it changed the floating-point control word: flush-to-zero is on, denormals-are-zero is on\n"
        "  build and link it without -ffast-math, -Ofast and -funsafe-math-optimizations");
  CHECK(current_control_word() == before);
  volatile double tiny = 1e-300;
  CHECK(tiny * 1e-10 > 0);
}

TEST_CASE("a refused plugin stays refused, though loading it again would change nothing") {
  CHECK(refusal("rounds_down") != "loaded");
  CHECK(refusal("rounds_down") != "loaded");
}

TEST_CASE("the control word is compared bit by bit and said in words") {
  const ControlWord plain{0x1F80, 0x37F};
  CHECK(control_word_changes(plain, plain).empty());
  CHECK(control_word_changes(plain, {0x1F80 | 0x6000, 0x37F}) == "rounding is toward zero");
  CHECK(control_word_changes(plain, {0x1F80 | 0x4000, 0x37F | 0x800}) == "rounding is up, x87 rounding is up");
  CHECK(control_word_changes(plain, {0x1F80 ^ 0x200, 0x27F}) ==
        "exceptions are masked differently, x87 precision is different");
  CHECK(control_word_changes({0x1F80 | 0x8040, 0x37F}, plain) == "flush-to-zero is off, denormals-are-zero is off");
}

TEST_CASE("the flags of past exceptions are no change of the control word") {
  const ControlWord before = current_control_word();
  _mm_setcsr(_mm_getcsr() | 0x3F);
  CHECK(current_control_word() == before);
}

TEST_CASE("an unknown strategy is a usage error with the nearest name and the places searched") {
  Registry registry({"/nowhere/plugins", test_plugins() / "none"});
  try {
    registry.find("static_par");
    FAIL("found");
  } catch (const Error& e) {
    CHECK(e.kind() == ErrorKind::usage);
    CHECK(replaced(e.what(), test_plugins().string(), "PLUGINS") ==
          "no strategy 'static_par'\n"
          "  did you mean 'static_pair'?\n"
          "  looked for static_par.so in /nowhere/plugins, PLUGINS/none");
  }
}

TEST_CASE("a name cannot lead out of the plugin path") {
  Registry registry({test_plugins()});
  const std::string long_name(65, 'a');
  for (const std::string name : {"../plugins/spread_band", "/tmp/x", "spread_band.so", "", "Static_pair", "_x", "9x",
                                 "a-b", "a b", "spread_band\n", long_name.c_str()}) {
    INFO(name);
    CHECK_FALSE(registry.knows(name));
    CHECK_THROWS_WITH(registry.find(name), "'" + name +
                                               "' is no strategy's name\n  expected a-z, 0-9 and _, a letter first, at "
                                               "most 64: plugins are named and found on the plugin path");
  }
}

TEST_CASE("built-in strategies and plugins are listed together, once each") {
  CHECK(Registry().names() == std::vector<std::string>{"divergence_momentum", "fixed_positions", "signal_file",
                                                       "spread_zscore", "static_pair", "weights_file"});
  const auto names = Registry({built_in_plugins(), test_plugins()}).names();
  CHECK(std::count(names.begin(), names.end(), "static_pair") == 1);
  CHECK(std::count(names.begin(), names.end(), "monthly_decile") == 1);
  CHECK(std::is_sorted(names.begin(), names.end()));
}

TEST_CASE("a plugin hides the built-in strategy of its name, and its bytes are its identity") {
  Registry linked, found({built_in_plugins()});
  CHECK(linked.identity("static_pair").file.empty());
  CHECK(linked.identity("static_pair").sha256.empty());
  const Path file = built_in_plugins() / "static_pair.so";
  CHECK(found.identity("static_pair").file == file);
  CHECK(found.identity("static_pair").sha256 == sha256_hex(read_file(file)));
  CHECK(found.find("static_pair") != linked.find("static_pair"));
}

TEST_CASE("the first directory of the plugin path wins") {
  const TemporaryFile other("spread_band.so", "");
  Registry registry({test_plugins(), other.path().parent_path()});
  CHECK(registry.identity("spread_band").file == test_plugins() / "spread_band.so");
}

TEST_CASE("a strategy of the calling program is checked as a plugin is") {
  Registry registry;
  relval_plugin p = *registry.find("static_pair");
  p.name = "mine";
  registry.add(&p);
  CHECK(registry.find("mine") == &p);
  p.create = nullptr;
  CHECK_THROWS_WITH(registry.add(&p), "mine: does not fit: create() is null");
  CHECK_THROWS_WITH(registry.add(nullptr), "a linked strategy: does not fit: relval_strategy() returned null");
}

TEST_CASE("the plugin path is RELVAL_PLUGIN_PATH, then plugins beside the program") {
  ::setenv("RELVAL_PLUGIN_PATH", "/a:/b/c::", 1);
  CHECK(default_plugin_path("/opt/relval/relval") == std::vector<Path>{"/a", "/b/c", "/opt/relval/plugins"});
  ::unsetenv("RELVAL_PLUGIN_PATH");
  CHECK(default_plugin_path("/opt/relval/relval") == std::vector<Path>{"/opt/relval/plugins"});
}

TEST_CASE("an installed program has its plugins in lib, not among the programs") {
  CHECK(default_plugin_path("/usr/bin/relval") == std::vector<Path>{"/usr/lib/relval/plugins"});
}

TEST_CASE("a strategy is described by its own table of parameters") {
  Registry registry({test_plugins()});
  const StrategyDescription d = strategy_description(registry, "spread_band");
  CHECK_FALSE(d.built_in);
  CHECK(d.identity.summary == "trades one spread against another by the z-score of their difference");
  REQUIRE(d.parameters.size() == 6);
  CHECK(d.parameters[0].name == "first");
  CHECK(d.parameters[0].kind == "leg or instrument");
  CHECK(d.parameters[0].required);
  CHECK(d.parameters[2].kind == "whole number");
  CHECK(d.parameters[2].range == "2 to 2000 rows");
  CHECK(d.parameters[2].standard == "60");
  CHECK(d.parameters[5].range == "at least 0 deviations");
  CHECK_FALSE(d.parameters[5].required);
  CHECK(strategy_description(registry, "static_pair").built_in);
  const ParameterDescription measure = strategy_description(registry, "spread_zscore").parameters.at(2);
  CHECK(measure.name == "measure");
  CHECK(measure.kind == "text");
  CHECK(measure.range == "one of diff, ratio or residual");
  CHECK_FALSE(measure.required);
  CHECK(measure.standard == "diff");
}
