// A band rule of which nothing is right.
#include <relval/strategy.hpp>

namespace {
struct BadBandRule {
  static constexpr std::array<relval::Param, 0> kParams = {};
  void setup(relval::Setup& setup) {
    const relval::Weight weights[] = {{{0}, 1}, {{0}, -1}, {{99}, 1}, {{1}, relval::kNoLimit}};
    relval::BandRule rule;
    rule.score = setup.field("spread");
    rule.enter = 1;
    rule.exit = 2;
    rule.stop = 0.5;
    rule.max_hold_days = -1;
    rule.cool_off_days = -2;
    rule.max_nan = -3;
    rule.when_cheap = weights;
    setup.band_rule(rule);
  }
};
}  // namespace

RELVAL_STRATEGY(bad_band_rule, BadBandRule, "1", "sets a band rule of which nothing is right")
