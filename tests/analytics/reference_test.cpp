// Statistics against independently computed cases: tests/reference/stats/README.md says where they come from.
#include <cmath>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "analytics/annual_return.hpp"
#include "analytics/annual_volatility.hpp"
#include "analytics/autocorrelation.hpp"
#include "analytics/bp_captured.hpp"
#include "analytics/concentration.hpp"
#include "analytics/drawdown.hpp"
#include "analytics/hit_rate.hpp"
#include "analytics/moments.hpp"
#include "analytics/sharpe.hpp"
#include "analytics/tail_risk.hpp"
#include "analytics/turnover.hpp"
#include "base/text.hpp"
#include "catch.hpp"

using namespace relval;
using nlohmann::json;

namespace {

const std::string kFolder = std::string(RELVAL_SOURCE_DIR) + "/tests/reference/stats/";

std::vector<std::vector<std::string>> read_csv(const std::string& file) {
  std::ifstream in(kFolder + file);
  std::vector<std::vector<std::string>> rows;
  for (std::string line; std::getline(in, line);) rows.push_back(split(trim(line), ','));
  REQUIRE(rows.size() > 1);
  return rows;
}

std::vector<double> column(const std::string& file, const std::string& name) {
  const auto rows = read_csv(file);
  const auto at = static_cast<std::size_t>(std::find(rows[0].begin(), rows[0].end(), name) - rows[0].begin());
  REQUIRE(at < rows[0].size());
  std::vector<double> values;
  for (std::size_t i = 1; i < rows.size(); ++i) values.push_back(parse_number(rows[i][at]).value());
  return values;
}

struct Case {
  json j;
  double a, capital;
  std::vector<double> pnl, returns;

  explicit Case(const json& from) : j(from), a(j["params"].value("periods_per_year", 0.0)),
                                    capital(j["params"].value("capital", 1.0)) {
    const json& inputs = j["inputs"];
    if (inputs.contains("inline")) pnl = inputs["inline"].get<std::vector<double>>();
    else if (inputs["columns"][0] == "pnl" || inputs["columns"][0] == "ret") pnl = other(inputs["columns"][0]);
    returns = pnl;
    for (double& r : returns) r /= capital;
  }
  std::vector<double> other(const std::string& name) const { return column(j["inputs"]["csv"], name); }

  void check(double got, const json& expected) const {
    INFO(j["id"]);
    if (expected.is_null()) {
      CHECK(std::isnan(got));
      return;
    }
    const double want = expected.get<double>();
    INFO("got " << exact(got) << " expected " << exact(want));
    CHECK(std::fabs(got - want) <= j["atol"].get<double>() + j["rtol"].get<double>() * std::fabs(want));
  }
  void check(const Statistic& got, const json& expected) const {
    check(got.value, expected);
    CHECK((got.status == Status::ok) == !expected.is_null());
  }
};

void check_drawdowns(const Case& c, const json& expected) {
  const auto found = drawdowns(c.pnl, c.capital);
  REQUIRE(found.size() >= expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    INFO(c.j["id"] << " episode " << i);
    const json& e = expected[i];
    CHECK(found[i].peak == e["peak"].get<std::ptrdiff_t>());
    CHECK(found[i].trough == e["trough"].get<std::size_t>());
    CHECK(found[i].length == e["length"].get<std::size_t>());
    CHECK(found[i].recovery.has_value() == !e["recovery"].is_null());
    if (found[i].recovery) CHECK(*found[i].recovery == e["recovery"].get<std::size_t>());
    c.check(found[i].depth, e["depth"]);
  }
}

void check_edge(const Case& c) {
  const json& e = c.j["expected"];
  CHECK(c.pnl.size() == e["n"].get<std::size_t>());
  c.check(annual_return(c.returns, c.a), e["ann_return_arith"]);
  c.check(annual_volatility(c.returns, c.a), e["ann_vol"]);
  c.check(sharpe(c.returns, c.a).ratio, e["sharpe"]);
  c.check(max_drawdown(c.pnl, c.capital), e["max_drawdown_ccy"]);
  c.check(hit_rate(c.pnl).rate, e["hit_rate"]);
  c.check(skewness(c.returns), e["skew"]);
  c.check(excess_kurtosis(c.returns), e["excess_kurtosis"]);
  check_drawdowns(c, e["drawdowns"]);
}

// Positions per instrument and day out of the fills, as the engine would hold them at each close.
void check_turnover(const Case& c) {
  const auto rows = read_csv(c.j["inputs"]["csv"]);
  const auto days = c.j["params"]["n_days"].get<std::size_t>();
  std::map<std::string, double> held;
  std::vector<Trade> trades;
  double gross_sum = 0;
  for (std::size_t day = 0; day < days; ++day) {
    for (std::size_t i = 1; i < rows.size(); ++i) {
      if (rows[i][0] != std::to_string(day)) continue;
      const double before = held[rows[i][1]];
      held[rows[i][1]] += parse_number(rows[i][2]).value();
      trades.push_back({day, day, 0, 0, before, held[rows[i][1]], 0, 0, 0, 0, TradeReason::stated, kNaN});
    }
    for (const auto& [name, n] : held) gross_sum += std::fabs(n);
  }
  const double average = gross_sum / static_cast<double>(days), traded = traded_notional(trades);
  const json& e = c.j["expected"];
  c.check(traded, e["traded"]);
  c.check(average, e["avg_gross"]);
  c.check(turnover(traded, average, days, c.a), e["one_way_turnover_annual"]);
  c.check(holding_period(traded, average, days), e["implied_holding_period"]);
}

void check_autocorrelations(const Case& c) {
  const auto lags = c.j["params"]["lags"].get<std::vector<std::size_t>>();
  for (std::size_t i = 0; i < lags.size(); ++i) c.check(autocorrelation(c.returns, lags[i]), c.j["expected"][i]);
}

void check_tails(const Case& c) {
  const TailRisk found = tail_risk(c.pnl, 1.0 - c.j["params"]["alpha"].get<double>());
  c.check(found.var.value, c.j["expected"]["var"]);
  c.check(found.es.value, c.j["expected"]["es"]);
}

using Check = void (*)(const Case&);
const std::map<std::string, Check> kChecks = {
    {"ann_return_arith", [](const Case& c) { c.check(annual_return(c.returns, c.a), c.j["expected"]); }},
    {"ann_vol", [](const Case& c) { c.check(annual_volatility(c.returns, c.a), c.j["expected"]); }},
    {"sharpe",
     [](const Case& c) {
       c.check(sharpe(c.returns, c.a, c.j["params"].value("rf_annual", 0.0)).ratio, c.j["expected"]);
     }},
    {"sharpe_se", [](const Case& c) { c.check(sharpe(c.returns, c.a).standard_error, c.j["expected"]); }},
    {"skew", [](const Case& c) { c.check(skewness(c.returns), c.j["expected"]); }},
    {"excess_kurtosis", [](const Case& c) { c.check(excess_kurtosis(c.returns), c.j["expected"]); }},
    {"max_drawdown_ccy", [](const Case& c) { c.check(max_drawdown(c.pnl, c.capital), c.j["expected"]); }},
    {"max_drawdown_pct",
     [](const Case& c) { c.check(max_drawdown(c.pnl, c.capital).value / c.capital, c.j["expected"]); }},
    {"drawdown_count",
     [](const Case& c) { CHECK(drawdowns(c.pnl, c.capital).size() == c.j["expected"].get<std::size_t>()); }},
    {"longest_drawdown",
     [](const Case& c) {
       std::size_t longest = 0;
       for (const Drawdown& d : drawdowns(c.pnl, c.capital)) longest = std::max(longest, d.length);
       CHECK(longest == c.j["expected"].get<std::size_t>());
     }},
    {"top_drawdowns", [](const Case& c) { check_drawdowns(c, c.j["expected"]); }},
    {"hit_rate", [](const Case& c) { c.check(hit_rate(c.pnl).rate, c.j["expected"]); }},
    {"best_worst",
     [](const Case& c) {
       const Concentration found = concentration(c.pnl, 1);
       c.check(found.best_pnl, c.j["expected"][0]);
       c.check(found.worst_pnl, c.j["expected"][1]);
     }},
    {"bp_captured_total",
     [](const Case& c) { c.check(bp_captured(c.pnl, c.other("gross_cs01")), c.j["expected"]); }},
    {"autocorr", check_autocorrelations},
    {"turnover", check_turnover},
    {"var_es_hist", check_tails},
    {"summary_edge", check_edge},
};

}  // namespace

TEST_CASE("every reference case of a statistic that is here agrees with it") {
  std::ifstream in(kFolder + "cases.json");
  const json cases = json::parse(in);
  std::size_t checked = 0;
  for (const json& j : cases) {
    const auto check = kChecks.find(j["fn"].get<std::string>());
    if (check == kChecks.end()) FAIL("no check for " << j["fn"]);
    check->second(Case(j));
    ++checked;
  }
  CHECK(checked == 69);
}
