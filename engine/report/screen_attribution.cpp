// Where the P&L came from: years, sectors, ratings, regimes, each leg by itself, and the Sharpe ratio un-smoothed.
#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "report/layout.hpp"
#include "report/screen_parts.hpp"

namespace relval {
namespace {

constexpr std::size_t kLabel = 13, kMostMonths = 24, kMostLegs = 6;

double largest_of(const Attribution& a) {
  double largest = 0;
  std::vector<const PnlParts*> all = {&a.rating, &a.year, &a.month, &a.regimes.by_direction, &a.regimes.by_level};
  for (const PnlParts& p : a.sectors) all.push_back(&p);
  for (const PnlParts* p : all)
    for (const auto& part : p->parts) largest = std::max(largest, std::fabs(part.pnl));
  return largest;
}

std::string parts_text(const PnlParts& p, const Scale& scale, const std::string& row = {}) {
  std::vector<std::string> parts;
  for (const auto& part : p.parts)
    parts.push_back(part.name + " " + scale(part.pnl) + (row.empty() ? "" : " (" + plural(part.rows, row) + ")"));
  return join(parts, " | ");
}

std::string line(const std::string& label, const std::string& text) {
  return text.empty() ? "" : wrapped(pad_right(label, kLabel) + text, kLabel);
}

std::string unsmoothed_text(const Summary& s) {
  const Unsmoothed& u = s.attribution.unsmoothed;
  if (!u.annual_volatility.ok()) return "";
  if (u.rho.value == 0) return "lag-1 autocorrelation not above 0: nothing to un-smooth";
  return "lag-1 autocorrelation " + number(u.rho, 2) + ": vol " + percent_of(u.annual_volatility, 2) + " (raw " +
         percent_of(s.statistics.annual_volatility, 2) + "), Sharpe " + number(u.sharpe, 2) + " (raw " +
         number(s.statistics.sharpe.ratio, 2) + ")";
}

std::string legs_text(const Attribution& a, const Scale& scale) {
  if (a.legs.size() < 2 || a.legs.size() > kMostLegs) return "";
  std::vector<std::string> parts;
  for (const LegAlone& l : a.legs) {
    std::string text = l.leg + " " + scale(l.total);
    if (l.sharpe.ok())
      text += " (vol " + percent_of(l.annual_volatility, 2) + ", Sharpe " + number(l.sharpe, 2) + ", drawdown " +
              amount(l.max_drawdown.value) + ")";
    parts.push_back(std::move(text));
  }
  return join(parts, " | ");
}

// The divergence of a pair: sectors against the market, the largest of them, and the names against their sectors.
std::string divergence_text(const SectorSplit& s, const Scale& scale) {
  if (s.status != Status::ok) return "";
  constexpr std::size_t kShown = 4;
  std::vector<SectorSplit::Part> parts = s.sectors;
  std::stable_sort(parts.begin(), parts.end(),
                   [](const auto& a, const auto& b) { return std::fabs(a.pnl) > std::fabs(b.pnl); });
  std::vector<std::string> told;
  for (std::size_t i = 0; i < std::min(kShown, parts.size()); ++i)
    told.push_back(parts[i].name + " " + scale(parts[i].pnl));
  if (parts.size() > kShown) told.push_back("others");
  return "sectors beyond the market " + scale(s.sector) + (told.empty() ? "" : " (" + join(told, ", ") + ")") +
         " | names beyond their sectors " + scale(s.idiosyncratic);
}

}  // namespace

std::string screen_attribution(const RunResult& r, const Summary& s) {
  const Attribution& a = s.attribution;
  const std::string& row = r.row_unit.name;
  double largest = largest_of(a);
  for (const LegAlone& l : a.legs) largest = std::max(largest, std::fabs(l.total));
  const Scale scale = pnl_scale_for(largest);
  std::string out = "P&L" + (scale.unit.empty() ? "" : " " + scale.unit) + " BY\n";
  out += line("  year", parts_text(a.year, scale));
  if (a.month.parts.size() <= kMostMonths) out += line("  month", parts_text(a.month, scale));
  out += line("  divergence", divergence_text(s.sectors, scale));
  for (const PnlParts& p : a.sectors)
    if (p.parts.size() > 1) out += line("  " + p.by, parts_text(p, scale));
  out += line("  rating", parts_text(a.rating, scale));
  if (!a.regimes.measured_on.empty()) {
    out += line("  market", parts_text(a.regimes.by_direction, scale, row) + " over 20 " + row + "s of " +
                                a.regimes.measured_on);
    out += line("  its level", parts_text(a.regimes.by_level, scale, row) + ", against its median of the run");
  }
  out += line("  leg alone", legs_text(a, scale));
  return out + line("UN-SMOOTHED", unsmoothed_text(s)) + "\n";
}

}  // namespace relval
