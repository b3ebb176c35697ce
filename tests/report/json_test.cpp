// summary.json: whole, ordered, exact, and honest about what is undefined.
#include <limits>
#include <nlohmann/json.hpp>

#include "../analytics/small_run.hpp"
#include "catch.hpp"
#include "report/summary_json.hpp"

using namespace relval;
using Json = nlohmann::ordered_json;

namespace {

Json summary_of(const RunResult& r) { return Json::parse(summary_json(r, summarise(r, small_market()))); }

}  // namespace

TEST_CASE("the summary's numbers read back to the same doubles") {
  const RunResult r = small_run();
  const Summary s = summarise(r, small_market());
  const Json j = Json::parse(summary_json(r, s));
  CHECK(j["pnl"]["total"]["total"].get<double>() == s.pnl.total.total);
  CHECK(j["pnl"]["short"]["carry"].get<double>() == s.pnl.side[1].component[index_of(Component::carry)]);
  CHECK(j["statistics"]["sharpe"]["standard_error"]["value"].get<double>() == s.statistics.sharpe.standard_error.value);
  CHECK(j["exposures"]["book"]["gross"]["average"].get<double>() == s.exposures.book.gross.average);
  CHECK(j["statistics"]["best_period"]["date"] == "2021-04-30");
  CHECK(j["findings"][0]["id"] == "losing_side");
}

TEST_CASE("in the summary too the components add up to the total") {
  const Json j = summary_of(small_run());
  for (const Json& cell : {j["pnl"]["total"], j["pnl"]["long"], j["pnl"]["legs"][0]["total"]}) {
    double sum = 0;
    for (const auto& [name, value] : cell.items()) {
      if (name != "total") sum += value.get<double>();
    }
    CHECK(sum == cell["total"].get<double>());
  }
}

TEST_CASE("what is undefined is null beside its status") {
  RunResult r = small_run();
  r.pnl.assign(r.pnl.size(), {});
  const Json j = summary_of(r);
  CHECK(j["statistics"]["sharpe"]["ratio"]["value"].is_null());
  CHECK(j["statistics"]["sharpe"]["ratio"]["status"] == "zero_variance");
  CHECK(j["statistics"]["hit_rate"]["status"] == "too_few");
}

TEST_CASE("what is beyond a double is null, and its status says so") {
  const RunResult r = small_run();
  Summary s = summarise(r);
  s.statistics.per_year = defined(std::numeric_limits<double>::infinity());
  const Json j = Json::parse(summary_json(r, s));
  CHECK(j["statistics"]["per_year"]["value"].is_null());
  CHECK(j["statistics"]["per_year"]["status"] == "non_finite");
}

TEST_CASE("on synthetic data the interval of the Sharpe ratio is not given") {
  RunResult r = small_run();
  r.store.synthetic = true;
  const Json j = summary_of(r);
  CHECK(j["statistics"]["sharpe"]["low_95"]["status"] == "n/a: synthetic");
  CHECK(j["run"]["data"]["synthetic"] == true);
  CHECK(j["record"]["luck"]["status"] == "n/a: synthetic");
  CHECK(j["record"]["sharpe"]["probability_above_0"]["status"] == "n/a: synthetic");
  CHECK(j["record"]["shape"]["jarque_bera"]["p"]["status"] == "n/a: synthetic");
  CHECK(j["record"]["sharpe"]["ratio"]["status"] == "ok");
}

TEST_CASE("the P&L at other costs leaves out, or adds, what trading cost") {
  const Json s = summary_of(small_run())["statistics"], pnl = summary_of(small_run())["pnl"]["total"];
  const double total = s["total"].get<double>(), cost = pnl["cost"].get<double>();
  REQUIRE(cost < 0);
  CHECK(s["total_at_cost"]["0x"].get<double>() == Approx(total - cost));
  CHECK(s["total_at_cost"]["1x"].get<double>() == total);
  CHECK(s["total_at_cost"]["3x"].get<double>() == Approx(total + 2 * cost));
}

TEST_CASE("a run's record has the statistics of its P&L file, under one definition") {
  const Json j = summary_of(small_run());
  CHECK(j["record"]["sharpe"]["ratio"]["value"].get<double>() ==
        Approx(j["statistics"]["sharpe"]["ratio"]["value"].get<double>()).epsilon(1e-12));  // returns and P&L
  CHECK(j["record"]["drawdown"]["max"] == j["statistics"]["max_drawdown"]);
  CHECK(j["record"]["wins"]["hit_rate"] == j["statistics"]["hit_rate"]);
  CHECK(j["record"]["luck"]["resamples"] == 1000);
  CHECK(j["record"]["luck"]["total"]["value"].get<double>() ==
        Approx(j["statistics"]["total"].get<double>()).epsilon(1e-12));
  CHECK(!summary_of(RunResult{})["record"].is_object());
}

TEST_CASE("the case of the market stands with the data where there is one") {
  RunResult r = small_run();
  CHECK_FALSE(summary_of(r)["run"]["data"].contains("case"));
  r.store.market_case = "low";
  CHECK(summary_of(r)["run"]["data"]["case"] == "low");
}

TEST_CASE("the sections of the summary keep their order") {
  const Json j = summary_of(small_run());
  std::vector<std::string> keys;
  for (const auto& item : j.items()) keys.push_back(item.key());
  CHECK(keys == std::vector<std::string>{"relval_summary", "run", "pnl", "statistics", "record", "legs", "members",
                                         "pair", "attribution", "exposures", "risk", "coverage", "findings"});
  CHECK(summary_json(small_run(), summarise(small_run(), small_market())) ==
        summary_json(small_run(), summarise(small_run(), small_market())));
}

TEST_CASE("the answer to run --json holds the place of the run and its summary") {
  const RunResult r = small_run();
  const std::string summary = summary_json(r, summarise(r, small_market()));
  const Json j = Json::parse(run_json(summary, "results/small_pair/abc", "abc", "created"));
  CHECK(j["directory"] == "results/small_pair/abc");
  CHECK(j["summary"]["run"]["name"] == "small_pair");
}

TEST_CASE("a text that is not UTF-8 does not stop the summary") {
  RunResult r = small_run();
  r.store.title = "caf\xe9";
  CHECK(summary_of(r)["run"]["data"]["title"] == "caf\xEF\xBF\xBD");
}

TEST_CASE("the risk of the book and of the track record is in the summary, each under its name") {
  const RunResult r = small_run();
  const Summary s = summarise(r, small_market());
  const Json j = Json::parse(summary_json(r, s))["risk"];
  CHECK(j["status"] == "ok");
  CHECK(j["date"] == "2021-10-29");
  CHECK(j["as_it_stands"]["es_95"]["value"].get<double>() == s.risk.as_it_stands.tail.at_95.es.value);
  CHECK(j["as_it_stands"]["moves_by_median_of_leg"] == 2);
  CHECK(j["realised"]["periods"] == 24);
  CHECK(j["realised"]["var_99"]["status"] == "too_few");
  CHECK(j["realised"]["var_99"]["value"].get<double>() == s.risk.realised.at_99.var.value);
  const Json& covid = j["stress"][0];
  CHECK(covid["scenario"] == "covid");
  CHECK(covid["at_entry"]["pnl"].get<double>() == s.risk.stress_at_entry[0].total);
  double legs = 0;
  for (const Json& leg : covid["as_it_stands"]["legs"]) legs += leg["pnl"].get<double>();
  CHECK(legs == covid["as_it_stands"]["pnl"].get<double>());
  CHECK(j["jump_to_default"]["gains"][0]["issuer"] == "CLOUD_7Y");
  CHECK(j["cs01_by_tenor"]["legs"][1]["leg"] == "hyperscaler");
  CHECK(j["concentration"]["cs01"]["names"] == 3);
}

TEST_CASE("without the market the book's risk is said to be missing") {
  const RunResult r = small_run();
  const Json j = Json::parse(summary_json(r, summarise(r)))["risk"];
  CHECK(j["status"] == "not_kept");
  CHECK(j["stress"].empty());
  CHECK(j["realised"]["var_95"]["status"] == "ok");
}

TEST_CASE("a drawdown is said as a share of capital too") {
  const Json j = summary_of(small_run())["statistics"]["drawdowns"][0];
  CHECK(j["share_of_capital"]["value"].get<double>() == j["depth"].get<double>() / 100e6);
}
