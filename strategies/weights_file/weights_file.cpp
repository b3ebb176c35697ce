// Weights that were worked out elsewhere: relval sizes, trades, charges and accounts for them. A CSV file states the
// weight of a leg or instrument decided at the close of a date; it lasts until the asset's next one.
#include <relval/strategy.hpp>

#include <cmath>

namespace {

struct WeightsFile {
  static constexpr std::array kParams = {
      relval::table("weights", "weight",
                    "CSV file of weights decided at the close of each date; > 0 is long credit risk"),
  };

  struct State {};

  void setup(relval::Setup& setup) {
    weights_ = setup.table("weights");
    setup.decide_every_row();
  }

  void decide(const relval::Today& today, State&, relval::Targets& targets) const {
    relval::Asset asset{0};
    for (const double weight : today.row_of(weights_)) {
      if (!std::isnan(weight)) targets.weight(asset, weight);
      ++asset.index;
    }
  }

 private:
  relval::Signal weights_;
};

}  // namespace

RELVAL_STRATEGY(weights_file, WeightsFile, "1", "holds the weights that a CSV file states by date and asset")
