#include "analytics/risk_book.hpp"

#include <algorithm>
#include <cmath>

#include "config/rating.hpp"
#include "pricing/spread_index.hpp"

namespace relval {
namespace {

// Closing notionals by slot. Where they were not kept, trades tell them: nothing else moves a constant notional.
std::vector<double> notionals_on(const RunResult& r, std::size_t row) {
  const std::size_t slots = r.instruments.size();
  if (r.positions.size() == r.rows() * slots) {
    const auto first = r.positions.begin() + static_cast<std::ptrdiff_t>(row * slots);
    return {first, first + static_cast<std::ptrdiff_t>(slots)};
  }
  if (r.config.valuation.notional == NotionalMode::drift) return {};
  std::vector<double> held(slots, 0.0);
  for (const Trade& t : r.trades) {
    if (t.row <= row) held[t.slot] = t.after;
  }
  return held;
}

std::vector<std::size_t> leg_of_slots(const RunResult& r) {
  std::vector<std::size_t> leg(r.instruments.size(), 0);
  for (std::size_t l = 0; l < r.legs.size(); ++l) {
    for (const std::uint32_t s : r.legs[l].slots) leg[s] = l;
  }
  return leg;
}

std::size_t market_row_of(const MarketData& market, Date date) {
  const auto at = std::lower_bound(market.dates.begin(), market.dates.end(), date);
  if (at == market.dates.end() || *at != date)
    throw Error(ErrorKind::bug, "risk", to_iso(date) + " is not in the loaded market");
  return static_cast<std::size_t>(at - market.dates.begin());
}

void describe(Holding& h, const Instruments& all) {
  h.kind = all.kind[h.slot];
  h.owner = owner_of(all, h.slot);
  for (const char* level : {"sector_l1", "sector_l2", "sector_l3"}) {
    if (const std::string& text = all.text_of(level, h.slot); !text.empty()) h.sectors.push_back(text);
  }
  const double recovery = all.number_of("recovery", h.slot);
  h.recovery_assumed = std::isnan(recovery);
  if (!h.recovery_assumed) h.recovery = recovery;
}

void mark(Holding& h, const RunResult& r, const MarketData& market, const MarksReader& marks, std::size_t row) {
  const auto column = static_cast<Slot>(h.column);
  const Marks m = marks.at(row, column);
  h.spread_bp = m.spread_bp;
  h.duration_years = m.duration_years;
  h.rating = rating_letters(last_known(market.panel("rating"), row, column));
  const Convexity rule = r.config.valuation.convexity;
  if (h.kind == Kind::price || rule == Convexity::none) return;
  const Panel* p = market.panel("convexity");
  h.convexity_years2 = convexity_of(rule, p ? p->at(row, column) : kNaN, last_known(p, row, column), h.duration_years);
}

}  // namespace

std::string owner_of(const Instruments& all, std::size_t slot) {
  for (const char* column : {"parent", "issuer"}) {
    if (const std::string& text = all.text_of(column, slot); !text.empty()) return text;
  }
  return all.id[slot];
}

// The same position where the ids agree, as they do unless an instrument has several slots.
std::size_t column_of(const RunResult& r, const MarketData& market, std::size_t slot) {
  const std::string& id = r.instruments.id[slot];
  if (slot < market.instruments.size() && market.instruments.id[slot] == id) return slot;
  const auto found = market.instruments.find(id);
  if (!found) throw Error(ErrorKind::bug, "risk", "instrument '" + id + "' is not in the loaded market");
  return *found;
}

RiskBook book_on(const RunResult& r, const MarketData& market, std::size_t row) {
  RiskBook book;
  book.row = row;
  book.date = r.dates[row];
  book.market_row = market_row_of(market, book.date);
  const std::vector<double> notional = notionals_on(r, row);
  if (notional.empty()) {
    book.status = Status::not_kept;
    return book;
  }
  const std::vector<std::size_t> leg = leg_of_slots(r);
  const MarksReader marks(market);
  for (std::size_t s = 0; s < notional.size(); ++s) {
    if (notional[s] == 0) continue;
    Holding h;
    h.slot = s;
    h.leg = leg[s];
    h.id = r.instruments.id[s];
    h.leg_name = r.legs[h.leg].name;
    h.column = column_of(r, market, s);
    h.notional = notional[s];
    describe(h, r.instruments);
    mark(h, r, market, marks, book.market_row);
    book.holdings.push_back(std::move(h));
  }
  book.status = book.holdings.empty() ? Status::too_few : Status::ok;
  return book;
}

double repriced(const Holding& h, double spread_bp) {
  return h.notional * spread_growth(h.duration_years, h.convexity_years2, (spread_bp - h.spread_bp) * 1e-4);
}
double cs01_of(const Holding& h) { return -h.notional * h.duration_years * 1e-4; }
double dts_of(const Holding& h) { return h.notional * h.duration_years * h.spread_bp * 1e-4; }

}  // namespace relval
