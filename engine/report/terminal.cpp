#include "report/terminal.hpp"

#include "base/text.hpp"
#include "config/paths.hpp"
#include "report/layout.hpp"
#include "report/screen_parts.hpp"

namespace relval {
namespace {

std::string footer(const ScreenFooter& f) {
  if (f.directory.empty()) return "";
  std::string line = f.directory;
  if (!f.note.empty()) line += "  (" + f.note + ")";
  line += "  daily.csv  trades.csv  result.h5  summary.json";
  if (f.seconds >= 0) line += "  " + number(f.seconds, 2) + " s";
  return wrapped(line, 2);
}

// A command that works as it stands: the second half of the sample alone is the cheapest test of a result.
std::string next_step(const RunResult& r) {
  const std::string config = r.config.file.empty() ? "CONFIG" : r.config.file.string();
  bool stated = true;
  for (const Trade& t : r.trades) stated &= t.reason == TradeReason::stated;
  if (r.trades.empty() || stated || r.rows() < 8) {
    const std::string& written = r.config.market.store.value;
    const auto found = resolve_input(r.config.file, r.config.market.store);  // so that the line works from here
    const std::string store = found ? found->string() : written;
    return "next: relval data info " + (store.empty() ? "STORE" : store) + "\n";
  }
  return "next: relval run " + config + " --set from=" + to_iso(r.dates[r.rows() / 2]) + "   (the second half alone)\n";
}

}  // namespace

std::string run_screen(const RunResult& r, const Summary& s, const ScreenFooter& f, Detail detail) {
  const bool full = detail == Detail::full;
  std::string out = screen_header(r, s, detail) + "\n";
  if (!r.trades.empty()) {
    out += screen_pnl(r, s, detail) + "\n" + screen_pair(r, s, detail) + screen_variations(r, s, detail);
    if (full) out += screen_exposures(r, s) + "\n";
    out += screen_statistics(r, s, detail) + screen_risk(r, s, detail);
  }
  if (full || r.trades.empty()) out += screen_coverage(r, s) + "\n";
  return out + screen_findings(s, detail) + footer(f) + next_step(r);
}

}  // namespace relval
