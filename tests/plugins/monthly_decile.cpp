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
    const auto tenth = static_cast<std::ptrdiff_t>(ranked.size() / 10);
    // Only who is in a tenth counts, not the order within it. Pairs compare by score, then by name: no ties.
    std::nth_element(ranked.begin(), ranked.begin() + tenth, ranked.end());
    std::nth_element(ranked.begin() + tenth, ranked.end() - tenth, ranked.end());
    for (auto i = static_cast<std::int32_t>(first_name_); i < static_cast<std::int32_t>(z.size()); ++i)
      targets.weight({i}, 0);
    const double share = 1.0 / static_cast<double>(tenth);
    for (auto tight = ranked.begin(); tight != ranked.begin() + tenth; ++tight) targets.weight({tight->second}, -share);
    for (auto wide = ranked.end() - tenth; wide != ranked.end(); ++wide) targets.weight({wide->second}, +share);
  }

 private:
  relval::Signal z_;
  std::ptrdiff_t first_name_ = 0;
};

}  // namespace

RELVAL_STRATEGY(monthly_decile, MonthlyDecile, "1",
                "long the widest tenth by z-score against the tightest, every 21 rows")
