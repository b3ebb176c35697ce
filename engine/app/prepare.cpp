#include "app/prepare.hpp"

#include "analytics/findings.hpp"
#include "base/text.hpp"
#include "config/paths.hpp"
#include "study/scenario_windows.hpp"

namespace relval {

std::vector<Override> parse_overrides(const std::vector<std::string>& words) {
  std::vector<Override> out;
  for (const std::string& w : words) {
    const auto at = w.find('=');
    if (at == std::string::npos || at == 0)
      throw Error(ErrorKind::usage, "--set " + w, "key.path=value was expected", "for example --set sizing.unit=dts");
    out.push_back({std::string(trim(w.substr(0, at))), w.substr(at + 1)});
  }
  return out;
}

Path program_path() {
  std::error_code failed;
  const Path p = std::filesystem::read_symlink("/proc/self/exe", failed);
  return failed ? Path("relval") : p;
}

std::vector<Path> plugin_path() { return default_plugin_path(program_path()); }

namespace {

// A store with several cases needs one, and one without has none to give. False: a fault was added.
bool take_case(const MarketConfig& market, Store& store, Problems& problems) {
  const std::string& asked = market.case_name.value;
  if (const auto fault = case_fault(store.header().cases, asked)) {
    problems.add(asked.empty() ? market.store.place : market.case_name.place, fault->what, fault->hint);
    return false;
  }
  if (!asked.empty()) store.choose_case(asked);
  return true;
}

// Values at the commas that no bracket encloses.
std::vector<std::string> values_of(const std::string& list) {
  std::vector<std::string> out(1);
  int depth = 0;
  for (const char c : list) {
    if (c == '[' || c == '{') ++depth;
    if (c == ']' || c == '}') --depth;
    if (c == ',' && depth == 0) out.emplace_back();
    else out.back() += c;
  }
  return out;
}

// A value that the config could not have is told before anything runs.
void check_vary(const std::string& file, const std::vector<Override>& overrides, const ReportConfig& report,
                Problems& problems) {
  constexpr std::size_t kMostMembers = 50;
  std::size_t members = 0;
  for (const VaryConfig& vary : report.vary)
    for (const std::string& value : vary.values) {
      ++members;
      std::vector<Override> all = overrides;
      all.push_back({vary.key, value});
      try {
        read_run_config(file, all);
      } catch (const Error& e) {
        std::string first = e.what();
        const std::string own = "--set " + vary.key + "=" + value + ": ";
        if (first.rfind(own, 0) == 0) first = first.substr(own.size());
        problems.add(vary.place, "vary " + vary.key + ": " + value + ": " + first);
        break;
      }
    }
  if (members > kMostMembers && !report.vary.empty())
    problems.add(report.vary.back().place, format("vary asks for {} runs, at most {}", members, kMostMembers));
}

}  // namespace

std::vector<VaryConfig> parse_vary(const std::vector<std::string>& words) {
  std::vector<VaryConfig> out;
  for (const std::string& w : words) {
    const auto at = w.find('=');
    if (at == std::string::npos || at == 0 || at + 1 == w.size())
      throw Error(ErrorKind::usage, "--vary " + w, "key.path=VALUE,VALUE was expected",
                  "for example --vary sizing.unit=cs01,dts");
    out.push_back({std::string(trim(w.substr(0, at))), values_of(w.substr(at + 1)), {"--vary " + w, 0, 0, {}}});
  }
  return out;
}

Prepared prepare(const std::string& config_file, const std::vector<Override>& overrides,
                 const std::vector<VaryConfig>& vary) {
  Problems problems(ErrorKind::usage);
  RunConfig config = read_run_config(config_file, overrides, problems);
  config.report.vary.insert(config.report.vary.end(), vary.begin(), vary.end());
  check_fail_on(config.report, problems);
  if (problems.empty()) check_vary(config_file, overrides, config.report, problems);
  if (!config.stands({"market"})) problems.raise_if_any();
  const auto store_path = resolve_input(config.file, config.market.store);
  if (!store_path)
    problems.add(config.market.store.place, "there is no store '" + config.market.store.value + "'", kInputPlaces);
  if (!store_path) problems.raise_if_any();

  Prepared p{*store_path, nullptr, std::make_unique<Registry>(plugin_path()), {}};
  try {
    p.store = std::make_unique<Store>(*store_path, config.market.sha256);
    check_scenarios(config, p.store->header(), problems);
    if (take_case(config.market, *p.store, problems))
      p.plan = make_plan(config, p.store->header(), *p.registry, problems);
  } catch (const Error&) {
    problems.raise_if_any();  // the config's own faults first
    throw;
  }
  problems.raise_if_any();
  return p;
}

}  // namespace relval
