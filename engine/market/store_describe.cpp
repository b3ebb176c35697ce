// Facts of a store for `relval data info`. Fields are read one at a time.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include "base/numeric.hpp"
#include "base/text.hpp"
#include "config/rating.hpp"
#include "market/store_layout.hpp"

namespace relval {

namespace {

using Counts = std::vector<std::pair<std::string, std::size_t>>;

Counts count(const std::vector<std::string>& values) {
  std::map<std::string, std::size_t> found;
  for (const auto& value : values) ++found[value.empty() ? "(none)" : value];
  return {found.begin(), found.end()};
}

// Of the last row, from the best notch to the worst; instruments without a rating that day come last.
Counts count_ratings(const Panel& panel) {
  std::array<std::size_t, kRatings + 1> found{};
  const double* last = panel.row(panel.rows - 1);
  for (std::size_t i = 0; i < panel.names; ++i) {
    const auto notch = rating_number(rating_text(last[i]));
    ++found[notch ? static_cast<std::size_t>(*notch) - 1 : kRatings];
  }
  Counts counts;
  for (std::size_t k = 0; k < found.size(); ++k) {
    const std::string text = rating_text(static_cast<double>(k + 1));
    if (found[k] > 0) counts.emplace_back(text.empty() ? "(none)" : text, found[k]);
  }
  return counts;
}

double median(std::vector<double> values) {
  if (values.empty()) return kNaN;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  if (values.size() % 2 == 1) return *middle;
  return (*std::max_element(values.begin(), middle) + *middle) / 2;
}

void cover(FieldCoverage& c, const Panel& panel, std::size_t name, const StoreHeader& header) {
  std::size_t first = panel.rows, last = panel.rows;
  for (std::size_t t = 0; t < panel.rows; ++t) {
    if (std::isnan(panel.at(t, name))) continue;
    if (first == panel.rows) first = t;
    else if (t - last - 1 > c.longest_gap_rows) {
      c.longest_gap_rows = t - last - 1;
      c.longest_gap_instrument = header.instruments.id[name];
      c.longest_gap_from = header.dates[last + 1];
      c.longest_gap_to = header.dates[t - 1];
    }
    last = t;
    ++c.values;
  }
  if (first == panel.rows) return;
  if (first > 0) c.late.emplace_back(header.instruments.id[name], header.dates[first]);
  if (last + 1 < panel.rows) c.ended.emplace_back(header.instruments.id[name], header.dates[last]);
  ++c.instruments;
  c.cells += last - first + 1;
}

FieldCoverage coverage(const FieldInfo& info, const Panel& panel, const StoreHeader& header) {
  FieldCoverage c;
  c.info = info;
  c.market_case = header.info.market_case;
  for (std::size_t i = 0; i < panel.names; ++i) cover(c, panel, i, header);
  std::vector<double> values;
  values.reserve(c.values);
  for (const double x : panel.values) {
    if (!std::isnan(x)) values.push_back(x);
  }
  c.low = values.empty() ? kNaN : *std::min_element(values.begin(), values.end());
  c.high = values.empty() ? kNaN : *std::max_element(values.begin(), values.end());
  c.median = median(std::move(values));
  return c;
}

}  // namespace

StoreDescription describe_store(const Path& file) {
  const h5::Reader reader(file);
  StoreFaults faults;
  const StoreHeader header = read_header(reader, faults);
  faults.raise_errors(file);

  StoreDescription d;
  d.info = header.info;
  d.file = file.string();
  d.first = header.dates.front();
  d.last = header.dates.back();
  d.rows = header.dates.size();
  d.row = row_unit(header.dates);
  d.instruments = header.instruments.size();
  std::vector<std::string> kinds;
  for (const Kind kind : header.instruments.kind) kinds.emplace_back(name_of(kind));
  d.by.emplace_back("kind", count(kinds));
  for (const char* column : {"sector_l1", "sector_l2", "sector_l3", "currency"}) {
    const auto found = header.instruments.text.find(column);
    if (found != header.instruments.text.end()) d.by.emplace_back(column, count(found->second));
  }
  for (const auto& [name, info] : header.fields) {
    const Panel panel = read_field(reader, header, info, 0, header.dates.size(), {}, faults);
    if (name == "rating") d.by.emplace_back("rating", count_ratings(panel));
    d.fields.push_back(coverage(info, panel, header));
  }
  for (const auto& name : header.series) {
    const Series s = read_series(reader, name, faults);
    StoreDescription::SeriesFacts facts{name, s.unit, s.dates.size(), 0, {}, {}};
    if (!s.dates.empty()) {
      facts.revisions = s.dates.size() - std::set<Date>(s.dates.begin(), s.dates.end()).size();
      facts.first = s.dates.front();
      facts.last = s.dates.back();
    }
    d.series.push_back(facts);
  }
  for (const auto& [name, fields] : header.case_fields) {
    StoreHeader chosen = header;
    chosen.info.market_case = name;
    for (const auto& [field, info] : fields) {
      d.fields.push_back(coverage(info, read_field(reader, chosen, info, 0, d.rows, {}, faults), chosen));
    }
  }
  d.cases = header.cases;
  if (header.generator) d.generator_seed = header.generator->seed;
  d.curves = header.curves;
  d.events = read_events(reader, header, faults).size();
  faults.raise_errors(file);
  return d;
}

}  // namespace relval
