// Random numbers by place instead of by turn: what stands at (seed, stream, index) does not depend on what was drawn
// before it, so a part of a history has the values it has in the whole. Same bits on every machine.
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace relval {

// Philox4x32-10: Salmon, Moraes, Dror, Shaw, "Parallel Random Numbers: As Easy as 1, 2, 3", SC11 (2011).
std::array<std::uint32_t, 4> philox(const std::array<std::uint32_t, 4>& counter,
                                    const std::array<std::uint32_t, 2>& key);

// One stream of a seed. Draws of one index are related to each other; use an index once.
class RandomStream {
 public:
  RandomStream(std::uint64_t seed, std::uint64_t stream) : seed_(seed), stream_(stream) {}

  double uniform(std::uint64_t index) const;  // in (0, 1), both ends out
  // For index 0, 1, ... uniform(index) and a second draw, which is not related to it. Both of one size.
  void uniform_pairs(std::span<double> first, std::span<double> second) const;
  double normal(std::uint64_t index) const;   // mean 0, variance 1
  // SD of a day: w^(1/2) with probability 0.05, else that which makes the mean square 1, with w chosen so that a normal
  // times it has this excess kurtosis, 0 to 57 (Tukey's contaminated normal): days of markets are of that kind. Not
  // related to normal(index); things that share a stream of it have their wild days together.
  double wildness(std::uint64_t index, double excess_kurtosis) const;

 private:
  std::array<double, 2> uniforms(std::uint64_t index) const;
  std::uint64_t seed_, stream_;
};

// The x below which a standard normal lies with probability p in (0, 1): algorithm AS 241 (PPND16), Wichura, "The
// Percentage Points of the Normal Distribution", Applied Statistics 37 (1988); relative error about 1e-16.
double normal_quantile(double p);

}  // namespace relval
