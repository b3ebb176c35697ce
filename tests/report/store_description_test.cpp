// What `relval data info` and `relval data validate` print.
#include <nlohmann/json.hpp>

#include "catch.hpp"
#include "golden.hpp"
#include "report/store_description.hpp"

using namespace relval;

namespace {

StoreDescription example() {
  StoreDescription d;
  d.info = {"US credit, public series", "Treasury HQM curve; Federal Reserve", "public domain", "",
            "relval data import", false, false};
  d.file = "data/us_credit_public.h5";
  d.first = make_date(1984, 1, 31);
  d.last = make_date(2023, 12, 29);
  d.rows = 480;
  d.row = {"month", 12};
  d.instruments = 12;
  d.by = {{"kind", {{"spread_index", 12}}}, {"sector_l1", {{"corporate", 11}, {"", 1}}}};
  FieldCoverage spread;
  spread.info = {"spread", "bp", Sampling::average, Quote::constant_maturity, 0, ""};
  spread.values = 5700;
  spread.cells = 5760;
  spread.instruments = 12;
  spread.longest_gap_rows = 7;
  spread.longest_gap_instrument = "HQM_30Y";
  spread.longest_gap_from = make_date(2002, 3, 29);
  spread.longest_gap_to = make_date(2002, 9, 30);
  spread.low = 31.25;
  spread.median = 120.5;
  spread.high = 611;
  FieldCoverage duration;
  duration.info = {"duration", "years", Sampling::point, Quote::unstated, 0, ""};
  duration.values = duration.cells = 5760;
  duration.instruments = 12;
  duration.low = 0.97;
  duration.median = 7;
  duration.high = 19.5;
  d.fields = {duration, spread};
  d.series = {{"hyperscaler_issuance", "USD", 31, 0, make_date(2020, 6, 1), make_date(2025, 11, 20)}};
  d.curves = {"USD"};
  return d;
}

const std::vector<StoreFault> kFaults = {
    {StoreFault::Severity::question, "/fields/spread 2024-01-31 ACME_5Y", "0.012 bp looks like another unit",
     "spreads are in bp: 0.012 may be a decimal (120 bp)"},
    {StoreFault::Severity::error, "/dates", "2024-02-30 follows 2024-03-01", "dates must increase"}};

}  // namespace

TEST_CASE("data info shows a store on a screen") { check_golden("store.txt", store_text(example())); }

TEST_CASE("data info says synthetic, and unchecksummed, and survives an empty store") {
  StoreDescription d;
  d.file = "x.h5";
  d.info.title = "made up";
  d.info.synthetic = d.info.unchecksummed = true;
  d.row = {"day", 252};
  const std::string text = store_text(d);
  CHECK(text.find("x.h5  made up    *** SYNTHETIC ***\n") == 0);
  CHECK(text.find("Synthetic data; unchecksummed: damage would be read as numbers\n") != std::string::npos);
}

TEST_CASE("data info lists the cases of a store and the fields that differ") {
  StoreDescription d = example();
  d.cases = {"base", "low"};
  d.generator_seed = 7;
  d.fields.push_back(d.fields.back());
  d.fields.back().market_case = "low";
  const std::string text = store_text(d);
  CHECK(text.find("CASES       base, low; market.case names one\n") != std::string::npos);
  CHECK(text.find("GENERATOR   seed 7; its spec is in the store\n") != std::string::npos);
  CHECK(text.find("\n  spread low      bp") != std::string::npos);
  const auto j = nlohmann::json::parse(store_json(d));
  CHECK(j["cases"] == std::vector<std::string>{"base", "low"});
  CHECK(j["fields"][2]["case"] == "low");
  CHECK_FALSE(j["fields"][1].contains("case"));
}

TEST_CASE("data info as JSON holds the same facts") {
  const auto j = nlohmann::json::parse(store_json(example()));
  CHECK(j["rows"] == 480);
  CHECK(j["fields"][1]["sampling"] == "average");
  CHECK(j["counts"]["sector_l1"]["corporate"] == 11);
  CHECK(j["series"][0]["last"] == "2025-11-20");
}

TEST_CASE("faults are shown errors first, each with what to do, and counted") {
  CHECK(faults_text("x.h5", kFaults) ==
        "error: /dates: 2024-02-30 follows 2024-03-01\n"
        "  dates must increase\n"
        "question: /fields/spread 2024-01-31 ACME_5Y: 0.012 bp looks like another unit\n"
        "  spreads are in bp: 0.012 may be a decimal (120 bp)\n"
        "x.h5: 1 error, 1 question\n");
  CHECK(faults_text("x.h5", {}) == "x.h5: no faults\n");
  CHECK(nlohmann::json::parse(faults_json("x.h5", kFaults))["errors"] == 1);
}
