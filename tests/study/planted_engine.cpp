#include "study/planted_engine.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "market/leg_history.hpp"
#include "portfolio/book.hpp"
#include "portfolio/costs.hpp"
#include "portfolio/hedge_ratios.hpp"
#include "pricing/valuation.hpp"
#include "replay/today.hpp"
#include "signals/sources.hpp"

namespace relval::test {
namespace {

Plant planted = Plant::none;

bool is(Plant p) { return planted == p; }

}  // namespace

Planted::Planted(Plant p) { planted = p; }
Planted::~Planted() { planted = Plant::none; }

namespace {

using NodePointer = std::unique_ptr<SignalRun::Node>;

// A field's names a row ahead, or less their mean over all rows; legs are left out.
class PlantedField final : public SignalRun::Node {
 public:
  PlantedField(const std::string& field, const SignalInputs& in, RowBuffer buffer)
      : Node(std::move(buffer)), panel_(*in.market.panel(field)), legs_(in.universe.legs.size()), mean_(panel_.names) {
    for (std::size_t s = 0; s < panel_.names; ++s)
      for (std::size_t t = 0; t < panel_.rows; ++t)
        mean_[s] += panel_.at(t, s) / static_cast<double>(panel_.rows);
  }

 private:
  void write(std::size_t row, double* out) override {
    std::fill(out, out + legs_, kNaN);
    const bool ahead = is(Plant::field_of_tomorrow) && row + 1 < panel_.rows;
    for (std::size_t s = 0; s < panel_.names; ++s)
      out[legs_ + s] = panel_.at(ahead ? row + 1 : row, s) - base(s);
  }
  double base(std::size_t s) const {
    return is(Plant::demeaned_over_all_rows) ? mean_[s] : is(Plant::since_first_row) ? panel_.at(0, s) : 0;
  }
  const Panel& panel_;
  std::size_t legs_;
  std::vector<double> mean_;
};

class PlantedSeries final : public SignalRun::Node {
 public:
  PlantedSeries(const Series& series, const MarketData& market, RowBuffer buffer)
      : Node(std::move(buffer)), series_(series), dates_(market.dates) {}

 private:
  void write(std::size_t row, double* out) override {
    *out = kNaN;
    for (std::size_t i = 0; i < series_.values.size(); ++i)
      if (series_.dates[i] <= dates_[row]) *out = series_.values[i];
  }
  const Series& series_;
  const std::vector<Date>& dates_;
};

class PlantedTable final : public SignalRun::Node {
 public:
  PlantedTable(const DatedTable& table, const MarketData& market, RowBuffer buffer)
      : Node(std::move(buffer)), table_(table), dates_(market.dates) {}

 private:
  void write(std::size_t row, double* out) override {
    std::fill(out, out + width(), kNaN);
    const Date day = dates_[std::min(row + 1, dates_.size() - 1)];
    for (std::size_t t = 0; t < table_.dates.size(); ++t)
      for (std::size_t c = 0; table_.dates[t] == day && c < table_.assets.size(); ++c)
        out[table_.assets[c]] = table_.values[t * table_.assets.size() + c];
  }
  const DatedTable& table_;
  const std::vector<Date>& dates_;
};

// The marks last looked up: of the trade whose cost is asked for next.
struct {
  const MarksReader* reader = nullptr;
  std::size_t row = 0;
  Slot slot = 0;
} looked_up;

const MarketData& market_of(const MarksReader& reader) {
  return **reinterpret_cast<const MarketData* const*>(&reader);  // its first member
}

}  // namespace

// The engine's own, and what its callers are given instead. A member function takes its object first.
#define RELVAL_PLANT(symbol, result, name, ...)           \
  result real_##name(__VA_ARGS__) __asm__("__real_" symbol); \
  result name(__VA_ARGS__) __asm__("__wrap_" symbol);        \
  result name(__VA_ARGS__)

RELVAL_PLANT("_ZN6relval15make_field_nodeERKNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEENS_5BasisERKNS_12Signal"
             "InputsENS_9RowBufferE",
             NodePointer, field_node, const std::string& field, Basis basis, const SignalInputs& in, RowBuffer buffer) {
  if (is(Plant::field_of_tomorrow) || is(Plant::demeaned_over_all_rows) || is(Plant::since_first_row))
    return std::make_unique<PlantedField>(field, in, std::move(buffer));
  return real_field_node(field, basis, in, std::move(buffer));
}

RELVAL_PLANT("_ZN6relval15make_table_nodeERKNS_10DatedTableERKNS_10MarketDataENS_9RowBufferE", NodePointer, table_node,
             const DatedTable& table, const MarketData& market, RowBuffer buffer) {
  if (is(Plant::table_of_tomorrow)) return std::make_unique<PlantedTable>(table, market, std::move(buffer));
  return real_table_node(table, market, std::move(buffer));
}

RELVAL_PLANT("_ZN6relval19make_exogenous_nodeERKNS_6SeriesERKNS_10MarketDataENS_9RowBufferE", NodePointer, series_node,
             const Series& series, const MarketData& market, RowBuffer buffer) {
  if (is(Plant::series_by_its_dates)) return std::make_unique<PlantedSeries>(series, market, std::move(buffer));
  return real_series_node(series, market, std::move(buffer));
}

RELVAL_PLANT("_ZNK6relval11MarksReader2atEmj", Marks, marks_at, const MarksReader* self, std::size_t row, Slot slot) {
  looked_up = {self, row, slot};
  return real_marks_at(self, row, slot);
}

RELVAL_PLANT("_ZNK6relval11MarksReader3rowEmSt4spanINS_5MarksELm18446744073709551615EE", void, marks_row,
             const MarksReader* self, std::size_t row, std::span<Marks> by_slot) {
  looked_up.reader = self;
  real_marks_row(self, row, by_slot);
}

RELVAL_PLANT("_ZN6relval9TodayView4lookEm", void, look, TodayView* self, std::size_t row) {
  real_look(self, row);
  const bool ahead = is(Plant::marks_of_tomorrow) && row + 1 < market_of(*looked_up.reader).dates.size();
  if (ahead) real_look(self, row + 1);
}

RELVAL_PLANT("_ZNK6relval11HedgeRatios10volatilityEmm", double, volatility, const HedgeRatios* self, std::size_t asset,
             std::size_t row) {
  const bool ahead = is(Plant::volatility_of_tomorrow) && row + 1 < market_of(*looked_up.reader).dates.size();
  return real_volatility(self, asset, ahead ? row + 1 : row);
}

RELVAL_PLANT("_ZNK6relval10LegHistory7membersEmm", std::span<const Member>, members, const LegHistory* self,
             std::size_t leg, std::size_t row) {
  const bool ahead = is(Plant::members_of_tomorrow) && row + 1 < self->quoted_bp(leg).size();
  return real_members(self, leg, ahead ? row + 1 : row);
}

RELVAL_PLANT("_ZN6relval11LegFollowerC1ERKNS_8UniverseERKNS_10MarketDataERKNS_9LegTimingE", void, follower,
             LegFollower* self, const Universe& universe, const MarketData& market, const LegTiming& timing) {
  if (!is(Plant::ratings_backfilled)) return real_follower(self, universe, market, timing);
  int& lag = const_cast<MarketData&>(market).fields.at("rating").info.knowledge_lag;
  const int stated = std::exchange(lag, 0);
  real_follower(self, universe, market, timing);
  lag = stated;
}

RELVAL_PLANT("_ZN6relval14half_spread_bpERKNS_10CostConfigEd", double, half_spread, const CostConfig& cost,
             double spread_bp) {
  const MarketData& market = market_of(*looked_up.reader);
  if (!is(Plant::cost_of_tomorrow) || looked_up.row + 1 >= market.dates.size())
    return real_half_spread(cost, spread_bp);
  return real_half_spread(cost, real_marks_at(looked_up.reader, looked_up.row + 1, looked_up.slot).spread_bp);
}

RELVAL_PLANT("_ZN6relval4Book5placeEjRKNS_5OrderE", void, place, Book* self, Slot slot, const Order& order) {
  Order early = order;
  if (is(Plant::fill_too_early)) --early.due_row;
  real_place(self, slot, early);
}

}  // namespace relval::test
