// Zero curves out of files or of the spec: continuous rates, Act/365F, decimals.
#include "base/numeric.hpp"
#include "base/text.hpp"
#include "market/import_build.hpp"
#include "market/import_preset.hpp"

namespace relval {
namespace {

constexpr double kHighestRate = 0.5;  // beyond it a percentage was taken for a decimal

class CurveBuilder {
 public:
  CurveBuilder(const CurveSpec& spec, const ImportSpec& all, MarketData& data, ImportLedger& ledger)
      : spec_(spec), all_(all), data_(data), ledger_(ledger), faults_(ledger.faults) {}

  void run() {
    to_decimal_ = conversion_of(spec_.source, "fraction", faults_);
    Curve& curve = data_.curves[spec_.currency];
    curve.currency = spec_.currency;
    for (const NamedNumber& node : spec_.nodes) {
      curve.node_days.push_back(static_cast<std::int32_t>(*parse_integer(node.name.value)));
      curve.zero_rates.push_back(rate(to_decimal_.apply(node.number.value), node.number.place, {}, {}));
    }
    if (!spec_.source.given()) return;
    for (const NamedColumn& node : spec_.source.columns) {
      curve.node_days.push_back(static_cast<std::int32_t>(*parse_integer(node.name.value)));
    }
    for (const Placed<Path>& path : spec_.source.paths) read(path);
    curve.rows = data_.dates.size();
    for (const Date date : data_.dates) {
      const auto row = rows_.find(date);
      if (row != rows_.end()) curve.zero_rates.insert(curve.zero_rates.end(), row->second.begin(), row->second.end());
      else curve.zero_rates.insert(curve.zero_rates.end(), curve.node_days.size(), kNaN);
    }
    bool any = false;
    for (const double rate : curve.zero_rates) any = any || rate == rate;
    if (!any && !ledger_.appending && faults_.problems().empty()) {
      faults_.structural(spec_.place, format("curve '{}' has no rate on any date of the store", spec_.currency));
    }
  }

 private:
  double rate(double given, const Place& place, const std::string& column, const std::string& text) {
    if (given < -kHighestRate || given > kHighestRate) {
      faults_.cell(place, column, text, format("a zero rate of {} as a decimal", exact(given)),
                   "in percent? state 'unit: percent'");
      return kNaN;
    }
    return spec_.compounding == Compounding::annual ? log1p(given) : given;
  }

  void read(const Placed<Path>& path) {
    CsvReader csv(path.value, spec_.source.format.csv, faults_);
    const auto named = csv.ok() ? named_as(csv, spec_.source, faults_) : std::nullopt;
    if (!named) return;
    const auto date = date_column_of(csv, *named, faults_);
    std::vector<std::size_t> columns;
    for (const NamedColumn& node : spec_.source.columns) {
      if (const auto column = column_of(csv, node.column, faults_)) columns.push_back(*column);
    }
    if (!date || columns.size() < spec_.source.columns.size()) return;
    while (csv.next()) {
      const auto when = ledger_.date(csv, *date, spec_.source.format, &all_.dates);
      if (!when) continue;
      const auto [at, fresh] = rows_.try_emplace(when->used);
      if (!fresh) {
        faults_.cell(csv.place(), {}, to_iso(when->used), format("a second curve for {}", to_iso(when->used)),
                     "remove one");
        continue;
      }
      for (const std::size_t column : columns) at->second.push_back(cell(csv, column));
    }
  }

  double cell(const CsvReader& csv, std::size_t column) {
    const std::string text(csv.cells()[column].text);
    const CellValue value = parse_cell(text, spec_.source.format, to_decimal_);
    if (value.kind == CellKind::missing) return kNaN;
    if (value.kind == CellKind::number) return rate(value.number, csv.place(column), csv.header()[column], text);
    faults_.cell(csv.place(column), csv.header()[column], text, format("expected a finite number, found '{}'", text),
                 number_hint(text, spec_.source.format));
    return kNaN;
  }

  const CurveSpec& spec_;
  const ImportSpec& all_;
  MarketData& data_;
  ImportLedger& ledger_;
  ImportFaults& faults_;
  Conversion to_decimal_;
  std::map<Date, std::vector<double>> rows_;
};

}  // namespace

void build_curves(const ImportSpec& spec, MarketData& data, ImportLedger& ledger) {
  for (const CurveSpec& curve : spec.curves) {
    CurveBuilder(curve, spec, data, ledger).run();
    ledger.report.curves.push_back(curve.currency);
  }
}

}  // namespace relval
