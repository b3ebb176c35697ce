// What a run came to, as it is approved and committed: figures as text, digests by day, and what the run was made of.
// Equal runs have equal expectations on every machine; relval check compares one with a rerun.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "analytics/summary.hpp"
#include "base/files.hpp"

namespace relval {

using Texts = std::vector<std::pair<std::string, std::string>>;  // name, text; in a fixed order
const std::string* find_text(const Texts&, const std::string& name);

struct Expectation {
  std::string reason;  // why it was approved; empty for a run of now
  std::string first, last;
  std::size_t rows = 0, trades = 0;
  // What the run was made of.
  Texts data;    // digests of the panel that was loaded, of each field, of the rows before the run; and of the file
  Texts config;  // every key that moves a number, and the digests of the files the strategy reads
  Texts plugin;  // name, version, digest of the library or of the built-in's source
  Texts engine;  // version, numbers version, digest of the sources, libraries
  // What came out. Numbers have 12 significant digits: enough to see, and the digests hold the rest.
  Texts figures;                      // "statistics.total"; every number of summary.json
  std::vector<std::string> findings;  // "problem hindsight_window"
  Texts months;                       // "2025-05 industrial" -> "carry 123.4 cost -5 total 118.4"
  std::vector<std::string> cells;     // "industrial carry": what has two digits each in Day::pnl, in this order
  struct Day {
    std::string date;
    std::string data, positions;  // 8 hex digits: the row of every field; of every holding
    std::string pnl;              // 8 hex digits of all components of all legs, then two of each of `cells`
    bool operator==(const Day&) const = default;
  };
  std::vector<Day> days;
};

// store_sha256: of the file's bytes; empty where it is not known.
Expectation expectation_of(const RunResult&, const Summary&, const MarketData&, const std::string& store_sha256 = {});

// Two files: DIR/NAME.json, and DIR/NAME.csv with the days.
struct ExpectationFiles {
  std::string json, csv;
};
ExpectationFiles expectation_files(const Expectation&);
// name: for messages. Damage is Error(data) with what was expected.
Expectation read_expectation(const ExpectationFiles&, const std::string& name);

}  // namespace relval
