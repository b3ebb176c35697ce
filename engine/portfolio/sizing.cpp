#include "portfolio/sizing.hpp"

#include <algorithm>
#include <cmath>

#include "base/numeric.hpp"

namespace relval {

double Sizer::unit_risk(RiskUnit unit, double duration_years, double spread_bp) {
  switch (unit) {
    case RiskUnit::notional: return 1.0;
    case RiskUnit::cs01: return duration_years * 1e-4;
    case RiskUnit::dts: return duration_years * spread_bp * 1e-4;
  }
  throw Error(ErrorKind::bug, "sizing", "unknown unit");
}

Sizer::Sizer(const RunConfig& config, const Universe& universe) : universe_(universe), sizing_(config.sizing) {
  for (std::size_t i = 0; i < universe.legs.size(); ++i)
    if (universe.legs[i].name == sizing_.reference_leg) reference_ = static_cast<std::int32_t>(i);
}

double Sizer::leg_risk(RiskUnit unit, std::size_t leg, std::span<const Marks> marks) const {
  double sum = 0, members = 0;
  for (Slot s : universe_.legs[leg].slots) {
    if (!is_member(marks[s])) continue;
    sum += unit_risk(unit, marks[s].duration_years, marks[s].spread_bp);
    members += 1;
  }
  return members > 0 ? sum / members : kNaN;
}

double Sizer::asset_risk(RiskUnit unit, std::size_t asset, std::span<const Marks> marks) const {
  if (asset < universe_.legs.size()) return leg_risk(unit, asset, marks);
  const Marks& m = marks[asset - universe_.legs.size()];
  return is_member(m) ? unit_risk(unit, m.duration_years, m.spread_bp) : kNaN;
}

double Sizer::amount(std::span<const Marks> marks) const {
  if (sizing_.per_leg_in == sizing_.unit) return sizing_.per_leg;
  const auto leg = static_cast<std::size_t>(reference_);
  const double notional = sizing_.per_leg / leg_risk(sizing_.per_leg_in, leg, marks);
  return notional * leg_risk(sizing_.unit, leg, marks);
}

bool Sizer::size(std::size_t asset, const AssetTarget& target, std::span<const Marks> marks,
                 std::span<double> notional) const {
  const bool weight = target.how == AssetTarget::How::weight;
  const bool scaled = weight && target.value != 0;
  const double total = scaled ? target.value * amount(marks) / asset_risk(sizing_.unit, asset, marks) : target.value;
  const std::size_t legs = universe_.legs.size();
  if (asset >= legs) {
    const std::size_t slot = asset - legs;
    if (total != 0 && !(std::isfinite(total) && is_member(marks[slot]))) return false;
    notional[slot] = total;
    return true;
  }
  const auto& slots = universe_.legs[asset].slots;
  const auto members = std::count_if(slots.begin(), slots.end(), [&](Slot s) { return is_member(marks[s]); });
  if (total != 0 && (members == 0 || !std::isfinite(total))) return false;
  for (Slot s : slots) notional[s] = is_member(marks[s]) && total != 0 ? total / static_cast<double>(members) : 0.0;
  return true;
}

}  // namespace relval
