// Covariances, sample, weighted and shrunk; and the split of VaR and ES over legs.
#include <map>

#include "analytics/covariance.hpp"
#include "analytics/risk_contributions.hpp"
#include "analytics/shrinkage.hpp"
#include "reference/topics.hpp"

using namespace relval;

namespace reference {
namespace {

json rows_of(const CovarianceMatrix& m) {
  json rows = json::array();
  for (std::size_t i = 0; i < m.size; ++i) {
    json row = json::array();
    for (std::size_t j = 0; j < m.size; ++j) row.push_back(m(i, j));
    rows.push_back(row);
  }
  return rows;
}

// Large matrices are expected as their trace, norm, determinant and first row.
json in_the_shape_of(const json& expected, const CovarianceMatrix& m) {
  const json rows = rows_of(m);
  if (!expected.is_object()) return rows;
  return {{"trace", m.trace()},
          {"frob", m.frobenius()},
          {"logdet", m.log_determinant()},
          {"row0", rows.at(0)}};
}

json shrunk(const Case& c, const ShrunkCovariance& s) {
  return {{"shrinkage", s.shrinkage},
          {"mean_corr", s.mean_correlation},
          {"cov", in_the_shape_of(c.expected().value("cov", json()), s.matrix)}};
}

bool population(const Case& c, std::size_t otherwise) { return c.count("ddof", otherwise) == 0; }
double confidence(const Case& c) { return 1 - c.number("alpha"); }

json normal(const Case& c) {
  const std::string mean = c.text("mean", "with_mean");
  const NormalContributions n =
      normal_contributions(c.columns(), c.numbers("weights"), confidence(c), mean == "zero_mean" || mean == "zero");
  return {{"vol", n.volatility},     {"var", n.var},
          {"es", n.es},              {"marginal", n.marginal},
          {"component", n.var_part}, {"component_vol", n.volatility_part},
          {"component_es", n.es_part}, {"incremental", n.incremental}};
}

// A leg's sector is what follows the underscore in the column's name.
json by_sector(const Case& c, const std::vector<double>& parts) {
  std::map<std::string, std::size_t> place;
  std::vector<std::string> sectors;
  for (std::size_t i = 0; i < c.column_count(); ++i) {
    const std::string name = c.column_name(i);
    sectors.push_back(name.substr(name.find('_') + 1));
    place[sectors.back()] = 0;
  }
  std::size_t next = 0;
  for (auto& [name, at] : place) at = next++;
  std::vector<std::size_t> group;
  for (const std::string& s : sectors) group.push_back(place[s]);
  const std::vector<double> sums = by_group(parts, group, place.size());
  json all;
  for (const auto& [name, at] : place) all[name] = sums[at];
  return all;
}

json historical(const Case& c) {
  const std::vector<Column> legs = c.columns();
  const Column weights = c.numbers("weights");
  const HistoricalContributions h = c.has("ranks")
                                        ? averaged_contributions(legs, weights, confidence(c), c.count("ranks"))
                                        : historical_contributions(legs, weights, confidence(c));
  return {{"var", h.var},
          {"es", h.es},
          {"component_var", h.var_part},
          {"component_es", h.es_part},
          {"var_row", h.var_row},
          {"component_var_by_sector", by_sector(c, h.var_part)},
          {"component_es_by_sector", by_sector(c, h.es_part)}};
}

}  // namespace

void add_covariance(Functions& all) {
  all["cov_sample"] = [](const Case& c) {
    return in_the_shape_of(c.expected(), sample_covariance(c.columns(), population(c, 1)).matrix);
  };
  all["cov_ewma"] = [](const Case& c) {
    const Covariance e = ewma_covariance(c.columns(), c.number("lambda", 0.94), c.flag("demean", false));
    return in_the_shape_of(c.expected(), e.matrix);
  };
  all["lw_identity"] = [](const Case& c) { return shrunk(c, shrink_to_identity(c.columns(), population(c, 0))); };
  all["lw_constant_correlation"] = [](const Case& c) {
    return shrunk(c, shrink_to_constant_correlation(c.columns(), population(c, 0)));
  };
  all["euler_normal"] = normal;
  all["euler_hist"] = historical;
}

}  // namespace reference
