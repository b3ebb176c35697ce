#include "pricing/valuation.hpp"

#include <algorithm>
#include <cmath>

#include "base/numeric.hpp"

namespace relval {

double last_known(const Panel* p, std::size_t row, Slot s) {
  if (!p) return kNaN;
  for (std::size_t t = row + 1; t-- > 0;)
    if (!std::isnan(p->at(t, s))) return p->at(t, s);
  return kNaN;
}

namespace {

// The newest value at or before the row, as known with that lag; and whether there was one on that very row.
double known(const Panel* p, std::size_t row, std::size_t lag, Slot s) {
  return row < lag ? kNaN : last_known(p, row - lag, s);
}
bool quoted(const Panel& p, std::size_t row, std::size_t lag, Slot s) {
  return row >= lag && !std::isnan(p.at(row - lag, s));
}

std::size_t lag_of(const MarketData& market, const char* field) {
  const auto it = market.fields.find(field);
  return it == market.fields.end() ? 0 : static_cast<std::size_t>(it->second.info.knowledge_lag);
}

}  // namespace

MarksReader::MarksReader(const MarketData& market, bool as_known)
    : market_(market),
      spread_(market.panel("spread")),
      duration_(market.panel("duration")),
      price_(market.panel("price")) {
  if (!as_known) return;
  spread_lag_ = lag_of(market, "spread");
  duration_lag_ = lag_of(market, "duration");
  price_lag_ = lag_of(market, "price");
}

Marks MarksReader::at(std::size_t row, Slot s) const {
  const double years = known(duration_, row, duration_lag_, s);
  if (market_.instruments.kind[s] == Kind::price) {
    const double price = known(price_, row, price_lag_, s);
    return {std::isnan(price) ? kNaN : 0.0, std::isnan(years) ? 0.0 : years, quoted(*price_, row, price_lag_, s)};
  }
  return {known(spread_, row, spread_lag_, s), years, quoted(*spread_, row, spread_lag_, s)};
}

void MarksReader::row(std::size_t row, std::span<Marks> out) const {
  const bool known_by_now = spread_ && duration_ && row >= std::max(spread_lag_, duration_lag_);
  const double* spread = known_by_now ? spread_->row(row - spread_lag_) : nullptr;
  const double* duration = known_by_now ? duration_->row(row - duration_lag_) : nullptr;
  for (Slot s = 0; s < out.size(); ++s) {
    const bool quoted_today = known_by_now && market_.instruments.kind[s] == Kind::spread_index &&
                              !std::isnan(spread[s]) && !std::isnan(duration[s]);
    out[s] = quoted_today ? Marks{spread[s], duration[s], true} : at(row, s);
  }
}

}  // namespace relval
