// Value at risk and expected shortfall of a distribution that is described by its moments. Losses are positive, of one
// period; a = 1 - confidence, z = normal quantile of a.
#pragma once

#include "base/statistic.hpp"

namespace relval {

struct TailMoments {
  bool zero_mean = false;   // leave the mean out, as is usual for daily P&L
  bool population = false;  // deviation over n; over n - 1 otherwise
};

// VaR = -(m + s z), ES = -m + s phi(z) / a.
struct NormalTail {
  Statistic var, es;
};
NormalTail normal_tail(std::span<const double> pnl, double confidence, const TailMoments& = {});

// The normal quantile bent by skewness S and excess kurtosis K:
//   z' = z + (z^2 - 1) S / 6 + (z^3 - 3 z) K / 24 - (2 z^3 - 5 z) S^2 / 36, VaR = -(m + s z'), and ES its integral:
//   -m + s phi(z) / a [1 + z S / 6 + (z^2 - 1) K / 24 - (2 z^2 - 1) S^2 / 36]   (Maillard 2012).
// Outside its domain the map from z to z' turns back: the numbers stay, with status out_of_domain, and must decide
// nothing. Fat-tailed daily P&L is far outside. At least 4 values.
struct CornishFisherTail {
  Statistic var, es;
  Statistic es_boudt;  // by the density's own expansion at z' (Boudt, Peterson & Croux 2008), never below VaR
  double skewness = kNaN, excess_kurtosis = kNaN;
  bool valid = false;
};
CornishFisherTail cornish_fisher_tail(std::span<const double> pnl, double confidence, const TailMoments& = {});

// Whether z' grows with z everywhere. With a = S / 6, b = K / 24, c = S^2 / 36: 3b > 6c and a^2 <= (3b - 6c)(1 - 3b +
// 5c), or 3b = 6c and a = 0.
bool cornish_fisher_valid(double skewness, double excess_kurtosis);

}  // namespace relval
