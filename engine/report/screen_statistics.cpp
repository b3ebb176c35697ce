// Statistics of the net P&L, trading and its cost, exposures.
#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "report/curve.hpp"
#include "report/layout.hpp"
#include "report/screen_parts.hpp"

namespace relval {
namespace {

std::string date_at(const RunResult& r, std::ptrdiff_t row) {
  return row == kInception ? "the start" : to_iso(r.dates[static_cast<std::size_t>(row)]);
}

std::string sharpe_text(const RunResult& r, const Sharpe& x) {
  if (!x.ratio.ok()) return std::string("Sharpe undefined (") + name_of(x.ratio.status) + ")";
  std::string text = "Sharpe " + number(x.ratio, 2);
  if (r.store.synthetic) return text + " (interval n/a: synthetic)";
  if (!x.standard_error.ok()) return text + " (standard error undefined)";
  return text + " +- " + number(x.standard_error, 2) + ", 95 %: " + number(x.low, 2) + " to " + number(x.high, 2);
}

std::string return_line(const RunResult& r, const Statistics& x) {
  if (x.per_year.status == Status::too_few) return "too few " + r.row_unit.name + "s to state anything a year";
  return (x.per_year.ok() ? amount(x.per_year.value) : "-") + " a year, " + percent_of(x.annual_return, 2) +
         " of capital, vol " + percent_of(x.annual_volatility, 2) + "; " + sharpe_text(r, x.sharpe);
}

// How much of the ratio chance could make, in two lines; nothing on synthetic data, where it cannot be measured.
std::string error_line(const RunResult& r, const Summary& s) {
  if (r.store.synthetic || !s.record || !s.record->sharpe.usual.ratio.ok()) return "";
  const TrackSharpe& x = s.record->sharpe;
  std::string text = "with autocorrelation (" + plural(x.lag, "lag") + ") error " + number(x.error_hac, 2) +
                     ", ratio of a year " + number(x.autocorrelated, 2) + "; true ratio above 0 with probability " +
                     percent_of(x.probabilistic, 1);
  if (std::isfinite(x.minimum_record.value))
    text += ", for 95 % it takes " + number(std::ceil(x.minimum_record.value), 0) + " " + r.row_unit.name + "s";
  return text;
}

std::string luck_line(const RunResult& r, const Summary& s) {
  if (r.store.synthetic || !s.record || s.record->luck.total.status != Status::ok) return "";
  const TrackLuck& l = s.record->luck;
  return "LUCK     95 % of totals of " + with_thousands(static_cast<double>(kLuckResamples)) +
         " resamples (blocks of " + number(l.block, 1) + " " + r.row_unit.name + "s): " +
         signed_amount(l.total.percentile_low) + " to " + signed_amount(l.total.percentile_high) +
         ", no gain with p " + format("{:.3g}", l.total.p_not_positive) + "; of max drawdowns " +
         amount(l.max_drawdown.percentile_low) + " to " + amount(l.max_drawdown.percentile_high);
}

std::string drawdown_line(const RunResult& r, const Statistics& x) {
  if (x.drawdowns.empty()) return "no drawdown";
  const Drawdown& d = x.drawdowns.front();
  return "max drawdown " + amount(d.depth) + ", " + number(100 * d.depth / x.capital, 2) + " % of capital, " +
         date_at(r, d.peak) + " to " + to_iso(r.dates[d.trough]) +
         (d.recovery ? ", back " + to_iso(r.dates[*d.recovery]) : ", not back yet");
}

std::string period_line(const RunResult& r, const Statistics& x) {
  std::string text = "won " + percent_of(x.hit_rate.rate, 0) + " of " + r.row_unit.name + "s with P&L";
  if (x.days.best_pnl.ok()) {
    text += "; best " + signed_amount(x.days.best_pnl.value) + " on " + to_iso(r.dates[x.days.best]) + ", worst " +
            signed_amount(x.days.worst_pnl.value) + " on " + to_iso(r.dates[x.days.worst]);
  }
  return text;
}

std::string hedge_line(const Statistics& x) {
  std::string text;
  if (x.hedge.beta.ok()) {
    text = "hedge: beta of long on short P&L " + number(x.hedge.beta, 2) + " (full: -1), R2 " +
           number(x.hedge.r_squared, 2) + "; ";
  }
  return text + "lag-1 autocorrelation " + number(x.autocorrelation, 2);
}

std::string activity_line(const RunResult& r, const Statistics& x) {
  std::string text = plural(x.trades, "trade") + " on " + plural(x.trade_rows, "date");
  if (x.turnover_notional.ok()) {
    text += ", turnover " + number(x.turnover_notional, 2) + "x a year (CS01 " + number(x.turnover_cs01, 2) + "x)";
  }
  text += ", implied holding ";
  if (x.holding_rows.status == Status::beyond_sample) return text + "> the sample";
  return text + number(x.holding_rows, 1) + " " + r.row_unit.name + "s";
}

std::string cost_line(const Summary& s) {
  const double cost = s.pnl.total.component[index_of(Component::cost)];
  if (cost == 0) return "no cost charged";
  const BreakEven& b = s.statistics.break_even;
  std::string text = "cost " + amount(-cost);
  if (b.charged_bp.ok()) text += " at a mean half-spread of " + number(b.charged_bp, 2) + " bp";
  if (!b.multiple.ok()) return text;
  if (b.multiple.value <= 0) return text + "; loses before trading cost";
  return text + "; break-even at " + number(b.multiple, 1) + "x" +
         (b.half_spread_bp.ok() ? " = " + number(b.half_spread_bp, 2) + " bp" : "");
}

std::string benchmark_line(const RunResult& r, const RunBenchmark& b) {
  const FactorRegression& f = b.regression;
  const std::string head = "BENCHMARK " + b.name + ": ";
  if (f.status != Status::ok) return head + "undefined (" + name_of(f.status) + ")";
  const auto t = [&](std::size_t i) { return r.store.synthetic ? "" : " (t " + number(f.t[i], 1) + ")"; };
  return head + "beta " + signed_amount(f.coefficient[1]) + " per " + (b.unit.empty() ? "unit" : b.unit) + t(1) +
         ", alpha " + signed_amount(b.alpha_per_year.value) + " a year" + t(0) + ", R2 " + number(f.r_squared, 2) +
         ", correlation " + number(b.correlation, 2) + " over " + plural(f.observations, r.row_unit.name) +
         (r.store.synthetic ? "; t n/a: synthetic" : format("; errors with {} lags", f.lag));
}

std::string curve_line(const RunResult& r) {
  constexpr std::size_t kColumns = 60;
  std::vector<double> cumulated;
  double sum = 0;
  const std::size_t cells = r.pnl.size() / r.rows();
  for (std::size_t i = 0; i < r.pnl.size(); ++i) {
    sum += r.pnl[i].total;
    if ((i + 1) % cells == 0) cumulated.push_back(sum);
  }
  const auto [low, high] = std::minmax_element(cumulated.begin(), cumulated.end());
  return std::string(kCurve) + bars(cumulated, kColumns) + "  P&L, " + signed_amount(*low) + " to " +
         signed_amount(*high) + "\n";
}

constexpr std::size_t kLabel = 22, kColumn = 13;

std::string exposure_line(const char* label, const ExposureLevels& e, double Level::*at, const Scale& size,
                          const Scale& risk) {
  return pad_right(label, kLabel) + pad_left(size(e.gross.*at), kColumn) + pad_left(size(e.net.*at), kColumn) +
         pad_left(risk(e.cs01_gross.*at), kColumn) + pad_left(risk(e.cs01_net.*at), kColumn) +
         pad_left(risk(-(e.dts_net.*at) / 100), kColumn) + "\n";
}

std::string with_unit(const char* label, const Scale& s) { return label + (s.unit.empty() ? "" : " " + s.unit); }

}  // namespace

std::string screen_statistics(const RunResult& r, const Summary& s, Detail detail) {
  const Statistics& x = s.statistics;
  if (r.trades.empty()) return "";
  constexpr std::size_t kIndent = 9;
  const std::string blank(kIndent, ' ');
  std::string out = curve_line(r) + wrapped("STATS    " + return_line(r, x), kIndent);
  out += wrapped(blank + drawdown_line(r, x), kIndent);
  if (s.benchmark) out += wrapped(benchmark_line(r, *s.benchmark), kIndent);
  if (detail == Detail::brief)
    return out + wrapped("TRADING  " + plural(x.trades, "trade") + "; " + cost_line(s), kIndent);
  for (const std::string& line : {error_line(r, s), period_line(r, x), hedge_line(x)})
    if (!line.empty()) out += wrapped(blank + line, kIndent);
  if (const std::string luck = luck_line(r, s); !luck.empty()) out += wrapped(luck, kIndent);
  return out + wrapped("TRADING  " + activity_line(r, x), kIndent) + wrapped(blank + cost_line(s), kIndent);
}

std::string screen_exposures(const RunResult& r, const Summary& s) {
  const ExposureLevels& e = s.exposures.book;
  if (e.rows_held == 0) return "EXPOSURE    none\n";
  const Scale size = scale_for(e.gross.maximum);
  const Scale risk = scale_for(std::max(std::fabs(e.cs01_gross.maximum), std::fabs(e.dts_net.maximum) / 100));
  std::string out = pad_right("EXPOSURE, " + plural(e.rows_held, r.row_unit.name), kLabel) +
                    pad_left(with_unit("gross", size), kColumn) + pad_left(with_unit("net", size), kColumn) +
                    pad_left(with_unit("CS01", risk), kColumn) + pad_left(with_unit("+1 bp P&L", risk), kColumn) +
                    pad_left(with_unit("+1 % P&L", risk), kColumn) + "\n";
  return out + exposure_line("average", e, &Level::average, size, risk) +
         exposure_line("largest", e, &Level::maximum, size, risk) +
         exposure_line("at entry", e, &Level::entry, size, risk) +
         exposure_line(e.exit_row + 1 == r.rows() ? "at the end" : "before exit", e, &Level::exit, size, risk);
}

}  // namespace relval
