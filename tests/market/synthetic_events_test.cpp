// What happens in the committed synthetic market: migrations, new issues, names that come and go, thin quotes.
#include <cmath>

#include "synthetic_sample.hpp"

using namespace relval;
using namespace relval::test;

namespace {

const MarketData& base() {
  static const MarketData data = Store(kSource / "data/ig_credit_synthetic.h5", "", "base").read_all();
  return data;
}
double value(const std::string& field, const std::string& date, const std::string& id) {
  return base().panel(field)->at(row_of(base(), date), base().instruments.find(id).value());
}
double spread(const std::string& date, const std::string& id) { return value("spread", date, id); }
// Mean of the four hyperscalers' level over Alphabet's etc.: what a name did beyond its group.
double beyond_group(const std::string& from, const std::string& to, const std::string& id) {
  const std::vector<double> group = leg_mean(base(), kHyperscalers);
  return spread(to, id) - spread(from, id) - (group[row_of(base(), to)] - group[row_of(base(), from)]);
}

}  // namespace

TEST_CASE("a fallen angel's spread moves before its rating, and the rating is known a day later") {
  CHECK(value("rating", "2025-09-09", "BI07") == 10);  // BBB-
  CHECK(value("rating", "2025-09-10", "BI07") == 11);  // BB+
  CHECK(base().fields.at("rating").info.knowledge_lag == 1);
  CHECK(base().fields.at("rating").info.composite == "middle of three, lower of two");
  const std::vector<double> leg = leg_mean(base(), industrial_leg(base()));
  const auto relative = [&](const char* date) { return spread(date, "BI07") / leg[row_of(base(), date)]; };
  CHECK(relative("2025-09-09") > 1.4 * relative("2025-06-13"));  // x 1.8 by the spec, most of it before the day
  CHECK(value("rating", "2020-04-15", "TR05") == 10);
  CHECK(value("rating", "2020-04-16", "TR05") == 11);
  CHECK(value("rating", "2023-06-14", "CG11") == 11);  // a rising star
  CHECK(value("rating", "2023-06-15", "CG11") == 10);
  const auto fell = std::find_if(base().events.begin(), base().events.end(),
                                 [](const Event& e) { return e.instrument == "BI07" && e.kind == "downgrade"; });
  REQUIRE(fell != base().events.end());
  CHECK(to_iso(fell->known_at) == "2025-09-11");
}

TEST_CASE("new issues widen the issuer against its group") {
  CHECK(beyond_group("2025-10-29", "2025-11-03", "META") > 0);
  SyntheticSpec spec = committed_spec();
  spec.noise = 0;
  const MarketData with = synthesise(spec, "base", 1);
  spec.concessions.clear();
  const MarketData without = synthesise(spec, "base", 1);
  const auto added = [&](const char* date, const char* id) {
    const std::size_t t = row_of(with, date), i = with.instruments.find(id).value();
    return with.panel("spread")->at(t, i) - without.panel("spread")->at(t, i);
  };
  // 5 bp over three days for Meta, half for the others; what the group has on average at anchors is taken off all
  const double meta = added("2025-11-03", "META") - added("2025-10-29", "META");
  const double msft = added("2025-11-03", "MSFT") - added("2025-10-29", "MSFT");
  CHECK(std::fabs(meta - msft - 2.5) < 0.02);
  CHECK(meta > 2);
  CHECK(added("2025-10-29", "ORCL") == 0);
}

TEST_CASE("names begin and end, and an exclusion by parent finds the vehicles") {
  CHECK(std::isnan(spread("2025-10-29", "META_30Y")));
  CHECK(spread("2025-10-30", "META_30Y") > 0);
  CHECK(spread("2024-03-15", "CG22") > 0);
  CHECK(std::isnan(spread("2024-03-18", "CG22")));
  CHECK(std::isnan(value("market_value", "2024-03-18", "CG22")));
  const Instruments& all = base().instruments;
  const std::size_t vehicle = all.find("ORCL_FV").value();
  CHECK(all.text_of("parent", vehicle) == "ORCL");
  CHECK(all.text_of("issuer", vehicle) == "ORCL_FV");
  CHECK(all.text_of("sector_l3", vehicle) == "capital_goods");
  CHECK(all.text_of("parent", all.find("META_FV").value()) == "META");
}

TEST_CASE("at least 60 industrials can be held in May 2025, and filters leave something out") {
  std::size_t held = 0, ids = 0;
  for (const std::string& id : industrial_leg(base())) {
    ++ids;
    if (spread("2025-05-01", id) > 0 && value("rating", "2025-05-01", id) <= 10) ++held;
  }
  CHECK(held >= 60);
  CHECK(held < ids);
  const Instruments& all = base().instruments;
  CHECK(std::count(all.text.at("currency").begin(), all.text.at("currency").end(), "EUR") == 3);
}

TEST_CASE("thin names miss days and repeat quotes for five days or more, the others do neither") {
  const Panel& panel = *base().panel("spread");
  const std::set<std::string> thin = {"CG08", "TR09", "BI15", "EL03", "CM05", "EN02"};
  for (const char* id : {"CG08", "TR09", "BI15", "EL03", "CM05", "EN02", "CG01", "MSFT", "BK02"}) {
    const std::size_t i = base().instruments.find(id).value();
    std::size_t missing = 0, run = 0, longest = 0;
    for (std::size_t t = 1; t < panel.rows; ++t) {
      missing += std::isnan(panel.at(t, i)) ? 1 : 0;
      run = panel.at(t, i) == panel.at(t - 1, i) ? run + 1 : 0;
      longest = std::max(longest, run);
    }
    INFO(id);
    CHECK((missing > 10) == (thin.count(id) > 0));
    CHECK((longest >= 5) == (thin.count(id) > 0));
  }
}

TEST_CASE("the series say when they were known, and one value is revised") {
  const Series& deals = base().series.at("hyperscaler_issuance");
  CHECK(to_iso(deals.dates.back()) == "2025-11-17");
  CHECK(to_iso(deals.known_at.back()) == "2025-11-18");
  const Store real(kSource / "data/us_credit_public.h5");
  const MarketData there = real.read_all();
  CHECK(deals.values == there.series.at("hyperscaler_issuance").values);
  CHECK(base().series.at("oracle_issuance").values == there.series.at("oracle_issuance").values);
  const Series& capex = base().series.at("hyperscaler_capex");
  const auto at = std::find(capex.dates.begin(), capex.dates.end(), make_date(2025, 6, 30)) - capex.dates.begin();
  const auto i = static_cast<std::size_t>(at);
  CHECK(capex.dates[i + 1] == capex.dates[i]);
  CHECK(to_iso(capex.known_at[i]) == "2025-07-30");
  CHECK(to_iso(capex.known_at[i + 1]) == "2025-10-30");
}
