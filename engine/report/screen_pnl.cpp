// P&L by component and side, and by leg with the spreads it was entered and left at.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/text.hpp"
#include "report/layout.hpp"
#include "report/screen_parts.hpp"

namespace relval {
namespace {

constexpr std::size_t kLegsShown = 6, kLabel = 22, kColumn = 12;

struct Row {
  const char* label;
  std::vector<Component> parts;
};
const std::vector<Row>& rows() {
  using C = Component;
  static const std::vector<Row> all = {
      {"carry", {C::carry}},
      {"roll-down", {C::roll_down}},
      {"spread", {C::spread_first, C::spread_convexity, C::spread_cross}},
      {"price", {C::price}},
      {"rates", {C::rates}},
      {"recovery", {C::recovery}},
      {"default", {C::default_loss}},
      {"financing", {C::funding, C::borrow, C::margin}},
      {"cost", {C::cost}},
      {"residual", {C::residual}},
  };
  return all;
}

double sum_of(const PnlCell& p, const std::vector<Component>& parts) {
  double sum = 0;
  for (Component c : parts) sum += p.component[index_of(c)];
  return sum;
}

double largest_of(const PnlTable& t) {
  double largest = 0;
  for (const PnlCell* p : {&t.side[0], &t.side[1], &t.total}) {
    largest = std::max(largest, std::fabs(p->total));
    for (double c : p->component) largest = std::max(largest, std::fabs(c));
  }
  return largest;
}

std::string unit_text(const RunResult& r, const Scale& scale) {
  return currency_of(r) + (scale.unit.empty() ? "" : " " + scale.unit);
}

std::string pnl_line(const std::string& label, double l, double s, double total, double cs01, const Scale& scale) {
  std::string line = pad_right(label, kLabel) + pad_left(scale(l), kColumn) + pad_left(scale(s), kColumn) +
                     pad_left(scale(total), kColumn);
  if (cs01 > 0) line += pad_left(number(total / cs01, 2), kColumn - 2);
  return line + "\n";
}

// Legs in the order of the config; beyond a handful only the largest by mean gross.
std::vector<std::size_t> legs_shown(const Summary& s) {
  std::vector<std::size_t> legs(s.pnl.legs.size());
  std::iota(legs.begin(), legs.end(), std::size_t{0});
  if (legs.size() <= kLegsShown) return legs;
  std::stable_sort(legs.begin(), legs.end(), [&](std::size_t a, std::size_t b) {
    return s.exposures.legs[a].second.gross.average > s.exposures.legs[b].second.gross.average;
  });
  legs.resize(kLegsShown);
  std::sort(legs.begin(), legs.end());
  return legs;
}

std::string change(const Statistic& d) { return d.ok() ? (d.value > 0.05 ? "+" : "") + number(d.value, 1) : "-"; }

std::string leg_line(const Summary& s, std::size_t l, const Scale& scale, const Scale& size) {
  const ExposureLevels& e = s.exposures.legs[l].second;
  return pad_right(s.pnl.legs[l].name, kLabel) + pad_left(scale(s.pnl.legs[l].total.total), kColumn) +
         pad_left(size(e.net.average), kColumn) + pad_left(signed_amount(e.cs01_net.average), kColumn) +
         pad_left(number(s.spreads[l].entry, 1), 14) + pad_left(number(s.spreads[l].exit, 1), 8) +
         pad_left(change(s.spreads[l].moved), 8) + "\n";
}

// Of a pair: the difference of the two sides' spreads, what the trade is about. Nothing where a side has several legs.
std::string gap_line(const RunResult& r, const Summary& s) {
  std::vector<std::size_t> bought, sold;
  if (s.pnl.legs.size() == 2) bought = {0}, sold = {1};  // as the config names them, held or not
  else
    for (std::size_t l = 0; l < s.pnl.legs.size(); ++l) {
      const double n = s.exposures.legs[l].second.net.average;
      if (n != 0) (n > 0 ? bought : sold).push_back(l);
    }
  if (bought.size() != 1 || sold.size() != 1 || r.legs.size() < 2) return "";
  const LegSpread &a = s.spreads[bought[0]], &b = s.spreads[sold[0]];
  if (!a.entry.ok() || !a.exit.ok() || !b.entry.ok() || !b.exit.ok()) return "";
  const Statistic moved = a.moved.ok() && b.moved.ok() ? defined(a.moved.value - b.moved.value) : Statistic{};
  return pad_right(a.leg + " - " + b.leg, kLabel + 3 * kColumn) +
         pad_left(number(a.entry.value - b.entry.value, 1), 14) + pad_left(number(a.exit.value - b.exit.value, 1), 8) +
         pad_left(change(moved), 8) + "\n";
}

}  // namespace

std::string currency_of(const RunResult& r) {
  const auto column = r.instruments.text.find("currency");
  if (column == r.instruments.text.end() || column->second.empty()) return "";
  const std::string& first = column->second.front();
  for (const std::string& c : column->second) {
    if (c != first) return "";
  }
  return first.empty() ? "" : " " + first;
}

std::string screen_pnl(const RunResult& r, const Summary& s) {
  const PnlTable& t = s.pnl;
  const Scale scale = pnl_scale_for(largest_of(t));
  const double cs01 = s.exposures.average_cs01_larger_side;
  std::string out = pad_right("P&L" + unit_text(r, scale), kLabel) + pad_left("long", kColumn) +
                    pad_left("short", kColumn) + pad_left("total", kColumn);
  if (cs01 > 0) out += pad_left("bp", kColumn - 2) + "   on " + amount(cs01) + " a bp (one side)";
  out += "\n";
  for (const Row& row : rows()) {
    const double l = sum_of(t.side[0], row.parts), sh = sum_of(t.side[1], row.parts), all = sum_of(t.total, row.parts);
    const bool residual = row.parts.front() == Component::residual;
    if (l == 0 && sh == 0 && all == 0 && !residual) continue;
    out += pnl_line(row.label, l, sh, all, cs01, scale);
  }
  out += pnl_line("TOTAL", t.side[0].total, t.side[1].total, t.total.total, cs01, scale);
  if (net_carry(t.total) == 0) return out;
  return out + pnl_line("of which net carry", net_carry(t.side[0]), net_carry(t.side[1]), net_carry(t.total), cs01,
                        scale);
}

std::string screen_legs(const RunResult& r, const Summary& s) {
  double pnl = 0, size = 0;
  for (std::size_t l = 0; l < s.pnl.legs.size(); ++l) {
    pnl = std::max(pnl, std::fabs(s.pnl.legs[l].total.total));
    size = std::max(size, std::fabs(s.exposures.legs[l].second.net.average));
  }
  const Scale scale = pnl_scale_for(std::max(pnl, largest_of(s.pnl))), notional = scale_for(size);
  std::string out = pad_right("LEG", kLabel) + pad_left("P&L" + unit_text(r, scale), kColumn) +
                    pad_left("mean net" + (notional.unit.empty() ? "" : " " + notional.unit), kColumn) +
                    pad_left("P&L +1 bp", kColumn) + pad_left("spread bp in", 14) + pad_left("out", 8) +
                    pad_left("moved", 8) + "\n";
  const auto shown = legs_shown(s);
  for (std::size_t l : shown) out += leg_line(s, l, scale, notional);
  out += gap_line(r, s);
  if (shown.size() == s.pnl.legs.size()) return out;
  double rest = 0;
  for (std::size_t l = 0; l < s.pnl.legs.size(); ++l) {
    if (std::find(shown.begin(), shown.end(), l) == shown.end()) rest += s.pnl.legs[l].total.total;
  }
  return out + pad_right(plural(s.pnl.legs.size() - shown.size(), "smaller leg"), kLabel) +
         pad_left(scale(rest), kColumn) + "\n";
}

}  // namespace relval
