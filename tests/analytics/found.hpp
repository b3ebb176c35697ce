// What a test of findings asks of a run.
#pragma once

#include <string>

#include "analytics/summary.hpp"

namespace relval::test {

const Finding* find(const Summary&, const std::string& id);                // nullptr: not found
std::string text_of(const RunResult&, const std::string& id);              // "! text | remedy"; empty: not found
void move_total(RunResult&, std::size_t row, double by);                   // of one cell, its residual with it

}  // namespace relval::test
