// An expectation as two files: one name to a line, so that a change of one figure is a change of one line.
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/text.hpp"
#include "report/expectation.hpp"

namespace relval {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kColumns = "date,data,positions,pnl";
constexpr const char* kHint = "take it from version control again, or approve anew";

Json object(const Texts& all) {
  Json j = Json::object();
  for (const auto& [name, text] : all) j[name] = text;
  return j;
}

[[noreturn]] void damaged(const std::string& name, const std::string& what) {
  throw Error(ErrorKind::data, name, what, kHint);
}

Texts texts(const Json& whole, const char* key, const std::string& name) {
  if (!whole.contains(key) || !whole[key].is_object()) damaged(name, format("'{}' was expected, a map of texts", key));
  Texts out;
  for (const auto& [k, v] : whole[key].items()) {
    if (!v.is_string()) damaged(name, format("'{}.{}': a text was expected", key, k));
    out.emplace_back(k, v.get<std::string>());
  }
  return out;
}

std::string text(const Json& whole, const char* key, const std::string& name) {
  if (!whole.contains(key) || !whole[key].is_string()) damaged(name, format("'{}' was expected, a text", key));
  return whole[key].get<std::string>();
}

std::size_t count(const Json& whole, const char* key, const std::string& name) {
  if (!whole.contains(key) || !whole[key].is_number_unsigned())
    damaged(name, format("'{}' was expected, a count", key));
  return whole[key].get<std::size_t>();
}

std::vector<std::string> list(const Json& whole, const char* key, const std::string& name) {
  if (!whole.contains(key) || !whole[key].is_array()) damaged(name, format("'{}' was expected, a list", key));
  std::vector<std::string> out;
  for (const Json& item : whole[key]) {
    if (!item.is_string()) damaged(name, format("'{}': a text was expected", key));
    out.push_back(item.get<std::string>());
  }
  return out;
}

std::vector<Expectation::Day> days_of(const std::string& csv, const std::string& name) {
  std::vector<Expectation::Day> out;
  auto lines = split(csv, '\n');
  for (std::string& line : lines)
    if (!line.empty() && line.back() == '\r') line.pop_back();  // as some checkouts have it
  if (lines.empty() || lines[0] != kColumns) damaged(name, format("the columns {} were expected", kColumns));
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (lines[i].empty() && i + 1 == lines.size()) break;
    const auto cells = split(lines[i], ',');
    if (cells.size() != 4) damaged(name, format("line {}: four cells were expected, found {}", i + 1, cells.size()));
    out.push_back({cells[0], cells[1], cells[2], cells[3]});
  }
  return out;
}

}  // namespace

ExpectationFiles expectation_files(const Expectation& e) {
  Json j;
  j["relval_baseline"] = 1;
  j["reason"] = e.reason;
  j["status"] = "done";
  j["first"] = e.first;
  j["last"] = e.last;
  j["rows"] = e.rows;
  j["trades"] = e.trades;
  j["data"] = object(e.data);
  j["config"] = object(e.config);
  j["plugin"] = object(e.plugin);
  j["engine"] = object(e.engine);
  j["findings"] = e.findings;
  j["cells"] = e.cells;
  j["figures"] = object(e.figures);
  j["months"] = object(e.months);
  std::string csv = std::string(kColumns) + "\n";
  for (const Expectation::Day& d : e.days) csv += join({d.date, d.data, d.positions, d.pnl}, ",") + "\n";
  return {j.dump(1, ' ', false, Json::error_handler_t::replace) + "\n", std::move(csv)};
}

Expectation read_expectation(const ExpectationFiles& files, const std::string& name) {
  const std::string json = name + ".json", csv = name + ".csv";
  const Json j = Json::parse(files.json, nullptr, false);
  if (!j.is_object() || j.value("relval_baseline", Json()) != 1)
    damaged(json, "a baseline was expected: JSON with \"relval_baseline\": 1");
  Expectation e;
  e.reason = text(j, "reason", json);
  e.first = text(j, "first", json);
  e.last = text(j, "last", json);
  e.rows = count(j, "rows", json);
  e.trades = count(j, "trades", json);
  e.data = texts(j, "data", json);
  e.config = texts(j, "config", json);
  e.plugin = texts(j, "plugin", json);
  e.engine = texts(j, "engine", json);
  e.figures = texts(j, "figures", json);
  e.months = texts(j, "months", json);
  e.findings = list(j, "findings", json);
  e.cells = list(j, "cells", json);
  e.days = days_of(files.csv, csv);
  if (e.days.size() != e.rows) damaged(csv, format("{} days were expected, found {}", e.rows, e.days.size()));
  return e;
}

}  // namespace relval
