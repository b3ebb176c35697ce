#include "strategy/table.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/hash.hpp"
#include "base/numeric.hpp"
#include "base/text.hpp"
#include "market/import_reader.hpp"

namespace relval {
namespace {

class TableReader {
 public:
  TableReader(InputTable& table, const AssetIndex& assets, const Calendar& calendar)
      : table_(table), assets_(assets), calendar_(calendar), csv_(table.file, {',', "#"}, faults_) {}

  void read() {
    if (!csv_.ok()) return;
    const auto date = csv_.column("date");
    if (!date) {
      const auto near = nearest("date", csv_.header());
      return faults_.structural(csv_.header_place(0), "expected a column 'date', found none",
                                near ? format("rename '{}' to 'date'", *near)
                                     : "expected a header: date and a column per asset, or date,asset,value");
    }
    date_column_ = *date;
    if (is_long()) read_long();
    else read_wide();
    report_outside();
    if (faults_.problems().empty() && values_.empty())
      faults_.structural({csv_.file(), 0, 0, {}}, "the table states no value",
                         "expected lines such as 2025-01-31,1000000");
  }

  void fill() {
    std::map<Date, int> lines;
    for (const auto& [key, value] : values_) lines.emplace(key.first, value.line);
    std::map<std::int32_t, std::size_t> columns;
    for (const std::int32_t asset : order_) {
      if (columns.emplace(asset, table_.assets.size()).second) table_.assets.push_back(asset);
    }
    for (const auto& [day, line] : lines) {
      table_.dates.push_back(day);
      table_.lines.push_back(line);
    }
    table_.values.assign(table_.dates.size() * table_.assets.size(), kNaN);
    for (const auto& [key, value] : values_) {
      const auto row = std::lower_bound(table_.dates.begin(), table_.dates.end(), key.first) - table_.dates.begin();
      table_.values[static_cast<std::size_t>(row) * table_.assets.size() + columns.at(key.second)] = value.number;
    }
  }

  const Problems& problems() const { return faults_.problems(); }

 private:
  struct Value {
    double number;
    int line;
  };

  bool is_long() {
    if (csv_.header().size() != 3) return false;
    const auto asset = csv_.column("asset");
    for (const char* name : {"value", "notional", "weight"}) {
      const auto value = csv_.column(name);
      if (!asset || !value) continue;
      asset_column_ = *asset;
      value_column_ = *value;
      return true;
    }
    return false;
  }

  void read_wide() {
    std::vector<std::optional<std::int32_t>> assets(csv_.header().size());
    for (std::size_t i = 0; i < assets.size(); ++i) {
      if (i == date_column_) continue;
      const std::string& name = csv_.header()[i];
      assets[i] = assets_.find(name);
      if (assets[i]) order_.push_back(*assets[i]);
      else if (name.empty())
        faults_.structural(csv_.header_place(i), "a column without a name", "expected a leg or an instrument");
      else unknown_asset(csv_.header_place(i), name);
    }
    std::optional<Date> before;
    int line_before = 0;
    while (csv_.next()) {
      const auto day = read_date();
      if (day && before && *day <= *before)
        faults_.structural(csv_.place(date_column_), format("{} does not come after {} of line {}", to_iso(*day),
                                                            to_iso(*before), line_before),
                           "one line per date, in the order of time");
      for (std::size_t i = 0; i < assets.size(); ++i) {
        if (i == date_column_) continue;
        const auto number = read_number(i);
        if (number && assets[i] && day) values_.emplace(Key{*day, *assets[i]}, Value{*number, csv_.line()});
      }
      if (!day) continue;
      before = day;
      line_before = csv_.line();
    }
  }

  void read_long() {
    std::set<std::string> reported;
    while (csv_.next()) {
      const auto day = read_date();
      const std::string name(csv_.cells()[asset_column_].text);
      const auto asset = assets_.find(name);
      if (!asset && reported.insert(name).second) unknown_asset(csv_.place(asset_column_), name);
      const auto number = read_number(value_column_);
      if (!number || !asset || !day) continue;
      order_.push_back(*asset);
      const auto [first, fresh] = values_.emplace(Key{*day, *asset}, Value{*number, csv_.line()});
      if (!fresh)
        faults_.structural(csv_.place(asset_column_), format("'{}' on {} is stated twice", name, to_iso(*day)),
                           format("it is also on line {}", first->second.line));
    }
  }

  void unknown_asset(Place place, const std::string& name) {
    faults_.structural(std::move(place), name.empty() ? "expected a leg or an instrument, found nothing"
                                                      : format("no leg or instrument '{}' in this run", name),
                       assets_.hint(name));
  }

  // The date, where it is one that the run has.
  std::optional<Date> read_date() {
    const std::string text(csv_.cells()[date_column_].text);
    const auto day = parse_iso_date(text);
    const Place place = csv_.place(date_column_);
    if (!day) {
      faults_.structural(place, format("expected a date YYYY-MM-DD, found '{}'", text));
      return {};
    }
    if (*day < calendar_.from || *day > calendar_.to) {
      if (outside_.empty()) first_outside_ = place;
      outside_.insert(*day);
      first_outside_day_ = outside_.size() == 1 ? *day : first_outside_day_;
      return day;
    }
    const auto next = std::lower_bound(calendar_.dates.begin(), calendar_.dates.end(), *day);
    if (next != calendar_.dates.end() && *next == *day) return day;
    if (!absent_.insert(*day).second) return day;
    std::vector<std::string> near;
    if (next != calendar_.dates.begin()) near.push_back(to_iso(*(next - 1)));
    if (next != calendar_.dates.end()) near.push_back(to_iso(*next));
    faults_.structural(place, format("{} is not a date of the store", to_iso(*day)),
                       near.empty() ? "" : "the nearest: " + join(near, ", "));
    return day;
  }

  void report_outside() {
    if (outside_.empty()) return;
    const std::string range = format("from {} to {}", to_iso(calendar_.from), to_iso(calendar_.to));
    const std::string first = to_iso(first_outside_day_);
    faults_.structural(first_outside_, outside_.size() == 1
                                           ? format("{} lies outside the run, {}", first, range)
                                           : format("{} dates lie outside the run, {}; the first here is {}",
                                                    outside_.size(), range, first),
                       "widen from and to, or take these lines out: they would never be looked at");
  }

  std::optional<double> read_number(std::size_t cell) {
    const std::string_view text = csv_.cells()[cell].text;
    if (text.empty()) return {};
    const auto number = parse_number(text);
    if (!number)
      faults_.structural(csv_.place(cell), format("expected a number, found '{}'", std::string(text)),
                         "a decimal point, no thousands separators; leave the cell blank to state nothing");
    return number;
  }

  using Key = std::pair<Date, std::int32_t>;
  InputTable& table_;
  const AssetIndex& assets_;
  const Calendar& calendar_;
  ImportFaults faults_{false};
  CsvReader csv_;
  std::size_t date_column_ = 0, asset_column_ = 0, value_column_ = 0;
  std::map<Key, Value> values_;
  std::vector<std::int32_t> order_;  // of the assets as they come, repeats and all
  std::set<Date> outside_, absent_;
  Place first_outside_;
  Date first_outside_day_;
};

}  // namespace

InputTable read_table(const std::string& parameter, const std::string& unit, const Path& file, const AssetIndex& assets,
                 const Calendar& calendar, Problems& problems) {
  InputTable table;
  table.parameter = parameter;
  table.unit = unit;
  table.file = file;
  table.sha256 = sha256_hex(read_file(file));
  TableReader reader(table, assets, calendar);
  reader.read();
  for (const Problem& problem : reader.problems().list()) problems.add(problem.place, problem.what, problem.hint);
  if (reader.problems().empty()) reader.fill();
  return table;
}

}  // namespace relval
