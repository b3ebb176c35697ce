// A band rule on the z-score of one leg's spread over another's: wide first leg = cheap, long it against the second.
#include <relval/strategy.hpp>

namespace {

struct SpreadBand {
  static constexpr std::array kParams = {
      relval::asset("first", "leg or instrument that is bought when its spread is wide"),
      relval::asset("second", "leg or instrument sold against it"),
      relval::whole("window", "rows", "rows of the z-score", 60, 2, 2000),
      relval::number("enter", "deviations", "entry level", 2, 0, 100),
      relval::number("exit", "deviations", "exit level", 0.5, 0, 100),
      relval::number("stop", "deviations", "leave, and enter nothing, at or beyond this level", relval::kNoLimit, 0),
  };

  void setup(relval::Setup& setup) {
    const relval::Asset first = setup.asset_param("first"), second = setup.asset_param("second");
    const relval::Signal spread = setup.field("spread");
    const relval::Signal gap = setup.diff(setup.of(spread, first), setup.of(spread, second));
    const relval::Weight weights[] = {{first, +1}, {second, -1}};
    relval::BandRule rule;
    rule.score = setup.zscore(gap, static_cast<int>(setup.param("window")), relval::Include::today);
    rule.enter = setup.param("enter");
    rule.exit = setup.param("exit");
    rule.stop = setup.param("stop");
    rule.when_cheap = weights;
    setup.band_rule(rule);
  }
};

}  // namespace

RELVAL_STRATEGY(spread_band, SpreadBand, "1", "trades one spread against another by the z-score of their difference")
