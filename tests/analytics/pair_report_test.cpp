// What only a pair has: its P&L by what drove it, its carry, its bounds and exclusions, against the hand-worked run of
// pair_run.hpp; and the findings about them.
#include <algorithm>
#include <cmath>

#include "analytics/summary.hpp"
#include "catch.hpp"
#include "pair_run.hpp"
#include "small_run.hpp"

using namespace relval;

namespace {

PnlSplit split(const RunResult& r) { return split_pnl(r, daily_pnl(r), 1, 3); }
CarryPath carry(const RunResult& r) { return carry_path(r, daily_pnl(r), 1, 3); }

// Mark, text and remedy of a finding; empty where there is none.
std::string said(const RunResult& r, const Summary& s, const std::string& id) {
  for (const Finding& f : find_all(r, s))
    if (f.id == id) return std::string(mark_of(f.severity)) + " " + f.text + (f.remedy.empty() ? "" : " | " + f.remedy);
  return "";
}
std::string said(const RunResult& r, const std::string& id) { return said(r, summarise(r), id); }

constexpr double kRounding = 1e-9;  // currency: where large parts cancel a total moves by an ulp of them

NeutralBand band(double most, OnBreach on_breach = OnBreach::finding) { return {most, on_breach, true, {}}; }
PlacedText placed(const std::string& text) { return {text, {}}; }

}  // namespace

TEST_CASE("the P&L of a pair is split into market, carry, cost and the legs' divergence") {
  const RunResult r = pair_run();
  const PnlSplit s = split(r);
  REQUIRE(s.status == Status::ok);
  REQUIRE(s.daily.size() == 4);
  CHECK(s.daily[1].market == 0);  // nothing was held over the interval that ends on the entry
  CHECK(s.daily[1].cost == -3000);
  // Row 2: CS01 x beta held and known on row 1, -10000 x 1.2 + 9000 x 0.8 = -4800, and the market tightened by 3.
  CHECK(s.daily[2].market == Approx(14400));
  CHECK(s.daily[2].net_carry == Approx(6000 - 900 - 4200 - 600));
  CHECK(s.daily[2].divergence == Approx(25300 - 14400 - 300));
  // Row 3: -10000 x 1.25 + 9000 x 0.75 = -5750, and the market widened by 1. Not the 11000 traded on its close.
  CHECK(s.daily[3].market == Approx(-5750));
  CHECK(s.daily[3].divergence == Approx(-14250 + 5750 + 50 + 200));
  CHECK(s.total.market == Approx(14400 - 5750));
  CHECK(s.total.net_carry == Approx(250));
  CHECK(s.total.cost == Approx(-3200));
  CHECK(s.total.total == Approx(-3000 + 25300 - 14250));
  CHECK(s.total.total == pnl_table(r, daily_pnl(r)).total.total);
  CHECK(s.rows_without_beta == 0);
  CHECK(s.beta_at_entry.value == Approx(0.48));                     // 4800 of 10000
  CHECK(s.beta_now.value == Approx((11000 * 1.3 - 9000 * 0.7) / 11000));
}

TEST_CASE("the parts of a split add up to the total, to the bit") {
  std::uint64_t state = 9;
  const auto random = [&](double size) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (static_cast<double>(state >> 11) * 0x1p-53 - 0.5) * size;
  };
  const auto check = [](const SplitPnl& x) { REQUIRE(((x.market + x.net_carry) + x.cost) + x.divergence == x.total); };
  for (int i = 0; i < 300; ++i) {
    RunResult r = pair_run();
    for (PnlCell& c : r.pnl) {
      if (c.total == 0) continue;
      c.component[index_of(Component::spread_first)] = random(1e5);
      c.component[index_of(Component::roll_down)] = random(1e3);
      c.total = random(1e5);
      c.close();
    }
    for (double& b : r.legs[2].adjusted_bp) b = 90 + random(0.2);
    const PnlSplit s = split(r);
    const DailyPnl daily = daily_pnl(r);
    for (std::size_t t = 0; t < 4; ++t) {
      check(s.daily[t]);
      REQUIRE(s.daily[t].total == Approx(daily.total[t].total).margin(kRounding));
    }
    check(s.total);
  }
  for (const SplitPnl& x : split(pair_run()).daily) check(x);
  check(split(pair_run()).total);
}

TEST_CASE("without a factor leg there is no split, without a beta no market part") {
  RunResult r = pair_run();
  r.legs[1].beta[1] = kNaN;
  PnlSplit s = split(r);
  CHECK(s.rows_without_beta == 1);
  CHECK(s.daily[2].market == 0);
  CHECK(s.daily[2].divergence == Approx(25300 - 300));
  CHECK(s.daily[3].market == Approx(-5750));
  CHECK_FALSE(s.beta_at_entry.ok());
  CHECK(s.beta_now.ok());
  r = pair_run();
  r.legs[2].beta = {kNaN, kNaN, kNaN, kNaN};  // a leg that is not held needs none
  CHECK(split(r).rows_without_beta == 0);
  r.legs[2].factor = false;
  CHECK(split(r).status == Status::out_of_domain);
  CHECK(split(r).daily.empty());
}

TEST_CASE("carry is told a calendar day, at entry and now, and when it turned") {
  CarryPath c = carry(pair_run());
  CHECK(c.at_entry.value == Approx(100));  // 300 over a weekend
  CHECK(c.now.value == Approx(-50));
  CHECK(c.turned_row == 3);
  RunResult r = pair_run();
  r.pnl[(3 * 3 + 0) * kSides].component[index_of(Component::roll_down)] = 90;  // 2000 - 300 - 1500 - 250 + 90
  c = carry(r);
  CHECK(c.now.value == Approx(40));
  CHECK_FALSE(c.turned_row.has_value());
  CHECK(carry_path(r, daily_pnl(r), 1, 1).now.value == Approx(100));  // out on row 2: its interval still earned
  CHECK_FALSE(carry_path(r, daily_pnl(r), 3, 3).now.ok());            // entered on the last row: no interval
}

TEST_CASE("an exclusion is proved on every row among all that was held") {
  RunResult r = pair_run();
  r.config.universe.filter.exclude = {placed("ORCL")};
  r.config.legs[1].filter.exclude = {placed("AA")};
  auto proofs = prove_exclusions(r);
  REQUIRE(proofs.size() == 2);
  CHECK(proofs[0].name == "ORCL");
  CHECK(proofs[0].legs.empty());
  CHECK(proofs[0].rows == 4);
  CHECK(proofs[0].rows_clean == 4);
  CHECK(proofs[0].largest == 0);
  CHECK(proofs[1].legs == std::vector<std::string>{"b"});
  CHECK(proofs[1].rows_clean == 4);  // a holds it, and may
  CHECK(said(r, "excluded_exposure").empty());

  r.positions[2 * 5 + 4] = -5e6;  // smuggled in
  proofs = prove_exclusions(r);
  CHECK(proofs[0].rows_clean == 3);
  CHECK(proofs[0].largest == 5e6);
  CHECK(said(r, "excluded_exposure") == "!! ORCL is excluded and was held on 1 of 4 rows, up to 5.00m");
  SECTION("by id and by issuer as well as by parent") {
    r.instruments.text["issuer"] = {"", "", "", "", "Oracle Corp"};
    for (const std::string name : {"ORCL_5Y", "Oracle Corp"}) {
      r.config.universe.filter.exclude = {placed(name)};
      CHECK(prove_exclusions(r)[0].rows_clean == 3);
    }
  }
  SECTION("in one leg only, where the others may hold it") {
    r.config.universe.filter.exclude.clear();
    r.config.legs[0].filter.exclude = {placed("ORCL")};  // b holds it
    CHECK(prove_exclusions(r)[0].rows_clean == 4);
    r.config.legs[1].filter.exclude = {placed("ORCL")};
    CHECK(prove_exclusions(r)[0].rows_clean == 3);
  }
  SECTION("nothing is claimed where positions were not kept") {
    r.positions.clear();
    CHECK(prove_exclusions(r).empty());
  }
}

TEST_CASE("rows outside a band are counted, the worst with its date") {
  RunResult r = pair_run();
  r.config.neutral.cs01 = band(0.08);
  r.config.neutral.notional = band(0.4);
  r.config.neutral.market_beta = band(0.3);
  const auto all = realised_neutrality(r);
  REQUIRE(all.size() == 3);
  CHECK(all[0].factor == "notional");
  CHECK(all[0].rows == 3);  // with a position
  CHECK(all[0].rows_outside == 0);
  CHECK(all[0].worst == Approx(11.0 / 33));
  CHECK(all[1].factor == "cs01");
  CHECK(all[1].rows_outside == 1);  // 1000 of 19000, then 2000 of 20000
  CHECK(all[1].worst == Approx(0.1));
  CHECK(all[1].worst_row == 3);
  CHECK(all[2].factor == "market_beta");
  CHECK(all[2].worst == Approx((11000 * 1.3 - 9000 * 0.7) / (11000 * 1.3 + 9000 * 0.7)));
  CHECK(all[2].rows_outside == 1);  // 0.25, 0.30 to rounding: 5750 of 19250, 0.39
  CHECK(net_gross(r, 2, "dts").net == Approx(0.2e6));
  r.legs[1].beta[2] = kNaN;
  CHECK(realised_neutrality(r)[2].rows == 2);
}

TEST_CASE("a book on its band is within it") {
  RunResult r = pair_run();
  r.config.neutral.cs01 = band(0.1);  // row 3: 2000 of 20000
  Exposure& e = r.exposure[(3 * 3 + 0) * kSides];
  for (const double most : {0.03, 0.07, 0.1, 0.3}) {
    r.config.neutral.cs01.band = most;
    for (std::size_t t = 1; t < 4; ++t) r.exposure[(t * 3 + 0) * kSides].cs01 = -9000 * (1 + most) / (1 - most);
    CHECK(realised_neutrality(r)[0].rows_outside == 0);
    e.cs01 *= 1.0001;
    CHECK(realised_neutrality(r)[0].rows_outside == 1);
  }
}

TEST_CASE("limits are shares of capital") {
  RunResult r = pair_run();
  CHECK(limit_use(r).empty());
  r.config.limits.gross = 0.65;
  r.config.limits.net = 0.25;
  const auto use = limit_use(r);
  REQUIRE(use.size() == 2);
  CHECK(use[0].worst == Approx(33.0 / 50));
  CHECK(use[0].worst_row == 3);
  CHECK(use[0].rows_outside == 1);
  CHECK(use[1].worst == Approx(11.0 / 50));
  CHECK(use[1].rows_outside == 0);
  CHECK(said(r, "limits") ==
        "! gross notional was above its limit of 65 % of capital on 1 rows, at worst 66 % on 2025-09-09");
  r.config.limits.gross = 0.66;
  CHECK(said(r, "limits").empty());
}

TEST_CASE("a P&L that is mostly the market's move is said to be") {
  RunResult r = pair_run();  // 8650 of 8050
  CHECK(said(r, "market_share") ==
        "!! 107 % of the P&L is the market's move, not the divergence; market beta +0.48 at entry | "
        "size by dts or market_beta to trade the divergence alone");
  Summary s = summarise(r);
  s.split.total.market = 0.39 * s.split.total.total;
  CHECK(said(r, s, "market_share").empty());
  s.split.total.market = -0.41 * s.split.total.total;
  CHECK(said(r, s, "market_share").find("!! the market's move made -3,300 of a P&L of 8,050") == 0);
  s.split.status = Status::out_of_domain;
  CHECK(said(r, s, "market_share").empty());
  CHECK(said(small_run(), "market_share").empty());  // no factor leg
}

TEST_CASE("a side that lost a tenth of what the other made is a warning") {
  const RunResult r = pair_run();
  Summary s = summarise(r);
  // a made -2000 + 26100 - 7500 = 16600, b lost 1000 + 800 + 6750 = 8550.
  CHECK(said(r, s, "losing_side") == "! the short side lost 8,550, the long side made 16.6k");
  s.pnl.side[1].total = -1659;
  CHECK(said(r, s, "losing_side").empty());
  s.pnl.side[0].total = -8550;
  CHECK(said(r, s, "losing_side").empty());  // both lost: that is said by the total
  s.pnl.side[1].total = 16600;
  CHECK(said(r, s, "losing_side") == "! the long side lost 8,550, the short side made 16.6k");
}

TEST_CASE("carry that is negative is noted, carry that turned is a warning with the date") {
  const RunResult r = pair_run();
  CHECK(said(r, "carry_sign") == "! net carry turned negative: 100 a day at entry, -50 now, since 2025-09-09 | "
                                 "from here on the position pays to wait");
  Summary s = summarise(r);
  s.carry.at_entry = defined(-10);
  s.carry.turned_row = {};
  CHECK(said(r, s, "carry_sign") == "i net carry is negative: -50 a calendar day");
  s.carry.now = defined(50);
  CHECK(said(r, s, "carry_sign").empty());
}

TEST_CASE("a band that was left is said, the band that is to fail the run alone fails it") {
  RunResult r = pair_run();
  r.config.neutral.cs01 = band(0.01, OnBreach::trim);
  const auto failing = [&] { return failing_findings(summarise(r).findings, r.config).size(); };
  CHECK(said(r, "neutrality") ==
        "i net cs01 was outside its band of 1.0 % on 3 of 3 rows, at worst 10 % on 2025-09-09 | "
        "a one-sided book has nothing to be cut to; a two-sided one is cut at its next trade");
  r.config.neutral.market_beta = band(0.5, OnBreach::fail);  // never left
  CHECK(failing() == 0);
  r.config.neutral.market_beta = band(0.35, OnBreach::fail);  // left on one row, cs01 on three
  CHECK(said(r, "neutrality").find("! net market_beta was outside its band of 35 % on 1 of 3 rows, at worst 39 %") ==
        0);
  CHECK(failing() == 1);
  r.config.neutral.market_beta.on_breach = OnBreach::finding;
  CHECK(failing() == 0);
  r.config.neutral = {};
  CHECK(said(r, "neutrality").empty());
  r.config.neutral.cs01 = band(0.2);
  CHECK(said(r, "neutrality").empty());
}

TEST_CASE("one trade over one window is shown what other entries made") {
  RunResult r = pair_run();
  Summary s = summarise(r);
  REQUIRE(s.statistics.entry_rows == 1);
  CHECK(said(r, s, "hindsight_window").empty());
  const auto entry = [](int days, double total) {
    return EntryShift{days, {make_date(2025, 9, 4).days + days}, "", total};
  };
  s.variations.entries = {entry(-30, 9000), entry(0, 8050), entry(30, 5000)};
  CHECK(said(r, s, "hindsight_window") ==
        "! one trade, window chosen in hindsight: from 2025-09-04 it makes 8,050, from 2025-10-04 5,000");
  s.variations.entries.push_back(entry(60, 4000));
  CHECK(said(r, s, "hindsight_window").find("!! one trade") == 0);  // less than half
  s.variations.entries.back().fault = "the store ends";
  CHECK(said(r, s, "hindsight_window").find("! one trade") == 0);
  s.statistics.total = -100;  // a loss of 60 is not half of a loss of 100: it is less of one
  s.variations.entries = {entry(0, -100), entry(30, -60)};
  CHECK(said(r, s, "hindsight_window").find("! one trade") == 0);
  s.variations.entries.push_back(entry(60, -151));
  CHECK(said(r, s, "hindsight_window").find("!! one trade") == 0);
  s.statistics.entry_rows = 2;
  CHECK(said(r, s, "hindsight_window").empty());
}
