#include "market/import_values.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <limits>
#include <system_error>

#include "base/text.hpp"

namespace relval {
namespace {

struct UnitStep {
  std::string_view store_unit, unit;
  int decimals;
};
constexpr UnitStep kUnits[] = {
    {"bp", "bp", 0},           {"bp", "percent", 2},      {"bp", "decimal", 4},
    {"bp/year", "bp/year", 0}, {"bp/year", "bp", 0},      {"bp/year", "percent", 2}, {"bp/year", "decimal", 4},
    {"percent", "percent", 0}, {"percent", "decimal", 2}, {"percent", "bp", -2},
    {"fraction", "fraction", 0}, {"fraction", "decimal", 0}, {"fraction", "percent", -2}, {"fraction", "bp", -4},
};

constexpr double kTens[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};

std::optional<int> power_of_ten(double scale) {
  for (int k = 0; k < static_cast<int>(std::size(kTens)); ++k) {
    if (scale == kTens[k]) return k;
    if (scale == 1 / kTens[k]) return -k;
  }
  return std::nullopt;
}

std::string_view canonical(std::string_view unit) { return unit == "%" ? "percent" : unit; }

// The decimal with its point moved: "1.15" and 2 -> 115. Text that parse_number() took.
double shifted(std::string_view text, double plain, int decimals) {
  if (decimals == 0) return plain;
  int exponent = decimals;
  const std::size_t e = text.find_first_of("eE");
  if (e != std::string_view::npos) {
    const std::string_view digits = text.substr(e + 1 + (text[e + 1] == '+' ? 1 : 0));
    int own = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), own);
    exponent += own;
    text = text.substr(0, e);
  }
  std::array<char, 80> buffer{};
  if (text.size() > 64) return Conversion{0, kTens[std::abs(decimals)]}.apply(plain);
  char* end = std::copy(text.begin(), text.end(), buffer.begin());
  *end++ = 'e';
  end = std::to_chars(end, buffer.data() + buffer.size(), exponent).ptr;
  double value = plain;
  const auto read = std::from_chars(buffer.data(), end, value);
  if (read.ec == std::errc()) return value;
  return exponent > 0 ? plain * std::numeric_limits<double>::infinity() : 0;  // beyond what a double holds
}

std::string without(std::string_view text, char separator) {
  std::string plain;
  for (const char c : text) {
    if (c != separator) plain += c;
  }
  return plain;
}

// 1,234,567.8: groups of three before the point, none behind it.
bool grouped(std::string_view text, char separator) {
  const std::size_t point = std::min(text.find('.'), text.size());
  if (text.find(separator, point) != std::string_view::npos) return false;
  if (!text.empty() && text.front() == '-') return grouped(text.substr(1), separator);
  std::vector<std::string> groups = split(text.substr(0, point), separator);
  if (groups.front().empty() || groups.front().size() > 3) return false;
  return std::all_of(groups.begin() + 1, groups.end(), [](const std::string& group) { return group.size() == 3; });
}

}  // namespace

double Conversion::apply(double value) const {
  if (decimals != 0) value = shifted(exact(value), value, decimals);
  return value * factor;
}

std::string Conversion::written(double converted) const {
  return exact(Conversion{-decimals, 1}.apply(converted / factor));
}

std::optional<Conversion> conversion(std::string_view unit, std::string_view store_unit, double scale) {
  Conversion out;
  if (!unit.empty() && canonical(unit) != store_unit) {
    const auto* step = std::find_if(std::begin(kUnits), std::end(kUnits), [&](const UnitStep& s) {
      return s.store_unit == store_unit && s.unit == canonical(unit);
    });
    if (step == std::end(kUnits)) return std::nullopt;
    out.decimals = step->decimals;
  }
  if (const auto tens = power_of_ten(scale)) out.decimals += *tens;
  else out.factor = scale;
  return out;
}

std::vector<std::string> units_for(std::string_view store_unit) {
  std::vector<std::string> units;
  for (const UnitStep& step : kUnits) {
    if (step.store_unit == store_unit) units.emplace_back(step.unit);
  }
  if (units.empty()) units.emplace_back(store_unit);
  return units;
}

bool is_missing(std::string_view text, const FileFormat& format) {
  const std::string_view cell = trim(text);
  if (cell.empty()) return true;
  return std::any_of(format.na.begin(), format.na.end(), [&](const std::string& token) { return cell == token; });
}

CellValue parse_cell(std::string_view text, const FileFormat& format, const Conversion& conversion) {
  if (is_missing(text, format)) return {};
  std::string_view cell = trim(text);
  std::string plain;
  if (!format.thousands.empty() && cell.find(format.thousands[0]) != std::string_view::npos) {
    if (!grouped(cell, format.thousands[0])) return {CellKind::bad, 0};
    plain = without(cell, format.thousands[0]);
    cell = plain;
  }
  if (format.percent_sign) {
    if (!cell.ends_with('%')) return {CellKind::bad, 0};
    cell = trim(cell.substr(0, cell.size() - 1));
  }
  const auto number = parse_number(cell);
  if (number) {
    double value = shifted(cell, *number, conversion.decimals) * conversion.factor;
    if (value == 0) value = 0;  // -0 is 0
    return {value - value == 0 ? CellKind::number : CellKind::infinite, value};
  }
  std::string word = lower(cell);
  if (!word.empty() && (word.front() == '-' || word.front() == '+')) word.erase(0, 1);
  return {word == "inf" || word == "infinity" ? CellKind::infinite : CellKind::bad, 0};
}

std::string number_hint(std::string_view text, const FileFormat& format) {
  const std::string_view cell = trim(text);
  if (format.percent_sign && parse_number(cell)) {
    return "such a file has percentages as in 0.85%; where it has plain numbers state their unit: percent, decimal or "
           "bp";
  }
  if (cell.starts_with("#N/A Req")) return "the file was saved before the vendor's answer was there; export it anew";
  const bool percent = !cell.empty() && cell.back() == '%';
  if (percent && parse_number(cell.substr(0, cell.size() - 1))) return "cells hold numbers only; state 'unit: percent'";
  for (const char separator : {',', ' ', '\''}) {
    if (cell.find(separator) == std::string_view::npos || !parse_number(without(cell, separator))) continue;
    if (!format.thousands.empty()) return relval::format("thousands are separated by '{}' here", format.thousands);
    if (separator == ',' && !grouped(cell, ',')) return "the decimal mark is a point; a comma separates thousands";
    return relval::format("if that separates thousands: thousands: '{}'",
                          separator == '\'' ? "''" : std::string(1, separator));
  }
  if (lower(cell) == "nan" || lower(cell) == "null" || cell == "-" || cell.starts_with('#')) {
    return relval::format("if it means no value, list it under 'na'");
  }
  return {};
}

std::optional<Date> written_date(std::string_view text, const FileFormat& format) {
  const std::string_view cell = trim(text);
  std::optional<Date> date = parse_date(cell, format.date_format);
  for (std::size_t i = 0; !date && i < format.other_dates.size(); ++i) date = parse_date(cell, format.other_dates[i]);
  return date;
}

std::string date_forms(const FileFormat& format) {
  std::vector<std::string> forms = format.other_dates;
  forms.insert(forms.begin(), format.date_format);
  return join(forms, " or ");
}

RowDate parse_row_date(std::string_view text, const FileFormat& format, const DatesSpec* bounds) {
  RowDate out;
  const auto written = written_date(text, format);
  if (!written) return out;
  out.written = out.used = *written;
  if (format.stamp == Stamp::month_end) out.used = last_business_day(*written);
  const bool weekend = is_weekend(out.used) && format.weekend != Weekend::keep;
  if (weekend && format.weekend == Weekend::shift) out.used = preceding_business_day(out.used);
  const bool outside = bounds && ((bounds->from && out.used < bounds->from->value) ||
                                  (bounds->to && bounds->to->value < out.used));
  out.fate = DateFate::used;
  if (outside) out.fate = DateFate::outside;
  else if (weekend && format.weekend == Weekend::drop) out.fate = DateFate::dropped;
  else if (weekend && format.weekend == Weekend::error) out.fate = DateFate::weekend;
  return out;
}

}  // namespace relval
