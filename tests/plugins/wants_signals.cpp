// Asks for whatever its parameters name, to be told what the store lacks and what may not be mixed.
#include <relval/strategy.hpp>

#include <string>

namespace {
struct WantsSignals {
  static constexpr std::array kParams = {relval::text("field", "a field"), relval::text("minus", "another"),
                                         relval::text("series", "an exogenous series")};
  struct State {};
  void setup(relval::Setup& setup) {
    const auto x = setup.field(std::string(setup.text("field")).c_str());
    const auto y = setup.field(std::string(setup.text("minus")).c_str());
    const auto e = setup.exogenous(std::string(setup.text("series")).c_str());
    const auto difference = setup.diff(x, y);
    setup.zscore(setup.log_ratio(difference, e), 20);  // mixed already: not said again
    setup.decide_at_month_end();
  }
  void decide(const relval::Today&, State&, relval::Targets&) const {}
};
}  // namespace

RELVAL_STRATEGY(wants_signals, WantsSignals, "1", "asks for the signals that its parameters name")
