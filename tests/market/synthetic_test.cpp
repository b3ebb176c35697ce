// The synthetic market: what its spec promises, and that the committed store is what the spec makes.
#include "market/synthetic.hpp"

#include <cmath>

#include "base/numeric.hpp"
#include "synthetic_sample.hpp"

using namespace relval;
using namespace relval::test;

TEST_CASE("the committed synthetic spec makes the committed store, byte for byte") {
  SyntheticSpec spec = committed_spec();
  TemporaryDirectory directory;
  spec.store = directory.path / "again.h5";
  write_synthetic_store(spec);
  const std::string committed = read_file(kSource / "data/ig_credit_synthetic.h5");
  CHECK(committed.size() < 15'000'000);
  CHECK((read_file(spec.store) == committed));
}

TEST_CASE("a history is what the store of its case holds, and the store carries what makes others") {
  for (const std::string market_case : {"base", "low", "stylised"}) {
    const Store store(kSource / "data/ig_credit_synthetic.h5", "", market_case);
    const Generator generator = store.header().generator.value();
    const SyntheticSpec spec = parse_synthetic_spec(generator.spec, "generator_spec");
    CHECK(data_digest(synthesise(spec, market_case, generator.seed)) == data_digest(store.read_all()));
    CHECK(data_digest(synthesise(spec, market_case, generator.seed + 1)) != data_digest(store.read_all()));
  }
}

TEST_CASE("without noise the hyperscalers' mean is exactly on the anchors of each case") {
  SyntheticSpec spec = committed_spec();
  spec.noise = 0;
  for (const auto& [name, anchors] : group_of(spec, "hyperscaler").case_anchors_bp) {
    const MarketData data = synthesise(spec, name, 1);
    const std::vector<double> leg = leg_mean(data, kHyperscalers);
    for (const Anchor& a : anchors) {  // 0.005: each quote is rounded to 0.01
      CHECK(std::fabs(leg[row_of(data, to_iso(a.date.value))] - a.level) <= 0.005);
    }
  }
}

TEST_CASE("without noise the industrials' core is on the index, and seeds do not matter") {
  SyntheticSpec spec = committed_spec();
  spec.noise = 0;
  const MarketData data = synthesise(spec, "base", 1);
  const std::vector<double> leg = leg_mean(data, industrial_core(spec, data));
  for (const Anchor& a : spec.index.anchors_bp) {
    CHECK(std::fabs(leg[row_of(data, to_iso(a.date.value))] - a.level) <= 0.005);
  }
  CHECK(data_digest(data) == data_digest(synthesise(spec, "base", 2)));
}

TEST_CASE("the committed history stays near its anchors in the window of the pair") {
  const SyntheticSpec spec = committed_spec();
  for (const auto& [name, anchors] : group_of(spec, "hyperscaler").case_anchors_bp) {
    const MarketData data = synthesise(spec, name, spec.seed);
    const std::vector<double> hyperscalers = leg_mean(data, kHyperscalers);
    const std::vector<double> industrials = leg_mean(data, industrial_leg(data));
    for (const Anchor& a : anchors) {
      if (a.date.value < make_date(2025, 5, 1)) continue;
      INFO(name << " " << to_iso(a.date.value));
      CHECK(std::fabs(hyperscalers[row_of(data, to_iso(a.date.value))] - a.level) < kNearHyperscalersBp);
    }
    for (const Anchor& a : spec.index.anchors_bp) {
      if (a.date.value < make_date(2025, 5, 1)) continue;
      INFO(name << " " << to_iso(a.date.value));
      CHECK(std::fabs(industrials[row_of(data, to_iso(a.date.value))] - a.level) < kNearIndustrialsBp);
    }
  }
}

TEST_CASE("over many seeds the legs move as the calibration measured") {
  // data/README.md: IG index 1.2 bp a day, lag-1 autocorrelation 0.19, excess kurtosis 2; hyperscalers' own part 0.9 to
  // 1.2, excess kurtosis 3 to 6; daily correlation 0.5 to 0.6; one name against the index R2 0.09 to 0.34, daily SD
  // about 2.3 bp.
  const SyntheticSpec spec = committed_spec();
  const PairStatistics mean = mean_over_seeds(spec, "base", 40);
  CHECK(std::fabs(mean.industrial_sd_bp - 1.25) < 0.1);
  CHECK(mean.hyperscaler_own_sd_bp > 0.9);
  CHECK(mean.hyperscaler_own_sd_bp < 1.2);
  CHECK(mean.correlation > 0.48);
  CHECK(mean.correlation < 0.6);
  CHECK(std::fabs(mean.beta - 0.5) < 0.06);
  CHECK(std::fabs(mean.industrial_autocorrelation - 0.19) < 0.1);
  CHECK(std::fabs(mean.industrial_kurtosis - 2) < 1);
  CHECK(mean.hyperscaler_own_kurtosis > 3);
  CHECK(mean.hyperscaler_own_kurtosis < 6);
  CHECK(mean.name_sd_bp > 1.8);
  CHECK(mean.name_sd_bp < 2.6);
  CHECK(mean.name_r2 > 0.15);
  CHECK(mean.name_r2 < 0.4);
}

TEST_CASE("a part of a history has the values of the whole") {
  const SyntheticSpec spec = committed_spec();
  const Store store(kSource / "data/ig_credit_synthetic.h5", "", "low");
  StoreRequest part;
  part.first_row = 1580;
  part.rows = 150;
  for (const char* id : {"CG08", "TR09", "META", "META_30Y", "ORCL", "BI07", "MSFT_EUR"}) {
    part.names.push_back(static_cast<std::uint32_t>(store.header().instruments.find(id).value()));
  }
  std::sort(part.names.begin(), part.names.end());
  part.fields = {"spread", "rating", "duration"};
  part.series = {"hyperscaler_capex"};
  CHECK(data_digest(synthesise(spec, "low", spec.seed, part)) == data_digest(store.read(part)));
}

TEST_CASE("seeds change spreads and quotes, and neither issuers nor ratings") {
  const SyntheticSpec spec = committed_spec();
  const MarketData a = synthesise(spec, "base", 1), b = synthesise(spec, "base", 2);
  CHECK(a.instruments.id == b.instruments.id);
  CHECK(a.instruments.number == b.instruments.number);
  for (const char* field : {"rating", "duration", "market_value"}) {
    CHECK((same(a.panel(field)->values, b.panel(field)->values)));
  }
  CHECK_FALSE((same(a.panel("spread")->values, b.panel("spread")->values)));
}
