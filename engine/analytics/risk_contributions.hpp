// Value at risk and expected shortfall split over legs so that the parts add up (Euler allocation, Tasche 1999). Losses
// are positive: a negative part is a hedge.
#pragma once

#include "analytics/covariance.hpp"

namespace relval {

// Of a portfolio of `weight` in legs whose P&L has this covariance. z = -normal quantile of the tail.
struct NormalContributions {
  Status status = Status::too_few;
  double volatility = kNaN, var = kNaN, es = kNaN;
  std::vector<double> marginal;          // z (C w)_i / volatility - mean_i
  std::vector<double> var_part;          // w_i x marginal_i; adds up to VaR
  std::vector<double> volatility_part;   // w_i (C w)_i / volatility
  std::vector<double> es_part;           // as var_part with phi(z) / a in place of z
  std::vector<double> incremental;       // VaR less the VaR without the leg: does not add up
};
NormalContributions normal_contributions(const CovarianceMatrix&, std::span<const double> mean,
                                         std::span<const double> weight, double confidence);
// From the legs' P&L, rows alike: their sample covariance, and their means unless `zero_mean`.
NormalContributions normal_contributions(Columns legs, std::span<const double> weight, double confidence,
                                         bool zero_mean);

// By the rows that make the historical VaR and ES of sum w_i L_i (analytics/tail_risk.hpp).
struct HistoricalContributions {
  Status status = Status::too_few;
  double var = kNaN, es = kNaN;
  std::vector<double> var_part;  // what the leg lost on the VaR row
  std::vector<double> es_part;   // its share-weighted loss over the rows of the tail
  std::size_t var_row = 0;
};
HistoricalContributions historical_contributions(Columns legs, std::span<const double> weight, double confidence);

// var_part as the mean over the rows within `ranks` of the VaR row, rescaled to add up to VaR: one row alone is noisy.
// Undefined (zero_variance) where those rows lose nothing on average.
HistoricalContributions averaged_contributions(Columns legs, std::span<const double> weight, double confidence,
                                               std::size_t ranks);
std::size_t usual_ranks(std::size_t rows, double confidence);  // max(1, floor(0.1 n a))

// Parts of legs summed by group; group[i] is the place of leg i's group.
std::vector<double> by_group(std::span<const double> parts, std::span<const std::size_t> group, std::size_t groups);

}  // namespace relval
