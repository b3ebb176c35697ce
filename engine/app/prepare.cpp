#include "app/prepare.hpp"

#include "analytics/findings.hpp"
#include "config/paths.hpp"

namespace relval {

std::vector<Override> parse_overrides(const std::vector<std::string>& words) {
  std::vector<Override> out;
  for (const std::string& w : words) {
    const auto at = w.find('=');
    if (at == std::string::npos || at == 0)
      throw Error(ErrorKind::usage, "--set " + w, "key.path=value was expected", "for example --set sizing.unit=dts");
    out.push_back({w.substr(0, at), w.substr(at + 1)});
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

// A store with several cases needs one, and one without has none to give.
void take_case(const MarketConfig& market, Store& store) {
  const std::string& asked = market.case_name.value;
  if (const auto fault = case_fault(store.header().cases, asked)) {
    Problems problems(ErrorKind::usage);
    problems.add(asked.empty() ? market.store.place : market.case_name.place, fault->what, fault->hint);
    problems.raise_if_any();
  }
  if (!asked.empty()) store.choose_case(asked);
}

}  // namespace

Prepared prepare(const std::string& config_file, const std::vector<Override>& overrides) {
  const RunConfig config = read_run_config(config_file, overrides);
  const auto store_path = resolve_input(config.file, config.market.store.value);
  Problems problems(ErrorKind::usage);
  check_fail_on(config.report, problems);
  if (!store_path)
    problems.add(config.market.store.place, "there is no store '" + config.market.store.value + "'", kInputPlaces);
  problems.raise_if_any();
  Prepared p{*store_path, std::make_unique<Store>(*store_path, config.market.sha256),
             std::make_unique<Registry>(plugin_path()), {}};
  take_case(config.market, *p.store);
  p.plan = make_plan(config, p.store->header(), *p.registry);
  return p;
}

}  // namespace relval
