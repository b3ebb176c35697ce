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
  if (f.seconds >= 0) line += "  " + number(f.seconds, 2) + " s";
  line += "  daily.csv  trades.csv  result.h5  summary.json";
  return wrapped(line, 2);
}

constexpr const char* kConfig = "CONFIG";
constexpr const char* kStore = "STORE";
constexpr std::string_view kNext = "next: ";

// A command that works as it stands: the second half of the sample alone is the cheapest test of a result.
std::string next_step(const RunResult& r) {
  bool stated = true;
  for (const Trade& t : r.trades) stated &= t.reason == TradeReason::stated;
  const std::string next(kNext);
  if (r.trades.empty() || stated || r.rows() < 8) return next + "relval data info " + kStore + "\n";
  return next + "relval run " + kConfig + " --set from=" + to_iso(r.dates[r.rows() / 2]) +
         "   (the second half alone)\n";
}

// Puts a name in the place of its placeholder, so that the line works from here.
void name(std::string& line, const std::string& placeholder, const std::string& with) {
  const std::size_t at = line.find(" " + placeholder);
  if (at != std::string::npos && !with.empty()) line.replace(at + 1, placeholder.size(), with);
}

}  // namespace

std::string kept_screen(const RunResult& r, const Summary& s, Detail detail) {
  const bool full = detail == Detail::full;
  std::string out = screen_header(r, s, detail) + "\n";
  if (!r.trades.empty()) {
    out += screen_pnl(r, s, detail) + "\n" + screen_pair(r, s, detail) + screen_variations(r, s, detail);
    if (full) out += screen_attribution(r, s) + screen_exposures(r, s) + "\n";
    out += screen_statistics(r, s, detail) + screen_risk(r, s, detail);
  }
  if (full || r.trades.empty()) out += screen_coverage(r, s) + "\n";
  return out + screen_findings(s, detail) + next_step(r);
}

std::string printed_screen(const std::string& kept, const RunConfig& config, const std::string& footer,
                           const std::string& options) {
  const std::size_t last = kept.rfind("\n" + std::string(kNext));
  const std::size_t at = last == std::string::npos ? kept.size() : last + 1;
  std::string next = kept.substr(at);
  const std::string& written = config.market.store.value;
  const auto found = resolve_input(config.file, config.market.store);
  if (next.find(kConfig) != std::string::npos) name(next, kConfig, shell_word(config.file.string()) + options);
  else name(next, kStore, shell_word(found ? found->string() : written));
  return kept.substr(0, at) + footer + next;
}

std::string run_screen(const RunResult& r, const Summary& s, const ScreenFooter& f, Detail detail) {
  return printed_screen(kept_screen(r, s, detail), r.config, footer(f), f.options);
}

}  // namespace relval
