// Principal components of a panel of changes, and what they leave of today's row.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "base/statistic.hpp"

namespace relval {

enum class PcaMatrix { covariance, correlation };  // n - 1; covariance where columns share a unit (changes in bp)

// Components by falling eigenvalue. A component's entry of largest magnitude is positive, ties to the first variable:
// the sign is nobody's otherwise. status: too_few below two rows, non_finite_input, zero_variance where nothing moves
// or (correlation) a column does not.
struct Pca {
  Status status = Status::too_few;
  std::vector<double> eigenvalues, explained;  // explained: share of the sum
  std::vector<std::vector<double>> loadings;   // [variable][component], columns of length 1
  std::vector<double> means, scales;           // of the columns; scales are 1 for a covariance
};
// columns[variable][row], of one length.
Pca pca(const std::vector<std::vector<double>>& columns, PcaMatrix = PcaMatrix::covariance);

// The components of a later window in the order and with the signs of an earlier one's: each earlier component takes
// the later one it is most alike (largest |dot product| of loadings, from the first on). unsure: by component, whether
// the gap to a neighbouring eigenvalue is below 5 % of the largest, where two may have changed places.
struct AlignedPca {
  Pca pca;
  std::vector<char> unsure;
};
AlignedPca aligned(const Pca& later, const Pca& earlier);

// Of a row, by component: loadings times the row less the means, over the scales.
std::vector<double> pca_scores(const Pca&, std::span<const double> row);

// row - mean - the part that the first `components` explain, in the unit of the columns; loadings are to come from rows
// before this one.
std::vector<double> pca_residual(const Pca&, std::span<const double> row, std::size_t components);

}  // namespace relval
