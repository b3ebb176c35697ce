#include "analytics/risk_book.hpp"

#include <algorithm>
#include <cmath>

#include "config/rating.hpp"
#include "pricing/spread_index.hpp"

namespace relval {
namespace {

std::size_t market_row_of(const MarketData& market, Date date) {
  const auto at = std::lower_bound(market.dates.begin(), market.dates.end(), date);
  if (at == market.dates.end() || *at != date)
    throw Error(ErrorKind::bug, "risk", to_iso(date) + " is not in the loaded market");
  return static_cast<std::size_t>(at - market.dates.begin());
}

void describe(Holding& h, const Instruments& all) {
  h.kind = all.kind[h.slot];
  h.owner = owner_of(all, h.slot);
  for (const char* level : kSectorLevels) {
    if (const std::string& text = all.text_of(level, h.slot); !text.empty()) h.sectors.push_back(text);
  }
  h.tenor_years = all.number_of("tenor_years", h.slot);
  const double recovery = all.number_of("recovery", h.slot);
  h.recovery_assumed = std::isnan(recovery);
  if (!h.recovery_assumed) h.recovery = recovery;
}

}  // namespace

std::vector<std::size_t> leg_of_slots(const RunResult& r) {
  std::vector<std::size_t> leg(r.instruments.size(), 0);
  for (std::size_t l = 0; l < r.legs.size(); ++l) {
    for (const std::uint32_t s : r.legs[l].slots) leg[s] = l;
  }
  return leg;
}

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

BookWalk::BookWalk(const RunResult& r, const MarketData& market)
    : r_(r), market_(market), marks_(market), rating_(market.panel("rating")), convexity_(market.panel("convexity")),
      leg_(leg_of_slots(r)), stored_(r.positions.size() == r.rows() * r.instruments.size()),
      kept_(stored_ || r.config.valuation.notional != NotionalMode::drift), notional_(r.instruments.size(), 0.0) {}

// Closing notionals by slot. Where they were not kept, trades tell them: nothing else moves a constant notional.
void BookWalk::hold(std::size_t row) {
  const std::size_t slots = notional_.size();
  if (stored_) {
    const auto first = r_.positions.begin() + static_cast<std::ptrdiff_t>(row * slots);
    std::copy(first, first + static_cast<std::ptrdiff_t>(slots), notional_.begin());
    return;
  }
  if (row < last_row_) {
    std::fill(notional_.begin(), notional_.end(), 0.0);
    next_trade_ = 0;
  }
  last_row_ = row;
  for (; next_trade_ < r_.trades.size() && r_.trades[next_trade_].row <= row; ++next_trade_)
    notional_[r_.trades[next_trade_].slot] = r_.trades[next_trade_].after;
}

const Holding& BookWalk::described(std::size_t slot) {
  const auto [at, fresh] = known_.try_emplace(slot);
  Holding& h = at->second;
  if (!fresh) return h;
  h.slot = slot;
  h.leg = leg_[slot];
  h.id = r_.instruments.id[slot];
  h.leg_name = r_.legs[h.leg].name;
  h.column = column_of(r_, market_, slot);
  describe(h, r_.instruments);
  return h;
}

void BookWalk::mark(Holding& h, std::size_t market_row) const {
  const auto column = static_cast<Slot>(h.column);
  const Marks m = marks_.at(market_row, column);
  h.spread_bp = m.spread_bp;
  h.duration_years = m.duration_years;
  const double rating = last_known(rating_, market_row, column);
  if (rating != h.rating_number && !std::isnan(rating)) h.rating = rating_letters(rating);
  h.rating_number = rating;
  const Convexity rule = r_.config.valuation.convexity;
  if (h.kind == Kind::price || rule == Convexity::none) return;
  h.convexity_years2 = convexity_of(rule, convexity_ ? convexity_->at(market_row, column) : kNaN,
                                    last_known(convexity_, market_row, column), h.duration_years);
}

const RiskBook& BookWalk::at(std::size_t row) {
  book_.row = row;
  book_.date = r_.dates[row];
  book_.market_row = market_row_of(market_, book_.date);
  if (!kept_) {
    book_.status = Status::not_kept;
    return book_;
  }
  hold(row);
  std::vector<Holding>& held = book_.holdings;
  std::size_t i = 0;  // holdings in step with the slots: who stays is not described again
  for (std::size_t s = 0; s < notional_.size(); ++s) {
    if (notional_[s] == 0) continue;
    if (i == held.size()) held.push_back(described(s));
    else if (held[i].slot != s) held[i] = described(s);
    held[i].notional = notional_[s];
    mark(held[i++], book_.market_row);
  }
  held.resize(i);
  book_.status = held.empty() ? Status::too_few : Status::ok;
  return book_;
}

RiskBook book_on(const RunResult& r, const MarketData& market, std::size_t row) { return BookWalk(r, market).at(row); }

double repriced(const Holding& h, double spread_bp) {
  return h.notional * spread_growth(h.duration_years, h.convexity_years2, (spread_bp - h.spread_bp) * 1e-4);
}
double cs01_of(const Holding& h) { return -h.notional * h.duration_years * 1e-4; }
double dts_of(const Holding& h) { return h.notional * h.duration_years * h.spread_bp * 1e-4; }

}  // namespace relval
