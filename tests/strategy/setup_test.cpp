// Setting a strategy up: parameters, signals, schedule and rule, and the words for each fault.
#include "strategy/setup.hpp"

#include "base/error.hpp"
#include "catch.hpp"
#include "fixture.hpp"

using namespace relval;
using namespace relval::test;

TEST_CASE("a pair finds its legs, decides every row and trades with the run's delay") {
  const Outcome o = set_up(small_config("static_pair", {{"long", "industrial"}, {"short", "ORCL_5Y"}}));
  CHECK(o.problems ==
        "config.yaml:8:10: short: no leg or instrument 'ORCL_5Y' in this run\n"
        "  8 |   short: ORCL_5Y\n"
        "    |          ^\n"
        "  the store has this instrument, but no leg of the run holds it");
  const Outcome good = set_up(small_config("static_pair", {{"long", "industrial"}, {"short", "MSFT_5Y"}}));
  CHECK(good.problems.empty());
  CHECK(good.error.empty());
  CHECK(good.setup.asset_names ==
        std::vector<std::string>{"industrial", "hyperscaler", "CAT_5Y", "DE_5Y", "AMZN_5Y", "MSFT_5Y"});
  CHECK(good.setup.legs == 2);
  CHECK(good.setup.schedule.when == Schedule::When::every_row);
  CHECK_FALSE(good.setup.same_close);
  CHECK(good.setup.instance != nullptr);
  CHECK(good.setup.identity.name == "static_pair");
}

TEST_CASE("every fault of the parameters is said at once") {
  const Outcome o =
      set_up(small_config("spread_band", {{"first", "industral"}, {"windw", "60"}, {"enter", "two"}, {"exit", "-1"}}));
  CHECK(o.error.empty());
  CHECK(o.problems ==
        "config.yaml:7:10: first: no leg or instrument 'industral' in this run\n"
        "  7 |   first: industral\n"
        "    |          ^\n"
        "  did you mean 'industrial'?\n"
        "config.yaml:6:9: strategy 'spread_band' needs 'second'\n"
        "  6 |   name: spread_band\n"
        "    |         ^\n"
        "  second: leg or instrument sold against it\n"
        "config.yaml:9:10: enter: expected a number (deviations), found 'two'\n"
        "  9 |   enter: two\n"
        "    |          ^\n"
        "  entry level\n"
        "config.yaml:10:9: exit: expected 0 to 100 deviations, found -1\n"
        "  10 |   exit: -1\n"
        "     |         ^\n"
        "  exit level\n"
        "config.yaml:8:10: strategy 'spread_band' has no parameter 'windw'\n"
        "  8 |   windw: 60\n"
        "    |          ^\n"
        "  did you mean 'window'?\n"
        "5 problems");
}

TEST_CASE("a whole number is whole, and numbers are read strictly") {
  const auto with = [](const char* key, const char* value) {
    return set_up(small_config("spread_band", {{"first", "industrial"}, {"second", "hyperscaler"}, {key, value}}));
  };
  CHECK_THAT(with("window", "60.5").problems,
             Catch::StartsWith("config.yaml:9:11: window: expected a whole number (rows) or a length such as 6m, "
                               "found '60.5'"));
  CHECK_THAT(with("window", "1").problems,
             Catch::StartsWith("config.yaml:9:11: window: expected 2 to 2000 rows, found 1\n"));
  CHECK_THAT(with("enter", "0x10").problems,
             Catch::StartsWith("config.yaml:9:10: enter: expected a number (deviations), found '0x10'"));
  CHECK_THAT(with("enter", ".nan").problems, Catch::Contains("enter: expected a number (deviations), found '.nan'"));
  CHECK_THAT(with("enter", "").problems, Catch::Contains("enter: expected a number (deviations), found ''"));
  CHECK(with("enter", "250%").setup.band_rule->enter == 2.5);
  CHECK(with("window", "1e2").problems.empty());
  CHECK(std::isinf(with("stop", ".inf").setup.band_rule->stop));
  CHECK_THAT(with("enter", ".inf").problems, Catch::Contains("enter: expected a number (deviations), found '.inf'"));
}

TEST_CASE("an unknown strategy is a problem at its place in the config") {
  CHECK_THAT(set_up(small_config("static_par")).problems,
             Catch::StartsWith("config.yaml:6:9: no strategy 'static_par'\n"
                               "  6 |   name: static_par\n"
                               "    |         ^\n"
                               "  did you mean 'static_pair'?\n"
                               "  looked for static_par.so in "));
}

TEST_CASE("long and short of one asset are refused by the strategy itself") {
  const Outcome o = set_up(small_config("static_pair", {{"long", "industrial"}, {"short", "industrial"}}));
  CHECK_THAT(o.problems,
             Catch::Contains("strategy 'static_pair' refuses: long and short name the same asset: they would"
                             " cancel\n"));
  CHECK_THAT(o.problems, Catch::StartsWith("config.yaml:"));
}

TEST_CASE("a band rule is written down with its signal") {
  const Outcome o =
      set_up(small_config("spread_band", {{"first", "industrial"}, {"second", "hyperscaler"}, {"window", "20"}}));
  REQUIRE(o.problems.empty());
  REQUIRE(o.setup.band_rule);
  const BandRuleSpec& rule = *o.setup.band_rule;
  CHECK(rule.enter == 2);
  CHECK(rule.exit == 0.5);
  CHECK(std::isinf(rule.stop));
  CHECK(rule.max_nan == 5);
  CHECK(rule.exit_on_sign_change);
  CHECK(rule.when_cheap == std::vector<std::pair<std::int32_t, double>>{{0, 1.0}, {1, -1.0}});
  CHECK(o.setup.signals.text(rule.score, o.setup.asset_names) ==
        "zscore(diff(spread@industrial, spread@hyperscaler), 20, today)");
  CHECK(o.setup.signals.warm_up(rule.score) == 19);
}

TEST_CASE("every fault of a band rule is said at once") {
  const Outcome o = set_up(small_config("bad_band_rule"));
  CHECK(o.exit_code == 4);
  CHECK(o.error ==
        "bad_band_rule: setup: band rule: its score spread has a value per asset, expected one value\n"
        "  setup: band rule: enter is 1, expected more than exit (2)\n"
        "  setup: band rule: stop is 0.5, expected more than enter (1)\n"
        "  setup: band rule: max_hold_days is -1, expected at least 0\n"
        "  setup: band rule: cool_off_days is -2, expected at least 0\n"
        "  setup: band rule: max_nan is -3, expected at least 0\n"
        "  setup: band rule: 'industrial' has two weights\n"
        "  setup: band rule: weight 3 is of asset 99, which does not exist\n"
        "  setup: band rule: the weight of 'hyperscaler' is inf, expected one within 1e+06");
}

TEST_CASE("a strategy with neither decide() nor a band rule is refused") {
  CHECK(set_up(small_config("no_rule")).error ==
        "no_rule: setup: neither a decide() nor a band rule: it would never trade");
}

TEST_CASE("exceptions of a plugin become texts") {
  CHECK(set_up(small_config("throws_in_create")).error == "throws_in_create: create: the model file is missing");
  const auto thrown = [](const char* what) { return set_up(small_config("throws_in_setup", {{"what", what}})).error; };
  CHECK(thrown("1") == "throws_in_setup: setup: the calendar is empty");
  CHECK(thrown("2") == "throws_in_setup: setup: an exception that is not a std::exception");
  CHECK(thrown("3") == "throws_in_setup: setup: out of memory");
  CHECK(thrown("4") == "throws_in_setup: setup: " + std::string(1023, 'x'));
  CHECK(thrown("8") == "throws_in_setup: setup: an exception without words");
}

TEST_CASE("exceptions in decide() come back as a text") {
  const auto thrown = [](const char* what) {
    const Outcome o = set_up(small_config("throws_in_setup", {{"what", what}}));
    REQUIRE(o.error.empty());
    relval_error error{};
    relval_today today{};
    relval_targets targets{};
    char state = 0;
    CHECK(o.setup.plugin->decide(o.setup.instance.get(), &today, &state, &targets, &error) != 0);
    return std::string(error.text);
  };
  CHECK(thrown("5") == "the calendar is empty");
  CHECK(thrown("6") == "an exception that is not a std::exception");
  CHECK(thrown("7") == "out of memory");
}

TEST_CASE("an exception that crosses the gate is caught and named") {
  CHECK(set_up(small_config("crosses_gate")).error ==
        "crosses_gate: setup: let an exception out of the plugin\n"
        "  only plain C may cross; RELVAL_STRATEGY turns exceptions into texts");
}

TEST_CASE("a refusal without a reason is said to be one") {
  CHECK(set_up(small_config("says_no")).error == "says_no: setup: refused without a reason");
}

TEST_CASE("a plugin that leaves flush-to-zero on is refused and the switch put back") {
  CHECK(set_up(small_config("flushes_in_setup")).error ==
        "flushes_in_setup: setup: changed the floating-point control word: flush-to-zero is on, denormals-are-zero is "
        "on\n"
        "  every number after it would be computed differently; the plugin must leave it as it was");
  volatile double tiny = 1e-300;
  CHECK(tiny * 1e-10 > 0);
}

TEST_CASE("signals that cannot be made are faults of the plugin") {
  const auto fault = [](const char* which) {
    const Outcome o = set_up(small_config("bad_signals", {{"which", which}}));
    CHECK(o.exit_code == 4);
    return replaced(o.error, "bad_signals: setup: ", "");
  };
  CHECK(fault("0") == "zscore: a window of 1 rows has no deviation, expected at least 2");
  CHECK(fault("1") == "lag: -1 rows would look ahead, expected at least 0");
  CHECK(fault("2") == "of: spread@industrial is one value already, it has none per asset");
  CHECK(fault("3") == "of: asset 77 does not exist");
  CHECK(fault("4") == "diff: its input 2 is signal 5, which was not made");
  CHECK(fault("5") == "it keeps 0 rows of history, expected at least 1");
  CHECK(fault("6") == "it keeps the history of signal -1, which it did not make");
  CHECK(fault("7") == "it decides every 0 rows, expected at least 1");
  CHECK(fault("8") == "it decides from row -1 on, expected at least 0");
  CHECK(fault("9") == "it asks for parameter 'whihc', which it does not declare");
  CHECK(fault("10") == "it asks for parameter 'which' as a text, which it declares as something else");
  CHECK(fault("11") == "field: its name is null");
  CHECK(fault("12") == "ols: a window of 2 rows has no deviation, expected at least 3");
  CHECK(fault("13") == "ewma_vol: lambda is 1, expected above 0 and at most 0.999");
  CHECK(fault("14") == "scale: its factor is nan");
  CHECK(fault("15") == "it asks for parameter 'which' as a table, which it declares as something else");
  CHECK(fault("16") == "mean: a window of 0 rows, expected at least 1");
  CHECK(fault("17") == "deviation: a window of 1 rows has no deviation, expected at least 2");
  CHECK(fault("18") == "ewma_mean: lambda is 0, expected above 0 and at most 0.999");
  CHECK(fault("19") == "rank: spread@industrial is one value, there are no others to rank it among");
  CHECK(fault("20") == "kalman: alpha's drift is -1, expected a finite number of at least 0");
  CHECK(fault("21") == "kalman: beta's drift is nan, expected a finite number of at least 0");
  CHECK(fault("22") == "kalman: noise is 0, expected a finite number above 0");
  CHECK(fault("23") == "kalman: the variance at the start is inf, expected a finite number above 0");
  CHECK(fault("24") == "kalman: a warm-up of -1 rows, expected at least 0");
  CHECK(fault("25") == "kalman: its input 2 is signal 9, which was not made");
  CHECK(fault("26") == "lag: 100001 rows, expected at most 100000");
  CHECK(fault("27") == "zscore: a window of 100001 rows, expected at most 100000");
  CHECK(fault("28") == "kalman: a warm-up of 100001 rows, expected at most 100000");
  CHECK(fault("29") == "it keeps 100001 rows of history, expected at most 100000");
}

TEST_CASE("what the store lacks is said at the strategy's name, all of it") {
  const Outcome o =
      set_up(small_config("wants_signals", {{"field", "sprad"}, {"minus", "yield"}, {"series", "isuance"}}));
  CHECK(o.error.empty());
  CHECK(o.problems ==
        "config.yaml:6:9: strategy 'wants_signals' needs the field 'sprad', which the store does not have\n"
        "  6 |   name: wants_signals\n"
        "    |         ^\n"
        "  did you mean 'spread'?\n"
        "config.yaml:6:9: strategy 'wants_signals' needs the field 'yield', which the store does not have\n"
        "  6 |   name: wants_signals\n"
        "    |         ^\n"
        "  expected one of: average_spread, duration, spread\n"
        "config.yaml:6:9: strategy 'wants_signals' needs the series 'isuance', which the store does not have\n"
        "  6 |   name: wants_signals\n"
        "    |         ^\n"
        "  did you mean 'issuance'?\n"
        "3 problems");
}

TEST_CASE("averages and marks do not mix in one signal unless the config allows it") {
  RunConfig config =
      small_config("wants_signals", {{"field", "spread"}, {"minus", "average_spread"}, {"series", "capex"}});
  CHECK(set_up(config).problems ==
        "config.yaml:6:9: strategy 'wants_signals' mixes averages and marks in diff(spread, average_spread): "
        "'average_spread' is "
        "an average over each row's period, 'spread' a mark at its close\n"
        "  6 |   name: wants_signals\n"
        "    |         ^\n"
        "  take series of one sampling, or set market.allow_mixed_sampling: true");
  config.market.allow_mixed_sampling = true;
  const Outcome allowed = set_up(config);
  CHECK(allowed.problems.empty());
  CHECK(allowed.setup.schedule.when == Schedule::When::month_end);

  const auto one_sampling =
      small_config("wants_signals", {{"field", "spread"}, {"minus", "duration"}, {"series", "issuance"}});
  CHECK(set_up(one_sampling).problems.empty());
  const auto series_mixes =
      small_config("wants_signals", {{"field", "spread"}, {"minus", "duration"}, {"series", "capex"}});
  CHECK_THAT(set_up(series_mixes).problems,
             Catch::Contains("mixes averages and marks in log_ratio(diff(spread, duration), series(capex))"));
}

TEST_CASE("problems that were there before do not excuse a strategy") {
  Problems problems(ErrorKind::usage);
  problems.add({"config.yaml", 1, 1, {}}, "an older problem");
  Registry registry({test_plugins()});
  CHECK_THROWS_WITH(set_up_strategy(small_config("says_no"), registry, small_universe(), small_header(), problems),
                    "says_no: setup: refused without a reason");
}
