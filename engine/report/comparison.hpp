// A rerun against what was approved: whether anything moved, through what, where first, and how far.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "config/run_config.hpp"
#include "report/expectation.hpp"

namespace relval {

// In the order in which a cause is looked for: changed data explain whatever else differs.
enum class Verdict {
  same,     // also where plugin or engine were built anew and nothing moved
  data,     // the panel that was loaded
  config,   // a key, or a file the strategy reads
  plugin,   // the strategy's code or version
  engine,   // its version, its sources or a library
  numbers,  // all of these are as they were, and figures moved
  bytes,    // figures are equal to 12 digits, the daily digests are not
};
const char* name_of(Verdict);  // "as approved", "data changed", ..., "bytes differ, figures equal"

struct FigureChange {
  std::string name, was, is;              // "-" where undefined, "(none)" where the figure is not there
  std::optional<double> absolute, relative;  // of numbers; relative to what was
};

// "name: was -> is" of each that differs.
std::vector<std::string> change_texts(const Texts& was, const Texts& is);

struct Comparison {
  Verdict verdict = Verdict::same;
  std::vector<std::string> causes;      // what of data, config, plugin or engine differs, each "name: was -> is"
  std::vector<std::string> notes;       // differs and moved nothing
  std::vector<FigureChange> figures;    // beyond tolerance; the totals first, then the worst
  std::size_t within = 0;               // figures that moved within their tolerance
  std::vector<std::string> findings;    // "new: problem tail", "gone: note carry"
  std::optional<std::string> first_date;  // on which positions or P&L differ
  bool first_in_positions = false;        // positions differ there, not P&L alone
  std::vector<std::string> first_cells;   // "industrial carry": legs and components whose P&L differs there
};

Comparison compare(const Expectation& was, const Expectation& is, const ExpectConfig&);

}  // namespace relval
