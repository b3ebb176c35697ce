// relval stats: the statistics alone, on any P&L file.
#include <cmath>

#include "analytics/track_record.hpp"
#include "app/commands.hpp"
#include "app/print.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "market/pnl_csv.hpp"
#include "report/track_record_text.hpp"

namespace relval {
namespace {

double positive(const Options::Parsed& args, const std::string& name, const std::string& fallback) {
  const std::string text = args.value(name, fallback);
  const auto value = parse_number(text);
  if (!value || !(*value > 0)) {
    throw Error(ErrorKind::usage, "--" + name, "expected a number above 0, found '" + text + "'");
  }
  return *value;
}

}  // namespace

Options stats_options() {
  return Options("stats PNL.csv [options]",
                 "The statistics of a P&L file: return, Sharpe ratio and its errors, drawdowns, tails and tests.\n"
                 "A line is a period, with P&L in currency; a column `date` is used where there is one.")
      .value("capital", "C", "what the P&L was earned on, in currency: for shares of it")
      .value("periods", "N", "periods a year (default: 252)")
      .value("column", "COL", "the P&L (default: pnl, total, or the only one)")
      .value("benchmark", "COL", "a column of the same file to regress on")
      .flag("json", "print it as JSON")
      .positional("PNL.csv", 1, 1);
}

int stats_command(const Options::Parsed& args) {
  TrackInput in;
  in.periods_per_year = positive(args, "periods", "252");
  if (args.has("capital")) in.capital = positive(args, "capital", "");
  const PnlFile file = read_pnl_file(args.positional.front(), args.value("column"), args.value("benchmark"));
  in.pnl = file.pnl;
  in.dates = file.dates;
  in.benchmark = file.benchmark;
  const TrackRecord record = measure_track(in);
  print(args.has("json") ? track_record_json(file, record) : track_record_screen(file, record));
  return 0;
}

}  // namespace relval
