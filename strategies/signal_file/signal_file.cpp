// A signal that was worked out elsewhere, as a score by date: relval enters, leaves and stops on it, sizes, trades,
// charges and accounts. The CSV file has the score of the pair under the name of the leg that a high score buys.
#include <relval/strategy.hpp>

#include <limits>
#include <stdexcept>

namespace {

struct SignalFile {
  static constexpr std::array kParams = {
      relval::table("signals", "score", "CSV file of the score at the close of each date, in the column of `long`"),
      relval::asset("long", "leg or instrument bought where the score is high, sold where it is low"),
      relval::asset("short", "leg or instrument on the other side"),
      relval::number("enter", "score", "entered at or beyond this score", 2, 0, 1e9),
      relval::number("exit", "score", "left at or within this score, and where it changes sign", 0.5, 0, 1e9),
      relval::number("stop", "score", "left at or beyond this score, where nothing is entered; .inf: none",
                     std::numeric_limits<double>::infinity(), 0),
      relval::whole("max_hold_days", "days", "calendar days after which a position is left; 0: no limit", 0, 0, 36500),
      relval::whole("cool_off_days", "days", "calendar days after a stop without an entry", 0, 0, 36500),
  };

  void setup(relval::Setup& setup) {
    const relval::Asset bought = setup.asset_param("long"), sold = setup.asset_param("short");
    if (bought == sold) throw std::invalid_argument("long and short name the same asset: they would cancel");
    const relval::Weight weights[] = {{bought, +1}, {sold, -1}};
    relval::BandRule rule;
    rule.score = setup.of(setup.table("signals"), bought);
    rule.enter = setup.param("enter");
    rule.exit = setup.param("exit");
    rule.stop = setup.param("stop");
    rule.max_hold_days = static_cast<int>(setup.param("max_hold_days"));
    rule.cool_off_days = static_cast<int>(setup.param("cool_off_days"));
    rule.max_nan = std::numeric_limits<int>::max();  // a date without a line says nothing new
    rule.when_cheap = weights;
    setup.band_rule(rule);
  }
};

}  // namespace

RELVAL_STRATEGY(signal_file, SignalFile, "1", "enters and leaves a pair on a score that a CSV file states by date")
