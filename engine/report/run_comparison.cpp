#include "report/run_comparison.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/numeric.hpp"
#include "config/run_config.hpp"
#include "pricing/component.hpp"
#include "report/recorded_run.hpp"
#include "report/run_note.hpp"

namespace relval {
namespace {

using Json = nlohmann::ordered_json;
using Pointer = Json::json_pointer;
using Keys = std::vector<std::pair<std::string, std::string>>;

struct FigureOf {
  const char *group, *name, *pointer;
  FigureUnit unit;
};
constexpr const char* kPnl = "P&L";
constexpr const char* kRisk = "RISK";
constexpr const char* kStress = "STRESS at entry";
constexpr const char* kStatistics = "STATISTICS";
constexpr FigureOf kFigures[] = {
    {kPnl, "total", "/statistics/total", FigureUnit::currency},
    {kStatistics, "P&L a year", "/statistics/per_year/value", FigureUnit::currency},
    {kStatistics, "return a year", "/statistics/annual_return/value", FigureUnit::percent},
    {kStatistics, "volatility a year", "/statistics/annual_volatility/value", FigureUnit::percent},
    {kStatistics, "Sharpe", "/statistics/sharpe/ratio/value", FigureUnit::plain},
    {kStatistics, "max drawdown", "/statistics/max_drawdown/value", FigureUnit::currency},
    {kStatistics, "hit rate", "/statistics/hit_rate/value", FigureUnit::percent},
    {kStatistics, "skewness", "/statistics/skewness/value", FigureUnit::plain},
    {kStatistics, "bp captured", "/statistics/bp_captured/value", FigureUnit::plain},
    {kStatistics, "trades", "/statistics/trades", FigureUnit::count},
    {kStatistics, "turnover a year, CS01", "/statistics/turnover_cs01/value", FigureUnit::plain},
    {kStatistics, "break-even multiple", "/statistics/break_even_multiple/value", FigureUnit::plain},
    {kRisk, "gross notional, mean", "/exposures/book/gross/average", FigureUnit::currency},
    {kRisk, "net notional, mean", "/exposures/book/net/average", FigureUnit::currency},
    {kRisk, "gross CS01, mean", "/exposures/book/cs01_gross/average", FigureUnit::currency},
    {kRisk, "net CS01, mean", "/exposures/book/cs01_net/average", FigureUnit::currency},
    {kRisk, "net DTS, mean", "/exposures/book/dts_net/average", FigureUnit::currency},
    {kRisk, "VaR 95 %, realised", "/risk/realised/var_95/value", FigureUnit::currency},
    {kRisk, "ES 95 %, realised", "/risk/realised/es_95/value", FigureUnit::currency},
    {kRisk, "VaR 95 %, as it stands", "/risk/as_it_stands/var_95/value", FigureUnit::currency},
    {kRisk, "ES 95 %, as it stands", "/risk/as_it_stands/es_95/value", FigureUnit::currency},
    {kRisk, "jump to default, net", "/risk/jump_to_default/net", FigureUnit::currency},
    {kRisk, "effective names, CS01", "/risk/concentration/cs01/effective_names/value", FigureUnit::plain},
};

struct Read {  // NOLINT(bugprone-exception-escape): the JSON library says what it throws while moving otherwise
  ComparedRun run;
  Json summary;
  Keys inputs, config;
};

Json parsed(const Path& file) {
  Json j = Json::parse(read_file(file), nullptr, false);
  if (!j.is_object())
    throw Error(ErrorKind::data, file.string(), "JSON was expected, an object", "run its config again");
  return j;
}

std::string text_at(const Json& j, const char* pointer) {
  const Pointer at(pointer);
  if (!j.contains(at)) return "-";
  return j[at].is_string() ? j[at].get<std::string>() : j[at].dump();
}

double number_at(const Json& j, const std::string& pointer) {
  const Pointer at(pointer);
  return j.contains(at) && j[at].is_number() ? j[at].get<double>() : kNaN;
}

Read read_run(const Path& directory) {
  check_files(directory);
  Read out;
  out.summary = parsed(directory / "summary.json");
  const Json manifest = parsed(directory / "manifest.json");
  const Json& s = out.summary;
  out.run = {directory, text_at(manifest, "/id"), text_at(s, "/run/name"), text_at(s, "/run/first"),
             text_at(s, "/run/last"), read_note(directory), s.value(Pointer("/run/data/synthetic"), false)};
  constexpr std::size_t kDigits = 12;  // of a digest: enough to see that it is another
  const auto hex = [](const std::string& digest) { return digest.substr(0, kDigits); };
  out.inputs = {{"(data) title", text_at(s, "/run/data/title")},
                {"(data) digest", hex(text_at(manifest, "/data/digest"))},
                {"(strategy) version", text_at(manifest, "/strategy/version")},
                {"(strategy) library", hex(text_at(manifest, "/strategy/library_sha256"))},
                {"(strategy) sources", hex(text_at(manifest, "/strategy/sources"))},
                {"(strategy) inputs", text_at(manifest, "/strategy/inputs")},
                {"(engine) sources", hex(text_at(manifest, "/engine/sources"))},
                {"(engine) numbers version", text_at(manifest, "/engine/numbers_version")}};
  out.config = config_keys(read_run_config(directory / "config.yaml"));
  return out;
}

// Keys in the order of the first run that has them; only those that differ.
void add_differences(const std::vector<Read>& all, Keys Read::*keys, std::vector<ComparedKey>& out) {
  std::vector<std::string> order;
  std::vector<std::map<std::string, std::string>> by_run;
  for (const Read& r : all) {
    for (const auto& [key, text] : r.*keys)
      if (std::find(order.begin(), order.end(), key) == order.end()) order.push_back(key);
    by_run.emplace_back((r.*keys).begin(), (r.*keys).end());
  }
  for (const std::string& key : order) {
    ComparedKey row{key, {}};
    for (const auto& of_run : by_run) row.values.push_back(of_run.count(key) > 0 ? of_run.at(key) : "-");
    const auto other = [&](const std::string& v) { return v != row.values.front(); };
    if (std::any_of(row.values.begin(), row.values.end(), other)) out.push_back(std::move(row));
  }
}

void add_figure(const std::vector<Read>& all, const std::string& group, const std::string& name,
                const std::string& pointer, FigureUnit unit, bool zero_is_nothing, std::vector<ComparedFigure>& out) {
  ComparedFigure row{group, name, unit, {}};
  bool any = false;
  for (const Read& r : all) {
    row.values.push_back(number_at(r.summary, pointer));
    any = any || (std::isfinite(row.values.back()) && !(zero_is_nothing && row.values.back() == 0));
  }
  if (any) out.push_back(std::move(row));
}

// A scenario's place may differ between runs: by its name.
void add_stress(const std::vector<Read>& all, std::vector<ComparedFigure>& out) {
  std::vector<std::string> labels;
  std::vector<std::map<std::string, double>> by_run;
  for (const Read& r : all) {
    auto& of_run = by_run.emplace_back();
    const Pointer at("/risk/stress");
    if (!r.summary.contains(at)) continue;
    for (const Json& s : r.summary[at]) {
      const std::string label = text_at(s, "/label");
      of_run[label] = number_at(s, "/at_entry/pnl");
      if (std::find(labels.begin(), labels.end(), label) == labels.end()) labels.push_back(label);
    }
  }
  for (const std::string& label : labels) {
    ComparedFigure row{kStress, label, FigureUnit::currency, {}};
    for (const auto& of_run : by_run) row.values.push_back(of_run.count(label) > 0 ? of_run.at(label) : kNaN);
    if (std::any_of(row.values.begin(), row.values.end(), [](double x) { return std::isfinite(x); }))
      out.push_back(std::move(row));
  }
}

void warn_where(const std::vector<Read>& all, const char* pointer, const char* words,
                std::vector<std::string>& warnings) {
  for (const Read& r : all)
    if (text_at(r.summary, pointer) != text_at(all.front().summary, pointer)) {
      warnings.emplace_back(words);
      return;
    }
}

}  // namespace

RunComparison compare_runs(const std::vector<Path>& directories) {
  std::vector<Read> all;
  std::string faults;
  for (const Path& d : directories) {
    try {
      all.push_back(read_run(d));
    } catch (const Error& e) {
      faults += (faults.empty() ? "" : "\n") + std::string(e.what());
    }
  }
  if (!faults.empty()) throw Error::rendered(ErrorKind::data, faults);
  RunComparison out;
  for (const Read& r : all) out.runs.push_back(r.run);
  add_differences(all, &Read::config, out.differs);
  add_differences(all, &Read::inputs, out.differs);
  for (const char* component : kComponentNames)
    add_figure(all, kPnl, component, "/pnl/total/" + std::string(component), FigureUnit::currency, true, out.figures);
  for (const FigureOf& f : kFigures) add_figure(all, f.group, f.name, f.pointer, f.unit, false, out.figures);
  add_stress(all, out.figures);
  for (const char* end : {"/run/first", "/run/last"})
    if (out.warnings.empty())
      warn_where(all, end, "the runs are not of the same dates: totals and drawdowns are of different times",
                 out.warnings);
  warn_where(all, "/run/data/digest", "the runs loaded different data", out.warnings);
  warn_where(all, "/run/capital", "the capital differs: percentages are of different bases", out.warnings);
  return out;
}

}  // namespace relval
