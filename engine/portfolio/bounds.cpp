#include "portfolio/bounds.hpp"

#include <cmath>

namespace relval {
namespace {

struct Sides {
  double up = 0, down = 0;  // both >= 0
};

template <class Exposure> Sides sides_of(std::span<const double> wanted, Exposure exposure) {
  Sides x;
  for (std::size_t s = 0; s < wanted.size(); ++s) {
    const double e = exposure(s);
    if (e > 0) x.up += e;
    if (e < 0) x.down -= e;
  }
  return x;
}

// Scales the positions whose exposure has the sign by `share`.
template <class Exposure> void cut(std::span<double> wanted, bool up, double share, Exposure exposure) {
  for (std::size_t s = 0; s < wanted.size(); ++s) {
    const double e = exposure(s);
    if (up ? e > 0 : e < 0) wanted[s] *= share;
  }
}

constexpr double kRounding = 1e-12;  // a book at its bound is within it

}  // namespace

const NeutralBand& band_of(const NeutralConfig& n, Factor f) {
  switch (f) {
    case Factor::notional: return n.notional;
    case Factor::cs01: return n.cs01;
    case Factor::dts: return n.dts;
    case Factor::market_beta: break;
  }
  return n.market_beta;
}

const char* name_of(Factor f) {
  switch (f) {
    case Factor::notional: return "notional";
    case Factor::cs01: return "cs01";
    case Factor::dts: return "dts";
    case Factor::market_beta: break;
  }
  return "market_beta";
}

Bounds::Bounds(const RunConfig& c) : neutral_(c.neutral), limits_(c.limits), capital_(c.portfolio.capital) {
  trims_ = (limits_.gross || limits_.net) && limits_.on_breach == OnBreach::trim;
  for (Factor f : kFactors) {
    const NeutralBand& band = band_of(neutral_, f);
    trims_ = trims_ || (band.given && band.on_breach == OnBreach::trim);
  }
}

bool Bounds::trim(std::span<double> wanted, const std::function<double(Factor, std::size_t)>& unit) const {
  bool changed = false;
  for (Factor f : kFactors) {
    const NeutralBand& b = band_of(neutral_, f);
    if (!b.given || b.on_breach != OnBreach::trim || b.band >= 1) continue;
    const auto exposure = [&](std::size_t s) { return wanted[s] == 0 ? 0.0 : wanted[s] * unit(f, s); };
    const Sides x = sides_of(wanted, exposure);
    const double larger = std::max(x.up, x.down), smaller = std::min(x.up, x.down);
    const double most = smaller * (1 + b.band) / (1 - b.band);
    if (smaller == 0 || larger <= most * (1 + kRounding)) continue;
    cut(wanted, x.up > x.down, most / larger, exposure);
    changed = true;
  }
  if (limits_.on_breach != OnBreach::trim) return changed;
  const auto notional = [&](std::size_t s) { return wanted[s]; };
  const Sides x = sides_of(wanted, notional);
  if (limits_.gross && x.up + x.down > *limits_.gross * capital_ * (1 + kRounding)) {
    const double share = *limits_.gross * capital_ / (x.up + x.down);
    for (double& n : wanted) n *= share;
    changed = true;
  }
  const Sides y = sides_of(wanted, notional);
  if (limits_.net && std::fabs(y.up - y.down) > *limits_.net * capital_ * (1 + kRounding)) {
    const double most = std::min(y.up, y.down) + *limits_.net * capital_;
    cut(wanted, y.up > y.down, most / std::max(y.up, y.down), notional);
    changed = true;
  }
  return changed;
}

}  // namespace relval
