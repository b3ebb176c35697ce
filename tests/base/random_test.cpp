// Random numbers by place: known answers, moments, independence of place.
#include "base/random.hpp"

#include <cmath>
#include <vector>

#include "base/numeric.hpp"

#include "catch.hpp"

using namespace relval;

namespace {

struct Moments {
  double mean = 0, variance = 0, excess_kurtosis = 0;
};
template <class Draw> Moments moments(int n, Draw draw) {
  double s1 = 0, s2 = 0, s4 = 0;
  for (int i = 0; i < n; ++i) {
    const double x = draw(static_cast<std::uint64_t>(i));
    s1 += x;
    s2 += x * x;
    s4 += x * x * x * x;
  }
  const double v = s2 / n;
  return {s1 / n, v, s4 / n / (v * v) - 3};
}

}  // namespace

TEST_CASE("Philox gives the answers that its authors publish") {
  // kat_vectors of Random123 1.14, philox4x32 with 10 rounds
  using Four = std::array<std::uint32_t, 4>;
  CHECK(philox({0, 0, 0, 0}, {0, 0}) == Four{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
  CHECK(philox({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}) ==
        Four{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
  CHECK(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
        Four{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("the normal quantile is right in the centre and in both tails") {
  // AS 241's own checks, and scipy.stats.norm.ppf for the others
  CHECK(std::fabs(normal_quantile(0.25) - -0.6744897501960817) < 1e-15);
  CHECK(std::fabs(normal_quantile(0.001) - -3.090232306167814) < 1e-14);
  CHECK(std::fabs(normal_quantile(1e-20) - -9.262340089798408) < 1e-14);
  CHECK(normal_quantile(0.5) == 0);
  CHECK(std::fabs(normal_quantile(0.975) - 1.959963984540054) < 1e-14);
  CHECK(normal_quantile(0.75) == -normal_quantile(0.25));
}

TEST_CASE("draws have the moments they promise") {
  const RandomStream stream(7, 11);
  constexpr int n = 400000;  // standard error of a mean 0.0016, of a variance 0.0022 (normal) and 0.004
  const Moments u = moments(n, [&](std::uint64_t i) { return stream.uniform(i); });
  CHECK(std::fabs(u.mean - 0.5) < 0.002);
  const Moments z = moments(n, [&](std::uint64_t i) { return stream.normal(i); });
  CHECK(std::fabs(z.mean) < 0.006);
  CHECK(std::fabs(z.variance - 1) < 0.01);
  CHECK(std::fabs(z.excess_kurtosis) < 0.04);
  const Moments h = moments(n, [&](std::uint64_t i) { return stream.normal(i) * stream.wildness(i, 6); });
  CHECK(std::fabs(h.mean) < 0.006);
  CHECK(std::fabs(h.variance - 1) < 0.015);
  CHECK(std::fabs(h.excess_kurtosis - 6) < 0.6);
  CHECK(stream.wildness(3, 0) == 1);
}

TEST_CASE("a draw depends on its seed, its stream and its index alone") {
  const RandomStream stream(1, 2);
  const double alone = stream.normal(1000);
  for (std::uint64_t i = 0; i < 10; ++i) stream.wildness(i, 6);
  CHECK(stream.normal(1000) == alone);
  CHECK(RandomStream(2, 2).normal(1000) != alone);
  CHECK(RandomStream(1, 3).normal(1000) != alone);
  CHECK(stream.normal(1001) != alone);
  CHECK(RandomStream(std::uint64_t{1} << 32, 2).normal(0) != RandomStream(0, 2).normal(0));
  CHECK(RandomStream(1, std::uint64_t{1} << 40).normal(0) != RandomStream(1, 0).normal(0));
}

TEST_CASE("pairs drawn at once begin with the draw of their index, and their second is another") {
  const RandomStream stream(3, 9);
  std::vector<double> first(150), second(150);  // more than twice what is worked on side by side
  stream.uniform_pairs(first, second);
  for (const std::size_t index : {0u, 1u, 63u, 64u, 128u, 149u}) {
    CHECK(first[index] == stream.uniform(index));
    CHECK(second[index] > 0);
    CHECK(second[index] < 1);
    CHECK(second[index] != first[index]);
  }
}

TEST_CASE("neighbouring streams and indices are not related") {
  constexpr int n = 100000;  // standard error of a correlation 0.0032
  double streams = 0, seeds = 0, lag = 0;
  for (int i = 0; i < n; ++i) {
    const auto at = static_cast<std::uint64_t>(i);
    const double x = RandomStream(5, 1).normal(at);
    streams += x * RandomStream(5, 2).normal(at);
    seeds += x * RandomStream(6, 1).normal(at);
    lag += x * RandomStream(5, 1).normal(at + 1);
  }
  CHECK(std::fabs(streams / n) < 0.013);
  CHECK(std::fabs(seeds / n) < 0.013);
  CHECK(std::fabs(lag / n) < 0.013);
}
