#include "study/audit_helper.hpp"

#include <algorithm>

#include "replay/run_helper.hpp"
#include "study/audit_replays.hpp"

namespace relval::test {

AuditReport audit_on(const std::string& yaml, const MarketData& market) {
  const RunConfig config = config_from(yaml);
  const StoreHeader header = header_of(market);
  const std::vector<Path> plugins = {Path(RELVAL_BINARY_DIR) / "tests/plugins"};
  const auto replay = [&] {
    Registry own(plugins);
    const RunPlan plan = make_plan(config, header, own);
    return record(plan, select(market, plan.request));
  };
  const FreshReplay apart = replay_fresh(Inputs::all, replay), sealed = replay_fresh(Inputs::given, replay);
  Registry registry(plugins);
  const RunPlan plan = make_plan(config, header, registry);
  return audit({plan, [&](const RunPlan& p) { return select(market, p.request); },
                [&] { return make_plan(config, header, registry); }, apart, sealed});
}

const AuditPart& part_of(const AuditReport& r, const std::string& name) {
  const auto found = std::find_if(r.parts.begin(), r.parts.end(), [&](const AuditPart& p) { return p.name == name; });
  if (found == r.parts.end()) throw std::runtime_error("no part " + name);
  return *found;
}

std::vector<std::string> failed(const AuditReport& r) {
  std::vector<std::string> out;
  for (const AuditPart& p : r.parts)
    if (!p.passed()) out.push_back(p.name);
  for (const WarmUp& w : r.warm_up)
    if (w.finding) out.push_back(std::to_string(w.times) + "x history");
  return out;
}

MarketData audited_market(std::uint64_t seed, double gap_chance) {
  MarketData m = random_market(seed, 120, 5, gap_chance);
  Field& rating = m.fields["rating"];
  rating.info.name = "rating";
  rating.info.unit = "number";
  rating.info.knowledge_lag = 1;
  rating.panel = {120, 5, std::vector<double>(600, 8)};  // BBB+
  for (std::size_t t = 60; t < 120; ++t) rating.panel.row(t)[1] = 12;  // N1 leaves investment grade
  Series issuance{"issuance", "USD bn", Sampling::point, {}, {}, {}};
  for (std::size_t t = 0; t < 120; t += 10) {
    issuance.dates.push_back(m.dates[t]);
    issuance.known_at.push_back(m.dates[std::min<std::size_t>(t + 3, 119)]);
    issuance.values.push_back(10 + static_cast<double>(t));
  }
  m.series["issuance"] = issuance;
  return m;
}

std::string audited_config(const std::string& strategy, const std::string& more) {
  return "name: audited\nmarket: {store: x.h5}\nfrom: 2020-02-03\nto: 2020-05-29\n"
         "legs: {a: {instruments: [N0, N1, N2]}, b: {instruments: [N3, N4]}}\n"
         "strategy: " + strategy + "\nportfolio: {capital: 1000000}\n"
         "costs: {default: {half_spread_floor_bp: 0.1, half_spread_share: 2%}}\n" +
         (more.find("sizing:") == std::string::npos ? "sizing: {unit: cs01, per_leg: 10000}\n" : "") + more;
}

}  // namespace relval::test
