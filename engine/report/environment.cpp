#include "report/environment.hpp"

#include <sys/resource.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <array>
#include <ctime>
#include <filesystem>
#include <nlohmann/json.hpp>

namespace relval {
namespace {

using Json = nlohmann::ordered_json;

std::string utc_now() {
  const std::time_t now = std::time(nullptr);  // allowed: environment.json tells when, outside every identity
  std::tm parts{};
  ::gmtime_r(&now, &parts);  // allowed: the same moment
  std::array<char, 32> text{};
  // allowed: digits alone, no word of a locale
  return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

Json host() {
  utsname u{};
  if (::uname(&u) != 0) return Json::object();
  return {{"name", u.nodename}, {"system", u.sysname}, {"release", u.release}, {"machine", u.machine},
          {"processors", ::sysconf(_SC_NPROCESSORS_ONLN)}};
}

std::string compiler() {
#if defined(__clang__)
  return "clang " __clang_version__;
#else
  return "g++ " __VERSION__;
#endif
}

}  // namespace

std::string environment_json(const Environment& e) {
  Json j;
  j["relval_environment"] = 1;
  j["written_at"] = utc_now();
  j["command"] = e.command;
  std::error_code ignored;
  j["working_directory"] = std::filesystem::current_path(ignored).string();
  j["paths"] = Json::object();
  for (const auto& [what, path] : e.paths) j["paths"][what] = path;
  j["host"] = host();
  j["compiler"] = compiler();
  j["seconds"] = Json::object();
  for (const auto& [stage, seconds] : e.seconds) j["seconds"][stage] = seconds;
  rusage use{};
  ::getrusage(RUSAGE_SELF, &use);
  j["peak_memory_mb"] = static_cast<double>(use.ru_maxrss) / 1024.0;
  return j.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string written_at(const Path& directory) {
  const Path file = directory / kEnvironment;
  if (!relval::exists(file)) return {};
  const Json j = Json::parse(read_file(file), nullptr, false);
  const Json at = j.is_object() ? j.value("written_at", Json()) : Json();
  return at.is_string() ? at.get<std::string>() : std::string();
}

}  // namespace relval
