// Reads a store's values: fields by rectangle, series, curves, events; and refuses what cannot be.
#include <algorithm>
#include <cmath>
#include <set>

#include "base/large_pages.hpp"
#include "base/numeric.hpp"
#include "base/text.hpp"
#include "market/fields.hpp"
#include "market/store_layout.hpp"

namespace relval {

namespace {

constexpr std::size_t kBlock = 252;  // rows; as many as a chunk has in a store of our own
constexpr double kLargest = std::numeric_limits<double>::max();

const std::vector<std::string> kEventKinds = {"default", "auction", "roll", "downgrade", "maturity", "call", "factor"};

// One instrument's refused values in a field.
struct Refused {
  std::size_t count = 0, first_row = 0;
  double value = 0;
};

// Whether all values lie inside. Four at a time: the comparisons of one do not wait for the others.
bool all_inside(const double* x, std::size_t n, double low, double high) {
  bool in[4] = {true, true, true, true};
  std::size_t i = 0;
  for (; i + 4 <= n; i += 4) {
    for (std::size_t k = 0; k < 4; ++k) in[k] &= (x[i + k] >= low) & (x[i + k] <= high);
  }
  for (; i < n; ++i) in[0] &= (x[i] >= low) & (x[i] <= high);
  return in[0] && in[1] && in[2] && in[3];
}

// Rows without a NaN and without a refused value, by far the most, need no second look.
void scan(Panel& panel, std::size_t first, std::size_t last, double low, double high,
          std::map<std::size_t, Refused>& refused) {
  for (std::size_t t = first; t < last; ++t) {
    double* row = panel.row(t);
    if (all_inside(row, panel.names, low, high)) continue;
    for (std::size_t i = 0; i < panel.names; ++i) {
      if (std::isnan(row[i])) row[i] = kNaN;  // other tools write NaNs of other bits
      else if (!(row[i] >= low && row[i] <= high) && refused[i].count++ == 0) {
        refused[i].first_row = t;
        refused[i].value = row[i];
      }
    }
  }
}

void check_finite(const std::string& where, const std::vector<double>& values, StoreFaults& faults) {
  const auto bad = std::find_if(values.begin(), values.end(), [](double x) { return !std::isfinite(x); });
  if (bad != values.end()) {
    faults.error(where, format("position {}: a number was expected, found {}", bad - values.begin(), plain(*bad)));
  }
}

}  // namespace

Panel read_field(const h5::Reader& reader, const StoreHeader& header, const FieldInfo& field, std::size_t first_row,
                 std::size_t rows, const std::vector<std::uint32_t>& names, StoreFaults& faults) {
  Panel panel;
  panel.rows = rows;
  panel.names = names.empty() ? header.instruments.size() : names.size();
  panel.values.reserve(panel.rows * panel.names);
  prefer_large_pages(panel.values.data(), panel.values.capacity() * sizeof(double));
  const KnownField* known = find_known_field(field.name);
  const double low = known ? known->low : -kLargest, high = known ? known->high : kLargest;
  std::map<std::size_t, Refused> refused;
  const std::string dataset = header.dataset(field.name);
  for (std::size_t t = 0; t < rows; t += kBlock) {  // so that values are looked at while they are in the CPU's cache
    h5::Selection block;
    block.first_row = first_row + t;
    block.rows = std::min(kBlock, rows - t);
    block.columns = names;
    panel.values.resize((t + block.rows) * panel.names);  // zeroed here, while the block is at hand, not all before
    reader.read(dataset, block, {panel.row(t), block.rows * panel.names});
    scan(panel, t, t + block.rows, low, high, refused);
  }
  for (const auto& [slot, r] : refused) {
    const std::string& id = header.instruments.id[names.empty() ? slot : names[slot]];
    const std::string more = r.count > 1 ? format(", and {} more", r.count - 1) : "";
    faults.error(cell(dataset, header.dates[first_row + r.first_row], id),
                 known ? format("{} to {} {} was expected, found {}{}", plain(low), plain(high), known->unit,
                                plain(r.value), more)
                       : format("a finite value was expected, found {}{}", plain(r.value), more));
  }
  return panel;
}

Series read_series(const h5::Reader& reader, const std::string& name, StoreFaults& faults) {
  const std::string group = "/series/" + name;
  Series s;
  s.name = name;
  s.unit = reader.text_attribute(group, "unit").value_or("");
  s.sampling = reader.text_attribute(group, "sampling") == "average" ? Sampling::average : Sampling::point;
  s.dates = read_dates(reader, group + "/dates", faults);
  s.values = reader.numbers(group + "/values");
  s.known_at = read_dates(reader, group + "/known_at", faults);
  if (s.dates.size() != s.values.size() || s.known_at.size() != s.values.size()) return s;  // told by read_dates
  check_finite(group + "/values", s.values, faults);
  for (std::size_t i = 0; i < s.dates.size(); ++i) {
    if (s.known_at[i] < s.dates[i]) {
      faults.error(group + "/known_at", format("position {}: known on {}, before its date {}", i, to_iso(s.known_at[i]),
                                               to_iso(s.dates[i])));
    }
    if (i > 0 && std::pair(s.dates[i], s.known_at[i]) <= std::pair(s.dates[i - 1], s.known_at[i - 1])) {
      faults.error(group + "/dates",
                   format("position {}: entries in order of date and known_at were expected, {} known on {} follows {} "
                          "known on {}",
                          i, to_iso(s.dates[i]), to_iso(s.known_at[i]), to_iso(s.dates[i - 1]),
                          to_iso(s.known_at[i - 1])));
    }
  }
  return s;
}

Curve read_curve(const h5::Reader& reader, const StoreHeader& header, const std::string& currency,
                 StoreFaults& faults) {
  constexpr std::int64_t kLongest = std::int64_t{366} * 200;
  const std::string group = "/curves/" + currency;
  Curve curve;
  curve.currency = currency;
  std::int64_t before = 0;
  for (const std::int64_t days : reader.integers(group + "/node_days")) {
    if (days <= before || days > kLongest) {
      faults.error(group + "/node_days", format("position {}: days from 1, increasing, were expected, found {}",
                                                curve.node_days.size(), days));
      break;
    }
    curve.node_days.push_back(static_cast<std::int32_t>(before = days));
  }
  curve.rows = reader.info(group + "/zero_rates").shape.size() == 2 ? header.dates.size() : 0;
  curve.zero_rates = reader.numbers(group + "/zero_rates");
  for (std::size_t i = 0; i < curve.zero_rates.size(); ++i) {
    const double rate = curve.zero_rates[i];
    if (std::isnan(rate)) {
      curve.zero_rates[i] = kNaN;  // a date without a curve
    } else if (!(rate > -0.5 && rate < 2)) {
      faults.error(group + "/zero_rates",
                   format("position {}: a rate as a decimal (0.05 is 5 %) was expected, found {}", i, plain(rate)));
      break;
    }
  }
  return curve;
}

std::vector<Event> read_events(const h5::Reader& reader, const StoreHeader& header, StoreFaults& faults) {
  std::vector<Event> events;
  if (!reader.has("/events")) return events;
  const auto dates = read_dates(reader, "/events/date", faults), known = read_dates(reader, "/events/known_at", faults);
  const auto instruments = reader.strings("/events/instrument"), kinds = reader.strings("/events/kind");
  const auto values = reader.numbers("/events/value");
  const std::set<std::string> ids(header.instruments.id.begin(), header.instruments.id.end());
  const std::size_t n = std::min({dates.size(), known.size(), instruments.size(), kinds.size(), values.size()});
  for (std::size_t i = 0; i < n; ++i) {
    const std::string at = format("position {}: ", i);
    if (ids.count(instruments[i]) == 0) {
      faults.error("/events/instrument", at + "'" + instruments[i] + "' is no instrument of the store");
    }
    if (std::find(kEventKinds.begin(), kEventKinds.end(), kinds[i]) == kEventKinds.end()) {
      faults.error("/events/kind", at + "unknown kind '" + kinds[i] + "'", suggest(kinds[i], kEventKinds));
    }
    if (i > 0 && dates[i] < dates[i - 1]) {
      faults.error("/events/date", at + "events in order of date were expected, " + to_iso(dates[i]) + " follows " +
                                       to_iso(dates[i - 1]));
    }
    if (known[i] < dates[i]) {
      faults.error("/events/known_at", at + "known on " + to_iso(known[i]) + ", before its date " + to_iso(dates[i]));
    }
    events.push_back({dates[i], instruments[i], kinds[i], values[i], known[i]});
  }
  return events;
}

}  // namespace relval
