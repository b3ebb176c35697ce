#include "fixture.hpp"

#include <unistd.h>

#include "base/error.hpp"
#include "base/numeric.hpp"
#include "base/text.hpp"

namespace relval::test {

StoreHeader small_header() {
  StoreHeader h;
  // Mondays to Fridays from 2025-11-17; the 27th (Thanksgiving) is missing.
  for (int day = 0; h.dates.size() < 11; ++day) {
    const Date date{make_date(2025, 11, 17).days + day};
    if (!is_weekend(date) && !(date == make_date(2025, 11, 27))) h.dates.push_back(date);
  }
  h.instruments.id = {"CAT_5Y", "DE_5Y", "AMZN_5Y", "MSFT_5Y", "ORCL_5Y"};
  h.instruments.kind.assign(5, Kind::spread_index);
  h.instruments.text["issuer"] = {"Caterpillar", "Deere", "Amazon", "Microsoft", "Oracle"};
  h.instruments.text["parent"] = {"CAT", "DE", "AMZN", "MSFT", "ORCL"};
  h.instruments.text["sector_l1"] = {"industrial", "industrial", "technology", "technology", "technology"};
  h.instruments.text["currency"].assign(5, "USD");
  h.instruments.number["tenor_years"] = {5, 5, 5, 7, kNaN};
  const auto field = [&](const char* name, const char* unit, Sampling sampling) {
    FieldInfo info;
    info.name = name;
    info.unit = unit;
    info.sampling = sampling;
    h.fields[name] = info;
  };
  field("spread", "bp", Sampling::point);
  field("duration", "years", Sampling::point);
  field("average_spread", "bp", Sampling::average);
  h.series = {"issuance", "capex"};
  h.series_sampling["capex"] = Sampling::average;
  return h;
}

Universe small_universe() {
  Universe u;
  u.names = {0, 1, 2, 3};
  u.legs = {{"industrial", {0, 1}}, {"hyperscaler", {2, 3}}};
  u.leg_of = {0, 0, 1, 1};
  return u;
}

RunConfig small_config(const std::string& strategy,
                       const std::vector<std::pair<std::string, std::string>>& parameters) {
  RunConfig c;
  c.file = "config.yaml";
  c.name = "small";
  c.from.value = make_date(2025, 11, 17);
  c.to.value = make_date(2025, 12, 2);
  c.strategy.name = {strategy, {"config.yaml", 6, 9, "  name: " + strategy}};
  int line = 7;
  for (const auto& [key, value] : parameters) {
    c.strategy.parameters[key] = {value,
                                  {"config.yaml", line, static_cast<int>(key.size()) + 5, "  " + key + ": " + value}};
    ++line;
  }
  return c;
}

Path test_plugins() { return Path(RELVAL_BINARY_DIR) / "tests" / "plugins"; }
Path built_in_plugins() { return Path(RELVAL_BINARY_DIR) / "plugins" / "built_in"; }

Outcome set_up(const RunConfig& config, const StoreHeader& header) {
  Outcome out;
  Problems problems(ErrorKind::usage);
  try {
    Registry registry({test_plugins()});
    out.setup = set_up_strategy(config, registry, small_universe(), header, problems);
  } catch (const Error& e) {
    out.error = e.what();
    out.exit_code = e.exit_code();
  }
  out.problems = problems.render();
  return out;
}

TemporaryFile::TemporaryFile(const std::string& name, const std::string& text) {
  static int count = 0;
  directory_ = std::filesystem::temp_directory_path() / format("relval_strategy_{}_{}", ::getpid(), ++count);
  path_ = directory_ / name;
  make_directories(directory_);
  write_file(path_, text);
}
TemporaryFile::~TemporaryFile() { remove_tree(directory_); }

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
    text.replace(at, what.size(), by);
  return text;
}

}  // namespace relval::test
