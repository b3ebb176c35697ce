// Philox4x32-10 and the draws made from it.
#include "base/random.hpp"

#include <algorithm>
#include <cmath>

#include "base/numeric.hpp"

namespace relval {
namespace {

constexpr std::uint32_t low(std::uint64_t x) { return static_cast<std::uint32_t>(x); }
constexpr std::uint32_t high(std::uint64_t x) { return static_cast<std::uint32_t>(x >> 32); }

// Of philox: what the counter is multiplied by, and what the key grows by.
constexpr std::uint32_t kMultiplier0 = 0xD2511F53, kMultiplier1 = 0xCD9E8D57;
constexpr std::uint32_t kWeyl0 = 0x9E3779B9, kWeyl1 = 0xBB67AE85;

// In (0, 1) out of two words of 32 bits: 52 of them, so that the half below is exact.
constexpr double uniform_of(std::uint64_t a, std::uint64_t b) {
  const auto bits = static_cast<std::int64_t>(a << 20 | b >> 12);
  return (static_cast<double>(bits) + 0.5) * (1.0 / 4503599627370496.0);  // 2^-52
}

// c[0] + c[1] x + c[2] x^2 ...
double polynomial(const std::array<double, 8>& c, double x) {
  double sum = c[7];
  for (std::size_t k = 7; k-- > 0;) sum = sum * x + c[k];
  return sum;
}

// Coefficients of AS 241: near the centre, in the tails to e^-25, beyond.
constexpr std::array<double, 8> kCentreOver = {
    3.3871328727963666080e0, 1.3314166789178437745e+2, 1.9715909503065514427e+3, 1.3731693765509461125e+4,
    4.5921953931549871457e+4, 6.7265770927008700853e+4, 3.3430575583588128105e+4, 2.5090809287301226727e+3};
constexpr std::array<double, 8> kCentreUnder = {
    1.0, 4.2313330701600911252e+1, 6.8718700749205790830e+2, 5.3941960214247511077e+3,
    2.1213794301586595867e+4, 3.9307895800092710610e+4, 2.8729085735721942674e+4, 5.2264952788528545610e+3};
constexpr std::array<double, 8> kTailOver = {
    1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
    1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4};
constexpr std::array<double, 8> kTailUnder = {
    1.0, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
    1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9};
constexpr std::array<double, 8> kFarOver = {
    6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
    2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7};
constexpr std::array<double, 8> kFarUnder = {
    1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
    7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15};

}  // namespace

std::array<std::uint32_t, 4> philox(const std::array<std::uint32_t, 4>& counter,
                                    const std::array<std::uint32_t, 2>& key) {
  std::array<std::uint32_t, 4> c = counter;
  std::array<std::uint32_t, 2> k = key;
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t a = std::uint64_t{kMultiplier0} * c[0], b = std::uint64_t{kMultiplier1} * c[2];
    c = {high(b) ^ c[1] ^ k[0], low(b), high(a) ^ c[3] ^ k[1], low(a)};
    k[0] += kWeyl0;
    k[1] += kWeyl1;
  }
  return c;
}

double normal_quantile(double p) {
  const double q = p - 0.5;
  if (std::fabs(q) <= 0.425) {
    const double r = 0.180625 - q * q;
    return q * polynomial(kCentreOver, r) / polynomial(kCentreUnder, r);
  }
  const double r = std::sqrt(-log(q < 0 ? p : 1 - p));
  const double x = r <= 5 ? polynomial(kTailOver, r - 1.6) / polynomial(kTailUnder, r - 1.6)
                          : polynomial(kFarOver, r - 5) / polynomial(kFarUnder, r - 5);
  return q < 0 ? -x : x;
}

std::array<double, 2> RandomStream::uniforms(std::uint64_t index) const {
  const auto bits = philox({low(index), high(index), low(stream_), high(stream_)}, {low(seed_), high(seed_)});
  return {uniform_of(bits[0], bits[1]), uniform_of(bits[2], bits[3])};
}

double RandomStream::uniform(std::uint64_t index) const { return uniforms(index)[0]; }

// philox for many counters side by side, so that the compiler works on several at once.
void RandomStream::uniform_pairs(std::span<double> first, std::span<double> second) const {
  constexpr std::size_t kLanes = 64;
  std::array<std::uint32_t, kLanes> c0, c1, c2, c3;
  for (std::size_t done = 0; done < first.size(); done += kLanes) {
    for (std::size_t i = 0; i < kLanes; ++i) {
      c0[i] = low(done + i), c1[i] = high(done + i), c2[i] = low(stream_), c3[i] = high(stream_);
    }
    std::uint32_t k0 = low(seed_), k1 = high(seed_);
    for (int round = 0; round < 10; ++round) {
      for (std::size_t i = 0; i < kLanes; ++i) {
        const std::uint64_t a = std::uint64_t{kMultiplier0} * c0[i], b = std::uint64_t{kMultiplier1} * c2[i];
        c0[i] = high(b) ^ c1[i] ^ k0;
        c1[i] = low(b);
        c2[i] = high(a) ^ c3[i] ^ k1;
        c3[i] = low(a);
      }
      k0 += kWeyl0;
      k1 += kWeyl1;
    }
    const std::size_t count = std::min(kLanes, first.size() - done);
    for (std::size_t i = 0; i < count; ++i) {
      first[done + i] = uniform_of(c0[i], c1[i]);
      second[done + i] = uniform_of(c2[i], c3[i]);
    }
  }
}

double RandomStream::normal(std::uint64_t index) const { return normal_quantile(uniforms(index)[0]); }

double RandomStream::wildness(std::uint64_t index, double excess_kurtosis) const {
  // 3 (p w^2 + (1 - p w)^2 / (1 - p)) - 3 = excess kurtosis, solved for w
  constexpr double p = 0.05;
  const double w = 1 + std::sqrt((1 - p) / p * excess_kurtosis / 3);
  return std::sqrt(uniforms(index)[1] < p ? w : (1 - p * w) / (1 - p));
}

}  // namespace relval
