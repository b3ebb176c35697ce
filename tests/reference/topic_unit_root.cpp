// Unit roots and cointegration.
#include <stdexcept>

#include "reference/topics.hpp"
#include "signals/adf.hpp"
#include "signals/engle_granger.hpp"
#include "signals/johansen.hpp"

using namespace relval;

namespace reference {
namespace {

Deterministic terms(const std::string& text) {
  const auto found = deterministic_of(text);
  if (!found) throw std::runtime_error("no such regression: " + text);
  return *found;
}

std::vector<std::string> texts(const json& list) {
  if (list.is_array()) return list.get<std::vector<std::string>>();
  return {list.get<std::string>()};
}

std::vector<std::size_t> counts(const json& list) {
  if (list.is_array()) return list.get<std::vector<std::size_t>>();
  return {list.get<std::size_t>()};
}

json shown(const AdfTest& t) {
  if (t.status != Status::ok) return nothing();
  return {{"stat", t.statistic}, {"nobs", t.rows}, {"lags", t.lags}, {"p", t.p_value}, {"crit_1", t.critical[0]},
          {"crit_5", t.critical[1]}, {"crit_10", t.critical[2]}, {"crit", t.critical}};
}

// {"N1_c": f(1, constant), ...}
template <class F> json by_table(const Case& c, F f) {
  json all;
  for (const std::size_t n : counts(c.param("N")))
    for (const std::string& regression : texts(c.param("regression")))
      all["N" + std::to_string(n) + "_" + regression] = f(n, terms(regression));
  return all;
}

}  // namespace

void add_unit_root(Functions& all) {
  all["adf"] = [](const Case& c) { return shown(adf(c.column(), c.count("lags"), terms(c.text("regression", "c")))); };
  all["adf_auto"] = [](const Case& c) {
    const LagCriterion by = lower(c.text("criterion", "aic")) == "bic" ? LagCriterion::bic : LagCriterion::aic;
    const auto most = c.has("max_lag") ? std::optional(c.count("max_lag")) : std::nullopt;
    return shown(adf_auto(c.column(), terms(c.text("regression", "c")), by, most));
  };
  all["mackinnon_p"] = [](const Case& c) {
    return by_table(c, [&](std::size_t n, Deterministic d) {
      json row = json::array();
      for (const double s : c.numbers("stats")) row.push_back(mackinnon_p(s, n, d));
      return row;
    });
  };
  all["mackinnon_crit"] = [](const Case& c) {
    return by_table(c, [&](std::size_t n, Deterministic d) {
      json rows = json::array();
      for (const double nobs : c.numbers("nobs")) rows.push_back(mackinnon_critical(nobs, n, d));
      return rows;
    });
  };
  all["engle_granger"] = [](const Case& c) -> json {
    const Column y = c.column(0);
    std::vector<Column> x = c.columns();
    x.erase(x.begin());
    const auto lags = c.has("lags") ? std::optional(c.count("lags")) : std::nullopt;
    const EngleGranger t = engle_granger(y, x, terms(c.text("trend", "c")), lags);
    if (t.status != Status::ok) return nothing();
    return json{{"stat", t.statistic}, {"p", t.p_value}, {"crit", t.critical}, {"lags", t.lags}};
  };
  all["johansen"] = [](const Case& c) -> json {
    const auto order = static_cast<JohansenTerms>(static_cast<int>(c.number("det_order", 0)));
    const Johansen t = johansen(c.columns(), order, c.count("k_ar_diff", 1));
    if (t.status != Status::ok) return nothing();
    return json{{"eigenvalues", t.eigenvalues}, {"trace", t.trace}, {"max_eig", t.max_eigenvalue},
                {"trace_crit", t.trace_critical}, {"max_eig_crit", t.max_eigenvalue_critical}};
  };
}

}  // namespace reference
