// Histories of a synthetic market: whole, in part, and written as a store.
#include "market/synthetic.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "market/synthetic_history.hpp"

namespace relval {
namespace {

void check_case(const SyntheticSpec& spec, const std::string& market_case) {
  std::vector<std::string> cases;
  for (const PlacedText& one : spec.cases) cases.push_back(one.value);
  if (const auto fault = case_fault(cases, market_case)) {
    throw Error(ErrorKind::usage, spec.spec.string(), fault->what, fault->hint);
  }
}

}  // namespace

MarketData synthesise(const SyntheticSpec& spec, const std::string& market_case, std::uint64_t seed,
                      const StoreRequest& request) {
  check_case(spec, market_case);
  SyntheticHistory history(spec, market_case, seed, request.first_row + request.rows);
  MarketData data;
  data.info = spec.info;
  data.info.market_case = market_case;
  const auto first = history.dates().begin() + static_cast<std::ptrdiff_t>(request.first_row);
  data.dates.assign(first, first + static_cast<std::ptrdiff_t>(request.rows));
  data.instruments = instruments_of(history.names(), spec.issuers.recovery).part(request.names);
  for (const std::string& name : request.fields) {
    Field& field = data.fields[name];
    field.info = synthetic_fields().at(name);
    field.panel = {request.rows, request.names.size(), std::vector<double>(request.rows * request.names.size())};
    for (std::size_t c = 0; c < request.names.size(); ++c) {
      history.fill(name, request.names[c], request.first_row, field.panel, c);
    }
  }
  for (const std::string& name : request.series) data.series[name] = synthetic_series(spec, name);
  return data;
}

MarketData synthesise(const SyntheticSpec& spec, const std::string& market_case, std::uint64_t seed) {
  StoreRequest all;
  all.rows = us_bond_days(spec.from.value, spec.to.value).size();
  const std::vector<MadeName> names = make_names(spec);
  for (std::uint32_t i = 0; i < names.size(); ++i) all.names.push_back(i);
  for (const auto& [name, info] : synthetic_fields()) all.fields.push_back(name);
  for (const auto& one : spec.series) all.series.push_back(one.name);
  MarketData data = synthesise(spec, market_case, seed, all);
  data.events = synthetic_events(spec, names, data.dates);
  return data;
}

SynthesisReport write_synthetic_store(const SyntheticSpec& spec) {
  SynthesisReport report;
  report.store = spec.store;
  report.seed = spec.seed;
  MarketData common;
  std::vector<MarketCase> cases;
  for (const PlacedText& name : spec.cases) {
    report.cases.push_back(name.value);
    MarketCase& one = cases.emplace_back();
    one.name = name.value;
    MarketData data = synthesise(spec, name.value, spec.seed);
    if (cases.size() == 1) common = std::move(data);
    else one.fields["spread"] = std::move(data.fields["spread"]);  // the cases differ in nothing else
  }
  common.info.market_case.clear();
  write_store(spec.store, common, cases, {spec.text, spec.seed});
  report.instruments = common.instruments.size();
  report.rows = common.dates.size();
  report.first = common.dates.front();
  report.last = common.dates.back();
  for (const auto& [name, series] : common.series) report.series.push_back(name);
  for (const double s : common.fields["spread"].panel.values) report.values += s == s ? 1 : 0;
  return report;
}

std::string render(const SynthesisReport& r) {
  return format("{}: SYNTHETIC, {} instruments x {} rows, {} to {}\n", r.store.string(), r.instruments, r.rows,
                to_iso(r.first), to_iso(r.last)) +
         format("  cases   {}\n  seed    {}\n  spreads {} in each case\n  series  {}\n", join(r.cases, ", "), r.seed,
                with_thousands(static_cast<double>(r.values)), join(r.series, ", "));
}

}  // namespace relval
