// The committed synthetic market and what tests measure on it.
#pragma once

#include <algorithm>
#include <set>

#include "market/synthetic.hpp"
#include "store_sample.hpp"

namespace relval::test {

inline const Path kSource = RELVAL_SOURCE_DIR;
inline const std::vector<std::string> kHyperscalers = {"AMZN", "GOOGL", "META", "MSFT"};
inline const std::set<std::string> kIndustrialSectors = {"capital_goods", "transportation", "basic_industry"};
constexpr double kNearHyperscalersBp = 2, kNearIndustrialsBp = 2.5;  // of the committed seed, in the pair's window

inline SyntheticSpec committed_spec() { return read_synthetic_spec(kSource / "data/ig_credit_synthetic.yaml"); }

const GroupSpec& group_of(const SyntheticSpec&, const std::string& name);
std::size_t row_of(const MarketData&, const std::string& date);
bool same(const std::vector<double>&, const std::vector<double>&);  // NaN equals NaN

// What a run's filters choose: industrial sectors, USD, 5 to 12 years, without Oracle's.
std::vector<std::string> industrial_leg(const MarketData&);
// Of those the ones that neither begin, end nor migrate.
std::vector<std::string> industrial_core(const SyntheticSpec&, const MarketData&);
// Mean spread by row, weighted by duration, over those with a quote and an investment-grade rating.
std::vector<double> leg_mean(const MarketData&, const std::vector<std::string>& ids);

struct PairStatistics {  // daily changes, 2025-05-01 to the end
  double industrial_sd_bp = 0, hyperscaler_sd_bp = 0, hyperscaler_own_sd_bp = 0, correlation = 0, beta = 0;
  double industrial_autocorrelation = 0, industrial_kurtosis = 0, name_sd_bp = 0, name_r2 = 0;
  double hyperscaler_own_kurtosis = 0;  // excess kurtosis, of what the industrials do not explain
};
PairStatistics pair_statistics(const MarketData&);
PairStatistics mean_over_seeds(const SyntheticSpec&, const std::string& market_case, int seeds);

}  // namespace relval::test
