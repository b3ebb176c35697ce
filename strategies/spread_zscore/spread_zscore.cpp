// Mean reversion of a pair: long the first leg against the second where its spread is wide by its own history, the
// other way round where it is tight. A band rule on one score; Gatev, Goetzmann & Rouwenhorst (2006) for prices, here
// spreads.
#include <relval/strategy.hpp>

#include <stdexcept>

namespace {

struct SpreadZScore {
  static constexpr std::array kParams = {
      relval::asset("long", "leg or instrument bought where its spread is wide against the other's"),
      relval::asset("short", "leg or instrument sold against it"),
      relval::choice("measure", "diff|ratio|residual",
                     "what is scored: long - short, ln(long / short), or what a line on short leaves of long", "diff"),
      relval::whole("window", "rows", "rows of mean and deviation, or of the line", 120, 3, 5000),
      relval::choice("include_today", "true|false", "whether the window ends today, or yesterday", "false"),
      relval::number("enter", "deviations", "entered at or beyond this score", 2, 0, 100),
      relval::number("exit", "deviations", "left at or within this score, and where it changes sign", 0.5, 0, 100),
      relval::number("stop", "deviations", "left at or beyond this score, where nothing is entered; .inf: none", 4, 0),
      relval::whole("max_hold_days", "days", "calendar days after which a position is left; 0: no limit", 60, 0, 36500),
      relval::whole("cool_off_days", "days", "calendar days after a stop without an entry", 10, 0, 36500),
  };

  void setup(relval::Setup& setup) {
    const relval::Asset bought = setup.asset_param("long"), sold = setup.asset_param("short");
    if (bought == sold) throw std::invalid_argument("long and short name the same asset: they would cancel");
    const relval::Signal spread = setup.field("spread");
    const relval::Weight weights[] = {{bought, +1}, {sold, -1}};
    relval::BandRule rule;
    // Signals are listed as they are made, and compilers differ in the order in which they work out arguments.
    const relval::Signal against = setup.of(spread, sold), own = setup.of(spread, bought);
    rule.score = score(setup, own, against);
    rule.enter = setup.param("enter");
    rule.exit = setup.param("exit");
    rule.stop = setup.param("stop");
    rule.max_hold_days = static_cast<int>(setup.param("max_hold_days"));
    rule.cool_off_days = static_cast<int>(setup.param("cool_off_days"));
    rule.when_cheap = weights;
    setup.band_rule(rule);
  }

 private:
  static relval::Signal score(relval::Setup& setup, relval::Signal a, relval::Signal b) {
    const int window = static_cast<int>(setup.param("window"));
    const auto include = setup.text("include_today") == "true" ? relval::Include::today : relval::Include::before_today;
    const std::string_view measure = setup.text("measure");
    if (measure == "diff") return setup.zscore(setup.diff(a, b), window, include);
    if (measure == "ratio") return setup.zscore(setup.log_ratio(a, b), window, include);
    const relval::Regression line = setup.ols(a, b, window, include);
    return setup.quotient(line.residual, line.deviation);
  }
};

}  // namespace

RELVAL_STRATEGY(spread_zscore, SpreadZScore, "1",
                "buys the spread of a pair where it is wide by its own history, sells it tight")
