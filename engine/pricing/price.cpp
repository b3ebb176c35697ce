#include <cmath>

#include "base/numeric.hpp"
#include "pricing/spread_index.hpp"
#include "pricing/unit_buffers.hpp"

namespace relval {
namespace {

class PriceSource final : public UnitSource {
 public:
  PriceSource(const MarketData& market, const FinancingConfig& financing)
      : price_(market.panel("price")), duration_(market.panel("duration")),
        accruals_(make_accruals(market.dates, CarryBasis::act365, financing)), out_({Component::price}) {
    if (!price_) throw Error(ErrorKind::bug, "price", "field 'price' was not loaded");
  }

  Kind kind() const override { return Kind::price; }

  UnitBlock block(Rows rows, std::span<const Slot> slots) override {
    out_.resize(rows.count(), slots.size());
    last_.resize(slots.size());
    for (std::size_t j = 0; j < slots.size(); ++j) last_[j] = last_known(price_, rows.first - 1, slots[j]);
    for (std::size_t r = 0; r < rows.count(); ++r) value_row(r, rows.first + r, slots);
    return out_.view();
  }

 private:
  void value_row(std::size_t r, std::size_t t, std::span<const Slot> slots) {
    const std::size_t o = out_.at(r);
    double* change = out_.row_of(r, Component::price);
    for (std::size_t j = 0; j < slots.size(); ++j) {
      const double p = price_->at(t, slots[j]);
      const bool stale = std::isnan(p);
      out_.flags[o + j] = stale ? kStale : kQuoted;
      change[j] = stale ? 0.0 : p / last_[j] - 1.0;
      if (!stale) last_[j] = p;
      out_.total[o + j] = change[j];
      const double years = last_known(duration_, t, slots[j]);
      const UnitRisk u = unit_risk(Kind::price, {0.0, std::isnan(years) ? 0.0 : years, !stale});
      out_.cs01[o + j] = u.cs01;
      out_.dts[o + j] = u.dts;
    }
    out_.fill_financing(r, accruals_, t);
  }

  const Panel *price_, *duration_;
  Accruals accruals_;
  std::vector<double> last_;
  UnitBuffers out_;
};

}  // namespace

std::unique_ptr<UnitSource> make_price_source(const MarketData& market, const FinancingConfig& financing) {
  return std::make_unique<PriceSource>(market, financing);
}

}  // namespace relval
