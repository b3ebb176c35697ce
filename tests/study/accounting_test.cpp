// Each identity fails where a number of a run is tampered with, and names the day.
#include "study/audit_accounting.hpp"

#include "catch.hpp"
#include "replay/run_helper.hpp"
#include "study/audit_helper.hpp"

using namespace relval;
using namespace relval::test;

namespace {

constexpr const char* kMore = "universe: {exclude: [N4]}\nvaluation: {rolldown: slope_series}\n"
                              "financing: {long_spread_bp: 15, borrow_fee_bp: 30}\nreport: {by_name: true}\n";

struct Books {
  explicit Books(const std::string& strategy = "{name: static_pair, long: a, short: b}")
      : plan(plan_on(audited_config(strategy, kMore), audited_market())),
        market(select(audited_market(), plan.request)),
        result(run(plan, {market, "digest"})) {}

  // The parts that fail, each with its date.
  std::vector<std::string> faults() const {
    std::vector<std::string> out;
    for (const AuditPart& p : account(result, market, plan))
      if (p.finding) out.push_back(p.name + " " + to_iso(p.finding->date));
    return out;
  }

  RunPlan plan;
  MarketData market;
  RunResult result;
};
using Faults = std::vector<std::string>;

std::size_t cell_of(const RunResult& r, std::size_t row, std::size_t leg, Side s) {
  return (row * r.legs.size() + leg) * kSides + static_cast<std::size_t>(s);
}

}  // namespace

TEST_CASE("a run's books are in order") {
  const Books b;
  CHECK(b.faults().empty());
  REQUIRE(b.result.trades.size() == 4);  // three names long, one short; the other is excluded
}

TEST_CASE("a component that was changed no longer sums to its total") {
  Books b;
  b.result.pnl[cell_of(b.result, 5, 0, Side::long_risk)].component[index_of(Component::carry)] += 1;
  CHECK(b.faults().front() == "components 2020-02-10");
}

TEST_CASE("a cost that no trade paid is found") {
  Books b;
  PnlCell& cell = b.result.pnl[cell_of(b.result, 5, 1, Side::short_risk)];
  cell.component[index_of(Component::cost)] -= 100;
  cell.total -= 100;
  cell.close();
  CHECK(b.faults() == Faults{"costs 2020-02-10"});
}

TEST_CASE("a trade whose cost was not charged is found") {
  Books b;
  b.result.trades[0].cost *= 2;
  CHECK(b.faults() == Faults{"costs 2020-02-04"});
}

TEST_CASE("a position that no trade explains is found") {
  Books b;
  b.result.positions[10 * b.result.instruments.size()] *= 1.5;
  CHECK(b.faults() == Faults{"positions 2020-02-17"});
}

TEST_CASE("a trade on its decision's own close, and one at another close's marks, are found") {
  Books b;
  b.result.trades[0].decided_row = b.result.trades[0].row;
  CHECK(b.faults() == Faults{"timeline 2020-02-04"});
  Books other;
  other.result.trades[0].spread_bp = other.market.panel("spread")->at(other.plan.warm_up_rows, 0);
  CHECK(other.faults() == Faults{"timeline 2020-02-04"});
}

TEST_CASE("P&L on the day of entry is found: what is not held earns nothing") {
  Books b;
  PnlCell& cell = b.result.pnl[cell_of(b.result, 1, 0, Side::long_risk)];
  cell.component[index_of(Component::carry)] += 1;
  cell.total += 1;
  cell.close();
  CHECK(b.faults() == Faults{"idle legs 2020-02-04"});
}

TEST_CASE("a holding of what is excluded is found") {
  Books b;
  b.result.config.universe.filter.exclude.push_back({"N1", {}});
  CHECK(b.faults() == Faults{"exclusions 2020-02-03"});
}
