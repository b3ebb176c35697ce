// A name's spread about its group, how it is quoted, and its other fields.
#include <algorithm>
#include <cmath>

#include "base/numeric.hpp"
#include "market/synthetic_history.hpp"

namespace relval {
namespace {

constexpr double kLeastSpread = 1;  // bp

double rounded(double x, double steps) { return std::floor(x * steps + 0.5) / steps; }

}  // namespace

bool SyntheticHistory::quoted(const MadeName& n, std::size_t row) const {
  return (!n.starts || dates_[row] >= *n.starts) && (!n.ends || dates_[row] <= *n.ends);
}

// bp, to 0.01; rows before `first` may stay empty.
std::vector<double> SyntheticHistory::spread(std::size_t i, std::size_t first) {
  const MadeName& n = names_[i];
  const Group& g = group(n.group);
  const GroupSpec& spec = spec_.groups[n.group];
  const std::vector<double> issue = concessions(n), migration = migrations(n);
  const RandomStream random(seed_, stream_of(Stream::issuer, n.issuer_stream));
  const std::vector<double> own = deviations(issuer_reversion_, random, g.wild_days);
  const double share = spec_.noise * spec.issuer_sd_bp / spec.at_bp, level = n.level / g.core_mean;
  const double sd = share * issuer_reversion_.level;
  const RandomStream quotes(seed_, stream_of(Stream::quote, i));
  const double quote_sd_bp = spec_.noise * spec_.quotes.noise_bp;
  const bool thin = n.thin && spec_.noise > 0;
  std::vector<double> out(rows_, kNaN);
  for (std::size_t t = thin ? 0 : first; t < rows_; ++t) {
    double s = g.level[t] * level;
    if (share > 0) s *= exp(share * own[t] - sd * sd / 2);  // of mean 1
    if (!migration.empty()) s *= migration[t];
    if (!issue.empty()) s += issue[t];
    if (quote_sd_bp > 0) s += quote_sd_bp * quotes.normal(t);
    out[t] = rounded(std::max(s, kLeastSpread), 100);
  }
  if (thin) quote_thinly(i, out);
  return out;
}

// Runs of repeated quotes, and days without one.
void SyntheticHistory::quote_thinly(std::size_t name, std::vector<double>& spread) const {
  const QuotesSpec& q = spec_.quotes;
  const RandomStream random(seed_, stream_of(Stream::gap, name));
  const auto [shortest, longest] = q.stale_rows;
  std::size_t repeats = 0;
  for (std::size_t t = 1; t < rows_; ++t) {
    const double u = random.uniform(t);
    if (repeats == 0 && u < q.stale_starts) {  // u / stale_starts is uniform again
      repeats = static_cast<std::size_t>(std::floor(shortest + u / q.stale_starts * (longest - shortest + 1)));
    }
    if (repeats == 0) continue;
    --repeats;
    spread[t] = spread[t - 1];
  }
  for (std::size_t t = 0; t < rows_; ++t) {
    if (1 - random.uniform(t) < q.missing) spread[t] = kNaN;
  }
}

// Grows on the first row of each month.
double SyntheticHistory::market_value(const MadeName& n, std::size_t row) const {
  const CivilDate start = civil(dates_.front()), now = civil(dates_[row]);
  const int months = 12 * (now.year - start.year) + now.month - start.month;
  return rounded(n.market_value_bn * (1 + spec_.issuers.size_growth * months / 12), 100) * 1e9;
}

void SyntheticHistory::fill(const std::string& field, std::size_t i, std::size_t first, Panel& to, std::size_t column) {
  const MadeName& n = names_[i];
  const auto each = [&](auto value) {
    for (std::size_t t = first; t < rows_; ++t) to.row(t - first)[column] = quoted(n, t) ? value(t) : kNaN;
  };
  if (field == "spread") {
    const std::vector<double> values = spread(i, first);
    each([&](std::size_t t) { return values[t]; });
  } else if (field == "duration") {
    each([&](std::size_t t) { return rounded(n.duration_years * duration_scale_[t], 1000); });
  } else if (field == "rating") {
    const auto migrations = migrations_of(spec_, names_, n);
    each([&](std::size_t t) { return static_cast<double>(rating_at(n, migrations, dates_[t])); });
  } else {
    each([&](std::size_t t) { return market_value(n, t); });
  }
}

const std::map<std::string, FieldInfo>& synthetic_fields() {
  static const std::map<std::string, FieldInfo> kFields = {
      {"spread", {"spread", "bp", Sampling::point, Quote::constant_maturity, 0, ""}},
      {"duration", {"duration", "years", Sampling::point, Quote::unstated, 0, ""}},
      {"rating", {"rating", "number", Sampling::point, Quote::unstated, 1, "middle of three, lower of two"}},
      {"market_value", {"market_value", "currency", Sampling::point, Quote::unstated, 0, ""}}};
  return kFields;
}

}  // namespace relval
