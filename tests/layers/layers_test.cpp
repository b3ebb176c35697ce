// The tree keeps its order: rooms, libraries, clocks, flags. Each rule is also broken on purpose by a made-up source.
#include "layers/layer_rules.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "catch.hpp"

namespace {

namespace fs = std::filesystem;
using Faults = std::vector<std::string>;

std::string read(const fs::path& file) {
  std::ostringstream out;
  out << std::ifstream(file, std::ios::binary).rdbuf();
  return out.str();
}

// Sources and build files of the tree, relative to its root, in order.
std::vector<std::string> tree() {
  const fs::path root = RELVAL_SOURCE_DIR;
  std::vector<std::string> out;
  for (const char* folder : {"engine", "strategies", "tests", "bench", "cmake"}) {
    if (!fs::exists(root / folder)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(root / folder))
      if (entry.is_regular_file()) out.push_back(fs::relative(entry.path(), root).string());
  }
  for (const char* file : {"CMakeLists.txt", "CMakePresets.json"})
    if (fs::exists(root / file)) out.emplace_back(file);
  std::sort(out.begin(), out.end());
  return out;
}

std::string joined(const Faults& faults) {
  std::string out;
  for (const std::string& f : faults) out += f + "\n";
  return out;
}

// A file that a test needs to be wrong: the plugin linked with -ffast-math, which the plugin loader must refuse.
constexpr const char* kWrongOnPurpose = "tests/plugins/CMakeLists.txt";

}  // namespace

TEST_CASE("the tree keeps its layers") {
  Faults all;
  std::size_t engine_files = 0;
  for (const std::string& path : tree()) {
    engine_files += path.compare(0, 7, "engine/") == 0;
    if (path == kWrongOnPurpose) continue;
    const Faults faults = layer_faults(path, read(fs::path(RELVAL_SOURCE_DIR) / path));
    all.insert(all.end(), faults.begin(), faults.end());
  }
  INFO(joined(all));
  CHECK(all.empty());
  CHECK(engine_files > 100);  // the sources were found at all
}

TEST_CASE("an include that is turned around is a fault") {
  // As a real pair of the tree: pricing includes market, so market may not include pricing.
  CHECK(layer_faults("engine/pricing/price.cpp", "#include \"market/panel.hpp\"\n").empty());
  CHECK(layer_faults("engine/market/panel.hpp", "#pragma once\n#include \"pricing/price.hpp\"\n") ==
        Faults{"engine/market/panel.hpp:2: room market includes pricing/price.hpp, which stands above it"});
}

TEST_CASE("every pair of rooms may be included in one direction only") {
  const std::vector<std::string> rooms = {"base",      "config", "market",    "pricing", "signals", "strategy",
                                          "portfolio", "replay", "analytics", "report", "study", "app"};
  for (std::size_t low = 0; low < rooms.size(); ++low) {
    for (std::size_t high = low + 1; high < rooms.size(); ++high) {
      CAPTURE(rooms[low], rooms[high]);
      CHECK(layer_faults("engine/" + rooms[high] + "/x.cpp", "#include \"" + rooms[low] + "/y.hpp\"\n").empty());
      CHECK(layer_faults("engine/" + rooms[low] + "/x.cpp", "#include \"" + rooms[high] + "/y.hpp\"\n").size() == 1);
      CHECK(layer_faults("engine/" + rooms[low] + "/x.cpp", "#include <" + rooms[high] + "/y.hpp>\n").size() == 1);
    }
  }
}

TEST_CASE("the SDK and the strategies include the SDK and the standard library only") {
  for (const std::string path : {"engine/sdk/relval/strategy.hpp", "strategies/momentum/momentum.cpp"}) {
    CAPTURE(path);
    CHECK(layer_faults(path, "#include <relval/types.hpp>\n#include \"relval/setup.hpp\"\n#include <cmath>\n").empty());
    CHECK(layer_faults(path, "#include \"base/date.hpp\"\n") ==
          Faults{path + ":1: includes base/date.hpp; only relval/ and the standard library are allowed here"});
    CHECK(layer_faults(path, "#include <fmt/format.h>\n") ==
          Faults{path + ":1: includes <fmt/format.h>, which only engine/base/*.cpp may"});
    CHECK(layer_faults(path, "#include <chrono>\n").size() == 1);
  }
  CHECK(layer_faults("strategies/momentum/momentum.cpp", "#include \"momentum.hpp\"\n").empty());
}

TEST_CASE("a third-party header is included by the sources of one room") {
  struct Case {
    const char *header, *at_home;
  };
  for (const Case& c : {Case{"hdf5.h", "engine/base/hdf5_reader.cpp"}, Case{"hdf5_hl.h", "engine/base/hdf5_writer.cpp"},
                        Case{"fmt/format.h", "engine/base/text.cpp"}, Case{"openssl/evp.h", "engine/base/hash.cpp"},
                        Case{"sleef.h", "engine/base/numeric.cpp"},
                        Case{"yaml-cpp/parser.h", "engine/config/yaml_reader.cpp"},
                        Case{"nlohmann/json.hpp", "engine/report/manifest.cpp"},
                        Case{"boost/program_options.hpp", "engine/app/options.cpp"},
                        Case{"Eigen/Dense", "engine/analytics/realised_hedge.cpp"}}) {
    CAPTURE(c.header);
    const std::string line = std::string("#include <") + c.header + ">\n", home = c.at_home;
    CHECK(layer_faults(home, line).empty());
    CHECK(layer_faults(home.substr(0, home.size() - 4) + ".hpp", line).size() == 1);  // it would leak out of the room
    CHECK(layer_faults("engine/replay/replay.cpp", line).size() == 1);
  }
  CHECK(layer_faults("engine/base/files.cpp", "#include <hdf5.h>\n") ==
        Faults{"engine/base/files.cpp:1: includes <hdf5.h>, which only engine/base/hdf5*.cpp may"});
  CHECK(layer_faults("engine/app/main.cpp", "#include <boost/algorithm/string.hpp>\n") ==
        Faults{"engine/app/main.cpp:1: includes <boost/algorithm/string.hpp>, which no file may"});
}

TEST_CASE("clocks, threads and the system's random numbers stay out") {
  for (const char* header : {"thread", "random", "future", "mutex", "unordered_map", "iostream", "regex"}) {
    CAPTURE(header);
    CHECK(layer_faults("engine/base/date.cpp", std::string("#include <") + header + ">\n").size() >= 1);
  }
  for (const char* header : {"chrono", "ctime"}) {
    const std::string line = std::string("#include <") + header + ">\n";
    CHECK(layer_faults("engine/base/date.cpp", line).empty());
    CHECK(layer_faults("engine/app/run.cpp", line).empty());
    CHECK(layer_faults("engine/report/environment.cpp", line).empty());
    CHECK(layer_faults("engine/report/manifest.cpp", line).size() == 1);
    CHECK(layer_faults("engine/base/date.hpp", line).size() == 1);
  }
  CHECK(layer_faults("engine/base/x.cpp", "int a = rand();\n").size() == 1);
  CHECK(layer_faults("engine/base/x.cpp", "auto a = time(nullptr);\n").size() == 1);
}

TEST_CASE("unordered containers and printing are faults, comments are not") {
  CHECK(layer_faults("engine/market/x.cpp", "std::unordered_map<int, int> m;\n") ==
        Faults{"engine/market/x.cpp:1: an unordered container: its order differs between machines"});
  CHECK(layer_faults("engine/market/x.cpp", "int a;  // no unordered_map here, no std::cout\n").empty());
  CHECK(layer_faults("engine/market/x.cpp", "std::printf(\"x\");\n") ==
        Faults{"engine/market/x.cpp:1: prints; only engine/app may"});
  CHECK(layer_faults("engine/app/x.cpp", "std::printf(\"x\");\n").empty());
  CHECK(layer_faults("engine/market/x.cpp", "#include \"panel.hpp\"\n").size() == 1);
  CHECK(layer_faults("engine/utils/x.cpp", "#include \"base/date.hpp\"\n") ==
        Faults{"engine/utils/x.cpp:1: 'utils' is no room"});
}

TEST_CASE("a flag that makes numbers depend on the machine is a fault") {
  for (const char* flag : {"-march=native", "-ffast-math", "-Ofast", "-mavx2", "-mfma", "-ffp-contract=fast",
                           "-mtune=native", "-funsafe-math-optimizations"}) {
    const std::string line = std::string("add_compile_options(-Wall ") + flag + ")\n";
    CAPTURE(flag);
    CHECK(layer_faults("cmake/Compile.cmake", line).size() == 1);
    CHECK(layer_faults("engine/base/CMakeLists.txt", line).size() == 1);
    CHECK(layer_faults("CMakePresets.json", "\"CMAKE_CXX_FLAGS\": \"" + std::string(flag) + "\"\n").size() == 1);
  }
  CHECK(layer_faults("cmake/Compile.cmake", "add_compile_options(-ffp-contract=off)  # never -ffast-math\n").empty());
}

TEST_CASE("the checker sees a plugin that is wrong on purpose") {
  // The one exception of the first test is one: if the file stops using the flag, the exception must go.
  CHECK(layer_faults(kWrongOnPurpose, read(fs::path(RELVAL_SOURCE_DIR) / kWrongOnPurpose)).size() == 1);
}

TEST_CASE("a source includes its own header first") {
  CHECK(layer_faults("engine/base/date.cpp", "#include \"base/date.hpp\"\n#include \"base/error.hpp\"\n").empty());
  CHECK(layer_faults("engine/base/date.cpp", "#include \"base/error.hpp\"\n#include \"base/date.hpp\"\n") ==
        Faults{"engine/base/date.cpp:2: a source includes its own header first, so that the header is compiled alone"});
}

TEST_CASE("a file has at most 400 lines") {
  std::string text;
  for (int i = 0; i < 400; ++i) text += "// line\n";
  CHECK(layer_faults("engine/base/x.cpp", text).empty());
  CHECK(layer_faults("engine/base/x.cpp", text + "// one more\n") ==
        Faults{"engine/base/x.cpp:401: a file has at most 400 lines, this one 401"});
}
