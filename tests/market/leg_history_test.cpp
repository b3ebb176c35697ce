// Who is in a leg on which day: fallen angels, groups, rebalances. Membership on a row is what was decided on its
// close, so a name that trades on the close of x is in or out from row x - delay on.
#include "market/leg_history.hpp"

#include "base/error.hpp"
#include "catch.hpp"
#include "market_builder.hpp"

using namespace relval;
using namespace relval::test;

namespace {

constexpr double kJunk = 11, kGrade = 10;  // BB+, BBB-
constexpr std::size_t kRows = 66;  // weekdays from Monday 2025-09-01: 22 of September, 23 of October, 20 of November
constexpr RatingRange kInvestmentGrade{1, 10};

// A, B, C at 100 bp and 5 years, BBB-.
class Legs {
 public:
  explicit Legs(std::size_t names = 3) : names_(names), builder_(make_date(2025, 9, 1), kRows) {
    for (std::size_t i = 0; i < names; ++i) builder_.instrument(std::string(1, static_cast<char>('A' + i)));
    field("spread", 100, "bp");
    field("duration", 5, "years");
    Leg leg;
    leg.name = "leg";
    for (std::uint32_t i = 0; i < names; ++i) {
      leg.slots.push_back(i);
      universe.names.push_back(i);
      universe.leg_of.push_back(0);
    }
    universe.legs = {leg};
    timing.first_row = 5;
  }
  Legs& field(const std::string& name, double value, const std::string& unit = "number") {
    builder_.field(name, unit, std::vector<std::vector<double>>(names_, {value}));
    return *this;
  }
  MarketData& market() { return builder_.market(); }
  // The value of a name from a date on; to the day before `until`, where it is given.
  Legs& from(const std::string& date, const std::string& name, std::size_t slot, double value,
             const std::string& until = "2099-01-01") {
    Panel& p = market().fields.at(name).panel;
    for (std::size_t t = 0; t < p.rows; ++t)
      if (!(market().dates[t] < *parse_iso_date(date)) && market().dates[t] < *parse_iso_date(until))
        p.row(t)[slot] = value;
    return *this;
  }
  Legs& rated() {
    universe.legs[0].ratings = {kInvestmentGrade};
    return field("rating", kGrade);
  }
  LegHistory follow() { return {universe, market(), timing}; }
  std::size_t row(const std::string& date) const {
    const auto& d = const_cast<Legs*>(this)->market().dates;
    const auto at = std::lower_bound(d.begin(), d.end(), *parse_iso_date(date));
    REQUIRE(to_iso(*at) == date);
    return static_cast<std::size_t>(at - d.begin());
  }

  Universe universe;
  LegTiming timing;

 private:
  std::size_t names_;
  MarketBuilder builder_;
};

// The dates on whose closes a name's membership was decided to change: "-2025-10-30" out, "+2025-10-30" in.
std::vector<std::string> turns(Legs& x, std::uint32_t slot) {
  const LegHistory h = x.follow();
  std::vector<std::string> out;
  for (std::size_t t = x.timing.first_row + 1; t < kRows; ++t) {
    const bool before = h.weight(0, t - 1, slot) > 0, now = h.weight(0, t, slot) > 0;
    if (before != now) out.push_back((now ? "+" : "-") + to_iso(x.market().dates[t]));
  }
  return out;
}
using Turns = std::vector<std::string>;

}  // namespace

TEST_CASE("a fallen angel is held to the last close of the month in which it fell") {
  Legs x;
  x.rated().from("2025-10-09", "rating", 1, kJunk);
  CHECK(turns(x, 1) == Turns{"-2025-10-30"});  // trades on Friday 2025-10-31
  SECTION("decided earlier where the delay is longer") {
    x.timing.delay = 3;
    CHECK(turns(x, 1) == Turns{"-2025-10-28"});
  }
  SECTION("on the month end itself where a trade is made at the deciding close") {
    x.timing.delay = 0;
    CHECK(turns(x, 1) == Turns{"-2025-10-31"});
  }
  SECTION("the same where it is known late, but before the month is over") {
    x.market().fields["rating"].info.knowledge_lag = 3;
    CHECK(turns(x, 1) == Turns{"-2025-10-30"});
  }
  SECTION("between rebalances its weight goes to the others pro rata") {
    x.universe.legs[0].rebalance = Every::quarter;  // 2025-10-31 ends none
    x.universe.legs[0].weights = LegWeights::market_value;
    x.field("market_value", 100).from("2025-09-01", "market_value", 2, 300);
    const LegHistory h = x.follow();
    const std::size_t t = x.row("2025-10-30");
    CHECK(h.weight(0, t - 1, 0) == Approx(0.2));
    CHECK(h.weight(0, t, 0) == Approx(0.25));  // 100 : 300
    CHECK(h.weight(0, t, 2) == Approx(0.75));
    CHECK(h.changes(0, t));
    CHECK_FALSE(h.changes(0, t + 1));
  }
  SECTION("and why is kept") {
    const auto changes = x.follow().membership_changes();
    REQUIRE(changes.size() == 1);
    CHECK(changes[0].row == x.row("2025-10-30"));
    CHECK(changes[0].slot == 1);
    CHECK_FALSE(changes[0].joined);
    CHECK(changes[0].why == "rating BB+ since 2025-10-09");
  }
}

TEST_CASE("a name that falls on the last close of a month is sold as soon as it can be, after it") {
  Legs x;
  x.rated().from("2025-10-31", "rating", 1, kJunk);
  CHECK(turns(x, 1) == Turns{"-2025-10-31"});  // known that day, trades on 2025-11-03
  x.market().fields["rating"].info.knowledge_lag = 1;
  CHECK(turns(x, 1) == Turns{"-2025-11-03"});  // known on Monday, trades on Tuesday: not held to the end of November
  x.timing.delay = 3;
  CHECK(turns(x, 1) == Turns{"-2025-11-03"});  // trades on 2025-11-06
}

TEST_CASE("a name that falls the day before the month end and is known a day late is sold on the next day") {
  Legs x;
  x.rated().from("2025-10-30", "rating", 1, kJunk);
  CHECK(turns(x, 1) == Turns{"-2025-10-30"});
  x.market().fields["rating"].info.knowledge_lag = 1;
  CHECK(turns(x, 1) == Turns{"-2025-10-31"});  // known on the 31st: trades on 2025-11-03
}

TEST_CASE("under sell a fallen angel goes as soon as it is known, plus the delay") {
  Legs x;
  x.universe.when_outside = WhenOutside::sell;
  x.rated().from("2025-10-09", "rating", 1, kJunk);
  CHECK(turns(x, 1) == Turns{"-2025-10-09"});  // trades on the 10th
  x.market().fields["rating"].info.knowledge_lag = 2;
  CHECK(turns(x, 1) == Turns{"-2025-10-13"});
}

TEST_CASE("a rating that comes back before the month end stays, one that was sold comes back at a rebalance") {
  Legs x;
  x.rated().from("2025-10-09", "rating", 1, kJunk, "2025-10-20");
  CHECK(turns(x, 1).empty());
  x.universe.when_outside = WhenOutside::sell;
  CHECK(turns(x, 1) == Turns{"-2025-10-09", "+2025-10-30"});
}

TEST_CASE("a name whose rating left again in a later month is held to the end of that month") {
  Legs x;
  x.rated().from("2025-10-09", "rating", 1, kJunk, "2025-10-20").from("2025-11-05", "rating", 1, kJunk);
  CHECK(turns(x, 1) == Turns{"-2025-11-27"});  // the last close of November is Friday the 28th
}

TEST_CASE("a name enters at a rebalance, and only when it has been quoted within stale rows") {
  Legs x;
  x.from("2025-09-01", "spread", 1, kNaN);
  CHECK(turns(x, 1).empty());
  SECTION("quotes that start in mid-month wait for its end") {
    x.from("2025-10-15", "spread", 1, 120);
    CHECK(turns(x, 1) == Turns{"+2025-10-30"});
    x.universe.legs[0].rebalance = Every::week;
    CHECK(turns(x, 1) == Turns{"+2025-10-16"});  // trades on Friday the 17th
    x.universe.legs[0].rebalance = Every::quarter;
    CHECK(turns(x, 1).empty());
  }
  SECTION("a quote five rows before the decision is fresh") {
    x.from("2025-10-23", "spread", 1, 120, "2025-10-24");
    CHECK(turns(x, 1) == Turns{"+2025-10-30"});
  }
  SECTION("six rows before it is stale, and a held name may be") {
    x.from("2025-10-22", "spread", 1, 120, "2025-10-23");
    CHECK(turns(x, 1).empty());
    x.from("2025-10-10", "spread", 2, kNaN);
    CHECK(turns(x, 2).empty());
  }
  SECTION("a quote that is known a row later is fresh a row later") {
    x.market().fields["spread"].info.knowledge_lag = 1;
    x.from("2025-10-22", "spread", 1, 120, "2025-10-23");
    CHECK(turns(x, 1) == Turns{"+2025-10-30"});
    x.from("2025-10-22", "spread", 1, kNaN).from("2025-10-30", "spread", 1, 120);
    CHECK(turns(x, 1) == Turns{"+2025-11-27"});
  }
}

TEST_CASE("a name joins and leaves a group on its dates, whatever the rebalance") {
  Legs x;
  x.universe.legs[0].rebalance = Every::never;
  const DateWindow always;
  const DateWindow window{make_date(2025, 10, 9), make_date(2025, 11, 12)};
  x.universe.legs[0].gates = {{{always}, {window}, {always}}};
  CHECK(turns(x, 1) == Turns{"+2025-10-08", "-2025-11-11"});  // trades on the 9th and on the 12th
  const LegHistory h = x.follow();
  CHECK(h.weight(0, x.row("2025-10-07"), 0) == Approx(1.0 / 2));
  CHECK(h.weight(0, x.row("2025-10-08"), 0) == Approx(1.0 / 3));
  CHECK(h.weight(0, x.row("2025-11-11"), 0) == Approx(1.0 / 2));
  SECTION("dates that are no closes count from the next close") {
    x.universe.legs[0].gates = {{{always}, {{make_date(2025, 10, 11), make_date(2025, 11, 15)}}, {always}}};
    CHECK(turns(x, 1) == Turns{"+2025-10-10", "-2025-11-14"});  // Mondays the 13th and the 17th
  }
  SECTION("a second window opens it again") {
    x.universe.legs[0].gates[0][1].push_back({make_date(2025, 11, 20), always.to});
    CHECK(turns(x, 1) == Turns{"+2025-10-08", "-2025-11-11", "+2025-11-19"});
  }
  SECTION("every list must have it") {
    x.universe.legs[0].gates.push_back({{always}, {{make_date(2025, 10, 20), always.to}}, {always}});
    CHECK(turns(x, 1) == Turns{"+2025-10-17", "-2025-11-11"});
  }
}

TEST_CASE("a member field of 0 is outside, as a rating is") {
  Legs x;
  x.field("member", 1).from("2025-10-09", "member", 1, 0);
  CHECK(turns(x, 1) == Turns{"-2025-10-30"});
  CHECK(x.follow().membership_changes().at(0).why == "no member since 2025-10-09");
  x.universe.when_outside = WhenOutside::sell;
  CHECK(turns(x, 1) == Turns{"-2025-10-09"});
  x.from("2025-10-09", "member", 1, kNaN);  // not stated: the last one stands
  CHECK(turns(x, 1).empty());
}

TEST_CASE("the month in which a name left is that of the field that says so, not of a slower one") {
  Legs x;
  x.rated().field("member", 1).from("2025-10-01", "member", 1, 0);
  x.market().fields["rating"].info.knowledge_lag = 1;
  CHECK(turns(x, 1) == Turns{"-2025-10-30"});  // left in October, not on 2025-09-30
}

TEST_CASE("a leg lets go of a name by its maturity, and by a call no sooner than it is known") {
  const auto left_after = [](const char* kind, const char* known_at) {
    Legs x;
    x.timing.delay = 3;
    x.market().events.push_back({*parse_iso_date("2025-10-15"), "B", kind, 100, *parse_iso_date(known_at)});
    return turns(x, 1);
  };
  // Decided three rows before: Friday 10 October trades on Wednesday 15.
  CHECK(left_after("maturity", "2025-10-15") == Turns{"-2025-10-10"});
  CHECK(left_after("call", "2025-09-15") == Turns{"-2025-10-10"});
  CHECK(left_after("call", "2025-10-13") == Turns{"-2025-10-13"});
  CHECK(left_after("call", "2025-10-15") == Turns{"-2025-10-15"});
}
