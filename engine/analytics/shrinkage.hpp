// Covariances drawn towards a simple target by as much as their own noise asks for: well-conditioned where rows are
// few.
#pragma once

#include "analytics/covariance.hpp"

namespace relval {

struct ShrunkCovariance {
  Status status = Status::too_few;
  CovarianceMatrix matrix;           // (1 - shrinkage) S + shrinkage x target
  double shrinkage = kNaN;           // 0 to 1
  double mean_correlation = kNaN;    // of the constant-correlation target
  std::size_t column = 0;            // the one without dispersion, where status is zero_variance
};

// S is over n if `population` (as scikit-learn has it), over n - 1 otherwise (the authors' later code); the moments of
// its noise are over the same.

// Target: the mean variance on the diagonal, 0 elsewhere (Ledoit & Wolf 2004, J. Multivariate Analysis 88).
ShrunkCovariance shrink_to_identity(Columns, bool population = true);

// Target: the variances of S with the mean correlation between all (Ledoit & Wolf 2004, J. Portfolio Management 30).
ShrunkCovariance shrink_to_constant_correlation(Columns, bool population = true);

}  // namespace relval
