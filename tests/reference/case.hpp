// One reference case of a statistic: what to call, on which numbers, and what must come out. The schema is in
// tests/reference/stats/README.md.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/text.hpp"

namespace reference {

using nlohmann::json;
using Column = std::vector<double>;
using Table = std::vector<std::vector<std::string>>;  // rows of text, the header first

// CSV files below one folder, each read once.
class CsvFiles {
 public:
  explicit CsvFiles(std::string folder) : folder_(std::move(folder)) {}
  const std::string& folder() const { return folder_; }
  const Table& table(const std::string& path);

 private:
  std::string folder_;
  std::map<std::string, Table> tables_;
};

class Case {
 public:
  Case(json from, CsvFiles& files) : json_(std::move(from)), files_(&files) {}

  std::string id() const { return json_.at("id"); }
  std::string fn() const { return json_.at("fn"); }
  const json& inputs() const { return json_.at("inputs"); }
  const json& expected() const { return json_.at("expected"); }
  double rtol() const { return json_.value("rtol", 0.0); }
  double atol() const { return json_.value("atol", 0.0); }
  const std::string& folder() const { return files_->folder(); }

  // Parameters. "1-0.95" is a difference of two numbers as a program would take it, with its rounding.
  bool has(const std::string& name) const { return json_.at("params").contains(name) && !param(name).is_null(); }
  const json& param(const std::string& name) const { return json_.at("params").at(name); }
  double number(const std::string& name) const;
  double number(const std::string& name, double otherwise) const { return has(name) ? number(name) : otherwise; }
  std::size_t count(const std::string& name) const;  // whole and not negative
  std::vector<std::size_t> counts(const std::string& name) const;
  std::size_t count(const std::string& name, std::size_t otherwise) const {
    return has(name) ? count(name) : otherwise;
  }
  std::string text(const std::string& name, const std::string& otherwise) const {
    return has(name) ? param(name).get<std::string>() : otherwise;
  }
  bool flag(const std::string& name, bool otherwise) const { return has(name) ? param(name).get<bool>() : otherwise; }
  Column numbers(const std::string& name) const;
  double periods_per_year() const { return number("periods_per_year"); }
  double capital() const { return number("capital", 1.0); }

  // Inputs: column i of the CSV file as listed, or the inline numbers. Empty cells, "nan" and null are NaN.
  std::size_t column_count() const;
  std::string column_name(std::size_t i) const { return inputs().at("columns").at(i); }
  Column column(std::size_t i = 0) const;
  std::vector<Column> columns() const;
  std::vector<std::string> text_column(std::size_t i) const;
  Column returns(std::size_t i = 0) const;  // over the capital, where there is one; NaN where it is not positive
  std::vector<std::vector<std::size_t>> indices() const;  // bootstrap rows, one resample a line

 private:
  json json_;
  CsvFiles* files_;
};

}  // namespace reference
