// How much of the best trial was the search for it.
#include <cmath>
#include <map>
#include <stdexcept>

#include "analytics/adjusted_pvalues.hpp"
#include "analytics/cscv.hpp"
#include "analytics/deflated_sharpe.hpp"
#include "analytics/effective_trials.hpp"
#include "analytics/plateau.hpp"
#include "analytics/probabilistic_sharpe.hpp"
#include "reference/topics.hpp"

using namespace relval;

namespace reference {
namespace {

Trials trials(const Case& c) {
  Trials all;
  for (std::size_t k = 0; k < c.column_count(); ++k) all.push_back(c.returns(k));
  return all;
}

json values(const std::vector<Statistic>& all) {
  json list = json::array();
  for (const Statistic& s : all) list.push_back(value(s));
  return list;
}

// Per-period benchmark from one per year, or stated per period.
double benchmark(const Case& c) {
  if (c.has("sr_star")) return c.number("sr_star");
  return c.number("sr_benchmark_annual", 0) / std::sqrt(c.number("periods_per_year", 1));
}

// One result a row of "rows", whose columns "columns" names.
template <class F> json by_row(const Case& c, F f) {
  json list = json::array();
  const auto names = c.param("columns").get<std::vector<std::string>>();
  for (const json& row : c.param("rows")) {
    std::map<std::string, double> cells;
    for (std::size_t i = 0; i < names.size(); ++i)
      cells[names[i]] = row.at(i).is_null() ? std::nan("") : row.at(i).get<double>();
    list.push_back(f(cells));
  }
  return list;
}

SharpeRecord record(const std::map<std::string, double>& cells) {
  return {cells.at("sr"), cells.at("n"), cells.at("skew"), cells.at("kurtosis")};
}

Adjustment method(const Case& c) {
  const auto found = adjustment_of(c.text("method", "by"));
  if (!found) throw std::runtime_error("no such adjustment");
  return *found;
}

std::vector<double> sharpe_p_values(const Case& c) {
  std::vector<double> p;
  for (const auto& x : trials(c)) p.push_back(sharpe_p_value(x).value);
  return p;
}

// p-values as they stand, inline or as the parameter "p"; else those of trials.
std::vector<double> p_values(const Case& c) {
  if (c.has("p")) return c.numbers("p");
  const json data = c.inputs().value("inline", json());
  const bool stated = data.is_array() && (data.empty() || !data.at(0).is_array());
  return stated ? c.column() : sharpe_p_values(c);
}

json clusters(const Case& c) {
  const TrialClusters found = trial_clusters(trials(c));
  json out{{"k", found.count}, {"silhouette", found.silhouette}, {"labels", found.labels},
           {"cluster_sr", found.sharpes}, {"var_cluster_sr", found.variance}};
  out["silhouettes"] = json::array();
  for (std::size_t i = 0; i < found.silhouettes.size(); ++i)
    out["silhouettes"].push_back({i + 2, found.silhouettes[i]});
  const TrialSharpes set = trial_sharpes(trials(c));
  const double count = static_cast<double>(found.count);
  if (found.status == Status::ok) {
    out["dsr"] = value(deflated_sharpe(set.selected, found.variance, count).probability);
    return out;
  }
  const auto instead = trials_by_average_correlation(trial_correlations(trials(c)));
  out["k"] = value(instead.trials);
  out["dsr"] = value(deflated_sharpe(set, instead.trials.value).probability);
  return out;
}

json overfitting_probability(const Case& c) {
  const bool mean = c.text("metric", "sharpe") == "mean";
  const Cscv r = cscv(trials(c), c.count("S", 16), mean ? TrialMetric::mean : TrialMetric::sharpe);
  if (r.status != Status::ok) return nothing();
  double sum = 0;
  for (const double logit : r.logits) sum += logit;
  return {{"pbo", r.pbo}, {"n_comb", r.logits.size()}, {"prob_loss", r.probability_of_loss}, {"slope", r.slope},
          {"intercept", r.intercept}, {"r2", r.r_squared}, {"logits_first", r.logits}, {"logits", r.logits},
          {"logits_sum", sum}, {"n_star", r.selected}};
}

void flatten(const json& from, MetricGrid& grid, std::size_t depth) {
  if (!from.is_array()) {
    grid.values.push_back(from.is_null() ? std::nan("") : from.get<double>());
    return;
  }
  if (grid.shape.size() <= depth) grid.shape.push_back(from.size());
  for (const json& below : from) flatten(below, grid, depth + 1);
}

json plateau_of(const Case& c) {
  MetricGrid grid;
  flatten(c.inputs().at("inline"), grid, 0);
  const Plateau p = plateau(grid, c.count("radius", 1));
  if (p.status != Status::ok) return nothing();
  json out{{"fragility", p.fragility}, {"share_near_best", p.share_near_best}, {"isolated", p.isolated}};
  out["best_raw"] = place_in(grid, p.best_raw);
  out["best_plateau"] = place_in(grid, p.best_plateau);
  for (const Neighbourhood& n : p.cells) {
    std::string name;
    for (const std::size_t i : place_in(grid, n.cell)) name += (name.empty() ? "" : ",") + std::to_string(i);
    out["cells"][name] = {{"centre", n.centre}, {"mean", n.mean}, {"median", n.median}, {"min", n.lowest},
                          {"sd", n.deviation}, {"n", n.count}};
  }
  return out;
}

void add_selection(Functions& all) {
  all["expected_max_z"] = [](const Case& c) {
    json list = json::array();
    for (const double n : c.numbers("N")) list.push_back(expected_max_z(n));
    return list;
  };
  all["min_btl_years"] = [](const Case& c) {
    json list = json::array();
    for (const double n : c.numbers("N"))
      list.push_back(value(minimum_backtest_years(n, c.number("expected_max_annual_sharpe", 1))));
    return list;
  };
  all["dsr"] = [](const Case& c) -> json {
    const TrialSharpes set = trial_sharpes(trials(c));
    if (set.status != Status::ok) return nothing();
    const DeflatedSharpe d = deflated_sharpe(set, c.number("n_trials", std::nan("")));
    return json{{"best", set.best}, {"sr", set.selected.sharpe}, {"sr0", d.benchmark}, {"dsr", value(d.probability)},
                {"var_sr", set.variance}};
  };
  all["dsr_params"] = [](const Case& c) {
    return by_row(c, [](const auto& cells) {
      return value(deflated_sharpe(record(cells), cells.at("var_sr"), cells.at("n_trials")).probability);
    });
  };
  all["eff_trials_avg_correlation"] = [](const Case& c) {
    const auto n = trials_by_average_correlation(trial_correlations(trials(c)));
    const DeflatedSharpe d = deflated_sharpe(trial_sharpes(trials(c)), n.trials.value);
    return json{{"avg_corr", n.average}, {"n_eff", value(n.trials)}, {"dsr", value(d.probability)}};
  };
  all["eff_trials_participation"] = [](const Case& c) {
    return value(trials_by_participation(trial_correlations(trials(c))));
  };
  all["eff_trials_cluster"] = clusters;
  all["cscv"] = overfitting_probability;
  all["plateau"] = plateau_of;
}

}  // namespace

void add_overfitting(Functions& all) {
  all["sharpe_per_period"] = [](const Case& c) {
    std::vector<Statistic> each;
    for (const auto& x : trials(c)) each.push_back(sharpe_per_period(x));
    return c.expected().is_array() ? values(each) : value(each.at(0));
  };
  all["psr"] = [](const Case& c) { return value(probabilistic_sharpe(c.returns(), benchmark(c))); };
  all["min_trl"] = [](const Case& c) {
    return value(minimum_track_record(c.returns(), benchmark(c), c.number("confidence", 0.95)));
  };
  all["psr_params"] = [](const Case& c) {
    return by_row(c, [](const auto& cells) { return value(probabilistic_sharpe(record(cells), cells.at("sr_star"))); });
  };
  all["min_trl_params"] = [](const Case& c) {
    return by_row(c, [&](const auto& cells) {
      const auto own = cells.find("confidence");
      const double confidence = own == cells.end() ? c.number("confidence", 0.95) : own->second;
      SharpeRecord r{cells.at("sr"), 2, cells.at("skew"), cells.at("kurtosis")};  // periods play no part
      return value(minimum_track_record(r, cells.at("sr_star"), confidence));
    });
  };
  all["sharpe_pvalue"] = [](const Case& c) {
    const std::vector<double> p = sharpe_p_values(c);
    return c.expected().is_array() ? json(p) : json(p.at(0));
  };
  all["adjust_pvalues"] = [](const Case& c) { return json(adjusted_p_values(p_values(c), method(c))); };
  all["haircut_sharpe"] = [](const Case& c) {
    std::vector<Statistic> each;
    for (const Haircut& h : haircut_sharpes(trials(c), method(c), c.periods_per_year())) each.push_back(h.sharpe);
    return values(each);
  };
  add_selection(all);
}

}  // namespace reference
