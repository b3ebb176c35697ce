// Rows to fit on and rows to test on.
#include "analytics/cross_validation.hpp"
#include "reference/topics.hpp"

using namespace relval;

namespace reference {
namespace {

// When each row's outcome is known: "horizon" rows later for all, one horizon a row, or stated ("ends").
std::vector<std::size_t> ends(const Case& c) {
  if (c.has("ends")) return c.counts("ends");
  const std::size_t n = c.count("n");
  if (!c.has("horizon") || !c.param("horizon").is_array()) return ends_after(n, c.count("horizon", 1));
  std::vector<std::size_t> all = c.counts("horizon");
  for (std::size_t i = 0; i < all.size(); ++i) all[i] += i;
  return all;
}

json shown(const Rows& rows) { return {rows.begin, rows.end}; }

}  // namespace

void add_cv_splits(Functions& all) {
  all["purged_kfold"] = [](const Case& c) {
    json list = json::array();
    for (const Split& s : purged_kfold(ends(c), c.count("k"), c.count("embargo", 0)))
      list.push_back({{"test", s.test}, {"train", s.train}});
    return list;
  };
  all["cpcv"] = [](const Case& c) {
    const CombinatorialSplits found = cpcv(ends(c), c.count("groups"), c.count("test_groups"), c.count("embargo", 0));
    json out{{"n_paths", found.paths.size()}, {"paths", found.paths}, {"splits", json::array()}};
    for (const CombinatorialSplit& s : found.splits)
      out["splits"].push_back({{"groups", s.groups}, {"train", s.train}});
    return out;
  };
  all["walk_forward"] = [](const Case& c) {
    json list = json::array();
    const WalkForwardSettings settings{c.count("train"), c.count("test"), c.count("step", 0), c.count("gap", 0),
                                       c.flag("anchored", false), c.flag("partial", false)};
    for (const WalkForwardWindow& w : walk_forward_windows(c.count("n"), settings))
      list.push_back({{"train", shown(w.train)}, {"test", shown(w.test)}});
    return list;
  };
}

}  // namespace reference
