#include "replay/load.hpp"

#include <algorithm>

namespace relval {
namespace {

bool holds(const MarketData& m, const StoreRequest& r) {
  return std::all_of(r.fields.begin(), r.fields.end(), [&](const auto& f) { return m.fields.count(f) > 0; }) &&
         std::all_of(r.series.begin(), r.series.end(), [&](const auto& s) { return m.series.count(s) > 0; });
}

}  // namespace

MarketData take(const MarketData& whole, const StoreRequest& r) {
  MarketData out;
  out.info = whole.info;
  const auto first = static_cast<std::ptrdiff_t>(r.first_row), last = first + static_cast<std::ptrdiff_t>(r.rows);
  out.dates.assign(whole.dates.begin() + first, whole.dates.begin() + last);
  out.instruments = whole.instruments.part(r.names);
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

StoreRequest distinct_request(const RunPlan& plan) {
  StoreRequest distinct = plan.request;
  distinct.names = plan.universe.distinct_names();
  return distinct;
}

MarketData by_slot(const RunPlan& plan, const MarketData& distinct) {
  const std::vector<std::uint32_t> names = plan.universe.distinct_names();
  if (names == plan.request.names) return distinct;
  StoreRequest columns = plan.request;
  columns.first_row = 0;
  for (std::uint32_t& n : columns.names)
    n = static_cast<std::uint32_t>(std::lower_bound(names.begin(), names.end(), n) - names.begin());
  return take(distinct, columns);
}

void MarketLoader::keep(std::vector<std::string> fields, std::vector<std::string> series) {
  StoreRequest all{0, store_.header().dates.size(), {}, std::move(fields), std::move(series), true};
  for (std::uint32_t i = 0; i < store_.header().instruments.size(); ++i) all.names.push_back(i);
  kept_ = store_.read(all);
}

MarketData MarketLoader::load(const RunPlan& plan) {
  if (kept_ && holds(*kept_, plan.request)) return take(*kept_, plan.request);
  read_ = store_.read(distinct_request(plan));
  return by_slot(plan, *read_);
}

std::string MarketLoader::digest() const { return read_ ? data_digest(*read_) : std::string(); }

}  // namespace relval
