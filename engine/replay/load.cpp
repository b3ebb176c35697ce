#include "replay/load.hpp"

#include <algorithm>

namespace relval {
namespace {

bool holds(const MarketData& m, const StoreRequest& r) {
  return std::all_of(r.fields.begin(), r.fields.end(), [&](const auto& f) { return m.fields.count(f) > 0; }) &&
         std::all_of(r.series.begin(), r.series.end(), [&](const auto& s) { return m.series.count(s) > 0; });
}

// The request of the columns by slot, against a market that holds `names`, increasing.
std::vector<std::uint32_t> columns_in(const std::vector<std::uint32_t>& names,
                                      const std::vector<std::uint32_t>& wanted) {
  std::vector<std::uint32_t> out;
  for (const std::uint32_t n : wanted)
    out.push_back(static_cast<std::uint32_t>(std::lower_bound(names.begin(), names.end(), n) - names.begin()));
  return out;
}

}  // namespace

MarketData take(const MarketData& whole, const StoreRequest& r) {
  MarketData out;
  out.info = whole.info;
  const auto first = static_cast<std::ptrdiff_t>(r.first_row), last = first + static_cast<std::ptrdiff_t>(r.rows);
  out.dates.assign(whole.dates.begin() + first, whole.dates.begin() + last);
  for (const std::uint32_t n : r.names) {
    out.instruments.id.push_back(whole.instruments.id[n]);
    out.instruments.kind.push_back(whole.instruments.kind[n]);
  }
  for (const auto& [column, values] : whole.instruments.text)
    for (const std::uint32_t n : r.names) out.instruments.text[column].push_back(values[n]);
  for (const auto& [column, values] : whole.instruments.number)
    for (const std::uint32_t n : r.names) out.instruments.number[column].push_back(values[n]);
  for (const std::string& name : r.fields) {
    const Field& from = whole.fields.at(name);
    Field& to = out.fields[name];
    to.info = from.info;
    to.panel = {r.rows, r.names.size(), std::vector<double>(r.rows * r.names.size())};
    for (std::size_t t = 0; t < r.rows; ++t) {
      const double* row = from.panel.row(r.first_row + t);
      double* copy = to.panel.row(t);
      for (std::size_t i = 0; i < r.names.size(); ++i) copy[i] = row[r.names[i]];
    }
  }
  for (const std::string& name : r.series) out.series[name] = whole.series.at(name);
  if (r.events)
    for (const Event& e : whole.events)
      if (out.instruments.find(e.instrument)) out.events.push_back(e);
  return out;
}

void MarketLoader::keep(std::vector<std::string> fields, std::vector<std::string> series) {
  StoreRequest all{0, store_.header().dates.size(), {}, std::move(fields), std::move(series), true};
  for (std::uint32_t i = 0; i < store_.header().instruments.size(); ++i) all.names.push_back(i);
  kept_ = store_.read(all);
}

MarketData MarketLoader::load(const RunPlan& plan) {
  if (kept_ && holds(*kept_, plan.request)) return take(*kept_, plan.request);
  StoreRequest distinct = plan.request;
  distinct.names = plan.universe.distinct_names();
  read_ = store_.read(distinct);
  if (distinct.names == plan.request.names) return *read_;
  StoreRequest by_slot = plan.request;
  by_slot.first_row = 0;
  by_slot.names = columns_in(distinct.names, plan.request.names);
  return take(*read_, by_slot);
}

std::string MarketLoader::digest() const { return read_ ? data_digest(*read_) : std::string(); }

}  // namespace relval
