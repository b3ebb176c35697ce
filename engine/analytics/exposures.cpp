#include "analytics/exposures.hpp"

#include <algorithm>
#include <cmath>

#include "base/numeric.hpp"

namespace relval {
namespace {

using Value = double BookExposure::*;

struct LevelOf {
  Level ExposureLevels::*level;
  Value value;
};
constexpr LevelOf kLevels[] = {
    {&ExposureLevels::gross, &BookExposure::gross},           {&ExposureLevels::net, &BookExposure::net},
    {&ExposureLevels::cs01_gross, &BookExposure::cs01_gross}, {&ExposureLevels::cs01_net, &BookExposure::cs01_net},
    {&ExposureLevels::dts_gross, &BookExposure::dts_gross},   {&ExposureLevels::dts_net, &BookExposure::dts_net}};

Level level_of(const std::vector<BookExposure>& rows, Value value, std::size_t held) {
  Level level;
  CompensatedSum sum;
  bool entered = false;
  for (const BookExposure& e : rows) {
    if (e.gross == 0) continue;
    const double v = e.*value;
    sum.add(v);
    if (!entered) level.entry = v;
    entered = true;
    level.exit = v;
    if (std::fabs(v) > std::fabs(level.maximum)) level.maximum = v;
  }
  if (held > 0) level.average = sum.value() / static_cast<double>(held);
  return level;
}

ExposureLevels levels_of(const std::vector<BookExposure>& rows) {
  ExposureLevels levels;
  for (std::size_t t = 0; t < rows.size(); ++t) {
    if (rows[t].gross == 0) continue;
    if (levels.rows_held++ == 0) levels.entry_row = t;
    levels.exit_row = t;
  }
  for (const LevelOf& l : kLevels) levels.*l.level = level_of(rows, l.value, levels.rows_held);
  return levels;
}

void note_neutrality(ExposureSummary& s, const std::vector<BookExposure>& rows) {
  for (std::size_t t = 0; t < rows.size(); ++t) {
    if (!rows[t].both_sides || rows[t].cs01_gross == 0) continue;
    ++s.rows_both_sides;
    const double share = std::fabs(rows[t].cs01_net) / rows[t].cs01_gross;
    if (share > kNeutralTolerance) ++s.rows_beyond_tolerance;
    if (share <= s.worst_net_share) continue;
    s.worst_net_share = share;
    s.worst_net_row = t;
  }
}

}  // namespace

BookExposure book_exposure(const RunResult& r, std::size_t row, std::size_t first_leg, std::size_t last_leg) {
  BookExposure b;
  bool long_held = false, short_held = false;
  for (std::size_t l = first_leg; l < last_leg; ++l) {
    const Exposure& bought = r.held(row, l, Side::long_risk);
    const Exposure& sold = r.held(row, l, Side::short_risk);
    long_held |= bought.notional != 0;
    short_held |= sold.notional != 0;
    b.cs01_long += bought.cs01;
    b.cs01_short += sold.cs01;
    for (const Exposure* e : {&bought, &sold}) {
      b.gross += std::fabs(e->notional);
      b.net += e->notional;
      b.cs01_gross += std::fabs(e->cs01);
      b.cs01_net += e->cs01;
      b.dts_gross += std::fabs(e->dts);
      b.dts_net += e->dts;
    }
  }
  b.both_sides = long_held && short_held;
  return b;
}

std::vector<BookExposure> book_exposures(const RunResult& r) {
  std::vector<BookExposure> rows;
  rows.reserve(r.rows());
  for (std::size_t t = 0; t < r.rows(); ++t) rows.push_back(book_exposure(r, t, 0, r.legs.size()));
  return rows;
}

ExposureSummary summarise_exposures(const RunResult& r) {
  ExposureSummary s;
  const auto rows = book_exposures(r);
  s.book = levels_of(rows);
  for (std::size_t l = 0; l < r.legs.size(); ++l) {
    std::vector<BookExposure> leg;
    for (std::size_t t = 0; t < r.rows(); ++t) leg.push_back(book_exposure(r, t, l, l + 1));
    s.legs.emplace_back(r.legs[l].name, levels_of(leg));
  }
  CompensatedSum gross, cs01, larger;
  for (const BookExposure& e : rows) {
    gross.add(e.gross);
    cs01.add(e.cs01_gross);
    larger.add(std::max(std::fabs(e.cs01_long), std::fabs(e.cs01_short)));
  }
  if (!rows.empty()) {
    const auto n = static_cast<double>(rows.size());
    s.average_gross_all_rows = gross.value() / n;
    s.average_cs01_all_rows = cs01.value() / n;
  }
  if (s.book.rows_held > 0) s.average_cs01_larger_side = larger.value() / static_cast<double>(s.book.rows_held);
  note_neutrality(s, rows);
  return s;
}

}  // namespace relval
