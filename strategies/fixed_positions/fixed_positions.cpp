// Positions that are already known: a real book, or a worked example. A CSV file states the notional of an asset after
// the close of a date; what it does not state that day stays as it was. To close a position state 0.
#include <relval/strategy.hpp>

#include <cmath>

namespace {

struct FixedPositions {
  static constexpr std::array kParams = {
      relval::table("positions", "currency", "CSV file of notionals held after the close of each date"),
  };

  struct State {};

  void setup(relval::Setup& setup) {
    positions_ = setup.table("positions");
    setup.decide_every_row();
    setup.trade_at_decision_close();
  }

  void decide(const relval::Today& today, State&, relval::Targets& targets) const {
    relval::Asset asset{0};
    for (const double notional : today.row_of(positions_)) {
      if (!std::isnan(notional)) targets.notional(asset, notional);
      ++asset.index;
    }
  }

 private:
  relval::Signal positions_;
};

}  // namespace

RELVAL_STRATEGY(fixed_positions, FixedPositions, "1", "holds the notionals that a CSV file states by date and asset")
