#include "analytics/risk_by_day.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "analytics/book_tails.hpp"
#include "analytics/exposures.hpp"
#include "analytics/factor_betas.hpp"
#include "analytics/name_concentration.hpp"
#include "analytics/realised_tails.hpp"
#include "analytics/tenor_buckets.hpp"
#include "base/numeric.hpp"
#include "base/text.hpp"
#include "config/rating.hpp"

namespace relval {
namespace {

constexpr const char* kPerBp = "currency per bp";
constexpr const char* kCurrency = "currency";
constexpr std::size_t kWorstOwners = 5;
constexpr double kMore = 1 + 1e-12;  // what differs by less is equal but for rounding
constexpr const char* kUnstated = "unstated";

// Text of each slot that was ever held, as a position in the sorted list of those texts.
struct Groups {
  std::vector<std::string> names;
  std::vector<std::size_t> of_slot;

  Groups(const RunResult& r, const std::vector<bool>& held, const auto& text_of) : of_slot(r.instruments.size()) {
    std::set<std::string> all;
    for (std::size_t s = 0; s < held.size(); ++s)
      if (held[s]) all.insert(text_of(s));
    names.assign(all.begin(), all.end());
    for (std::size_t s = 0; s < held.size(); ++s)
      if (held[s]) of_slot[s] = static_cast<std::size_t>(std::lower_bound(names.begin(), names.end(), text_of(s)) -
                                                         names.begin());
  }
};

std::vector<bool> ever_held(const RunResult& r) {
  std::vector<bool> held(r.instruments.size(), false);
  for (const Trade& t : r.trades) held[t.slot] = true;
  for (std::size_t i = 0; i < r.positions.size(); ++i)
    if (r.positions[i] != 0) held[i % held.size()] = true;
  return held;
}

// By the best notch of the letters; first those without a rating.
std::vector<std::string> rating_labels() {
  std::vector<std::string> labels = {kUnstated};
  for (int n = 1; n <= kRatings; ++n) labels.push_back(rating_letters(n));
  return labels;
}

std::vector<std::string> tenor_labels() {
  std::vector<std::string> out;
  for (const double node : kTenorNodes) out.push_back(exact(node) + "y");
  return out;
}

// The sum of the worst so many losses of owners; 0 where none loses.
double worst_of(std::vector<double>& losses, std::size_t most) {
  const std::size_t n = std::min(most, losses.size());
  std::partial_sort(losses.begin(), losses.begin() + static_cast<std::ptrdiff_t>(n), losses.end());
  double sum = 0;
  for (std::size_t i = 0; i < n && losses[i] < 0; ++i) sum += losses[i];
  return sum;
}

class Table {
 public:
  Table(const RunResult& r, RiskByDay& out) : r_(r), out_(out) {}

  RiskColumn& add(std::string name, const char* unit, std::string meaning, bool summed_up = false) {
    out_.columns.push_back({std::move(name), unit, std::move(meaning)});
    out_.columns.back().values.assign(r_.rows(), kNaN);
    out_.columns.back().summed_up = summed_up;
    return out_.columns.back();
  }
  void add(std::string name, std::string meaning, const char* dimension, std::vector<std::string> labels) {
    RiskColumn& c = add(std::move(name), kPerBp, std::move(meaning));
    c.values.assign(r_.rows() * labels.size(), kNaN);
    c.dimension = dimension;
    c.labels = std::move(labels);
  }
  std::size_t next() const { return out_.columns.size(); }

 private:
  const RunResult& r_;
  RiskByDay& out_;
};

// What depends on the positions alone, row by row.
class BookColumns {
 public:
  BookColumns(const RunResult& r, const MarketData& market, RiskByDay& out)
      : r_(r), out_(out), walk_(r, market), tails_(r, market, out.window), held_(ever_held(r)),
        owners_(r, held_, [&](std::size_t s) { return owner_of(r.instruments, s); }),
        first_(out.columns.size()) {
    for (const char* level : kSectorLevels) {
      sectors_.emplace_back(r, held_, [&](std::size_t s) {
        const std::string& text = r.instruments.text_of(level, s);
        return text.empty() ? std::string(kUnstated) : text;
      });
    }
    const std::size_t n = owners_.names.size();
    cs01_.resize(n), dts_.resize(n), jump_.resize(n), jump_in_full_.resize(n);
  }

  void declare() {
    Table t(r_, out_);
    t.add("cs01_tenor", "P&L of +1 bp, split between the nodes around each duration", "tenor", tenor_labels());
    for (std::size_t l = 0; l < kSectorLevels.size(); ++l)
      t.add(format("cs01_{}", kSectorLevels[l]), format("P&L of +1 bp by {}", kSectorLevels[l]), kSectorLevels[l],
            sectors_[l].names);
    t.add("cs01_rating", "P&L of +1 bp by rating letter, last known", "rating", rating_labels());
    t.add("jtd_worst", kCurrency, "P&L of the owner's default that costs most", true);
    t.add("jtd_worst_5", kCurrency, "P&L of the five defaults that cost most", true);
    t.add("jtd_gross", kCurrency, "sum of |P&L| of every owner's default", true);
    t.add("jtd_worst_no_recovery", kCurrency, "jtd_worst with nothing recovered");
    t.add("jtd_worst_5_no_recovery", kCurrency, "jtd_worst_5 with nothing recovered");
    t.add("jtd_gross_no_recovery", kCurrency, "jtd_gross with nothing recovered");
    t.add("hhi_cs01", "1", "sum of squared shares of owners in |CS01|");
    t.add("effective_names_cs01", "1", "1 / hhi_cs01", true);
    t.add("hhi_dts", "1", "sum of squared shares of owners in |DTS|");
    t.add("effective_names_dts", "1", "1 / hhi_dts", true);
    for (const char* at : {"95", "99"}) {
      t.add(format("book_var_{}", at), kCurrency, format("VaR {} % of the row's positions, loss positive", at), true);
      t.add(format("book_es_{}", at), kCurrency, format("ES {} % of the row's positions, loss positive", at), true);
    }
    t.add("book_scenarios", "1", "past rows that book_var and book_es rest on");
  }

  void fill() {
    if (!walk_.kept()) {
      out_.status = Status::not_kept;
      out_.tail_rows = RowsWithTails::none;
      return keep_labels();
    }
    if (out_.rows_held > 0) out_.status = Status::ok;
    for (std::size_t t = 0; t < r_.rows(); ++t) row(t, walk_.at(t));
    keep_labels();
  }

 private:
  void set(std::size_t t, double value) { out_.columns[at_++].values[t] = value; }

  void row(std::size_t t, const RiskBook& book) {
    at_ = first_;
    buckets(t, book);
    by_owner(t, book);
    tails(t, book);
  }

  // Ratings that nothing held ever had are left out, and levels of sectors that no name held states.
  void keep_labels() {
    for (RiskColumn& c : out_.columns) {
      if (c.dimension != "rating") continue;
      std::vector<std::string> labels;
      std::vector<double> values;
      for (std::size_t i = 0; i < c.values.size(); ++i)
        if (rated_[i % rated_.size()]) values.push_back(c.values[i]);
      for (std::size_t i = 0; i < rated_.size(); ++i)
        if (rated_[i]) labels.push_back(c.labels[i]);
      c.labels = std::move(labels);
      c.values = std::move(values);
    }
    std::erase_if(out_.columns, [](const RiskColumn& c) {
      const bool nothing = c.labels.empty() || (c.labels.size() == 1 && c.labels.front() == kUnstated);
      return !c.dimension.empty() && nothing;
    });
  }

  double* cells(std::size_t t) {
    RiskColumn& c = out_.columns[at_++];
    double* const first = c.values.data() + t * c.labels.size();
    std::fill(first, first + c.labels.size(), 0.0);
    return first;
  }

  void buckets(std::size_t t, const RiskBook& book) {
    const TenorBuckets tenors = tenor_buckets(book, r_.legs.size());
    std::copy(tenors.total.begin(), tenors.total.end(), cells(t));
    for (const Groups& level : sectors_) {
      double* const sector = cells(t);
      for (const Holding& h : book.holdings) sector[level.of_slot[h.slot]] += cs01_of(h);
    }
    double* const rating = cells(t);
    for (const Holding& h : book.holdings) {
      const auto notch = static_cast<std::size_t>(best_notch(h.rating_number));
      rating[notch] += cs01_of(h);
      rated_[notch] = true;
    }
  }

  void by_owner(std::size_t t, const RiskBook& book) {
    for (auto* x : {&cs01_, &dts_, &jump_, &jump_in_full_}) std::fill(x->begin(), x->end(), 0.0);
    bool jumps = book.holdings.empty();
    for (const Holding& h : book.holdings) {
      const std::size_t o = owners_.of_slot[h.slot];
      cs01_[o] += cs01_of(h);
      dts_[o] += dts_of(h);
      if (h.kind == Kind::price) continue;  // has no such jump
      jumps = true;
      jump_[o] -= h.notional * (1.0 - h.recovery);
      jump_in_full_[o] -= h.notional;
    }
    for (auto* x : {&jump_, &jump_in_full_}) {
      double gross = 0;
      for (const double j : *x) gross += std::fabs(j);
      for (const double value : {worst_of(*x, 1), worst_of(*x, kWorstOwners), gross}) set(t, jumps ? value : kNaN);
    }
    for (const auto* x : {&cs01_, &dts_}) {
      const Statistic hhi = herfindahl(*x);
      set(t, hhi.ok() ? hhi.value : kNaN);
      set(t, hhi.ok() ? 1.0 / hhi.value : kNaN);
    }
  }

  bool wants_tails(std::size_t t) const {
    if (out_.tail_rows == RowsWithTails::every_row || t == out_.last_held_row || t + 1 == r_.rows()) return true;
    return civil(r_.dates[t]).month != civil(r_.dates[t + 1]).month;
  }

  void tails(std::size_t t, const RiskBook& book) {
    if (!wants_tails(t)) return;
    if (!book.held()) {  // nothing held, nothing to lose
      for (std::size_t i = 0; i < 4; ++i) set(t, 0);
      return;
    }
    ++out_.rows_with_tails;
    const TailRisks x = tails_.of(book);
    for (const TailRisk* at : {&x.at_95, &x.at_99})
      for (const Statistic* s : {&at->var, &at->es}) set(t, s->ok() ? s->value : kNaN);
    set(t, static_cast<double>(x.periods));
  }

  const RunResult& r_;
  RiskByDay& out_;
  BookWalk walk_;
  BookTails tails_;
  std::vector<bool> held_;
  Groups owners_;
  std::vector<Groups> sectors_;  // by level
  std::vector<bool> rated_ = std::vector<bool>(kRatings + 1, false);  // by best notch: something held was
  std::size_t first_, at_ = 0;
  std::vector<double> cs01_, dts_, jump_, jump_in_full_;  // by owner
};

// By row: whether it closes with a position.
std::vector<bool> add_exposures(const RunResult& r, RiskByDay& out) {
  std::vector<bool> held(r.rows(), false);
  Table t(r, out);
  const std::size_t first = t.next();
  t.add("cs01_net", kPerBp, "P&L of +1 bp");
  t.add("cs01_gross", kPerBp, "sum of |CS01| over legs and sides");
  t.add("dts_net", kCurrency, "notional x duration x spread: P&L of +100 % is minus this");
  t.add("dts_gross", kCurrency, "sum of |DTS| over legs and sides");
  for (std::size_t row = 0; row < r.rows(); ++row) {
    const BookExposure e = book_exposure(r, row, 0, r.legs.size());
    if (e.gross != 0) {
      held[row] = true;
      ++out.rows_held;
      out.last_held_row = row;
    }
    std::size_t at = first;
    for (const double x : {e.cs01_net, e.cs01_gross, e.dts_net, e.dts_gross}) out.columns[at++].values[row] = x;
  }
  return held;
}

void add_realised(const RunResult& r, std::span<const double> pnl, RiskByDay& out) {
  Table t(r, out);
  const std::size_t first = t.next();
  for (const char* at : {"95", "99"}) {
    t.add(format("realised_var_{}", at), kCurrency, format("VaR {} % of the P&L of the rows so far", at), true);
    t.add(format("realised_es_{}", at), kCurrency, format("ES {} % of the P&L of the rows so far", at), true);
  }
  const std::vector<TailRisks> all = realised_tails(pnl);
  for (std::size_t row = 0; row < all.size(); ++row) {
    std::size_t at = first;
    for (const TailRisk* x : {&all[row].at_95, &all[row].at_99})
      for (const Statistic* s : {&x->var, &x->es}) out.columns[at++].values[row] = s->ok() ? s->value : kNaN;
  }
}

void add_betas(const RunResult& r, const MarketData* market, std::span<const double> pnl, RiskByDay& out) {
  Table t(r, out);
  FactorBetas betas = factor_betas(r, market, pnl);
  if (betas.factors.empty()) return;
  for (FactorBetas::Factor& f : betas.factors) {
    t.add("beta_" + f.role, "currency per unit of change",
          format("P&L on the changes of {} ({}), {} rows", f.name, f.unit, kBetaRows), true)
        .values = std::move(f.beta);
    t.add(format("beta_{}_t", f.role), "1", "its t, Newey-West errors").values = std::move(f.t);
  }
  t.add("residual_sharpe", "1", "Sharpe ratio a year of what the factors leave", true).values =
      std::move(betas.residual_sharpe);
}

RiskLevel level_of(const std::vector<bool>& held, const RiskColumn& c) {
  RiskLevel out{c.name, {}, {}, {}};
  CompensatedSum sum;
  std::size_t rows = 0;
  for (std::size_t t = 0; t < held.size(); ++t) {
    const double x = c.values[t];
    if (!std::isfinite(x) || !held[t]) continue;
    sum.add(x);
    ++rows;
    out.last = defined(x);
    out.last_row = t;
    if (out.largest.ok() && std::fabs(x) <= std::fabs(out.largest.value) * kMore) continue;
    out.largest = defined(x);
    out.largest_row = t;
  }
  if (rows > 0) out.average = defined(sum.value() / static_cast<double>(rows));
  return out;
}

RowsWithTails tail_rows_of(const RunResult& r, std::size_t window) {
  if (r.config.report.risk_by_day == RiskByDayRows::all) return RowsWithTails::every_row;
  const double repricings = static_cast<double>(r.held_cells) * static_cast<double>(std::min(window, r.store_rows));
  return repricings > kMostRepricings ? RowsWithTails::month_ends : RowsWithTails::every_row;
}

}  // namespace

const char* name_of(RowsWithTails rows) {
  return rows == RowsWithTails::every_row ? "every_row" : rows == RowsWithTails::month_ends ? "month_ends" : "none";
}

RiskByDay risk_by_day(const RunResult& r, const MarketData* market, std::span<const double> pnl) {
  RiskByDay out;
  if (r.config.report.risk_by_day == RiskByDayRows::none) return out;
  out.asked = true;
  const auto stated = r.config.report.risk_window;
  out.window = stated ? static_cast<std::size_t>(*stated) : kRiskWindow;
  const std::vector<bool> held = add_exposures(r, out);
  if (market) {
    out.tail_rows = tail_rows_of(r, out.window);
    BookColumns book(r, *market, out);
    book.declare();
    book.fill();
  } else {
    out.status = Status::not_kept;
  }
  add_realised(r, pnl, out);
  add_betas(r, market, pnl, out);
  for (const RiskColumn& c : out.columns)
    if (c.summed_up) out.levels.push_back(level_of(held, c));
  return out;
}

const RiskLevel* find_level(const RiskByDay& days, std::string_view name) {
  const auto at = std::find_if(days.levels.begin(), days.levels.end(), [&](const auto& l) { return l.name == name; });
  return at == days.levels.end() ? nullptr : &*at;
}

const RiskColumn* find_column(const RiskByDay& days, std::string_view name) {
  const auto at = std::find_if(days.columns.begin(), days.columns.end(), [&](const auto& c) { return c.name == name; });
  return at == days.columns.end() ? nullptr : &*at;
}

}  // namespace relval
