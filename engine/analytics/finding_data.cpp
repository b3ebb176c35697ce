// Findings about the data: what kind of marks the result stands on.
#include <algorithm>
#include <cmath>

#include "analytics/finding_rules.hpp"
#include "base/text.hpp"
#include "market/fields.hpp"

namespace relval {
namespace {

constexpr double kCatchUpShare = 0.10;
constexpr int kLongInterval = 10;  // times the median
constexpr std::size_t kFewestIntervals = 3;

// Fields whose values mark a position; the others only size it or choose names.
bool marks_positions(const std::string& field) {
  return field == "spread" || field == "price" || field == "excess_return";
}

}  // namespace

MaybeFinding find_synthetic_data(const RunResult& r, const Summary&) {
  if (!r.store.synthetic) return {};
  return warning("synthetic data: the result shows what the model assumes, not what a market paid",
                 "use it to check mechanics; p-values and luck statistics do not apply");
}

// The mean of a period's values instead of its last: of a random walk its changes keep 2/3 of the variance and gain a
// lag-1 autocorrelation of 1/4 (Working 1960).
MaybeFinding find_averaged_marks(const RunResult& r, const Summary&) {
  std::vector<std::string> averaged;
  for (const FieldInfo& f : r.fields) {
    if (f.sampling == Sampling::average && marks_positions(f.name)) averaged.push_back(f.name);
  }
  if (averaged.empty()) return {};
  return problem(join(averaged, ", ") + " is averaged over each " + r.row_unit.name +
                     ": nobody could trade at these marks; volatility is understated (by about 18 % for a random"
                     " walk), the Sharpe ratio overstated (by about 22 %)",
                 "use point marks, or read this as a study of levels and not as a track record");
}

MaybeFinding find_unusual_spreads(const RunResult& r, const Summary&) {
  const KnownField& spread = *find_known_field("spread");
  std::size_t unusual = 0;
  const Trade* first = nullptr;
  for (const Trade& t : r.trades) {
    if (r.instruments.kind[t.slot] != Kind::spread_index) continue;
    if (t.spread_bp >= spread.ask_low && t.spread_bp <= spread.ask_high) continue;
    if (unusual++ == 0) first = &t;
  }
  if (unusual == 0) return {};
  return problem(format("{} outside {} to {} bp, the first at {} bp ({} on {})", counted(unusual, "trade"),
                        exact(spread.ask_low), exact(spread.ask_high), exact(first->spread_bp),
                        r.instruments.id[first->slot], to_iso(r.dates[first->row])),
                 "a spread of 0.012 is no bp: `relval data validate` looks at the whole store");
}

MaybeFinding find_stale_marks(const RunResult& r, const Summary& s) {
  std::size_t names = 0;
  const auto allowed = static_cast<std::size_t>(std::max(r.config.stale.max_rows, 0));
  for (const NameResult& n : r.names) names += n.longest_stale_run > allowed ? 1 : 0;
  if (names == 0) return {};
  const Coverage& c = s.coverage;
  return warning(format("{} held without a quote for more than {}, the longest {} for {}; {} of all marks were stale",
                        counted(names, "name"), counted(allowed, r.row_unit.name), c.longest_stale_name,
                        counted(c.longest_stale_rows, r.row_unit.name),
                        percent(static_cast<double>(c.stale_cells) / static_cast<double>(c.held_cells))),
                 "see why it stopped quoting (matured, merged, defaulted); stale.on_breach: fail ends such a run");
}

MaybeFinding find_catch_up(const RunResult&, const Summary& s) {
  const double caught = s.coverage.catch_up_pnl, total = s.statistics.total;
  if (caught == 0 || std::fabs(caught) <= kCatchUpShare * std::fabs(total)) return {};
  return warning(format("{} of the P&L of {} came on rows where a quote returned after stale ones", money(caught),
                        money(total)),
                 "the entries before such jumps could not be traded at the stale mark");
}

// A slip in a date (2025 for 2052) makes one interval of years: the carry of all its days is booked on one row.
MaybeFinding find_long_interval(const RunResult& r, const Summary&) {
  std::vector<int> days;
  for (std::size_t t = 1; t < r.rows(); ++t) days.push_back(r.dates[t].days - r.dates[t - 1].days);
  if (days.size() < kFewestIntervals) return {};
  const auto longest = std::max_element(days.begin(), days.end());
  const auto row = static_cast<std::size_t>(longest - days.begin()) + 1;
  const int most = *longest;
  std::nth_element(days.begin(), days.begin() + static_cast<std::ptrdiff_t>(days.size() / 2), days.end());
  const int median = days[days.size() / 2];
  const auto beyond = std::count_if(days.begin(), days.end(), [&](int d) { return d > kLongInterval * median; });
  if (beyond == 0) return {};
  double carry = 0;
  for (std::size_t l = 0; l < r.legs.size(); ++l) {
    for (const Side side : {Side::long_risk, Side::short_risk}) {
      carry += r.cell(row, l, side).component[index_of(Component::carry)];
    }
  }
  const std::string more = beyond > 1 ? format(", and {} more", beyond - 1) : "";
  return problem(format("{} to {} is one interval of {} days where {} is usual{}; {} of carry were booked on it",
                        to_iso(r.dates[row - 1]), to_iso(r.dates[row]), with_thousands(most),
                        counted(static_cast<std::size_t>(median), "day"), more, money(carry)),
                 "is a date a slip, or are rows missing? `relval data validate` lists such gaps");
}

MaybeFinding find_breaks(const RunResult& r, const Summary& s) {
  if (s.coverage.break_cells == 0) return {};
  std::vector<std::string> dates;
  for (const BreakConfig& b : r.config.breaks) {
    if (dates.size() < 4) dates.push_back(to_iso(b.date));
  }
  const std::size_t more = r.config.breaks.size() - dates.size();
  return note(format("{} replaced by a listed break ({}{})", counted(s.coverage.break_cells, "spread change"),
                     join(dates, ", "), more > 0 ? format(" and {} more", more) : std::string()),
              "");
}

MaybeFinding find_unchecksummed(const RunResult& r, const Summary&) {
  if (!r.store.unchecksummed) return {};
  return note("the store has no checksums: damage to the file would be read as numbers",
              "rewrite it with relval data import, or pin it with market.sha256");
}

}  // namespace relval
