// One import from spec to store: the stages in their order, and what is said about them.
#include "market/import_csv.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "market/import_append.hpp"
#include "market/import_build.hpp"
#include "market/store_doubts.hpp"
#include "market/store.hpp"

namespace relval {
namespace {

std::string csv_cell(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

// What `data validate` would ask that is likely to be the spec's or a file's fault.
std::vector<std::string> questions_about(const ImportSpec& spec, const MarketData& data) {
  std::vector<StoreFault> all = doubtful_intervals(data.dates);
  const auto add = [&](const std::vector<StoreFault>& more) { all.insert(all.end(), more.begin(), more.end()); };
  if (const Panel* spread = data.panel("spread")) add(doubtful_spread_unit(*spread));
  for (const auto& [name, field] : data.fields) add(doubtful_field_name(name));
  std::vector<std::string> lines;
  for (const StoreFault& q : all) lines.push_back(q.where + ": " + q.what + "; " + q.hint);
  const auto& kinds = data.instruments.kind;
  if (std::find(kinds.begin(), kinds.end(), Kind::spread_index) != kinds.end() && !data.panel("duration")) {
    lines.emplace_back(
        "/fields: there is no field 'duration'; no run can hold instruments of kind spread_index without it");
  }
  for (const FieldSpec& field : spec.fields) {
    const KnownField* known = find_known_field(field.name);
    if (!known || units_for(known->unit).size() < 2) continue;
    const bool silent = std::any_of(field.sources.begin(), field.sources.end(),
                                    [](const FileSource& source) { return !source.unit && !source.scale; });
    if (!silent) continue;
    lines.push_back(format("/fields/{}: no unit is stated, and {} is taken; unit: {} would say so", field.name,
                           known->unit, known->unit));
  }
  return lines;
}

}  // namespace

Import read_import(const Path& spec_file, ImportMode mode) {
  const ImportSpec spec = read_import_spec(spec_file);
  std::optional<MarketData> before;
  if (mode == ImportMode::append) before = store_to_append_to(spec);
  ImportLedger ledger(spec.quarantine);
  ledger.appending = before.has_value();
  Import out;
  const StoreSpec& info = spec.info;
  out.data.info.title = info.title;
  out.data.info.origin = info.origin;
  out.data.info.licence = info.licence;
  out.data.info.taxonomy = info.taxonomy;
  out.data.info.synthetic = info.synthetic;
  out.data.info.created_by = "relval data import";
  build_instruments(spec.instruments, spec.dates, out.data, ledger);
  ledger.faults.problems().raise_if_any();  // whatever is keyed by instrument would only repeat them
  if (before) take_instruments(*before, spec, out.data, ledger);
  ledger.faults.problems().raise_if_any();
  build_fields(spec, out.data, ledger);
  build_series(spec, out.data, ledger);
  build_curves(spec, out.data, ledger);
  ledger.faults.problems().raise_if_any();
  if (before) append_to(std::move(*before), spec, out.data, ledger);
  ledger.faults.problems().raise_if_any();
  ImportReport& report = ledger.report;
  report.store = spec.store;
  if (spec.quarantine) report.rejected = spec.store.parent_path() / "rejected.csv";
  report.dates_stamped = ledger.stamped.size();
  report.dates_shifted = ledger.shifted.size();
  report.dates_dropped = ledger.dropped.size();
  report.dates_outside = ledger.outside.size();
  report.quarantined = ledger.faults.rejected().size();
  report.blank_lines = ledger.blank.size();
  report.questions = questions_about(spec, out.data);
  out.rejected = ledger.faults.rejected();
  out.report = std::move(report);
  return out;
}

ImportReport import_csv(const Path& spec, ImportMode mode) {
  const Import made = read_import(spec, mode);
  if (!made.report.rejected.empty()) write_file_whole(made.report.rejected, rejected_csv(made.rejected));
  write_store(made.report.store, made.data);
  return made.report;
}

std::string rejected_csv(const std::vector<RejectedCell>& rejected) {
  std::string text = "file,line,column,value,reason\n";
  for (const RejectedCell& one : rejected) {
    text += csv_cell(one.file) + "," + std::to_string(one.line) + "," + csv_cell(one.column) + "," +
            csv_cell(one.value) + "," + csv_cell(one.reason) + "\n";
  }
  return text;
}

std::string render(const ImportReport& report) {
  std::string text = format("{}: {} instruments x {} rows, {} to {}\n", report.store.string(), report.instruments,
                            report.rows, to_iso(report.first), to_iso(report.last));
  if (report.appended) {
    const AppendCount& count = *report.appended;
    text += format("  added {} to {} rows; rows that both have, all equal: {}\n", count.rows_added, count.rows_before,
                   count.rows_agreeing);
    if (count.entries_added > 0) text += format("  added entries of series: {}\n", count.entries_added);
  }
  for (const auto& field : report.fields) {
    text +=
        format("  field   {:<16} {:<9} {} values, {} missing\n", field.name, field.unit,
               with_thousands(static_cast<double>(field.values)), with_thousands(static_cast<double>(field.missing)));
  }
  for (const auto& series : report.series) {
    text += format("  series  {:<16} {:<9} {} entries, {} to {}\n", series.name, series.unit,
                   with_thousands(static_cast<double>(series.entries)), to_iso(series.first), to_iso(series.last));
  }
  for (const std::string& curve : report.curves) text += format("  curve   {}\n", curve);
  const std::pair<std::size_t, const char*> notes[] = {
      {report.dates_stamped, "dates moved to the last business day of their month"},
      {report.dates_shifted, "weekend dates moved to the Friday before"},
      {report.dates_dropped, "weekend dates left out"},
      {report.dates_outside, "dates outside dates.from and dates.to left out"},
      {report.dates_empty, "dates without any value left out"},
      {report.dates_off_grid, "dates that are not of dates.grid left out"},
      {report.unpaired_values, "values without the other side of their difference left out"},
      {report.repeated_values, "values stated twice, equal"},
      {report.blank_lines, "lines of blank cells left out"},
  };
  for (const auto& [count, what] : notes) {
    if (count > 0) text += format("  {}: {}\n", what, with_thousands(static_cast<double>(count)));
  }
  if (!report.rejected.empty()) {
    text += format("  lines and cells set aside in {}: {}\n", report.rejected.string(),
                   with_thousands(static_cast<double>(report.quarantined)));
  }
  constexpr std::size_t kShown = 10;
  for (std::size_t i = 0; i < report.questions.size() && i < kShown; ++i) {
    text += "  question: " + report.questions[i] + "\n";
  }
  if (report.questions.size() > kShown) {
    text += format("  and {} questions more: relval data validate\n", report.questions.size() - kShown);
  }
  return text;
}

}  // namespace relval
