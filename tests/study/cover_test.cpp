// What is covered when: rows of marks, of fields known late, series, tables.
#include "catch.hpp"
#include "replay/run_helper.hpp"
#include "study/audit_cover.hpp"
#include "study/audit_helper.hpp"

using namespace relval;
using namespace relval::test;

namespace {

struct Covered {
  explicit Covered(CoverWith with) : market(audited_market()) {
    market.fields["duration"].info.knowledge_lag = 2;
    plan = plan_on(audited_config("{name: wants_signals, field: rating, minus: slope, series: issuance}",
                                  "universe: {rating: [AAA, BBB-]}\n"),
                   market, {Path(RELVAL_BINARY_DIR) / "tests/plugins"});
    real = select(market, plan.request);
    cover = std::make_unique<Cover>(plan, real, with);
  }
  double shown(const char* field, std::size_t row) const { return cover->market().panel(field)->at(row, 1); }
  double truth(const char* field, std::size_t row) const { return real.panel(field)->at(row, 1); }

  MarketData market, real;
  RunPlan plan;
  std::unique_ptr<Cover> cover;
};

}  // namespace

TEST_CASE("before a row begins, nothing of it shows") {
  const Covered c(CoverWith::nothing);
  for (std::size_t t = 0; t < c.real.dates.size(); ++t) CHECK(std::isnan(c.shown("spread", t)));
}

TEST_CASE("a row's marks show when it begins, a field known late its lag later") {
  const Covered c(CoverWith::nothing);
  c.cover->row_begins(30);
  CHECK(c.shown("spread", 30) == c.truth("spread", 30));
  CHECK(std::isnan(c.shown("spread", 31)));
  CHECK(c.shown("rating", 29) == c.truth("rating", 29));  // lag 1
  CHECK(std::isnan(c.shown("rating", 30)));
}

TEST_CASE("decisions do not see marks that are known late, the book does") {
  const Covered c(CoverWith::nothing);
  c.cover->row_begins(30);
  CHECK(c.shown("duration", 30) == c.truth("duration", 30));
  c.cover->deciding(30);
  CHECK(std::isnan(c.shown("duration", 30)));
  CHECK(std::isnan(c.shown("duration", 29)));
  CHECK(c.shown("duration", 28) == c.truth("duration", 28));  // lag 2
  c.cover->decided(30);
  CHECK(c.shown("duration", 30) == c.truth("duration", 30));
}

TEST_CASE("a series' value shows on the first close at which it is known") {
  const Covered c(CoverWith::noise);
  const Series &shown = c.cover->market().series.at("issuance"), &real = c.real.series.at("issuance");
  c.cover->row_begins(22);  // the value of row 20 is known on row 23
  CHECK(shown.values[1] == real.values[1]);
  CHECK(shown.values[2] != real.values[2]);
  c.cover->row_begins(23);
  CHECK(shown.values[2] == real.values[2]);
}

TEST_CASE("noise is another value than the row's, near those the instrument has") {
  const Covered c(CoverWith::noise);
  const Panel& real = *c.real.panel("spread");
  double low = 1e9, high = 0;
  for (std::size_t t = 0; t < real.rows; ++t) {
    low = std::min(low, real.at(t, 1));
    high = std::max(high, real.at(t, 1));
  }
  for (std::size_t t = 0; t < real.rows; ++t) {
    CHECK(c.shown("spread", t) != c.truth("spread", t));
    CHECK(c.shown("spread", t) >= 0.75 * low);
    CHECK(c.shown("spread", t) <= 1.25 * high);
    CHECK(c.shown("rating", t) == std::floor(c.shown("rating", t)));
  }
}
