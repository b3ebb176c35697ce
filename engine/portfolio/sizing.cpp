#include "portfolio/sizing.hpp"

#include <algorithm>
#include <cmath>

#include "base/numeric.hpp"

namespace relval {

Sizer::Sizer(const RunConfig& config, const Universe& universe, const LegHistory& legs, const HedgeRatios& ratios)
    : universe_(universe), legs_(legs), ratios_(ratios), sizing_(config.sizing), factor_(universe.factor_leg()) {
  for (std::size_t i = 0; i < universe.legs.size(); ++i)
    if (universe.legs[i].name == sizing_.reference_leg) reference_ = i;
}

std::vector<Member> Sizer::members(std::size_t leg, std::size_t row, std::span<const Marks> marks) const {
  std::vector<Member> out;
  double sum = 0;
  const auto take = [&](std::uint32_t slot, double weight) {
    if (!is_member(marks[slot])) return;
    out.push_back({slot, weight});
    sum += weight;
  };
  if (legs_.empty())
    for (Slot s : universe_.legs[leg].slots) take(s, 1);
  else
    for (const Member& m : legs_.members(leg, row)) take(m.slot, m.weight);
  for (Member& m : out) m.weight /= sum;
  return out;
}

Sizer::Levels Sizer::levels(std::size_t asset, std::size_t row, std::span<const Marks> marks) const {
  const std::size_t legs = universe_.legs.size();
  if (asset >= legs) {
    const Marks& m = marks[asset - legs];
    if (!is_member(m)) return {kNaN, kNaN};
    return {m.duration_years, m.duration_years * m.spread_bp};
  }
  Levels sum{0, 0};
  const auto all = members(asset, row, marks);
  for (const Member& m : all) {
    sum.duration_years += m.weight * marks[m.slot].duration_years;
    sum.duration_bp += m.weight * (marks[m.slot].duration_years * marks[m.slot].spread_bp);
  }
  return all.empty() ? Levels{kNaN, kNaN} : sum;
}

double Sizer::risk(RiskUnit unit, std::size_t asset, std::size_t row, std::span<const Marks> marks) const {
  const Levels x = levels(asset, row, marks);
  if (std::isnan(x.duration_years)) return kNaN;
  // What a change of 1 moves the price by: of 1 bp, or of 1 = 100 % of the spread.
  const double move = sizing_.beta.changes == Changes::absolute ? x.duration_years * 1e-4 : x.duration_bp * 1e-4;
  const auto positive = [](double beta) { return beta > 0 ? beta : kNaN; };
  switch (unit) {
    case RiskUnit::notional: return 1.0;
    case RiskUnit::cs01: return x.duration_years * 1e-4;
    case RiskUnit::dts: return x.duration_bp * 1e-4;
    case RiskUnit::vol: return move * ratios_.volatility(asset, row);
    case RiskUnit::pair_beta: return asset == reference_ ? move : move / positive(ratios_.beta(reference_, asset, row));
    case RiskUnit::market_beta:
      return factor_ < 0 ? kNaN : move * positive(ratios_.beta(asset, static_cast<std::size_t>(factor_), row));
  }
  throw Error(ErrorKind::bug, "sizing", "unknown unit");
}

double Sizer::amount(std::size_t row, std::span<const Marks> marks) const {
  if (sizing_.per_leg_in == sizing_.unit) return sizing_.per_leg;
  const double notional = sizing_.per_leg / risk(sizing_.per_leg_in, reference_, row, marks);
  return notional * risk(sizing_.unit, reference_, row, marks);
}

std::optional<double> Sizer::notional_of(std::size_t asset, const AssetTarget& target, std::size_t row,
                                         std::span<const Marks> marks) const {
  const bool scaled = target.how == AssetTarget::How::weight && target.value != 0;
  const double total =
      scaled ? target.value * amount(row, marks) / risk(sizing_.unit, asset, row, marks) : target.value;
  if (total != 0 && (!std::isfinite(total) || std::isnan(levels(asset, row, marks).duration_years))) return {};
  return total;
}

bool Sizer::size(std::size_t asset, const AssetTarget& target, std::size_t row, std::span<const Marks> marks,
                 std::span<double> notional) const {
  const auto total = notional_of(asset, target, row, marks);
  const std::size_t legs = universe_.legs.size();
  if (!total) return false;
  if (asset >= legs) notional[asset - legs] = *total;
  else divide(asset, *total, row, marks, notional);
  return true;
}

void Sizer::divide(std::size_t leg, double total, std::size_t row, std::span<const Marks> marks,
                   std::span<double> notional) const {
  for (Slot s : universe_.legs[leg].slots) notional[s] = 0;
  if (total == 0) return;
  for (const Member& m : members(leg, row, marks)) notional[m.slot] = total * m.weight;
}

}  // namespace relval
