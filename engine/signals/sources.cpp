#include "signals/sources.hpp"

#include <algorithm>
#include <cmath>

#include "base/numeric.hpp"
#include "market/known_series.hpp"

namespace relval {
namespace {

// Instruments: the field's value of the row, NaN where there is none. Legs: from the last known values of their
// members by weight; the spread duration-weighted as well (credit convention for baskets), in either basis.
class FieldNode final : public SignalRun::Node {
 public:
  FieldNode(const std::string& field, Basis basis, const SignalInputs& in, RowBuffer buffer)
      : Node(std::move(buffer)), universe_(in.universe), panel_(*in.market.panel(field)), basis_(basis),
        legs_(in.legs && !in.legs->empty() ? in.legs : nullptr),
        lag_(static_cast<std::size_t>(in.market.fields.at(field).info.knowledge_lag)) {
    if (field == "spread") duration_ = in.market.panel("duration");
    if (universe_.implicit) return;
    known_.assign(universe_.names.size(), kNaN);
    known_duration_.assign(universe_.names.size(), kNaN);
  }

  void skip(std::size_t row) override {
    if (row >= lag_ && !universe_.implicit) learn(row - lag_);
  }

 private:
  void write(std::size_t row, double* out) override {
    const std::size_t legs = universe_.legs.size();
    if (row < lag_) {
      std::fill(out, out + width(), kNaN);
      return;
    }
    const double* now = panel_.row(row - lag_);
    if (universe_.implicit) {
      out[0] = kNaN;
    } else {
      learn(row - lag_);
      for (std::size_t i = 0; i < legs; ++i) out[i] = leg_value(i, row - lag_);
    }
    std::copy(now, now + universe_.names.size(), out + legs);
  }

  // Every row, looked at or not: a quote that is not repeated must be known later.
  void learn(std::size_t row) {
    for (std::size_t s = 0; s < known_.size(); ++s) {
      if (const double v = panel_.at(row, s); !std::isnan(v)) known_[s] = v;
      if (duration_)
        if (const double d = duration_->at(row, s); !std::isnan(d)) known_duration_[s] = d;
    }
  }

  // Once its instruments' last values are known. Only spreads have an adjusted basis.
  double leg_value(std::size_t leg, std::size_t row) const {
    if (legs_ && duration_) return (basis_ == Basis::adjusted ? legs_->adjusted_bp(leg) : legs_->quoted_bp(leg))[row];
    double sum = 0, weights = 0;
    const auto take = [&](std::uint32_t s, double share) {
      const double w = share * (duration_ ? known_duration_[s] : 1.0);
      if (std::isnan(known_[s]) || std::isnan(w)) return;
      sum += w * known_[s];
      weights += w;
    };
    if (legs_)
      for (const Member& m : legs_->members(leg, row)) take(m.slot, m.weight);
    else
      for (const std::uint32_t s : universe_.legs[leg].slots) take(s, 1);
    return weights > 0 ? sum / weights : kNaN;
  }

  const Universe& universe_;
  const Panel& panel_;
  Basis basis_;
  const LegHistory* legs_;
  const Panel* duration_ = nullptr;
  std::size_t lag_;
  std::vector<double> known_, known_duration_;
};

// The value with the latest date among those known at the row's close; of a revised date the latest revision known.
class ExogenousNode final : public SignalRun::Node {
 public:
  ExogenousNode(const Series& series, const MarketData& market, RowBuffer buffer)
      : Node(std::move(buffer)), known_(series), dates_(market.dates) {}
  void skip(std::size_t row) override { known_.at(dates_[row]); }

 private:
  void write(std::size_t row, double* out) override { *out = known_.at(dates_[row]); }

  KnownSeries known_;
  const std::vector<Date>& dates_;
};

class TableNode final : public SignalRun::Node {
 public:
  TableNode(const DatedTable& table, const MarketData& market, RowBuffer buffer)
      : Node(std::move(buffer)), table_(table), dates_(market.dates) {}

 private:
  void write(std::size_t row, double* out) override {
    std::fill(out, out + width(), kNaN);
    const auto at = std::lower_bound(table_.dates.begin(), table_.dates.end(), dates_[row]);
    if (at == table_.dates.end() || *at != dates_[row]) return;
    const auto line = static_cast<std::size_t>(at - table_.dates.begin());
    for (std::size_t c = 0; c < table_.assets.size(); ++c)
      out[table_.assets[c]] = table_.values[line * table_.assets.size() + c];
  }

  const DatedTable& table_;
  const std::vector<Date>& dates_;
};

}  // namespace

std::unique_ptr<SignalRun::Node> make_field_node(const std::string& field, Basis basis, const SignalInputs& in,
                                                 RowBuffer buffer) {
  return std::make_unique<FieldNode>(field, basis, in, std::move(buffer));
}
std::unique_ptr<SignalRun::Node> make_exogenous_node(const Series& s, const MarketData& market, RowBuffer buffer) {
  return std::make_unique<ExogenousNode>(s, market, std::move(buffer));
}
std::unique_ptr<SignalRun::Node> make_table_node(const DatedTable& t, const MarketData& market, RowBuffer buffer) {
  return std::make_unique<TableNode>(t, market, std::move(buffer));
}

}  // namespace relval
