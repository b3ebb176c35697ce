#include "replay/valuation_blocks.hpp"

#include <algorithm>

#include "pricing/spread_index.hpp"

namespace relval {
namespace {

constexpr std::size_t kFirstBlock = 4;  // at most, after a change; doubles while nothing changes
constexpr std::size_t kQuiet = 8;       // a known quiet stretch worth a block of its own
constexpr std::size_t kCells = 1200;  // rows x names: about 120 kB of unit values, which stay in the second-level cache

std::vector<Break> resolve_breaks(const RunPlan& plan, const MarketData& market) {
  std::vector<Break> out;
  for (const BreakConfig& b : plan.config.breaks) {
    const auto at = std::lower_bound(market.dates.begin(), market.dates.end(), b.date);
    if (at == market.dates.end() || *at != b.date) continue;  // outside the run: the plan has checked the date
    Break r{static_cast<std::size_t>(at - market.dates.begin()), {}, b.change_bp};
    r.hit.assign(market.instruments.size(), b.instruments.empty() ? 1 : 0);
    for (const PlacedText& id : b.instruments)
      for (std::size_t slot = 0; slot < market.instruments.size(); ++slot)  // an instrument may be in several legs
        if (market.instruments.id[slot] == id.value) r.hit[slot] = 1;
    out.push_back(std::move(r));
  }
  return out;
}

}  // namespace

ValuationBlocks::ValuationBlocks(const RunPlan& plan, const MarketData& market, std::size_t most_rows)
    : market_(market), most_rows_(std::max<std::size_t>(most_rows, 1)) {
  const auto& kinds = market.instruments.kind;
  const auto has = [&](Kind k) { return std::find(kinds.begin(), kinds.end(), k) != kinds.end(); };
  const RunConfig& c = plan.config;
  if (has(Kind::spread_index))
    sources_.push_back({make_spread_index_source(market, c.valuation, c.financing, resolve_breaks(plan, market)), {}});
  if (has(Kind::price)) sources_.push_back({make_price_source(market, c.financing), {}});
}

void ValuationBlocks::hold(std::span<const Slot> held) {
  for (Source& source : sources_) {
    source.slots.clear();
    for (Slot s : held)
      if (market_.instruments.kind[s] == source.units->kind()) source.slots.push_back(s);
  }
  block_ = {0, 0};
  length_ = 0;
  lasted_ = rows_held_;
  rows_held_ = 0;
}

void ValuationBlocks::value_ahead(std::size_t row, std::size_t quiet_until) {
  const bool quiet = quiet_until >= row + kQuiet;
  const std::size_t first = std::clamp<std::size_t>(lasted_, 1, kFirstBlock);  // a daily book changes again tomorrow
  length_ = std::min(quiet ? quiet_until - row + 1 : length_ == 0 ? first : 2 * length_, most_rows_);
  std::size_t held = 0;
  for (const Source& source : sources_) held += source.slots.size();
  const std::size_t rows = std::min(length_, std::max(kFirstBlock, kCells / std::max<std::size_t>(held, 1)));
  block_ = {row, std::min(row + rows, market_.dates.size())};
  parts_.clear();
  for (Source& source : sources_)
    if (!source.slots.empty()) parts_.push_back({source.units->block(block_, source.slots), 0, source.slots});
}

std::span<const ValuationBlocks::Part> ValuationBlocks::row(std::size_t row, std::size_t quiet_until) {
  ++rows_held_;
  if (row < block_.first || row >= block_.last) value_ahead(row, quiet_until);
  for (Part& p : parts_) p.r = row - block_.first;
  return parts_;
}

}  // namespace relval
