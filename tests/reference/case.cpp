#include "reference/case.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>
#include <stdexcept>

namespace reference {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kMostCount = 1e8;  // of rows, lags, blocks; more is a mistake in the case

double number_of_text(const std::string& text) {
  const std::string word = relval::lower(relval::trim(text));
  if (word.empty() || word == "nan" || word == "na") return kNaN;
  if (word == "inf") return kInfinity;
  if (word == "-inf") return -kInfinity;
  if (const auto value = relval::parse_number(word)) return *value;
  const auto minus = word.find('-', 1);
  if (minus != std::string::npos) {
    const auto left = relval::parse_number(word.substr(0, minus)), right = relval::parse_number(word.substr(minus + 1));
    if (left && right) return *left - *right;
  }
  throw std::runtime_error("not a number: '" + text + "'");
}

double number_of_json(const json& value) {
  if (value.is_null()) return kNaN;
  if (value.is_string()) return number_of_text(value.get<std::string>());
  return value.get<double>();
}

Column numbers_of_json(const json& list) {
  Column numbers;
  if (!list.is_array()) throw std::runtime_error("not a list: " + list.dump());
  for (const json& v : list) numbers.push_back(number_of_json(v));
  return numbers;
}

std::size_t count_of(double value, const std::string& name) {
  const bool whole = value >= 0 && value <= kMostCount && value == std::floor(value);
  if (!whole) throw std::runtime_error("parameter '" + name + "' is not a count: " + relval::exact(value));
  return static_cast<std::size_t>(value);
}

// Cells without the blanks and quotes around them; a comma within quotes is part of its cell.
std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') quoted = !quoted;
    else if (c == ',' && !quoted) cells.emplace_back();
    else cells.back() += c;
  }
  for (std::string& cell : cells) cell = std::string(relval::trim(cell));
  return cells;
}

}  // namespace

const Table& CsvFiles::table(const std::string& path) {
  const auto known = tables_.find(path);
  if (known != tables_.end()) return known->second;
  std::ifstream in(folder_ + "/" + path);
  if (!in) throw std::runtime_error("cannot read " + folder_ + "/" + path);
  Table rows;
  for (std::string line; std::getline(in, line);) {
    if (!relval::trim(line).empty()) rows.push_back(cells_of(line));
  }
  return tables_[path] = std::move(rows);
}

double Case::number(const std::string& name) const { return number_of_json(param(name)); }

std::size_t Case::count(const std::string& name) const { return count_of(number(name), name); }

std::vector<std::size_t> Case::counts(const std::string& name) const {
  std::vector<std::size_t> all;
  for (const double value : numbers(name)) all.push_back(count_of(value, name));
  return all;
}

Column Case::numbers(const std::string& name) const { return numbers_of_json(param(name)); }

std::vector<std::string> Case::text_column(std::size_t i) const {
  const Table& rows = files_->table(inputs().at("csv"));
  const std::string name(relval::trim(column_name(i)));
  const auto at = static_cast<std::size_t>(std::find(rows.at(0).begin(), rows.at(0).end(), name) - rows[0].begin());
  if (at == rows[0].size()) throw std::runtime_error("no column '" + name + "'");
  std::vector<std::string> cells;
  for (std::size_t r = 1; r < rows.size(); ++r) cells.push_back(at < rows[r].size() ? rows[r][at] : "");
  return cells;
}

std::size_t Case::column_count() const {
  if (inputs().contains("columns")) return inputs().at("columns").size();
  const json data = inputs().value("inline", json::array());
  return !data.empty() && data.at(0).is_array() ? data.size() : 1;
}

Column Case::column(std::size_t i) const {
  if (inputs().contains("inline")) {
    const json& data = inputs().at("inline");
    const bool nested = !data.empty() && data.at(0).is_array();
    return numbers_of_json(nested ? data.at(i) : data);
  }
  if (inputs().contains("inline_range")) {
    Column range;
    const json& ends = inputs().at("inline_range");
    for (double x = ends.at(0).get<double>(); x <= ends.at(1).get<double>(); x += 1) range.push_back(x);
    return range;
  }
  Column numbers;
  for (const std::string& cell : text_column(i)) numbers.push_back(number_of_text(cell));
  return numbers;
}

std::vector<Column> Case::columns() const {
  std::vector<Column> all;
  for (std::size_t i = 0; i < column_count(); ++i) all.push_back(column(i));
  return all;
}

Column Case::returns(std::size_t i) const {
  Column values = column(i);
  if (has("capital")) {
    for (double& v : values) v = capital() > 0 ? v / capital() : kNaN;
  }
  return values;
}

std::vector<std::vector<std::size_t>> Case::indices() const {
  std::vector<std::vector<std::size_t>> all;
  for (const auto& row : files_->table(inputs().at("indices"))) {
    all.emplace_back();
    for (const std::string& cell : row) all.back().push_back(static_cast<std::size_t>(number_of_text(cell)));
  }
  return all;
}

}  // namespace reference
