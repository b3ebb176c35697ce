#include "analytics/neutrality.hpp"

#include <cmath>

#include "analytics/exposures.hpp"
#include "base/numeric.hpp"
#include "portfolio/bounds.hpp"

namespace relval {
namespace {

constexpr double kRounding = 1e-9;  // a book that is trimmed to its band or limit sits on it: that is no breach

}  // namespace

NetGross net_gross(const RunResult& r, std::size_t row, const std::string& factor) {
  NetGross x;
  for (std::size_t l = 0; l < r.legs.size(); ++l)
    for (const Side side : {Side::long_risk, Side::short_risk}) {
      const Exposure& e = r.held(row, l, side);
      if (e.notional == 0) continue;
      double value = e.notional;
      if (factor == "cs01") value = e.cs01;
      if (factor == "dts") value = e.dts;
      if (factor == "market_beta") value = e.cs01 * (r.legs[l].beta.empty() ? kNaN : r.legs[l].beta[row]);
      x.net += value;
      x.gross += std::fabs(value);
    }
  return x;
}

std::vector<Neutrality> realised_neutrality(const RunResult& r) {
  std::vector<Neutrality> out;
  for (const Factor f : kFactors) {
    const NeutralBand& band = band_of(r.config.neutral, f);
    if (!band.given) continue;
    Neutrality n{name_of(f), band.band, band.on_breach};
    for (std::size_t t = 0; t < r.rows(); ++t) {
      const NetGross x = net_gross(r, t, n.factor);
      if (!(x.gross > 0)) continue;
      const double share = std::fabs(x.net) / x.gross;
      ++n.rows;
      if (share > n.band + kRounding) ++n.rows_outside;
      if (share > n.worst) {
        n.worst = share;
        n.worst_row = t;
      }
    }
    out.push_back(n);
  }
  return out;
}

std::vector<LimitUse> limit_use(const RunResult& r) {
  std::vector<LimitUse> out;
  const LimitsConfig& limits = r.config.limits;
  const auto add = [&](const char* name, const std::optional<double>& most, double BookExposure::*at) {
    if (!most) return;
    LimitUse use{name, *most, limits.on_breach};
    const auto books = book_exposures(r);
    for (std::size_t t = 0; t < books.size(); ++t) {
      const double share = std::fabs(books[t].*at) / r.config.portfolio.capital;
      if (share > *most * (1 + kRounding)) ++use.rows_outside;
      if (share > use.worst) {
        use.worst = share;
        use.worst_row = t;
      }
    }
    out.push_back(use);
  };
  add("gross", limits.gross, &BookExposure::gross);
  add("net", limits.net, &BookExposure::net);
  return out;
}

}  // namespace relval
