#include "analytics/pnl_tables.hpp"

namespace relval {
namespace {

double part(const PnlCell& p, Component c) { return p.component[index_of(c)]; }

}  // namespace

DailyPnl daily_pnl(const RunResult& r) {
  const std::size_t rows = r.rows(), legs = r.legs.size();
  DailyPnl d{std::vector<PnlCell>(rows), std::vector<PnlCell>(rows * kSides), std::vector<PnlCell>(rows * legs)};
  for (std::size_t t = 0; t < rows; ++t) {
    for (std::size_t l = 0; l < legs; ++l) {
      for (std::size_t s = 0; s < kSides; ++s) {
        const PnlCell& cell = r.pnl[(t * legs + l) * kSides + s];
        d.total[t].add(cell);
        d.side[t * kSides + s].add(cell);
        d.leg[t * legs + l].add(cell);
      }
      d.leg[t * legs + l].close();
    }
    for (std::size_t s = 0; s < kSides; ++s) d.side[t * kSides + s].close();
    d.total[t].close();
  }
  return d;
}

PnlTable pnl_table(const RunResult& r, const DailyPnl& d) {
  const std::size_t legs = r.legs.size();
  PnlTable table;
  table.legs.resize(legs);
  for (std::size_t t = 0; t < r.rows(); ++t) {
    table.total.add(d.total[t]);
    for (std::size_t s = 0; s < kSides; ++s) table.side[s].add(d.side[t * kSides + s]);
    for (std::size_t l = 0; l < legs; ++l) {
      table.legs[l].total.add(d.leg[t * legs + l]);
      for (std::size_t s = 0; s < kSides; ++s) table.legs[l].side[s].add(r.pnl[(t * legs + l) * kSides + s]);
    }
  }
  table.total.close();
  for (PnlCell& s : table.side) s.close();
  for (std::size_t l = 0; l < legs; ++l) {
    table.legs[l].name = r.legs[l].name;
    table.legs[l].total.close();
    for (PnlCell& s : table.legs[l].side) s.close();
  }
  return table;
}

double net_carry(const PnlCell& p) {
  return part(p, Component::carry) + part(p, Component::roll_down) + part(p, Component::funding) +
         part(p, Component::borrow) + part(p, Component::margin);
}

double spread_pnl(const PnlCell& p) {
  return part(p, Component::spread_first) + part(p, Component::spread_convexity) + part(p, Component::spread_cross);
}

}  // namespace relval
