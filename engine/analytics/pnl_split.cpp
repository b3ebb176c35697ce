#include "analytics/pnl_split.hpp"

#include <cmath>

#include "base/numeric.hpp"

namespace relval {
namespace {

int factor_of(const RunResult& r) {
  for (std::size_t l = 0; l < r.legs.size(); ++l)
    if (r.legs[l].factor) return static_cast<int>(l);
  return -1;
}

double leg_cs01(const RunResult& r, std::size_t row, std::size_t leg) {
  return r.held(row, leg, Side::long_risk).cs01 + r.held(row, leg, Side::short_risk).cs01;
}

// P&L of the factor leg moving by 1 bp; NaN where a held leg has no beta.
double beta_cs01(const RunResult& r, std::size_t row) {
  double sum = 0;
  for (std::size_t l = 0; l < r.legs.size(); ++l)
    if (const double cs01 = leg_cs01(r, row, l); cs01 != 0) sum += cs01 * r.legs[l].beta[row];
  return sum;
}

// The divergence is what closes the sum. As in PnlCell::close(), where large parts cancel the total moves to the
// nearest value that the sum reaches.
void close(SplitPnl& x) {
  const double sum = (x.market + x.net_carry) + x.cost;
  x.divergence = closing_residual(x.total, sum);
  x.total = sum + x.divergence;
}

}  // namespace

Statistic market_beta(const RunResult& r, std::size_t row) {
  double bought = 0;
  for (std::size_t l = 0; l < r.legs.size(); ++l) bought -= r.held(row, l, Side::long_risk).cs01;
  const double net = factor_of(r) < 0 ? kNaN : -beta_cs01(r, row);
  if (!(bought > 0) || std::isnan(net)) return undefined(Status::out_of_domain);
  return defined(net / bought);
}

PnlSplit split_pnl(const RunResult& r, const DailyPnl& d, std::size_t entry_row, std::size_t last_row) {
  PnlSplit out;
  const int factor = factor_of(r);
  if (factor < 0 || r.rows() == 0) return out;
  out.status = Status::ok;
  const auto& market = r.legs[static_cast<std::size_t>(factor)].adjusted_bp;
  for (std::size_t t = 0; t < r.rows(); ++t) {
    SplitPnl x{0, net_carry(d.total[t]), d.total[t].component[index_of(Component::cost)], 0, d.total[t].total};
    if (t > 0) x.market = beta_cs01(r, t - 1) * (market[t] - market[t - 1]);
    if (std::isnan(x.market)) {
      x.market = 0;
      ++out.rows_without_beta;
    }
    close(x);
    out.total.market += x.market;
    out.total.net_carry += x.net_carry;
    out.total.cost += x.cost;
    out.total.total += d.total[t].total;
    out.daily.push_back(x);
  }
  close(out.total);
  out.beta_at_entry = market_beta(r, entry_row);
  out.beta_now = market_beta(r, last_row);
  return out;
}

}  // namespace relval
