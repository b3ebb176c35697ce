#include "market/pnl_csv.hpp"

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "market/import_reader.hpp"

namespace relval {
namespace {

class PnlReader {
 public:
  PnlReader(const Path& file, std::string column, std::string benchmark)
      : csv_(file, {}, faults_), column_(std::move(column)), benchmark_(std::move(benchmark)) {}

  PnlFile read() {
    PnlFile out;
    out.file = csv_.file();
    if (csv_.ok()) find_columns();
    faults_.problems().raise_if_any();
    out.column = csv_.header()[pnl_];
    if (!benchmark_.empty()) out.benchmark_column = csv_.header()[against_];
    last_line_ = csv_.line();
    while (csv_.next()) row(out);
    if (rows_ == 0) faults_.structural({out.file, 0, 0, {}}, "expected lines of P&L, found none");
    faults_.problems().raise_if_any();
    return out;
  }

 private:
  void find_columns() {
    std::vector<std::string> amounts;
    for (std::size_t i = 0; i < csv_.header().size(); ++i) {
      if (lower(csv_.header()[i]) == "date") date_ = i;
      else amounts.push_back(csv_.header()[i]);
    }
    if (column_.empty()) column_ = usual_column(amounts);
    if (!column_.empty()) pnl_ = place_of(column_, amounts);
    if (!benchmark_.empty()) against_ = place_of(benchmark_, amounts);
  }

  std::string usual_column(const std::vector<std::string>& amounts) {
    for (const char* usual : {"pnl", "total"}) {
      if (std::find(amounts.begin(), amounts.end(), usual) != amounts.end()) return usual;
    }
    if (amounts.size() == 1) return amounts.front();
    faults_.structural(csv_.header_place(0), "which column is the P&L? found " + join(amounts, ", "),
                       "name it: --column " + (amounts.empty() ? "pnl" : amounts.front()));
    return {};
  }

  std::size_t place_of(const std::string& name, const std::vector<std::string>& amounts) {
    const auto found = csv_.column(name);
    if (!found) {
      faults_.structural(csv_.header_place(0), "expected a column '" + name + "', found none",
                         suggest(name, amounts));
    }
    return found.value_or(0);
  }

  void row(PnlFile& out) {
    ++rows_;
    if (csv_.line() > last_line_ + 1) {  // at the end of a file blank lines mean nothing; here a period may be missing
      faults_.structural({csv_.file(), last_line_ + 1, 0, {}}, "a gap: a blank line between periods");
    }
    last_line_ = csv_.line();
    if (date_) date(out);
    out.pnl.push_back(amount(pnl_));
    if (!benchmark_.empty()) out.benchmark.push_back(amount(against_));
  }

  void date(PnlFile& out) {
    const std::string_view text = csv_.cells()[*date_].text;
    const auto day = parse_iso_date(text);
    if (!day) {
      faults_.structural(csv_.place(*date_), "expected a date, YYYY-MM-DD, found '" + std::string(text) + "'");
      return;
    }
    if (!out.dates.empty() && *day == out.dates.back()) {
      faults_.structural(csv_.place(*date_), "the date " + to_iso(*day) + " stands twice",
                         "add up what belongs to one period");
    } else if (!out.dates.empty() && *day < out.dates.back()) {
      faults_.structural(csv_.place(*date_), to_iso(*day) + " comes after " + to_iso(out.dates.back()),
                         "dates must increase from line to line");
    }
    out.dates.push_back(out.dates.empty() ? *day : std::max(*day, out.dates.back()));
  }

  double amount(std::size_t cell) {
    const std::string text(csv_.cells()[cell].text), name = csv_.header()[cell];
    const auto value = parse_number(text);
    if (value && std::isfinite(*value)) return *value;
    const std::string word = lower(text);
    if (text.empty()) {
      faults_.structural(csv_.place(cell), "a gap: '" + name + "' has no value here",
                         "a period without position has a P&L of 0; one that could not be priced is not known");
    } else if (word == "nan" || word == "na" || word.find("inf") != std::string::npos) {
      faults_.structural(csv_.place(cell), "expected a finite number in '" + name + "', found '" + text + "'");
    } else {
      const bool grouped = text.find(',') != std::string::npos;
      faults_.structural(csv_.place(cell), "expected a number in '" + name + "', found '" + text + "'",
                         grouped ? "write numbers without a comma between thousands" : "");
    }
    return 0;
  }

  ImportFaults faults_{false};
  CsvReader csv_;
  std::string column_, benchmark_;
  std::optional<std::size_t> date_;
  std::size_t pnl_ = 0, against_ = 0, rows_ = 0;
  int last_line_ = 0;
};

}  // namespace

PnlFile read_pnl_file(const Path& file, const std::string& column, const std::string& benchmark) {
  if (!relval::exists(file)) throw Error(ErrorKind::data, file.string(), "no such file");
  return PnlReader(file, column, benchmark).read();
}

}  // namespace relval
