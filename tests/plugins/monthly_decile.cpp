// A cross-sectional book: every 21 rows the names are ranked by the z-score of their own spread; long the widest tenth,
// short the tightest, each side of weight 1.
#include <relval/strategy.hpp>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace {

struct MonthlyDecile {
  static constexpr int kRows = 21;
  static constexpr std::array kParams = {
      relval::whole("window", "rows", "rows of the z-score, today included", 120, 2, 5000),
  };

  struct State {};

  void setup(relval::Setup& setup) {
    const int window = static_cast<int>(setup.param("window"));
    z_ = setup.zscore(setup.field("spread"), window, relval::Include::today);
    const auto assets = setup.assets();
    first_name_ = std::find_if(assets.begin(), assets.end(), [](const auto& a) { return !a.is_leg; }) - assets.begin();
    setup.decide_every(kRows, window - 1);
  }

  void decide(const relval::Today& today, State&, relval::Targets& targets) const {
    const auto z = today.row_of(z_);
    std::vector<std::pair<double, std::int32_t>> ranked;  // score and name of those with a score today, tightest first
    for (auto i = static_cast<std::size_t>(first_name_); i < z.size(); ++i)
      if (!std::isnan(z[i])) ranked.emplace_back(z[i], static_cast<std::int32_t>(i));
    std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    const std::size_t tenth = ranked.size() / 10;
    for (auto i = static_cast<std::int32_t>(first_name_); i < static_cast<std::int32_t>(z.size()); ++i)
      targets.weight({i}, 0);
    for (std::size_t i = 0; i < tenth; ++i) {
      targets.weight({ranked[i].second}, -1.0 / static_cast<double>(tenth));
      targets.weight({ranked[ranked.size() - 1 - i].second}, +1.0 / static_cast<double>(tenth));
    }
  }

 private:
  relval::Signal z_;
  std::ptrdiff_t first_name_ = 0;
};

}  // namespace

RELVAL_STRATEGY(monthly_decile, MonthlyDecile, "1",
                "long the widest tenth by z-score against the tightest, every 21 rows")
