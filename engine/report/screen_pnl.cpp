// P&L by component and side, and by leg with the spreads it was entered and left at.
#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "base/text.hpp"
#include "report/layout.hpp"
#include "report/screen_parts.hpp"

namespace relval {
namespace {

constexpr std::size_t kLegsShown = 6, kLabel = 22, kColumn = 12;
constexpr std::size_t kBeside = 60;  // where the spreads begin beside a brief table

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

// The table of components by side: as wide as the screen, or narrow with something beside it.
struct PnlColumns {
  std::size_t label = kLabel, column = kColumn, bp = kColumn - 2;
  double cs01 = 0;  // of one side; 0 = no column in bp
  Scale scale;
  std::string line(const std::string& name, double l, double s, double total) const {
    std::string out = pad_right(name, label) + pad_left(scale(l), column) + pad_left(scale(s), column) +
                      pad_left(scale(total), column);
    if (cs01 > 0) out += pad_left(number(total / cs01, 2), bp);
    return out;
  }
};

std::vector<std::string> pnl_lines(const RunResult& r, const PnlTable& t, const PnlColumns& columns) {
  std::string head = pad_right("P&L" + unit_text(r, columns.scale), columns.label);
  for (const char* name : {"long", "short", "total"}) head += pad_left(name, columns.column);
  if (columns.cs01 > 0) head += pad_left("bp", columns.bp);
  std::vector<std::string> out = {head};
  for (const Row& row : rows()) {
    const double l = sum_of(t.side[0], row.parts), s = sum_of(t.side[1], row.parts), all = sum_of(t.total, row.parts);
    const bool residual = row.parts.front() == Component::residual;
    if (l != 0 || s != 0 || all != 0 || residual) out.push_back(columns.line(row.label, l, s, all));
  }
  out.push_back(columns.line("TOTAL", t.side[0].total, t.side[1].total, t.total.total));
  if (net_carry(t.total) != 0)
    out.push_back(columns.line("of which net carry", net_carry(t.side[0]), net_carry(t.side[1]), net_carry(t.total)));
  return out;
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

struct Gap {
  std::string name;
  Statistic entry, exit, moved;
};

// Of a pair: the difference of the two sides' spreads, what the trade is about. Nothing where a side has several legs.
std::optional<Gap> gap_of(const RunResult& r, const Summary& s) {
  std::vector<std::size_t> bought, sold;
  if (s.pnl.legs.size() == 2) bought = {0}, sold = {1};  // as the config names them, held or not
  else
    for (std::size_t l = 0; l < s.pnl.legs.size(); ++l) {
      const double n = s.exposures.legs[l].second.net.average;
      if (n != 0) (n > 0 ? bought : sold).push_back(l);
    }
  if (bought.size() != 1 || sold.size() != 1 || r.legs.size() < 2) return std::nullopt;
  const LegSpread &a = s.spreads[bought[0]], &b = s.spreads[sold[0]];
  if (!a.entry.ok() || !a.exit.ok() || !b.entry.ok() || !b.exit.ok()) return std::nullopt;
  return Gap{a.leg + " - " + b.leg, defined(a.entry.value - b.entry.value), defined(a.exit.value - b.exit.value),
             a.moved.ok() && b.moved.ok() ? defined(a.moved.value - b.moved.value) : Statistic{}};
}

std::string spread_columns(const Statistic& entry, const Statistic& exit, const Statistic& moved) {
  return pad_left(number(entry, 1), 8) + pad_left(number(exit, 1), 8) + pad_left(change(moved), 8);
}

// The spreads of a pair's legs, to stand beside its P&L; empty where the legs are too many.
std::vector<std::string> spread_lines(const RunResult& r, const Summary& s) {
  constexpr std::size_t kMost = 4, kName = 16;
  const auto gap = gap_of(r, s);
  if (!gap || s.spreads.size() > kMost) return {};
  std::vector<std::string> out = {pad_right("spread bp", kName) + pad_left("entry", 8) + pad_left("exit", 8) +
                                  pad_left("moved", 8)};
  for (const LegSpread& x : s.spreads)
    out.push_back(pad_right(x.leg, kName) + spread_columns(x.entry, x.exit, x.moved));
  out.push_back(pad_right("gap", kName) + spread_columns(gap->entry, gap->exit, gap->moved));
  return out;
}

std::string legs_table(const RunResult& r, const Summary& s) {
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
  if (const auto gap = gap_of(r, s))
    out += pad_right(gap->name, kLabel + 3 * kColumn + 6) + spread_columns(gap->entry, gap->exit, gap->moved) + "\n";
  if (shown.size() == s.pnl.legs.size()) return out;
  double rest = 0;
  for (std::size_t l = 0; l < s.pnl.legs.size(); ++l) {
    if (std::find(shown.begin(), shown.end(), l) == shown.end()) rest += s.pnl.legs[l].total.total;
  }
  return out + pad_right(plural(s.pnl.legs.size() - shown.size(), "smaller leg"), kLabel) +
         pad_left(scale(rest), kColumn) + "\n";
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

std::string screen_pnl(const RunResult& r, const Summary& s, Detail detail) {
  PnlColumns columns;
  columns.scale = pnl_scale_for(largest_of(s.pnl));
  columns.cs01 = s.exposures.average_cs01_larger_side;
  const std::vector<std::string> beside = detail == Detail::brief ? spread_lines(r, s) : std::vector<std::string>{};
  if (!beside.empty()) columns.label = 18, columns.column = 10, columns.bp = 10;
  std::vector<std::string> lines = pnl_lines(r, s.pnl, columns);
  for (std::size_t i = 0; i < beside.size() && i < lines.size(); ++i)
    lines[i] = pad_right(lines[i], kBeside) + beside[i];
  if (beside.empty() && columns.cs01 > 0) lines[0] += "   on " + amount(columns.cs01) + " a bp (one side)";
  const std::string table = join(lines, "\n") + "\n";
  return beside.empty() ? table + "\n" + legs_table(r, s) : table;
}

}  // namespace relval
