// Every fault of a store for `relval data validate`: what the reader refuses, and what a person should look at.
#include <algorithm>
#include <cmath>
#include <map>

#include "base/error.hpp"
#include "base/text.hpp"
#include "market/fields.hpp"
#include "market/store_doubts.hpp"
#include "market/store_layout.hpp"

namespace relval {

namespace {

constexpr std::size_t kLongGapOfDays = 10, kLongGap = 2;  // rows without a value that are asked about

struct Doubt {
  std::size_t count = 0, first_row = 0;
  double value = 0;
};

class Validation {
 public:
  explicit Validation(const h5::Reader& reader) : reader_(reader), header_(read_header(reader, faults_)) {}

  std::vector<StoreFault> run() {
    about();
    dates();
    for (const auto& [name, info] : header_.fields) {
      faults_.attempt(reader_.file(), [&, &field = info] { values(field); });
    }
    for (const auto& [market_case, fields] : header_.case_fields) {
      header_.info.market_case = market_case;
      for (const auto& [name, info] : fields) {
        faults_.attempt(reader_.file(), [&, &field = info] { values(field); });
      }
    }
    header_.info.market_case.clear();
    for (const auto& [name, info] : header_.fields) add(doubtful_field_name(name));
    needed_fields();
    without_quote();
    for (const auto& name : header_.series) {
      faults_.attempt(reader_.file(), [&] { read_series(reader_, name, faults_); });
    }
    for (const auto& name : header_.curves) faults_.attempt(reader_.file(), [&] { curve(name); });
    faults_.attempt(reader_.file(), [&] { read_events(reader_, header_, faults_); });
    return faults_.list();
  }

 private:
  void add(const std::vector<StoreFault>& questions) {
    for (const StoreFault& q : questions) faults_.question(q.where, q.what, q.hint);
  }

  // What every run of such an instrument reads.
  void needed_fields() {
    const auto& kinds = header_.instruments.kind;
    const auto need = [&](Kind kind, const char* field) {
      if (header_.field(field) || std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) return;
      faults_.error("/fields",
                    format("there is no field '{}', and instruments of kind {} need it", field, name_of(kind)));
    };
    need(Kind::spread_index, "spread");
    need(Kind::spread_index, "duration");
    need(Kind::price, "price");
  }

  void about() {
    const StoreInfo& info = header_.info;
    if (info.origin.empty()) faults_.question("/ @origin", "is not stated", "say where the numbers come from");
    if (info.licence.empty()) faults_.question("/ @licence", "is not stated", "say who may use the numbers");
    const auto stated = reader_.attribute_names("/");
    if (std::find(stated.begin(), stated.end(), "synthetic") == stated.end()) {
      faults_.question("/ @synthetic", "is not stated and taken as 0", "set it to 1 for generated numbers, else to 0");
    }
    if (header_.info.unchecksummed) {
      faults_.question("/", "some datasets carry no checksum: a damaged byte may be read as another number",
                       "write them chunked with fletcher32, or pin the file by market.sha256");
    }
    if (header_.fields.empty()) faults_.question("/fields", "there are no fields");
  }

  void dates() {
    const auto& dates = header_.dates;
    const auto weekends = std::count_if(dates.begin(), dates.end(), is_weekend);
    if (weekends > 0) {
      const Date first = *std::find_if(dates.begin(), dates.end(), is_weekend);
      faults_.question("/dates " + to_iso(first),
                       count_of(static_cast<std::size_t>(weekends), "date") + " on a Saturday or Sunday",
                       "move month ends to the last business day, drop days without a market");
    }
    const RowUnit unit = row_unit(dates);
    const double usual = 366 / unit.periods_per_year;  // calendar days a row
    for (std::size_t t = 1; t < dates.size(); ++t) {
      const int days = dates[t].days - dates[t - 1].days;
      if (days <= std::max(7.0, 2 * usual)) continue;
      faults_.question("/dates " + to_iso(dates[t]),
                       format("{} days after the row before, where a row is a {}", days, unit.name));
    }
  }

  void values(const FieldInfo& info) {
    const auto shape = reader_.info(header_.dataset(info.name)).shape;
    const bool fits = shape.size() == 2 && shape[0] == header_.dates.size() && shape[1] == header_.instruments.size();
    if (!fits || shape[0] == 0 || shape[1] == 0) return;  // told with the layout
    const Panel panel = read_field(reader_, header_, info, 0, header_.dates.size(), {}, faults_);
    const KnownField* known = find_known_field(info.name);
    if (known) unusual(*known, panel);
    if (info.name == "spread") add(doubtful_spread_unit(panel));
    if (info.name == "spread" || info.name == "price") {
      add(standing_quotes(info.name, panel, header_.dates, header_.instruments.id));
      add(spikes(info.name, panel, header_.dates, header_.instruments.id));
    }
    if (info.name == "member") flags(panel);
    gaps(info, panel);
    for (std::size_t i = 0; i < panel.names; ++i) {
      const Kind kind = header_.instruments.kind[i];
      if (info.name != (kind == Kind::price ? "price" : "spread")) continue;
      for (std::size_t t = 0; t < panel.rows && !quoted_[i]; ++t) quoted_[i] = !std::isnan(panel.at(t, i));
    }
  }

  void unusual(const KnownField& known, const Panel& panel) {
    for (std::size_t i = 0; i < panel.names; ++i) {
      Doubt doubt;
      for (std::size_t t = 0; t < panel.rows; ++t) {
        const double x = panel.at(t, i);
        if (std::isnan(x) || x < known.low || x > known.high) continue;  // none, or refused as impossible
        if ((x >= known.ask_low && x <= known.ask_high) || doubt.count++ > 0) continue;
        doubt.first_row = t;
        doubt.value = x;
      }
      if (doubt.count == 0) continue;
      faults_.question(
          cell(header_.dataset(std::string(known.name)), header_.dates[doubt.first_row], header_.instruments.id[i]),
          format("{} {} is outside the usual {} to {}{}", plain(doubt.value), known.unit, plain(known.ask_low),
                 plain(known.ask_high), doubt.count > 1 ? format(", and {} more", doubt.count - 1) : ""),
          guess_unit(known, doubt.value));
    }
  }

  void flags(const Panel& panel) {
    for (std::size_t i = 0; i < panel.names; ++i) {
      for (std::size_t t = 0; t < panel.rows; ++t) {
        const double x = panel.at(t, i);
        if (std::isnan(x) || x == 0 || x == 1 || x < 0 || x > 1) continue;
        faults_.error(cell(header_.dataset("member"), header_.dates[t], header_.instruments.id[i]),
                      "0 or 1 was expected, found " + plain(x));
        break;
      }
    }
  }

  // The longest run of rows without a value between two values of an instrument.
  void gaps(const FieldInfo& info, const Panel& panel) {
    const std::size_t most = row_unit(header_.dates).name == "day" ? kLongGapOfDays : kLongGap;
    for (std::size_t i = 0; i < panel.names; ++i) {
      std::size_t last = panel.rows, longest = 0, from = 0;
      for (std::size_t t = 0; t < panel.rows; ++t) {
        if (std::isnan(panel.at(t, i))) continue;
        if (last != panel.rows && t - last - 1 > longest) {
          longest = t - last - 1;
          from = last + 1;
        }
        last = t;
      }
      if (longest <= most) continue;
      faults_.question(cell(header_.dataset(info.name), header_.dates[from], header_.instruments.id[i]),
                       format("no value for {} rows, to {}", longest, to_iso(header_.dates[from + longest - 1])));
    }
  }

  void without_quote() {
    for (std::size_t i = 0; i < header_.instruments.size(); ++i) {
      if (quoted_[i]) continue;
      const bool price = header_.instruments.kind[i] == Kind::price;
      if (!header_.field(price ? "price" : "spread")) continue;  // told already
      faults_.question("/instruments " + header_.instruments.id[i],
                       format("a {} without a single {}", price ? "price" : "spread_index",
                                      price ? "price" : "spread"));
    }
  }

  void curve(const std::string& name) {
    const Curve c = read_curve(reader_, header_, name, faults_);
    const auto high = std::find_if(c.zero_rates.begin(), c.zero_rates.end(), [](double x) { return x > 0.3; });
    if (high != c.zero_rates.end()) {
      faults_.question("/curves/" + name + "/zero_rates", "a rate of " + plain(*high) + ", where 0.05 is 5 %",
                       "in percent?");
    }
  }

  const h5::Reader& reader_;
  StoreFaults faults_;
  StoreHeader header_;
  std::map<std::size_t, bool> quoted_;
};

}  // namespace

std::vector<StoreFault> validate_store(const Path& file) {
  try {
    const h5::Reader reader(file);
    return Validation(reader).run();
  } catch (const Error& e) {  // the file as a whole
    if (e.kind() != ErrorKind::data) throw;
    StoreFaults faults;
    faults.attempt(file, [&] { throw Error(e); });
    return faults.list();
  }
}

}  // namespace relval
