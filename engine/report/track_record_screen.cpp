// The screen of `relval stats`: return, Sharpe ratio and its errors, drawdowns, shape, tails and their tests.
#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "report/layout.hpp"
#include "report/track_record_text.hpp"

namespace relval {
namespace {

constexpr std::size_t kIndent = 10, kMethod = 22, kColumn = 13, kDrawdownsShown = 10;

std::string line(const char* label, const std::string& text) {
  return wrapped(pad_right(label, kIndent) + text, kIndent);
}

// A number, or the reason why there is none.
std::string shown(const Statistic& s, int decimals) {
  if (s.ok()) return number(s.value, decimals);
  if (std::isinf(s.value)) return s.value > 0 ? "inf" : "-inf";
  return std::string("undefined (") + name_of(s.status) + ")";
}

std::string percent(const Statistic& s, int decimals = 2) { return s.ok() ? percent_of(s, decimals) : shown(s, 0); }

std::string money(const Statistic& s) { return s.ok() ? signed_amount(s.value) : shown(s, 0); }

std::string p_value(const Statistic& p) { return p.ok() ? "p " + format("{:.3g}", p.value) : "p " + shown(p, 0); }

std::string at_row(const PnlFile& f, std::ptrdiff_t row) {
  if (row == kInception) return "the start";
  if (f.dates.empty()) return "row " + std::to_string(row + 1);
  return to_iso(f.dates[static_cast<std::size_t>(row)]);
}
std::string at_row(const PnlFile& f, std::size_t row) { return at_row(f, static_cast<std::ptrdiff_t>(row)); }

std::string head(const PnlFile& f, const TrackRecord& t) {
  std::string text = f.file + ", " + f.column + ": " + plural(t.periods, "period");
  if (!f.dates.empty()) text += ", " + to_iso(f.dates.front()) + " to " + to_iso(f.dates.back());
  text += ", " + number(t.periods_per_year, 0) + " a year";
  text += t.capital ? ", capital " + with_thousands(*t.capital)
                    : "; no capital stated, so nothing is a share of one (--capital)";
  return wrapped(text, 2) + "\n";
}

std::string return_lines(const PnlFile& f, const TrackRecord& t) {
  const TrackReturn& r = t.returns;
  std::string text = "total " + signed_amount(r.total) + ", " + money(r.per_year) + " a year, vol " +
                     (r.volatility.ok() ? amount(r.volatility.value) : shown(r.volatility, 0));
  if (t.capital) {
    text += "; of capital " + percent(r.annual_return) + " a year (compounded " +
            percent(r.annual_return_compounded) + "), vol " + percent(r.annual_volatility);
  }
  std::string out = line("RETURN", text);
  if (r.periods.best_pnl.ok()) {
    out += line("", "best " + signed_amount(r.periods.best_pnl.value) + " at " + at_row(f, r.periods.best) +
                        ", worst " + signed_amount(r.periods.worst_pnl.value) + " at " + at_row(f, r.periods.worst));
  }
  return out;
}

// Five years a line, so that decades can be read down.
std::string year_lines(const TrackReturn& r) {
  constexpr std::size_t kYearsInLine = 5, kWidth = 17;
  std::string out;
  for (std::size_t i = 0; i < r.years.size(); ++i) {
    if (i % kYearsInLine == 0) out += (i == 0 ? "" : "\n") + pad_right(i == 0 ? "YEARS" : "", kIndent - 2);
    out += pad_left(std::to_string(r.years[i].first) + " " + pad_left(signed_amount(r.years[i].second), 8), kWidth);
  }
  return out.empty() ? out : out + "\n" + line("", percent(r.positive_months, 0) + " of months positive");
}

std::string sharpe_lines(const TrackRecord& t) {
  const TrackSharpe& s = t.sharpe;
  std::string text = shown(s.usual.ratio, 3);
  if (s.usual.standard_error.ok()) {
    text += " +- " + number(s.usual.standard_error, 3) + ", 95 %: " + number(s.usual.low, 2) + " to " +
            number(s.usual.high, 2);
  } else if (s.usual.ratio.ok()) {
    text += ", error " + shown(s.usual.standard_error, 3);
  }
  std::string out = line("SHARPE", text + "; error if independent and normal " + shown(s.error_iid, 3));
  const std::string lags = plural(s.lag, "lag");
  out += line("", "with autocorrelation (" + lags + "): error " + shown(s.error_hac, 3) + ", ratio of a year " +
                      shown(s.autocorrelated, 3));
  const bool never = std::isinf(s.minimum_record.value);
  out += line("", "true ratio above 0 with probability " + percent(s.probabilistic, 1) + "; for 95 % it takes " +
                      (never ? "a ratio above 0" : s.minimum_record.ok()
                                                       ? number(std::ceil(s.minimum_record.value), 0) + " periods"
                                                       : shown(s.minimum_record, 0)));
  return out + line("RATIOS", "Sortino " + shown(s.sortino, 3) + ", return over max drawdown " + shown(s.calmar, 3) +
                                  ", tail ratio " + shown(s.tail_ratio, 3));
}

std::string luck_lines(const TrackLuck& l) {
  if (l.total.status != Status::ok) return line("LUCK", std::string("undefined (") + name_of(l.total.status) + ")");
  const auto range = [](const Bootstrap& b) {
    return signed_amount(b.percentile_low) + " to " + signed_amount(b.percentile_high);
  };
  std::string out = line("LUCK", "rows drawn again in blocks of " + number(l.block, 1) + " on average, " +
                                     with_thousands(static_cast<double>(kLuckResamples)) + " times: 95 % of totals " +
                                     range(l.total) + ", no gain with " + p_value(defined(l.total.p_not_positive)));
  std::string text;
  if (l.sharpe.status == Status::ok)
    text = "of Sharpe ratios " + number(l.sharpe.percentile_low, 2) + " to " + number(l.sharpe.percentile_high, 2) +
           ", ";
  return out + line("", text + "of max drawdowns " + amount(l.max_drawdown.percentile_low) + " to " +
                            amount(l.max_drawdown.percentile_high));
}

std::string drawdown_lines(const PnlFile& f, const TrackRecord& t) {
  const UnderWater& u = t.under_water;
  if (t.drawdowns.empty()) return line("DRAWDOWN", "none");
  std::string text = "max " + amount(t.max_drawdown.value);
  if (t.max_drawdown_share.ok()) text += ", " + percent(t.max_drawdown_share) + " of capital";
  text += "; below the high " + percent(u.time, 1) + " of periods, longest " + plural(u.longest, "period") +
          "; now " + amount(u.current.value) + " below; mean of the deepest 5 % " +
          amount(t.conditional_drawdown.value);
  if (t.capital) text += "; pain " + percent(u.pain) + ", ulcer " + percent(u.ulcer);
  std::string out = line("DRAWDOWN", text);
  const std::size_t most = std::min(kDrawdownsShown, t.drawdowns.size());
  for (std::size_t i = 0; i < most; ++i) {
    const Drawdown& d = t.drawdowns[i];
    out += std::string(kIndent, ' ') + pad_left(amount(d.depth), 9) + "  " + pad_right(at_row(f, d.peak), 12) +
           "down to " + pad_right(at_row(f, d.trough), 12) +
           (d.recovery ? "back " + at_row(f, *d.recovery) : "not back yet") + ", " + plural(d.length, "period") + "\n";
  }
  return out;
}

std::string shape_lines(const TrackRecord& t) {
  const TrackWins& w = t.wins;
  const TrackShape& s = t.shape;
  std::string out =
      line("WINS", "won " + percent(w.hit_rate.rate, 1) + " of periods with P&L (" +
                       number(100 * w.hit_rate.flat_share, 1) + " % flat); profit factor " +
                       shown(w.profit_factor, 3) + ", payoff " + shown(w.payoff_ratio, 3) + ", expectancy " +
                       money(w.expectancy) + "; longest runs " + std::to_string(w.streaks.gains) + " up, " +
                       std::to_string(w.streaks.losses) + " down");
  out += line("SHAPE", "skewness " + shown(s.skewness, 2) + ", excess kurtosis " + shown(s.excess_kurtosis, 2) +
                           ", normal " + p_value(s.jarque_bera.p));
  std::vector<std::string> lags;
  for (const Statistic& rho : s.autocorrelation) lags.push_back(number(rho, 3));
  out += line("", "autocorrelation " + join(lags, " ") + "; independent " + p_value(s.ljung_box_5.p) +
                      " (5 lags), " + p_value(s.ljung_box_10.p) + " (10 lags)");
  const Statistic& first = s.autocorrelation.front();
  if (first.ok() && first.value > std::max(0.1, 2 / std::sqrt(static_cast<double>(t.periods)))) {
    out += line("", "! periods follow each other: volatility is understated and the Sharpe ratio too high");
  }
  return out;
}

const char* method_name(const std::string& method) {
  if (method == "cornish_fisher") return "Cornish-Fisher";
  if (method == "filtered_ewma") return "filtered, EWMA 0.94";
  if (method == "filtered_garch") return "filtered, GARCH";
  return method == "normal" ? "normal" : "historical";
}

std::string tail_lines(const TrackRecord& t) {
  double largest = 0;
  for (const TrackTail& tail : t.tails) {
    for (const Statistic* x : {&tail.at_95.es, &tail.at_99.es}) {
      if (x->ok()) largest = std::max(largest, std::fabs(x->value));
    }
  }
  const Scale scale = scale_for(largest);
  std::string out = pad_right("RISK" + (scale.unit.empty() ? "" : " " + scale.unit) + ", one period", kMethod);
  for (const char* column : {"VaR 95 %", "ES 95 %", "VaR 99 %", "ES 99 %"}) out += pad_left(column, kColumn);
  out += "\n";
  for (const TrackTail& tail : t.tails) {
    out += pad_right(method_name(tail.method), kMethod);
    Status status = Status::ok;
    for (const TailRisk* at : {&tail.at_95, &tail.at_99}) {
      for (const Statistic* x : {&at->var, &at->es}) {
        if (!x->ok()) status = x->status;
        const bool has = std::isfinite(x->value);
        const std::string text = has ? scale(x->value) : "-";
        out += pad_left(x->ok() || !has ? text : "(" + text + ")", kColumn);
      }
    }
    out += (status == Status::ok ? "" : std::string("  ") + name_of(status)) + "\n";
  }
  return out;
}

std::string backtest_lines(const TrackRecord& t) {
  std::string out;
  for (const TrackBacktest& b : t.backtests) {
    const std::string label = "VaR " + number(100 * b.confidence, 0) + " % of the " + std::to_string(b.window) +
                              " periods before: ";
    if (b.result.status != Status::ok) {
      out += line(out.empty() ? "BACKTEST" : "", label + "undefined (" + name_of(b.result.status) + ")");
      continue;
    }
    const Clustering& k = b.result.clustering;
    out += line(out.empty() ? "BACKTEST" : "",
                label + std::to_string(k.exceedances) + " of " + std::to_string(k.periods) + " exceeded it, " +
                    number(static_cast<double>(k.periods) * (1 - b.confidence), 1) + " expected; " +
                    name_of(b.result.zone) + "; coverage " + p_value(k.unconditional.p) + ", independence " +
                    p_value(k.independence.p) + ", both " + p_value(k.conditional.p) + "; ES Z2 " +
                    shown(b.result.shortfall_z2, 2));
  }
  return out;
}

std::string benchmark_lines(const PnlFile& f, const TrackBenchmark& b) {
  const FactorRegression& r = b.regression;
  if (r.status != Status::ok) return line("AGAINST", f.benchmark_column + ": undefined (" + name_of(r.status) + ")");
  const auto t = [](double x) { return " (t " + number(x, 2) + ")"; };
  std::string out = line("AGAINST", f.benchmark_column + ": alpha " + money(b.annual_alpha) + " a year" + t(r.t[0]) +
                                        ", beta " + number(r.coefficient[1], 3) + t(r.t[1]) + ", R2 " +
                                        number(r.r_squared, 3) + ", errors over " + plural(r.lag, "lag"));
  return out + line("", "correlation " + shown(b.correlation, 3) + ", information ratio " +
                            shown(b.information_ratio, 3) + ", tracking error " + money(b.tracking_error) +
                            ", capture up " + shown(b.up_capture, 3) + ", down " + shown(b.down_capture, 3));
}

}  // namespace

std::string track_record_screen(const PnlFile& f, const TrackRecord& t) {
  std::string out = head(f, t) + return_lines(f, t) + year_lines(t.returns) + sharpe_lines(t);
  out += luck_lines(t.luck) + drawdown_lines(f, t) + shape_lines(t);
  if (t.benchmark) out += benchmark_lines(f, *t.benchmark);
  return out + "\n" + tail_lines(t) + backtest_lines(t);
}

}  // namespace relval
