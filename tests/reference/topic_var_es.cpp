// Value at risk and expected shortfall by all methods, conditional variances, tests of coverage.
#include "analytics/conditional_variance.hpp"
#include "analytics/coverage_tests.hpp"
#include "analytics/filtered_history.hpp"
#include "analytics/garch_fit.hpp"
#include "analytics/parametric_tail.hpp"
#include "analytics/tail_risk.hpp"
#include "analytics/var_backtest.hpp"
#include "reference/topics.hpp"

using namespace relval;

namespace reference {
namespace {

double confidence(const Case& c) { return 1 - c.number("alpha"); }

// P&L of the horizon asked for, one row unless there is a parameter.
Column losses_of(const Case& c) { return overlapping_sums(c.column(), c.count("horizon", 1)); }

Quantile quantile_of(const Case& c) {
  if (!c.has("quantile")) return Quantile::inverse;
  if (c.param("quantile").is_string()) return c.text("quantile", "") == "linear" ? Quantile::linear : Quantile::inverse;
  return static_cast<Quantile>(c.count("quantile"));
}

json historical(const Case& c) {
  const TailRisk tail = tail_risk(losses_of(c), confidence(c), quantile_of(c));
  return {{"var", value(tail.var)},
          {"es", value(tail.es)},
          {"var_linear", value(tail_risk(losses_of(c), confidence(c), Quantile::linear).var)}};
}

TailMoments moments_of(const Case& c) {
  const std::string mean = c.text("mean", "sample");
  return {mean == "zero" || mean == "zero_mean", c.count("ddof", 1) == 0};
}

json normal(const Case& c) {
  const NormalTail tail = normal_tail(c.column(), confidence(c), moments_of(c));
  return {{"var", value(tail.var)}, {"es", value(tail.es)}};
}

json cornish_fisher(const Case& c) {
  const CornishFisherTail tail = cornish_fisher_tail(c.column(), confidence(c), moments_of(c));
  return {{"var", value(tail.var)},    {"es", value(tail.es)},        {"es_boudt", value(tail.es_boudt)},
          {"skew", tail.skewness},     {"exkurt", tail.excess_kurtosis}, {"valid", tail.valid}};
}

json domain(const Case& c) {
  json all = json::array();
  for (const json& pair : c.param("skew_exkurt")) {
    all.push_back(cornish_fisher_valid(pair.at(0).get<double>(), pair.at(1).get<double>()));
  }
  return all;
}

VariancePath garch_path(const Case& c, const char* alpha) {
  const Garch g{c.number("mu", 0), c.number("omega"), c.number(alpha), c.number("beta")};
  const bool given = c.has("init") && c.param("init").is_number();
  return garch_variance(c.returns(), g, given ? std::optional<double>(c.number("init")) : std::nullopt);
}

json path_json(const VariancePath& path) {
  if (path.variance.empty()) return {{"first", kNaN}, {"last", kNaN}, {"loglik", kNaN}};
  return {{"first", path.variance}, {"last", path.variance}, {"loglik", path.log_likelihood}};
}

json filtered(const Case& c) {
  const bool ewma = c.text("vol", "ewma") == "ewma";
  const VariancePath path = ewma ? ewma_variance(c.returns(), c.number("lambda", 0.94)) : garch_path(c, "garch_alpha");
  const FilteredTail found = filtered_tail(c.returns(), path, confidence(c));
  return {{"var", value(found.tail.var)},
          {"es", value(found.tail.es)},
          {"vol_ratio", value(found.volatility_ratio)}};
}

json fitted(const Case& c) {
  const GarchFit fit = fit_garch(c.returns());
  const bool ok = fit.status == Status::ok;
  const auto shown = [ok](double x) { return ok ? x : kNaN; };
  return {{"mu", shown(fit.parameters.mu)},
          {"omega", shown(fit.parameters.omega)},
          {"alpha", shown(fit.parameters.alpha)},
          {"beta", shown(fit.parameters.beta)},
          {"loglik", fit.log_likelihood}};
}

json clustering_json(const Clustering& k) {
  return {{"n", k.periods},     {"x", k.exceedances},
          {"n00", k.n00},       {"n01", k.n01},
          {"n10", k.n10},       {"n11", k.n11},
          {"lr_uc", value(k.unconditional.ratio)}, {"p_uc", value(k.unconditional.p)},
          {"lr_ind", value(k.independence.ratio)}, {"p_ind", value(k.independence.p)},
          {"lr_cc", value(k.conditional.ratio)},   {"p_cc", value(k.conditional.p)}};
}

json clustering_of(const Case& c) {
  std::vector<bool> exceeded;
  for (const double hit : c.column()) exceeded.push_back(hit != 0);
  return clustering_json(christoffersen(exceeded, c.number("p")));
}

// The case lists n, x and p beside what comes out of them.
json coverage(const json& one) {
  const auto n = one.at("n").get<std::size_t>(), x = one.at("x").get<std::size_t>();
  const double p = one.at("p").get<double>();
  const CoverageTest test = kupiec(x, n, p);
  return {{"n", n},
          {"x", x},
          {"p", p},
          {"lr", value(test.ratio)},
          {"pvalue", value(test.p)},
          {"zone", name_of(basel_zone(x, n, p))}};
}

json coverages(const Case& c) {
  if (c.has("n")) return coverage({{"n", c.param("n")}, {"x", c.param("x")}, {"p", c.param("p")}});
  if (c.expected().is_object()) return coverage(c.expected());
  json all = json::array();
  for (const json& one : c.expected()) all.push_back(coverage(one));
  return all;
}

json rolling(const Case& c) {
  const VarBacktest b = rolling_backtest(c.column(), c.count("window"), confidence(c));
  json out = clustering_json(b.clustering);
  out["first_vars"] = b.var;
  out["last_var"] = b.var.empty() ? kNaN : b.var.back();
  out["zone"] = name_of(b.zone);
  out["z2"] = value(b.shortfall_z2);
  return out;
}

}  // namespace

void add_var_es(Functions& all) {
  all["var_es_hist"] = historical;
  all["var_es_normal"] = normal;
  all["var_es_cornish_fisher"] = cornish_fisher;
  all["cornish_fisher_valid"] = domain;
  all["ewma_variance"] = [](const Case& c) { return path_json(ewma_variance(c.returns(), c.number("lambda", 0.94))); };
  all["garch_variance"] = [](const Case& c) { return path_json(garch_path(c, "alpha")); };
  all["garch_fit"] = fitted;
  all["fhs"] = filtered;
  all["kupiec"] = coverages;
  all["basel_zone"] = coverages;
  all["christoffersen"] = clustering_of;
  all["var_backtest_rolling"] = rolling;
}

}  // namespace reference
