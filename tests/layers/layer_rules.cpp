#include "layers/layer_rules.hpp"

#include <algorithm>
#include <array>
#include <regex>
#include <set>
#include <sstream>

namespace {

// From the ground up. The SDK stands below all of them.
constexpr std::array kRooms = {"base",      "config", "market",    "pricing", "signals", "strategy",
                               "portfolio", "replay", "analytics", "report", "study", "app"};
constexpr std::size_t kMostLines = 400;

const std::set<std::string> kStandard = {
    "algorithm", "array", "atomic", "bit", "bitset", "cctype", "cerrno", "cfenv", "cfloat", "charconv", "climits",
    "cmath", "compare", "complex", "concepts", "csignal", "cstddef", "cstdint", "cstdio", "cstdlib", "cstring", "deque",
    "exception", "filesystem", "fstream", "functional", "initializer_list", "iterator", "limits", "list", "map",
    "memory", "new", "numbers", "numeric", "optional", "ostream", "queue", "ratio", "set", "span", "sstream", "stack",
    "stdexcept", "string", "string_view", "system_error", "tuple", "type_traits", "typeindex", "typeinfo", "utility",
    "variant", "vector", "stddef.h", "stdint.h"};

// Where a header that is not everybody's may be included.
struct Permit {
  const char* header;  // regular expression
  const char* where;   // regular expression over the path
  const char* place;   // in words
};
constexpr const char* kClocks =
    R"(engine/(base/(date|process_children)\.cpp|app/(run\.cpp|progress\.hpp)|report/environment\.(cpp|hpp)))";
const std::array kPermits = {
    Permit{R"(hdf5\w*\.h)", R"(engine/base/hdf5\w*\.cpp)", "engine/base/hdf5*.cpp"},
    Permit{R"(fmt/.*)", R"(engine/base/\w+\.cpp)", "engine/base/*.cpp"},
    Permit{R"(openssl/.*)", R"(engine/base/\w+\.cpp)", "engine/base/*.cpp"},
    Permit{R"(sleef\.h)", R"(engine/base/\w+\.cpp)", "engine/base/*.cpp"},
    Permit{R"(yaml-cpp/.*)", R"(engine/config/\w+\.cpp)", "engine/config/*.cpp"},
    Permit{R"(nlohmann/.*)", R"(engine/report/(\w+\.cpp|json_values\.hpp))", "engine/report/*.cpp and json_values.hpp"},
    Permit{R"(boost/program_options(\.hpp|/.*))", R"(engine/app/\w+\.cpp)", "engine/app/*.cpp"},
    Permit{R"(Eigen/.*)", R"(engine/(analytics/\w+|signals/(least_squares|johansen|pca))\.cpp)",
           "engine/analytics/*.cpp and engine/signals/least_squares.cpp, johansen.cpp and pca.cpp"},
    Permit{R"(chrono|ctime|time\.h)", kClocks,
           "engine/base/date.cpp, base/process_children.cpp, app/run.cpp, app/progress.hpp and report/environment.*"},
    Permit{R"((dlfcn|cxxabi|elf)\.h)", R"(engine/strategy/\w+\.cpp)", "engine/strategy/*.cpp"},
    Permit{R"(immintrin\.h)", R"(engine/(base/lanes\w*|strategy/control_word)\.cpp)",
           "engine/base/lanes*.cpp and engine/strategy/control_word.cpp"},
    Permit{R"(sanitizer/asan_interface\.h)", R"(engine/signals/fenced_memory\.hpp)",
           "engine/signals/fenced_memory.hpp"},
    Permit{R"(sched\.h)", R"(engine/base/processes\.cpp)", "engine/base/processes.cpp"},
    Permit{R"((fcntl|unistd|poll|sys/\w+)\.h)",
           R"(engine/((base|report)/\w+|app/(print|progress)|strategy/plugin_(call|seal))\.cpp)",
           "engine/base/*.cpp, engine/report/*.cpp, strategy/plugin_call.cpp and plugin_seal.cpp, and app/print.cpp and"
           " progress.cpp, which ask for the terminal,"},
    Permit{R"((signal|pthread)\.h)", R"(engine/strategy/plugin_(call|seal)\.cpp)",
           "engine/strategy/plugin_call.cpp and plugin_seal.cpp"},
    Permit{R"((linux/\w+|ucontext)\.h)", R"(engine/strategy/plugin_seal\.cpp)", "engine/strategy/plugin_seal.cpp"},
};

bool starts(const std::string& text, const std::string& with) { return text.compare(0, with.size(), with) == 0; }

std::string first_part(const std::string& path) { return path.substr(0, path.find('/')); }

// Place of a room in the list; kRooms.size() for what is no room.
std::size_t height(const std::string& room) {
  return static_cast<std::size_t>(std::find(kRooms.begin(), kRooms.end(), room) - kRooms.begin());
}

class File {
 public:
  File(const std::string& path, const std::string& text) : path_(path) {
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) lines_.push_back(line);
  }

  std::vector<std::string> faults() {
    const std::string name = path_.substr(path_.rfind('/') + 1);
    if (name == "CMakeLists.txt" || name == "CMakePresets.json" || std::regex_search(name, std::regex(R"(\.cmake$)"))) {
      build_flags();
    } else if (std::regex_search(name, std::regex(R"(\.(h|hpp|cpp)$)"))) {
      if (lines_.size() > kMostLines)
        say(lines_.size(), "a file has at most 400 lines, this one " + std::to_string(lines_.size()));
      if (starts(path_, "engine/") || starts(path_, "strategies/")) cpp();
    }
    return faults_;
  }

 private:
  void say(std::size_t line, const std::string& what) {
    faults_.push_back(path_ + ":" + std::to_string(line) + ": " + what);
  }

  void cpp() {
    static const std::regex include(R"re(^\s*#\s*include\s*([<"])([^>"]*)[>"])re");
    static const std::regex unordered(R"(\bunordered_(multi)?(map|set)\b)");
    static const std::regex machine(R"(\b(s?rand|random|time|clock|getenv_s)\s*\(\s*(nullptr|NULL|0)?\s*\))");
    static const std::regex prints(R"(\bstd::(cout|cerr|clog|puts|printf)\b|\b(printf|puts|putchar|perror)\s*\()");
    std::size_t first = 0;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const std::string code = lines_[i].substr(0, lines_[i].find("//"));
      std::smatch found;
      if (std::regex_search(code, found, include)) included(i + 1, found[2], found[1] == "<", first++ == 0);
      if (std::regex_search(code, unordered)) say(i + 1, "an unordered container: its order differs between machines");
      if (std::regex_search(code, machine) && !std::regex_match(path_, std::regex(kClocks)))
        say(i + 1, "a clock or a random number of the system");
      const bool may_print = starts(path_, "engine/app/") || path_ == "engine/sdk/relval/testkit.hpp";
      if (!may_print && std::regex_search(code, prints)) say(i + 1, "prints; only engine/app may");
    }
  }

  void included(std::size_t line, const std::string& header, bool angle, bool first) {
    if (!first && path_ == "engine/" + header.substr(0, header.rfind('.')) + ".cpp")
      say(line, "a source includes its own header first, so that the header is compiled alone");
    if (starts(header, "relval/")) return;  // the SDK, which everybody may include
    const std::string room = first_part(header);
    if (height(room) < kRooms.size() && header != room) {
      room_included(line, header, room);
    } else if (!angle) {
      if (!starts(path_, "strategies/") || header.find('/') != std::string::npos)
        say(line, "includes \"" + header + "\": write the path below engine/, from the room on");
    } else {
      library_included(line, header);
    }
  }

  void room_included(std::size_t line, const std::string& header, const std::string& room) {
    if (starts(path_, "strategies/") || starts(path_, "engine/sdk/")) {
      say(line, "includes " + header + "; only relval/ and the standard library are allowed here");
      return;
    }
    const std::string here = first_part(path_.substr(std::string("engine/").size()));
    if (height(here) == kRooms.size()) say(line, "'" + here + "' is no room");
    else if (height(room) > height(here)) say(line, "room " + here + " includes " + header + ", which stands above it");
  }

  void library_included(std::size_t line, const std::string& header) {
    if (kStandard.count(header) > 0) return;
    const auto permit = std::find_if(kPermits.begin(), kPermits.end(), [&](const Permit& p) {
      return std::regex_match(header, std::regex(p.header));
    });
    if (permit == kPermits.end()) say(line, "includes <" + header + ">, which no file may");
    else if (!std::regex_match(path_, std::regex(permit->where)))
      say(line, "includes <" + header + ">, which only " + permit->place + " may");
  }

  void build_flags() {
    static const std::regex bad(R"(-(march|mtune|mcpu|mavx|mfma|msse[34])\w*|-ffast-math|-Ofast)"
                                R"(|-funsafe-math\S*|-fassociative-math|-freciprocal-math|-ffp-contract=(fast|on))");
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const std::string code = lines_[i].substr(0, lines_[i].find('#'));
      std::smatch found;
      if (std::regex_search(code, found, bad))
        say(i + 1, "flag " + found.str() + ": numbers would depend on the machine");
    }
  }

  std::string path_;
  std::vector<std::string> lines_, faults_;
};

}  // namespace

std::vector<std::string> layer_faults(const std::string& path, const std::string& text) {
  return File(path, text).faults();
}
