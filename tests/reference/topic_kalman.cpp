// Regression with wandering coefficients. The last column is y; "regressors" names the others and "1", a constant.
#include <cmath>

#include "reference/topics.hpp"
#include "signals/kalman.hpp"

using namespace relval;

namespace reference {
namespace {

// A full matrix, a diagonal, or one number for the diagonal.
SquareMatrix matrix(const json& from, std::size_t n) {
  SquareMatrix m(n, std::vector<double>(n, 0));
  for (std::size_t i = 0; i < n; ++i) {
    if (!from.is_array()) m[i][i] = from.get<double>();
    else if (!from.at(i).is_array()) m[i][i] = from.at(i).get<double>();
    else m[i] = from.at(i).get<std::vector<double>>();
  }
  return m;
}

std::vector<std::vector<double>> regressors(const Case& c, std::size_t rows) {
  std::vector<std::vector<double>> x;
  std::size_t column = 0;
  for (const json& name : c.param("regressors")) {
    if (name == "1") x.emplace_back(rows, 1.0);
    else x.push_back(c.column(column++));
  }
  return x;
}

KalmanSettings settings(const Case& c, std::size_t n) {
  const double delta = c.number("delta", 1e-4), noise = c.number("Ve", 1e-3);
  const bool chan = !c.flag("predict_first", true) || c.text("start", "prior") == "chan";
  KalmanSettings s = chan ? kalman_chan(n, delta, noise) : kalman_prior(n, delta, noise);
  if (c.has("Vw")) s.drift = matrix(c.param("Vw"), n);
  if (c.has("beta0")) s.start = c.numbers("beta0");
  if (c.has("P0")) s.start_variance = matrix(c.param("P0"), n);
  return s;
}

}  // namespace

void add_kalman(Functions& all) {
  all["kalman_regression"] = [](const Case& c) -> json {
    const Column y = c.column(c.column_count() - 1);
    const auto x = regressors(c, y.size());
    const KalmanRegression k = kalman_regression(y, x, settings(c, x.size()));
    if (k.status != Status::ok) return nothing();
    json out{{"loglik", k.log_likelihood}, {"P_last", k.last_variance}};
    json rows = c.expected().contains("rows") ? c.expected().at("rows") : json::array();
    if (!c.expected().contains("rows")) {
      for (std::size_t t = 0; t < k.error.size(); ++t) rows.push_back(t);
    }
    for (const char* name : {"rows", "beta", "e", "Q", "score"}) out[name] = json::array();
    for (const json& row : rows) {
      const auto t = row.get<std::size_t>();
      out["rows"].push_back(t);
      out["beta"].push_back(k.coefficients.at(t));
      out["e"].push_back(k.error.at(t));
      out["Q"].push_back(k.variance.at(t));
      out["score"].push_back(k.error.at(t) / std::sqrt(k.variance.at(t)));
    }
    return out;
  };
}

}  // namespace reference
