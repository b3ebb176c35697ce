// A small run to set strategies up in: two legs of two names each over eleven days, and a config that was "written" in
// memory, every value with its place.
#pragma once

#include <string>
#include <vector>

#include "config/run_config.hpp"
#include "market/store.hpp"
#include "market/universe.hpp"
#include "strategy/registry.hpp"
#include "strategy/setup.hpp"

namespace relval::test {

StoreHeader small_header();  // spread, duration, average_spread (an average); series issuance (point), capex (average)
Universe small_universe();      // industrial = CAT_5Y, DE_5Y; hyperscaler = AMZN_5Y, MSFT_5Y; ORCL_5Y is in no leg

// strategy: {name: NAME, key: value ...} in config.yaml, one key a line from line 7 on.
RunConfig small_config(const std::string& strategy,
                       const std::vector<std::pair<std::string, std::string>>& parameters = {});

Path test_plugins();      // where tests/plugins were built
Path built_in_plugins();  // where strategies/ were built as plugins

// Sets up in a fresh registry over the test's plugins; the rendered problems, or the text of the error.
struct Outcome {
  StrategySetup setup;
  std::string problems, error;
  int exit_code = 0;  // of the error
};
Outcome set_up(const RunConfig&, const StoreHeader& = small_header());

// A CSV file in a directory of the test, removed with it.
class TemporaryFile {
 public:
  TemporaryFile(const std::string& name, const std::string& text);
  ~TemporaryFile();
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  const Path& path() const { return path_; }

 private:
  Path directory_, path_;
};

// The text with every occurrence of `what` replaced: paths of the build in messages.
std::string replaced(std::string text, const std::string& what, const std::string& by);

}  // namespace relval::test
