#include "signals/ewma.hpp"

#include <cmath>
#include <numbers>

#include "base/numeric.hpp"

namespace relval {

double alpha_of_half_life(double rows) { return rows > 0 ? -expm1(-std::numbers::ln2 / rows) : kNaN; }
double alpha_of_span(double span) { return span >= 1 ? 2 / (span + 1) : kNaN; }
double alpha_of_centre_of_mass(double com) { return com >= 0 ? 1 / (1 + com) : kNaN; }

void Ewma::add(double x) {
  if (std::isnan(x)) return;
  if (count_++ == 0) {
    mean_ = x;
    return;
  }
  const double d = x - mean_;
  mean_ += alpha_ * d;
  variance_ = (1 - alpha_) * (variance_ + alpha_ * d * d);
}

double Ewma::mean() const { return count_ > 0 ? mean_ : kNaN; }
double Ewma::variance() const { return count_ > 0 ? variance_ : kNaN; }

EwmaMeanVar ewma_mean_var(std::span<const double> x, double alpha, std::size_t min_obs) {
  EwmaMeanVar out{std::vector<double>(x.size(), kNaN), std::vector<double>(x.size(), kNaN)};
  if (!(alpha > 0 && alpha <= 1)) return out;
  Ewma ewma(alpha);
  for (std::size_t row = 0; row < x.size(); ++row) {
    ewma.add(x[row]);
    if (ewma.count() < min_obs) continue;
    out.mean[row] = ewma.mean();
    out.var[row] = ewma.variance();
  }
  return out;
}

}  // namespace relval
