// The reference page and the descriptions behind it.
#include <cstdlib>
#include <set>

#include "catch.hpp"
#include "config/sample.hpp"

TEST_CASE("docs/config_reference.md is what the table says") {
  const relval::Path page = relval::Path(RELVAL_SOURCE_DIR) / "docs" / "config_reference.md";
  if (std::getenv("RELVAL_WRITE_DOCS")) relval::write_file(page, relval::config_reference_markdown());
  INFO("set RELVAL_WRITE_DOCS=1 and run this test to write the page anew");
  CHECK(relval::read_file(page) == relval::config_reference_markdown());
}

TEST_CASE("every key has help, and its path is unique") {
  std::set<std::string> paths;
  for (const relval::KeyInfo& key : relval::run_config_table().describe()) {
    INFO(key.path);
    CHECK(!key.options.help.empty());
    CHECK(paths.insert(key.path).second);
  }
  for (const char* path : {"legs.<leg>.weights.by", "costs.<leg>.half_spread_share", "breaks[].date",
                           "strategy.<parameter>", "sizing.rehedge.every", "periods_per_year"})
    CHECK(paths.count(path) == 1);
}

TEST_CASE("a description carries type, unit, default, range and choices") {
  std::map<std::string, relval::KeyInfo> keys;
  for (const relval::KeyInfo& key : relval::run_config_table().describe()) keys[key.path] = key;
  CHECK(keys.at("portfolio.capital").options.required);
  CHECK(keys.at("portfolio.capital").options.unit == "currency");
  CHECK(keys.at("portfolio.capital").options.bounds.text() == "> 0");
  CHECK(keys.at("stale.max_rows").default_text == "5");
  CHECK(keys.at("stale.max_rows").options.bounds.text() == "0 to 1000000");
  CHECK(keys.at("valuation.carry_basis").choices == std::vector<std::string>{"act365", "act360", "30/360"});
  CHECK(keys.at("legs.<leg>.tenor_years").type == relval::KeyType::range);
}

TEST_CASE("an enumerator's name is its word in the file") {
  for (const auto unit : {relval::RiskUnit::notional, relval::RiskUnit::cs01, relval::RiskUnit::dts}) {
    relval::RunConfig config;
    const std::string line = std::string("unit: ") + relval::name_of(unit);
    CHECK(sample::read(sample::replaced(sample::kGood, "unit: cs01", line), config).empty());
    CHECK(config.sizing.unit == unit);
  }
  for (const auto mode : {relval::TotalMode::log_quadratic, relval::TotalMode::taylor, relval::TotalMode::returns}) {
    relval::RunConfig config;
    const std::string line = std::string("total: ") + relval::name_of(mode);
    CHECK(sample::read(sample::replaced(sample::kGood, "total: taylor", line), config).empty());
    CHECK(config.valuation.total == mode);
  }
}
