// A good config that tests break one line at a time, and readers that return faults as short text.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <string>
#include <vector>

#include "base/files.hpp"
#include "base/text.hpp"
#include "config/run_config_table.hpp"
#include "config/yaml_reader.hpp"

namespace sample {

inline const char* const kGood =
    "name: pair\n"
    "market: {store: data/a.h5}\n"
    "from: 2025-05-01\n"
    "to: 2026-01-30\n"
    "timing: {delay: 1d}\n"
    "universe: {currency: USD, tenor_years: [5, 12]}\n"
    "legs:\n"
    "  long_leg: {instruments: [A, B]}\n"
    "  short_leg:\n"
    "    parents: [X, Y]\n"
    "    exclude: [Z]\n"
    "strategy: {name: static_pair, long: long_leg, short: short_leg}\n"
    "sizing:\n"
    "  unit: cs01\n"
    "  per_leg: 75000\n"
    "  rehedge: {every: month, beyond: 5%}\n"
    "portfolio: {capital: 100000000}\n"
    "costs:\n"
    "  default: {half_spread_floor_bp: 1.5, half_spread_share: 1.5%}\n"
    "  long_leg: {half_spread_floor_bp: 0.75}\n"
    "financing: {haircut: 5%}\n"
    "valuation: {total: taylor}\n"
    "stale: {max_rows: 3}\n"
    "periods_per_year: 252\n"
    "report: {by_name: true}\n";

inline std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  if (at == std::string::npos) throw relval::Error(relval::ErrorKind::bug, from, "not in the sample");
  return text.replace(at, from.size(), to);
}

inline relval::Problems read(const std::string& text, relval::RunConfig& config) {
  relval::Problems problems(relval::ErrorKind::usage);
  if (const auto tree = relval::read_yaml(text, "run.yaml", problems))
    relval::run_config_table().read(*tree, config, problems);
  return problems;
}

// "12:3: what | hint", one for each fault; new lines in a hint as '/'.
inline std::vector<std::string> faults(const relval::Problems& problems) {
  std::vector<std::string> lines;
  for (const relval::Problem& p : problems.list()) {
    std::string line = relval::format("{}:{}: ", p.place.line, p.place.column) + p.what;
    if (!p.hint.empty()) line += " | " + relval::join(relval::split(p.hint, '\n'), "/");
    lines.push_back(line);
  }
  return lines;
}

inline std::vector<std::string> faults(const std::string& text) {
  relval::RunConfig config;
  return faults(read(text, config));
}

// A config in a file of its own, since read_run_config takes files.
class File {
 public:
  explicit File(const std::string& text, const std::string& name = "run.yaml")
      : directory_(std::filesystem::temp_directory_path() / ("relval_config_" + std::to_string(::getpid()))),
        path(directory_ / name) {
    relval::make_directories(directory_);
    relval::write_file(path, text);
  }
  ~File() { relval::remove_tree(directory_); }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

 private:
  relval::Path directory_;

 public:
  const relval::Path path;
};

}  // namespace sample
