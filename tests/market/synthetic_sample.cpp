#include "synthetic_sample.hpp"

#include <cmath>

#include "base/numeric.hpp"

namespace relval::test {

namespace {

std::vector<double> changes(const std::vector<double>& x, std::size_t from) {
  std::vector<double> out;
  for (std::size_t t = from + 1; t < x.size(); ++t) out.push_back(x[t] - x[t - 1]);
  return out;
}

double covariance(const std::vector<double>& a, const std::vector<double>& b) {
  const double ma = mean(a), mb = mean(b);
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - ma) * (b[i] - mb);
  return sum / static_cast<double>(a.size() - 1);
}

double correlation(const std::vector<double>& a, const std::vector<double>& b) {
  return covariance(a, b) / std::sqrt(covariance(a, a) * covariance(b, b));
}

double excess_kurtosis(const std::vector<double>& x) {
  const double m = mean(x);
  double second = 0, fourth = 0;
  for (const double v : x) {
    const double square = (v - m) * (v - m);
    second += square;
    fourth += square * square;
  }
  return fourth * static_cast<double>(x.size()) / (second * second) - 3;
}

}  // namespace

PairStatistics pair_statistics(const MarketData& data) {
  const std::size_t from = row_of(data, "2025-05-01");
  const std::vector<std::string> industrials = industrial_leg(data);
  const auto a = changes(leg_mean(data, industrials), from), h = changes(leg_mean(data, kHyperscalers), from);
  PairStatistics s;
  s.industrial_sd_bp = sample_deviation(a);
  s.hyperscaler_sd_bp = sample_deviation(h);
  s.correlation = correlation(a, h);
  s.beta = covariance(a, h) / covariance(a, a);
  s.hyperscaler_own_sd_bp = s.hyperscaler_sd_bp * std::sqrt(1 - s.correlation * s.correlation);
  std::vector<double> own = h;
  for (std::size_t t = 0; t < own.size(); ++t) own[t] -= s.beta * a[t];
  s.hyperscaler_own_kurtosis = excess_kurtosis(own);
  s.industrial_kurtosis = excess_kurtosis(a);
  s.industrial_autocorrelation = correlation({a.begin() + 1, a.end()}, {a.begin(), a.end() - 1});
  double names = 0;
  for (const std::string& id : industrials) {
    const auto one = changes(leg_mean(data, {id}), from);
    if (std::any_of(one.begin(), one.end(), [](double x) { return std::isnan(x); })) continue;
    s.name_sd_bp += sample_deviation(one);
    s.name_r2 += correlation(one, a) * correlation(one, a);
    ++names;
  }
  s.name_sd_bp /= names;
  s.name_r2 /= names;
  return s;
}

const GroupSpec& group_of(const SyntheticSpec& spec, const std::string& name) {
  return *std::find_if(spec.groups.begin(), spec.groups.end(), [&](const GroupSpec& g) { return g.name == name; });
}

std::size_t row_of(const MarketData& data, const std::string& date) {
  for (std::size_t t = 0; t < data.dates.size(); ++t) {
    if (to_iso(data.dates[t]) == date) return t;
  }
  FAIL("no row " << date);
  return 0;
}

bool same(const std::vector<double>& a, const std::vector<double>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); });
}

std::vector<std::string> industrial_leg(const MarketData& data) {
  std::vector<std::string> ids;
  const Instruments& all = data.instruments;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const double tenor = all.number_of("tenor_years", i);
    if (kIndustrialSectors.count(all.text_of("sector_l3", i)) > 0 && all.text_of("currency", i) == "USD" &&
        all.text_of("parent", i) != "ORCL" && tenor >= 5 && tenor <= 12) {
      ids.push_back(all.id[i]);
    }
  }
  return ids;
}

std::vector<std::string> industrial_core(const SyntheticSpec& spec, const MarketData& data) {
  std::set<std::string> moving;
  for (const NameSpec& n : spec.names) {
    if (n.starts || n.ends) moving.insert(n.id);
  }
  for (const MigrationSpec& m : spec.migrations) moving.insert(m.name.value);
  std::vector<std::string> ids = industrial_leg(data);
  ids.erase(std::remove_if(ids.begin(), ids.end(), [&](const auto& id) { return moving.count(id) > 0; }), ids.end());
  return ids;
}

std::vector<double> leg_mean(const MarketData& data, const std::vector<std::string>& ids) {
  std::vector<std::size_t> columns;
  for (const auto& id : ids) columns.push_back(data.instruments.find(id).value());
  const Panel &spread = *data.panel("spread"), &duration = *data.panel("duration"), &rating = *data.panel("rating");
  std::vector<double> out;
  for (std::size_t t = 0; t < spread.rows; ++t) {
    double weighted = 0, weight = 0;
    for (const std::size_t i : columns) {
      if (std::isnan(spread.at(t, i)) || rating.at(t, i) > 10) continue;
      weighted += duration.at(t, i) * spread.at(t, i);
      weight += duration.at(t, i);
    }
    out.push_back(weight > 0 ? weighted / weight : kNone);
  }
  return out;
}

PairStatistics mean_over_seeds(const SyntheticSpec& spec, const std::string& market_case, int seeds) {
  using P = PairStatistics;
  const std::vector<double P::*> members = {
      &P::industrial_sd_bp, &P::hyperscaler_sd_bp,        &P::hyperscaler_own_sd_bp,
      &P::correlation,      &P::beta,                     &P::hyperscaler_own_kurtosis,
      &P::name_sd_bp,       &P::industrial_autocorrelation, &P::industrial_kurtosis,
      &P::name_r2};
  PairStatistics sum;
  for (int seed = 1; seed <= seeds; ++seed) {
    const PairStatistics one = pair_statistics(synthesise(spec, market_case, static_cast<std::uint64_t>(seed)));
    for (const auto member : members) sum.*member += one.*member / seeds;
  }
  return sum;
}

}  // namespace relval::test
