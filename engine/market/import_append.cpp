#include "market/import_append.hpp"

#include <algorithm>
#include <limits>

#include "base/error.hpp"
#include "base/text.hpp"
#include "market/store.hpp"

namespace relval {
namespace {

constexpr std::size_t kShown = 10;  // differences and names a message lists

bool same(double a, double b) { return a == b || (a != a && b != b); }
std::string shown(double value) { return value == value ? exact(value) : "no value"; }

// "A, B and 3 more"
std::string some(const std::vector<std::string>& names) {
  const std::size_t count = std::min(names.size(), kShown);
  const std::string first = join({names.begin(), names.begin() + static_cast<std::ptrdiff_t>(count)}, ", ");
  return count == names.size() ? first : format("{} and {} more", first, names.size() - count);
}

std::vector<std::string> lacking(const std::vector<std::string>& names, const std::vector<std::string>& among) {
  const std::set<std::string> have(among.begin(), among.end());
  std::vector<std::string> out;
  std::copy_if(names.begin(), names.end(), std::back_inserter(out), [&](const auto& n) { return !have.count(n); });
  return out;
}

template <class T> std::vector<std::string> keys(const std::map<std::string, T>& map) {
  std::vector<std::string> out;
  for (const auto& [name, value] : map) out.push_back(name);
  return out;
}

constexpr const char* kImportWhole = "an append adds dates and nothing else; import the whole history anew";

class Appender {
 public:
  Appender(MarketData& before, const ImportSpec& spec, MarketData& read, ImportFaults& faults)
      : whole_(before), spec_(spec), read_(read), faults_(faults) {}

  AppendCount run() {
    agree("field", keys(whole_.fields), keys(read_.fields));
    agree("series", keys(whole_.series), keys(read_.series));
    agree("curve", keys(whole_.curves), keys(read_.curves));
    if (whole_.info.synthetic != read_.info.synthetic) differs("store.synthetic", yes(whole_), yes(read_));
    if (!faults_.problems().empty()) return {};
    for (const auto& [name, field] : read_.fields) metadata(whole_.fields.at(name).info, field.info);
    for (const auto& [name, series] : read_.series) metadata(whole_.series.at(name), series);
    for (const auto& [name, curve] : read_.curves) metadata(whole_.curves.at(name), curve);
    if (!faults_.problems().empty()) return {};
    AppendCount count;
    count.rows_before = whole_.dates.size();
    place_rows();
    for (std::size_t t = 0; t < row_.size(); ++t) compare_row(t);
    if (row_.empty()) compare_constants();
    count.rows_agreeing = row_.size();
    for (auto& [name, series] : read_.series) count.entries_added += merge(whole_.series.at(name), series);
    report_differences();
    if (!faults_.problems().empty()) return {};
    add_rows();
    count.rows_added = whole_.dates.size() - count.rows_before;
    return count;
  }

 private:
  static const char* yes(const MarketData& data) { return data.info.synthetic ? "true" : "false"; }

  Place store() const { return {spec_.store.string(), 0, 0, {}}; }

  void differs(const std::string& what, const std::string& old, const std::string& now) {
    faults_.structural(store(), format("{}: {} in the store, {} in the spec", what, old, now), kImportWhole);
  }

  void agree(const char* what, const std::vector<std::string>& old, const std::vector<std::string>& now) {
    for (const std::string& name : lacking(old, now)) {
      faults_.structural(store(), format("the store has a {} '{}', and the spec has none", what, name), kImportWhole);
    }
    for (const std::string& name : lacking(now, old)) {
      faults_.structural(store(), format("the store has no {} '{}', which the spec has", what, name), kImportWhole);
    }
  }

  void metadata(const FieldInfo& old, const FieldInfo& now) {
    const std::string of = format(" of field '{}'", old.name);
    if (old.unit != now.unit) differs("unit" + of, old.unit, now.unit);
    if (old.sampling != now.sampling) differs("sampling" + of, name_of(old.sampling), name_of(now.sampling));
    if (old.quote != now.quote) differs("quote" + of, name_of(old.quote), name_of(now.quote));
    if (old.knowledge_lag != now.knowledge_lag) {
      differs("knowledge_lag" + of, std::to_string(old.knowledge_lag), std::to_string(now.knowledge_lag));
    }
    if (old.composite != now.composite) {
      differs("composite" + of, "'" + old.composite + "'", "'" + now.composite + "'");
    }
  }

  void metadata(const Series& old, const Series& now) {
    const std::string of = format(" of series '{}'", old.name);
    if (old.unit != now.unit) differs("unit" + of, old.unit, now.unit);
    if (old.sampling != now.sampling) differs("sampling" + of, name_of(old.sampling), name_of(now.sampling));
  }

  void metadata(const Curve& old, const Curve& now) {
    const auto days = [](const Curve& curve) {
      std::vector<std::string> list;
      for (const std::int32_t day : curve.node_days) list.push_back(std::to_string(day));
      return join(list, ", ");
    };
    const std::string of = format("curve '{}'", old.currency);
    if (days(old) != days(now)) return differs("days of " + of, days(old), days(now));
    if ((old.rows == 0) != (now.rows == 0)) {
      return differs(of, old.rows ? "by date" : "one for all dates", now.rows ? "by date" : "one for all dates");
    }
    if (old.rows > 0) return;
    for (std::size_t k = 0; k < old.zero_rates.size(); ++k) {
      if (same(old.zero_rates[k], now.zero_rates[k])) continue;
      differs(format("node {} of {}", old.node_days[k], of), exact(old.zero_rates[k]), exact(now.zero_rates[k]));
    }
  }

  // The rows read come in the order of their dates: first those that the store has too, then the later ones.
  void place_rows() {
    for (const Date date : read_.dates) {
      if (whole_.dates.back() < date) return;
      const auto at = std::lower_bound(whole_.dates.begin(), whole_.dates.end(), date);
      if (*at != date) {
        faults_.structural(store(), format("{} is before the store's last date {} and not one of its dates",
                                           to_iso(date), to_iso(whole_.dates.back())),
                           "an append adds what comes after the last date; import the whole history anew");
      }
      row_.push_back(static_cast<std::size_t>(at - whole_.dates.begin()));
    }
  }

  void compare_row(std::size_t t) {
    const std::size_t old = row_[t];
    if (whole_.dates[old] != read_.dates[t]) return;
    const std::string date = to_iso(read_.dates[t]);
    for (std::size_t i = 0; i < whole_.instruments.size(); ++i) {
      for (const auto& [name, field] : read_.fields) {
        compare(date, whole_.instruments.id[i], name, whole_.fields.at(name).panel.at(old, i), field.panel.at(t, i));
      }
    }
    for (const auto& [currency, curve] : read_.curves) {
      const std::size_t nodes = curve.node_days.size();
      for (std::size_t k = 0; curve.rows > 0 && k < nodes; ++k) {
        compare(date, "curve " + currency, std::to_string(curve.node_days[k]),
                whole_.curves.at(currency).zero_rates[old * nodes + k], curve.zero_rates[t * nodes + k]);
      }
    }
  }

  // What is one number for all dates must be the store's, though no date is in both.
  void compare_constants() {
    const std::size_t last = whole_.dates.size() - 1;
    for (const FieldSpec& field : spec_.fields) {
      if (field.form != FieldForm::constant && field.form != FieldForm::from_instruments) continue;
      for (std::size_t i = 0; i < whole_.instruments.size(); ++i) {
        compare(to_iso(whole_.dates[last]), whole_.instruments.id[i], field.name,
                whole_.fields.at(field.name).panel.at(last, i), read_.fields.at(field.name).panel.at(0, i));
      }
    }
  }

  void compare(const std::string& date, const std::string& of, const std::string& name, double old, double now) {
    if (same(old, now)) return;
    if (differences_.size() < kShown) {
      differences_.push_back(format("{} {} {}: {} in the store, {} here", date, of, name, shown(old), shown(now)));
    }
    ++different_;
  }

  // Entries later than the series' last date, and revisions: of a date that the store has, known later than its own.
  std::size_t merge(Series& old, const Series& now) {
    Series all = old;
    std::size_t added = 0;
    for (std::size_t k = 0; k < now.dates.size(); ++k) {
      const auto [first, last] = std::equal_range(old.dates.begin(), old.dates.end(), now.dates[k]);
      const auto from = old.known_at.begin() + (first - old.dates.begin());
      const auto to = old.known_at.begin() + (last - old.dates.begin());
      const auto at = std::find(from, to, now.known_at[k]);
      if (at != to) {
        compare(to_iso(now.dates[k]), "series " + old.name, "value",
                old.values[static_cast<std::size_t>(at - old.known_at.begin())], now.values[k]);
        continue;
      }
      const bool later = old.dates.empty() || old.dates.back() < now.dates[k];
      const bool revision = from != to && *std::max_element(from, to) < now.known_at[k];
      if (!later && !revision) {
        compare(to_iso(now.dates[k]), "series " + old.name, "known " + to_iso(now.known_at[k]),
                std::numeric_limits<double>::quiet_NaN(), now.values[k]);
        continue;
      }
      insert(all, now, k);
      ++added;
    }
    old = std::move(all);
    return added;
  }

  // In the order of date, then known_at, behind what is equal.
  static void insert(Series& all, const Series& now, std::size_t k) {
    std::size_t at = all.dates.size();
    while (at > 0 && (now.dates[k] < all.dates[at - 1] ||
                      (now.dates[k] == all.dates[at - 1] && now.known_at[k] < all.known_at[at - 1]))) {
      --at;
    }
    const auto offset = static_cast<std::ptrdiff_t>(at);
    all.dates.insert(all.dates.begin() + offset, now.dates[k]);
    all.known_at.insert(all.known_at.begin() + offset, now.known_at[k]);
    all.values.insert(all.values.begin() + offset, now.values[k]);
  }

  void report_differences() {
    if (different_ == 0) return;
    std::string list = join(differences_, "\n");
    if (different_ > differences_.size()) list += format("\nand {} more", different_ - differences_.size());
    faults_.structural(store(), format("{} {} from the store on dates that both have", different_,
                                       different_ == 1 ? "value differs" : "values differ"),
                       list + "\nhistory was restated? import the whole of it anew");
  }

  void add_rows() {
    const std::size_t from = row_.size(), names = whole_.instruments.size();
    whole_.dates.insert(whole_.dates.end(), read_.dates.begin() + static_cast<std::ptrdiff_t>(from), read_.dates.end());
    for (auto& [name, field] : whole_.fields) {
      const Panel& more = read_.fields.at(name).panel;
      field.panel.values.insert(field.panel.values.end(),
                                more.values.begin() + static_cast<std::ptrdiff_t>(from * names), more.values.end());
      field.panel.rows = whole_.dates.size();
    }
    for (auto& [currency, curve] : whole_.curves) {
      if (curve.rows == 0) continue;
      const std::vector<double>& more = read_.curves.at(currency).zero_rates;
      const std::size_t nodes = curve.node_days.size();
      curve.zero_rates.insert(curve.zero_rates.end(), more.begin() + static_cast<std::ptrdiff_t>(from * nodes),
                              more.end());
      curve.rows = whole_.dates.size();
    }
  }

  MarketData& whole_;
  const ImportSpec& spec_;
  MarketData& read_;
  ImportFaults& faults_;
  std::vector<std::size_t> row_;  // of the store, of each row read that it has too
  std::vector<std::string> differences_;
  std::size_t different_ = 0;
};

}  // namespace

MarketData store_to_append_to(const ImportSpec& spec) {
  const std::string file = spec.store.string();
  if (!relval::exists(spec.store)) {
    throw Error(ErrorKind::data, file, "there is no store to append to", "without --append the import makes it");
  }
  const Store store(spec.store);
  if (store.header().info.created_by != "relval data import" || store.header().generator) {
    throw Error(ErrorKind::data, file, "expected a store that 'relval data import' wrote, found another's",
                "only what was imported can be appended to");
  }
  return store.read_all();
}

void take_instruments(const MarketData& before, const ImportSpec& spec, MarketData& read, ImportLedger& ledger) {
  const Instruments &old = before.instruments, &now = read.instruments;
  const bool from_export = spec.instruments.source.preset != Preset::none;
  const auto fault = [&](const std::string& what, const std::string& hint) {
    ledger.faults.structural(spec.instruments.place, what, hint);
  };
  const auto fresh = lacking(now.id, old.id), gone = lacking(old.id, now.id);
  if (!fresh.empty()) {
    fault(format("{} {} not in the store {}", some(fresh), fresh.size() == 1 ? "is" : "are", spec.store.string()),
          "an append adds dates, not instruments, whose history would be unknown: leave them out, or import the whole "
          "history anew");
  }
  // An export has the names that were quoted in its time.
  if (!from_export && !gone.empty()) {
    fault(format("{} {} in the store {} and not among the instruments here", some(gone),
                 gone.size() == 1 ? "is" : "are", spec.store.string()), kImportWhole);
  }
  if (!fresh.empty() || (!from_export && !gone.empty())) return;
  if (!from_export && old.id != now.id) {
    const auto [a, b] = std::mismatch(old.id.begin(), old.id.end(), now.id.begin());
    fault(format("the instruments stand in another order: '{}' here where the store has '{}'", *b, *a), kImportWhole);
  }
  for (std::size_t i = 0; i < now.size(); ++i) {
    const std::size_t at = *old.find(now.id[i]);
    const auto differs = [&](const std::string& column, const std::string& was, const std::string& is) {
      fault(format("{} of {} is '{}' in the store and '{}' here", column, now.id[i], was, is), kImportWhole);
    };
    if (old.kind[at] != now.kind[i]) differs("kind", name_of(old.kind[at]), name_of(now.kind[i]));
    // What an export says of a name may change; its first line stands, as in an import of the whole.
    if (from_export) continue;
    std::set<std::string> text, number;
    for (const Instruments* one : {&old, &now}) {
      for (const auto& [name, values] : one->text) text.insert(name);
      for (const auto& [name, values] : one->number) number.insert(name);
    }
    for (const std::string& name : text) {
      if (old.text_of(name, at) != now.text_of(name, i)) differs(name, old.text_of(name, at), now.text_of(name, i));
    }
    for (const std::string& name : number) {
      const double was = old.number_of(name, at), is = now.number_of(name, i);
      if (!same(was, is)) differs(name, shown(was), shown(is));
    }
  }
  if (keys(old.text) != keys(now.text) || keys(old.number) != keys(now.number)) {
    auto was = keys(old.text), is = keys(now.text);
    for (const std::string& name : keys(old.number)) was.push_back(name);
    for (const std::string& name : keys(now.number)) is.push_back(name);
    fault(format("the columns of the instruments are {} in the store and {} here", join(was, ", "), join(is, ", ")),
          kImportWhole);
  }
  read.instruments = old;
}

void append_to(MarketData before, const ImportSpec& spec, MarketData& read, ImportLedger& ledger) {
  const AppendCount count = Appender(before, spec, read, ledger.faults).run();
  if (!ledger.faults.problems().empty()) return;
  before.info = read.info;
  read = std::move(before);
  ImportReport& report = ledger.report;
  report.appended = count;
  report.rows = read.dates.size();
  report.first = read.dates.front();
  report.last = read.dates.back();
  for (ImportReport::FieldCount& field : report.fields) {
    const auto& values = read.fields.at(field.name).panel.values;
    const auto missing = std::count_if(values.begin(), values.end(), [](double value) { return value != value; });
    field.missing = static_cast<std::size_t>(missing);
    field.values = values.size() - field.missing;
  }
  for (ImportReport::SeriesCount& one : report.series) {
    const Series& series = read.series.at(one.name);
    one.entries = series.dates.size();
    if (series.dates.empty()) continue;
    one.first = series.dates.front();
    one.last = series.dates.back();
  }
}

}  // namespace relval
