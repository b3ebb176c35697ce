// decide() reads or answers what it may not, as the parameter says: 1 an unassigned Signal, 2 an unassigned Asset of a
// panel, 3 the one value of a panel, 4 the membership and 5 the target of an unassigned Asset; 6 to 9 targets that are
// not a number, infinite, absurd as a weight, absurd as a notional.
#include <relval/strategy.hpp>

#include <cmath>

namespace {

struct BadDecide {
  static constexpr std::array kParams = {relval::whole("what", "", "what to do", relval::kNaN, 0, 9),
                                         relval::asset("asset", "whom to hold")};
  struct State {};
  void setup(relval::Setup& setup) {
    what_ = static_cast<int>(setup.param("what"));
    asset_ = setup.asset_param("asset");
    spread_ = setup.field("spread");
  }
  void decide(const relval::Today& today, State&, relval::Targets& targets) const {
    if (what_ == 1) targets.weight(asset_, today.value(unassigned_signal_));
    if (what_ == 2) targets.weight(asset_, today.at(spread_, unassigned_asset_));
    if (what_ == 3) targets.weight(asset_, today.value(spread_));
    if (what_ == 4) targets.weight(asset_, today.is_member(unassigned_asset_) ? 1 : 2);
    if (what_ == 5) targets.weight(unassigned_asset_, 1);
    if (what_ == 6) targets.weight(asset_, relval::kNaN);
    if (what_ == 7) targets.notional(asset_, -INFINITY);
    if (what_ == 8) targets.weight(asset_, 1e7);
    if (what_ == 9) targets.notional(asset_, -1e13);
    if (what_ == 0) targets.weight(asset_, 1);
  }

 private:
  int what_ = 0;
  relval::Asset asset_, unassigned_asset_;
  relval::Signal spread_, unassigned_signal_;
};

}  // namespace

RELVAL_STRATEGY(bad_decide, BadDecide, "1", "decides wrongly, in a way of its own")
