// Reads memory beside what it was given: one row past today in a history, past the cross-section, or before the oldest
// row it asked for.
#include <relval/strategy.hpp>

namespace {

struct Peeks {
  static constexpr std::array kParams = {
      relval::asset("held", "leg or instrument that is held"),
      relval::choice("where", "history|cross_section|older", "where it reads", "history"),
  };
  struct State {};

  void setup(relval::Setup& setup) {
    held_ = setup.asset_param("held");
    where_ = setup.text("where");
    spread_ = setup.field("spread");
    setup.keep_history(spread_, kRows);
    setup.decide_every_row();
  }
  void decide(const relval::Today& today, State&, relval::Targets& targets) const {
    const auto history = today.history(spread_, held_);
    const double now = today.at(spread_, held_);
    double seen = 0;
    if (where_ == "history") seen = *(history.last + history.stride);
    else if (where_ == "cross_section") seen = *(today.row_of(spread_).data() + today.asset_count() + held_.index);
    else if (today.row() > kRows) seen = *(history.last - kRows * history.stride);
    targets.weight(held_, seen > now ? -1 : 1);
  }

 private:
  static constexpr int kRows = 5;
  relval::Asset held_;
  relval::Signal spread_;
  std::string_view where_;
};

}  // namespace

RELVAL_STRATEGY(peeks, Peeks, "1", "reads beside its history")
