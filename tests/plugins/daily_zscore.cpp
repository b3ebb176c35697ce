// Mean reversion of every name by itself: bought where its spread is wide by its own history, sold where it is tight,
// left where it is back. Decided on every row, so every name's z-score is wanted on every row.
#include <relval/strategy.hpp>

#include <array>
#include <cmath>

namespace {

struct DailyZScore {
  static constexpr std::array kParams = {
      relval::whole("window", "rows", "rows of the z-score, today included", 120, 2, 5000),
      relval::number("enter", "deviations", "entered at or beyond this score", 2, 0, 100),
      relval::number("exit", "deviations", "left at or within this score", 0.5, 0, 100),
  };

  struct State {};

  void setup(relval::Setup& setup) {
    const int window = static_cast<int>(setup.param("window"));
    enter_ = setup.param("enter");
    exit_ = setup.param("exit");
    z_ = setup.zscore(setup.field("spread"), window, relval::Include::today);
    for (const auto& asset : setup.assets()) first_name_ += asset.is_leg ? 1 : 0;
    setup.decide_every(1, window - 1);
  }

  void decide(const relval::Today& today, State&, relval::Targets& targets) const {
    const auto z = today.row_of(z_);
    const auto held = today.held_weight();
    for (std::size_t i = first_name_; i < z.size(); ++i) {
      const double size = std::fabs(z[i]);
      if (held[i] == 0 && size >= enter_) targets.weight({static_cast<std::int32_t>(i)}, std::copysign(0.01, z[i]));
      if (held[i] != 0 && size <= exit_) targets.weight({static_cast<std::int32_t>(i)}, 0);
    }
  }

 private:
  relval::Signal z_;
  double enter_ = 0, exit_ = 0;
  std::size_t first_name_ = 0;
};

}  // namespace

RELVAL_STRATEGY(daily_zscore, DailyZScore, "1", "every name against its own history, decided on every row")
