// Realised neutrality: |net| / gross of each exposure, every day, against the bands and limits of the config.
#pragma once

#include <string>
#include <vector>

#include "replay/result.hpp"

namespace relval {

struct Neutrality {
  std::string factor;             // notional, cs01, dts, market_beta
  double band = 0;                // most that |net| / gross may be
  OnBreach on_breach = OnBreach::finding;
  std::size_t rows = 0;           // with a position and a value
  std::size_t rows_outside = 0;
  double worst = 0;               // largest |net| / gross
  std::size_t worst_row = 0;
};
struct LimitUse {
  std::string limit;              // gross, net
  double most = 0;                // share of capital allowed
  OnBreach on_breach = OnBreach::trim;
  std::size_t rows_outside = 0;
  double worst = 0;               // share of capital
  std::size_t worst_row = 0;
};
std::vector<Neutrality> realised_neutrality(const RunResult&);  // of the bands the config states
std::vector<LimitUse> limit_use(const RunResult&);              // of its limits

struct NetGross {
  double net = 0, gross = 0;  // of the row's closing book, in the factor's unit; NaN where a beta is not known
};
NetGross net_gross(const RunResult&, std::size_t row, const std::string& factor);

}  // namespace relval
