// GARCH(1,1) with a constant mean by quasi maximum likelihood with normal errors.
#pragma once

#include "analytics/conditional_variance.hpp"

namespace relval {

struct GarchFit {
  Status status = Status::too_few;  // not_converged: take ewma_variance instead
  Garch parameters;
  double log_likelihood = kNaN;
};

// Maximises garch_variance's log_likelihood over mu, omega > 0, alpha >= 0, beta >= 0 and alpha + beta < 1, from
// several starts, by quasi-Newton steps on its gradient; returns are scaled to unit variance meanwhile. At least 10
// returns.
GarchFit fit_garch(std::span<const double> returns);

}  // namespace relval
