// Slope of the spread curve at each instrument: the central difference between its nearest neighbours in tenor that
// have a value that day; one-sided at the ends. An instrument without a value, or alone, has no slope.
#include <algorithm>
#include <map>

#include "base/numeric.hpp"
#include "market/import_build.hpp"

namespace relval {

Panel curve_slopes(const Panel& spread, const std::vector<double>& tenor_years, const std::vector<std::string>& group) {
  Panel out{spread.rows, spread.names, std::vector<double>(spread.values.size(), kNaN)};
  std::map<std::string, std::vector<std::size_t>> curves;
  for (std::size_t i = 0; i < spread.names; ++i) {
    if (tenor_years[i] == tenor_years[i]) curves[group[i]].push_back(i);
  }
  for (auto& [name, curve] : curves) {
    std::sort(curve.begin(), curve.end(),
              [&](std::size_t a, std::size_t b) { return tenor_years[a] < tenor_years[b]; });
    std::vector<std::size_t> quoted;
    for (std::size_t t = 0; t < spread.rows; ++t) {
      quoted.clear();
      std::copy_if(curve.begin(), curve.end(), std::back_inserter(quoted),
                   [&](std::size_t i) { return spread.at(t, i) == spread.at(t, i); });
      if (quoted.size() < 2) continue;
      for (std::size_t k = 0; k < quoted.size(); ++k) {
        const std::size_t shorter = quoted[k == 0 ? 0 : k - 1], longer = quoted[std::min(k + 1, quoted.size() - 1)];
        out.row(t)[quoted[k]] =
            (spread.at(t, longer) - spread.at(t, shorter)) / (tenor_years[longer] - tenor_years[shorter]);
      }
    }
  }
  return out;
}

}  // namespace relval
