// Keeps yesterday's spread in a variable of its own, started anew with each run: two runs are equal, two calls are not.
#include <relval/strategy.hpp>

namespace {

struct KeepsYesterday {
  static constexpr std::array kParams = {relval::asset("held", "leg or instrument that is held")};
  struct State {};

  void setup(relval::Setup& setup) {
    held_ = setup.asset_param("held");
    spread_ = setup.of(setup.field("spread"), held_);
    setup.decide_every_row();
  }
  void decide(const relval::Today& today, State&, relval::Targets& targets) const {
    static double yesterday = 0;
    const double now = today.value(spread_);
    if (today.row() == 0) yesterday = now;
    targets.weight(held_, now > yesterday ? 1 : -1);
    yesterday = now;
  }

 private:
  relval::Asset held_;
  relval::Signal spread_;
};

}  // namespace

RELVAL_STRATEGY(keeps_yesterday, KeepsYesterday, "1", "keeps a spread between days outside its State")
