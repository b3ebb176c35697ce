// The answer to --why: told by the stages that decided, in their order.
#include <cmath>

#include "base/text.hpp"
#include "replay/decisions.hpp"

namespace relval {
namespace {

std::string millions(double x) { return format("{:.4f}m", x / 1e6); }

}  // namespace

void DecisionStage::explain(std::size_t row, const SignalRun& signals, const Book& book) {
  if (!why_ || why_->row != row) return;
  today_.look(row + plan_.warm_up_rows);
  explain_signals(signals);
  explain_weight(row);
  explain_size(row);
  explain_order(row, book);
}

void DecisionStage::explain_signals(const SignalRun& signals) {
  const auto& nodes = plan_.strategy.signals.nodes();
  const std::vector<std::string> texts = plan_.strategy.signals.texts(plan_.strategy.asset_names);
  for (std::size_t i = 0; i < nodes.size(); ++i)
    if (nodes[i].one_value)
      answer_.push_back(
          {"signal", format("{} = {:.8g}", texts[i], signals.value(static_cast<std::int32_t>(i)))});
  if (answer_.empty()) answer_.push_back({"signal", "the strategy looks at no single value"});
}

void DecisionStage::explain_weight(std::size_t row) {
  const std::size_t a = why_->asset, legs = plan_.universe.legs.size(), t = row + plan_.warm_up_rows;
  if (a >= legs && !legs_.empty()) {
    const auto slot = static_cast<std::uint32_t>(a - legs);
    const auto leg = static_cast<std::size_t>(plan_.universe.leg_of[slot]);
    const double share = legs_.weight(leg, t, slot);
    answer_.push_back({"member", share == 0
                                     ? format("not in leg {} as decided on this close", plan_.universe.legs[leg].name)
                                     : format("{:.4f} % of leg {}, one of {}", 100 * share,
                                              plan_.universe.legs[leg].name, legs_.members(leg, t).size())});
  } else if (!legs_.empty()) {
    answer_.push_back({"member", format("{} names as decided on this close", legs_.members(a, t).size())});
  }
  const std::size_t behind = a >= legs ? asset_behind(static_cast<Slot>(a - legs)) : a;
  const AssetTarget& target = targets_[behind];
  const std::string who = plan_.strategy.asset_names[behind];
  if (target.how == AssetTarget::How::none)
    answer_.push_back({"weight", "the strategy has said nothing of " + who + " so far"});
  else
    answer_.push_back({"weight", format("{} of {} ({}), said last: {}",
                                        target.how == AssetTarget::How::weight ? "weight" : "notional", who,
                                        exact(target.value), name_of(reason_[behind]))});
}

void DecisionStage::explain_size(std::size_t row) {
  const std::size_t a = why_->asset, legs = plan_.universe.legs.size(), t = row + plan_.warm_up_rows;
  const std::size_t behind = a >= legs ? asset_behind(static_cast<Slot>(a - legs)) : a;
  if (targets_[behind].how != AssetTarget::How::weight) return;
  const RiskUnit unit = plan_.config.sizing.unit;
  const double amount = sizer_.amount(t, today_.marks()), risk = sizer_.risk(unit, behind, t, today_.marks());
  answer_.push_back(
      {"size", format("sizing.unit {}: a weight of 1 holds {:.8g}; one unit of notional of {} has {:.6g}: {} today",
                      name_of(unit), amount, plan_.strategy.asset_names[behind], risk,
                      millions(targets_[behind].value * amount / risk))});
  const int factor = plan_.universe.factor_leg();
  if (factor >= 0 && behind < legs)
    answer_.push_back(
        {"size", format("beta on {} {:.4f}, deviation of a row's change {:.4f}",
                        plan_.universe.legs[static_cast<std::size_t>(factor)].name,
                        ratios_.beta(behind, static_cast<std::size_t>(factor), t), ratios_.volatility(behind, t))});
}

void DecisionStage::explain_order(std::size_t row, const Book& book) {
  const std::size_t a = why_->asset, legs = plan_.universe.legs.size();
  double wanted = 0, goal = 0, now = 0;
  std::size_t waiting = 0;
  const auto add = [&](Slot s) {
    wanted += from_leg_[s] + own_[s];
    goal += goal_[s];
    now += book.notional(s);
    waiting += book.waits(s) ? 1 : 0;
  };
  if (a >= legs) add(static_cast<Slot>(a - legs));
  else
    for (Slot s : plan_.universe.legs[a].slots) add(s);
  answer_.push_back({"bound", std::fabs(wanted - goal) <= 1e-9 * std::fabs(wanted)
                                  ? "nothing was cut"
                                  : format("cut from {} to {}", millions(wanted), millions(goal))});
  const std::size_t due =
      row + plan_.warm_up_rows + (plan_.strategy.same_close ? 0 : static_cast<std::size_t>(plan_.delay_rows));
  answer_.push_back(
      {"order", format("holds {} at this close, wants {}; {} order{} waiting{}", millions(now), millions(goal), waiting,
                       waiting == 1 ? "" : "s",
                       waiting > 0 && due < market_.dates.size() ? ", due on the close of " + to_iso(market_.dates[due])
                                                                 : std::string())});
}

}  // namespace relval
