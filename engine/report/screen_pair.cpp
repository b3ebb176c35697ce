// What drove a pair's P&L and what kept it within its bounds: market against divergence, carry, cost, who was held,
// neutrality.
#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "report/layout.hpp"
#include "report/screen_parts.hpp"

namespace relval {
namespace {

constexpr std::size_t kIndent = 9;

std::string split_line(const Summary& s) {
  if (s.split.status != Status::ok) return "";
  const SplitPnl& x = s.split.total;
  std::string text = "of which market " + signed_amount(x.market) + " | divergence " + signed_amount(x.divergence) +
                     " | net carry " + signed_amount(x.net_carry) + " | cost " + signed_amount(x.cost);
  if (s.split.beta_at_entry.ok())
    text += "; market beta " + format("{:+.2f}", s.split.beta_at_entry.value) + " at entry, " +
            (s.split.beta_now.ok() ? format("{:+.2f}", s.split.beta_now.value) : std::string("-")) + " now";
  return wrapped("SPLIT    " + text, kIndent);
}

std::string carry_line(const RunResult& r, const Summary& s, const std::string& capture) {
  const CarryPath& c = s.carry;
  if (!c.at_entry.ok()) return "";
  std::string text =
      "net carry a day " + signed_amount(c.at_entry.value) + " at entry, " + signed_amount(c.now.value) + " now";
  if (c.turned_row)
    text +=
        std::string(c.now.value < 0 ? " (negative" : " (positive") + " since " + to_iso(r.dates[*c.turned_row]) + ")";
  const double cost = s.pnl.total.component[index_of(Component::cost)];
  if (cost != 0)
    text += "; P&L at cost 0x " + amount(s.statistics.total - cost) + ", 2x " + amount(s.statistics.total + cost) +
            ", 3x " + amount(s.statistics.total + 2 * cost);
  if (s.rehedging != 0) text += "; rehedging made " + signed_amount(s.rehedging);
  if (!capture.empty()) text += "; " + capture;
  return wrapped("CARRY    " + text, kIndent);
}

// Spread P&L per bp of one side against how far the two legs moved apart.
std::string captured(const RunResult& r, const Summary& s) {
  const double cs01 = s.exposures.average_cs01_larger_side;
  double moved = 0;
  std::size_t sides = 0;
  for (std::size_t l = 0; l < r.legs.size(); ++l) {
    const double n = s.exposures.legs[l].second.net.average;
    if (n == 0) continue;
    if (!s.spreads[l].moved.ok()) return "";
    moved += (n > 0 ? -1 : 1) * s.spreads[l].moved.value;
    ++sides;
  }
  if (sides != 2 || !(cs01 > 0)) return "";
  return "captured " + number(spread_pnl(s.pnl.total) / cs01, 1) + " bp of spread, the legs moved by " +
         number(moved, 1);
}

std::string members_text(const RunResult& r) {
  constexpr std::size_t kNamed = 3;
  std::vector<std::string> parts;
  std::size_t others = 0;
  for (const LegChange& c : r.leg_changes) {
    if (r.legs[c.leg].factor) continue;
    if (parts.size() == kNamed) ++others;
    else
      parts.push_back(r.instruments.id[c.slot] + (c.joined ? " joined " : " left ") + r.legs[c.leg].name +
                      ", decided " + to_iso(r.dates[c.decided_row]) + " (" + c.why + ")");
  }
  if (parts.empty()) return "";
  return join(parts, "; ") + (others > 0 ? "; and " + plural(others, "more change") : "");
}

std::string exclusions_text(const RunResult& r, const Summary& s) {
  std::vector<std::string> everywhere, parts;
  for (const ExclusionProof& p : s.exclusions) {
    const std::string clean =
        p.rows_clean == p.rows ? "" : " HELD on " + std::to_string(p.rows - p.rows_clean) + " rows";
    if (p.legs.empty()) everywhere.push_back(p.name + clean);
  }
  if (!everywhere.empty()) parts.push_back(join(everywhere, ", ") + " in no leg");
  for (const LegInfo& leg : r.legs) {
    if (leg.factor) continue;
    std::vector<std::string> here, elsewhere;
    for (const ExclusionProof& p : s.exclusions)
      for (const std::string& l : p.legs) {
        if (l != leg.name) continue;
        here.push_back(p.name + (p.rows_clean == p.rows ? "" : " HELD"));
        for (const std::string& other : p.held_by)
          if (std::find(elsewhere.begin(), elsewhere.end(), other) == elsewhere.end()) elsewhere.push_back(other);
      }
    if (!here.empty())
      parts.push_back(join(here, ", ") + " not in " + leg.name +
                      (elsewhere.empty() ? "" : " (but in " + join(elsewhere, ", ") + ")"));
  }
  if (parts.empty()) return "";
  std::size_t clean = r.rows();
  for (const ExclusionProof& p : s.exclusions) clean = std::min(clean, p.rows_clean);
  return join(parts, "; ") + ": exposure 0 on " + std::to_string(clean) + "/" + std::to_string(r.rows()) + " " +
         r.row_unit.name + "s, by id, issuer and parent";
}

std::string neutral_text(const Summary& s) {
  std::vector<std::string> parts;
  for (const Neutrality& n : s.neutrality)
    parts.push_back("|net|/gross " + n.factor + " at most " + number(100 * n.worst, 1) + " % (band " +
                    number(100 * n.band, 0) + " %)");
  for (const LimitUse& l : s.limits)
    parts.push_back(l.limit + " at most " + number(100 * l.worst, 0) + " % of capital (limit " +
                    number(100 * l.most, 0) + " %)");
  return join(parts, "; ");
}

}  // namespace

std::string screen_pair(const RunResult& r, const Summary& s, Detail detail) {
  std::string out = split_line(s) + carry_line(r, s, captured(r, s));
  const auto add = [&](const char* label, const std::string& text) {
    if (!text.empty()) out += wrapped(pad_right(label, kIndent) + text, kIndent);
  };
  add("EXCLUDED", exclusions_text(r, s));
  add("MEMBERS", members_text(r));
  if (detail == Detail::full) add("NEUTRAL", neutral_text(s));
  return out.empty() ? out : out + "\n";
}

}  // namespace relval
