#include "replay/run_helper.hpp"

#include <unistd.h>

namespace relval::test {
namespace {

struct Folder {
  Path path = std::filesystem::temp_directory_path() / ("relval-test-" + std::to_string(::getpid()));
  Folder() { std::filesystem::create_directories(path); }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
  }
};

}  // namespace

Path temporary_file(const std::string& name, const std::string& text) {
  static const Folder folder;
  write_file(folder.path / name, text);
  return folder.path / name;
}

RunConfig config_from(const std::string& yaml) { return read_run_config(temporary_file("config.yaml", yaml)); }

RunPlan plan_on(const std::string& yaml, const MarketData& market, std::vector<Path> plugins) {
  Registry registry(std::move(plugins));
  return make_plan(config_from(yaml), header_of(market), registry);
}

RunResult run_on(const std::string& yaml, const MarketData& market, std::vector<Path> plugins, std::size_t block_rows) {
  const RunPlan plan = plan_on(yaml, market, std::move(plugins));
  const MarketData loaded = select(market, plan.request);
  return run(plan, {loaded, "digest", block_rows});
}

PnlCell day_total(const RunResult& r, std::size_t row) {
  PnlCell day;
  for (std::size_t i = 0; i < r.legs.size() * kSides; ++i) day.add(r.pnl[row * r.legs.size() * kSides + i]);
  day.close();
  return day;
}

double total(const RunResult& r) {
  double sum = 0;
  for (std::size_t t = 0; t < r.rows(); ++t) sum += day_total(r, t).total;
  return sum;
}

}  // namespace relval::test
