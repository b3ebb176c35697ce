// Runs a config text on a market in memory.
#pragma once

#include <string>

#include "market_builder.hpp"
#include "replay/replay.hpp"

namespace relval::test {

RunConfig config_from(const std::string& yaml);
RunPlan plan_on(const std::string& yaml, const MarketData&, std::vector<Path> plugins = {});
RunResult run_on(const std::string& yaml, const MarketData&, std::vector<Path> plugins = {},
                 std::size_t block_rows = 64);

// Writes a file into a folder of its own that is removed at the end of the program; returns its path.
Path temporary_file(const std::string& name, const std::string& text);

PnlCell day_total(const RunResult&, std::size_t row);
double total(const RunResult&);

}  // namespace relval::test
