// Legs from filters over a store's instruments table; nothing of the store but its header is needed.
#include "market/universe.hpp"

#include "base/error.hpp"
#include "base/numeric.hpp"
#include "catch.hpp"

using namespace relval;

namespace {

StoreHeader header() {
  StoreHeader h;
  h.instruments.id = {"CAT_5Y", "DE_5Y", "AMZN_5Y", "MSFT_5Y", "MSFT_10Y", "ORCL_5Y"};
  h.instruments.kind.assign(6, Kind::spread_index);
  h.instruments.text["issuer"] = {"Caterpillar", "Deere", "Amazon", "Microsoft", "Microsoft", "Oracle"};
  h.instruments.text["parent"] = {"CAT", "DE", "AMZN", "MSFT", "MSFT", "ORCL"};
  h.instruments.text["sector_l1"] = {"industrial", "industrial", "technology",
                                     "technology", "technology", "technology"};
  h.instruments.text["currency"] = {"USD", "EUR", "USD", "USD", "USD", ""};
  h.instruments.number["tenor_years"] = {5, 5, 5, 5, 10, kNaN};
  return h;
}

// Values of one list, a line each from `line` on.
std::vector<PlacedText> list(int line, const std::vector<std::string>& values) {
  std::vector<PlacedText> out;
  for (const std::string& v : values) out.push_back({v, {"config.yaml", line++, 5, {}}});
  return out;
}

LegConfig leg(const std::string& name, int line, Filter filter) {
  LegConfig l;
  l.name = name;
  l.filter = std::move(filter);
  l.place = {"config.yaml", line, 3, {}};
  return l;
}

struct Selected {
  Universe universe;
  std::string problems;
};

Selected select(const RunConfig& config, const StoreHeader& h = header()) {
  Problems problems(ErrorKind::usage);
  Universe universe = select_universe(config, h, problems);
  return {universe, problems.render()};
}

}  // namespace

TEST_CASE("without legs one leg holds every instrument") {
  const Selected s = select({});
  CHECK(s.problems.empty());
  CHECK(s.universe.implicit);
  REQUIRE(s.universe.legs.size() == 1);
  CHECK(s.universe.legs[0].name == "book");
  CHECK(s.universe.names == std::vector<std::uint32_t>{0, 1, 2, 3, 4, 5});
  CHECK(s.universe.legs[0].slots == std::vector<std::uint32_t>{0, 1, 2, 3, 4, 5});
  CHECK(s.universe.leg_of == std::vector<std::int32_t>(6, 0));
}

TEST_CASE("legs hold what all their lists allow, in the order of the config, slots in the store's order") {
  RunConfig config;
  Filter technology, industrial;
  technology.sector_l1 = list(10, {"technology"});
  technology.tenor_years = std::pair{4.0, 6.0};
  technology.exclude = list(12, {"ORCL"});
  industrial.instruments = list(20, {"DE_5Y", "CAT_5Y"});
  config.legs = {leg("hyperscaler", 9, technology), leg("industrial", 19, industrial)};
  const Selected s = select(config);
  CHECK(s.problems.empty());
  CHECK_FALSE(s.universe.implicit);
  CHECK(s.universe.names == std::vector<std::uint32_t>{0, 1, 2, 3});
  CHECK(s.universe.legs[0].name == "hyperscaler");
  CHECK(s.universe.legs[0].slots == std::vector<std::uint32_t>{2, 3});
  CHECK(s.universe.legs[1].slots == std::vector<std::uint32_t>{0, 1});
  CHECK(s.universe.leg_of == std::vector<std::int32_t>{1, 1, 0, 0});
}

TEST_CASE("slots count the names that are read, not the store's instruments") {
  RunConfig config;
  Filter one;
  one.instruments = list(5, {"MSFT_10Y", "DE_5Y"});
  config.legs = {leg("a", 4, one)};
  const Selected s = select(config);
  CHECK(s.universe.names == std::vector<std::uint32_t>{1, 4});
  CHECK(s.universe.legs[0].slots == std::vector<std::uint32_t>{0, 1});
}

TEST_CASE("the universe narrows every leg and exclude wins over a list of instruments") {
  RunConfig config;
  config.universe.filter.currency = list(3, {"USD"});
  config.universe.filter.exclude = list(4, {"Amazon"});
  Filter named;
  named.instruments = list(6, {"AMZN_5Y", "MSFT_5Y", "ORCL_5Y"});
  config.legs = {leg("a", 5, named)};
  const Selected s = select(config);
  CHECK(s.problems.empty());
  CHECK(s.universe.names == std::vector<std::uint32_t>{3});  // Amazon is excluded, Oracle has no currency
}

TEST_CASE("a parent is excluded with all its instruments, an id alone") {
  RunConfig config;
  Filter all;
  all.sector_l1 = list(6, {"technology"});
  all.exclude = list(8, {"MSFT", "ORCL_5Y"});
  config.legs = {leg("a", 5, all)};
  CHECK(select(config).universe.names == std::vector<std::uint32_t>{2});
}

TEST_CASE("an instrument without a tenor is in no range of tenors") {
  RunConfig config;
  config.universe.filter.tenor_years = std::pair{0.0, 100.0};
  CHECK(select(config).universe.names == std::vector<std::uint32_t>{0, 1, 2, 3, 4});
}

TEST_CASE("what a list names must be in the store, each miss at its place") {
  RunConfig config;
  Filter f;
  f.instruments = list(6, {"CAT_5", "CAT_5Y", "CAT_5Y"});
  f.parents = list(10, {"CATT"});
  f.sector_l1 = list(12, {"industrials"});
  f.sector_l3 = list(13, {"capital_goods", "transportation"});
  f.exclude = list(15, {"ORACLE"});
  config.legs = {leg("industrial", 5, f)};
  CHECK(select(config).problems ==
        "config.yaml:6:5: the store has no instrument 'CAT_5'\n"
        "  did you mean 'CAT_5Y'?\n"
        "config.yaml:8:5: 'CAT_5Y' is listed twice\n"
        "config.yaml:10:5: no instrument of the store has parent 'CATT'\n"
        "  did you mean 'CAT'?\n"
        "config.yaml:12:5: no instrument of the store has sector_l1 'industrials'\n"
        "  did you mean 'industrial'?\n"
        "config.yaml:13:5: the store's instruments have no column 'sector_l3'\n"
        "  they have: currency, issuer, parent, sector_l1\n"
        "config.yaml:15:5: exclude: no instrument, issuer or parent 'ORACLE' in the store\n"
        "  did you mean 'Oracle'?\n"
        "6 problems");
}

TEST_CASE("a leg that selects nothing says how it came to that") {
  RunConfig config;
  config.universe.filter.currency = list(3, {"USD"});
  Filter f;
  f.sector_l1 = list(6, {"industrial"});
  f.tenor_years = std::pair{7.0, 12.0};
  f.exclude = list(8, {"CAT", "DE"});
  config.legs = {leg("industrial", 5, f)};
  CHECK(
      select(config).problems ==
      "config.yaml:5:3: leg 'industrial' selects nothing of the store's 6 instruments\n"
      "  currency USD leaves 4; sector_l1 industrial leaves 1; tenor_years 7 to 12 leaves 0; exclude CAT, DE leaves 0");
}

TEST_CASE("an instrument belongs to one leg") {
  RunConfig config;
  Filter technology, microsoft;
  technology.sector_l1 = list(6, {"technology"});
  microsoft.issuers = list(9, {"Microsoft"});
  config.legs = {leg("technology", 5, technology), leg("microsoft", 8, microsoft)};
  CHECK(select(config).problems ==
        "config.yaml:8:3: legs 'technology' and 'microsoft' both hold MSFT_5Y, MSFT_10Y\n"
        "  an instrument belongs to one leg: narrow one of them, exclude it there, or set allow_overlap: true");
}

TEST_CASE("many names in a message are counted, not listed") {
  StoreHeader h;
  std::vector<std::string> ids;
  for (int i = 0; i < 8; ++i) ids.push_back("N" + std::to_string(i));
  h.instruments.id = ids;
  h.instruments.kind.assign(8, Kind::spread_index);
  RunConfig config;
  Filter all;
  all.instruments = list(6, ids);
  config.legs = {leg("a", 5, all), leg("b", 20, all)};
  CHECK_THAT(select(config, h).problems, Catch::Contains("both hold N0, N1, N2, N3, N4 and 3 more"));
}

namespace {

GroupMember member(int line, const std::string& instrument, const std::string& parent, std::optional<Date> from = {},
                   std::optional<Date> to = {}) {
  GroupMember m;
  m.place = {"config.yaml", line, 5, {}};
  m.instrument = {instrument, m.place};
  m.parent = {parent, m.place};
  m.from = from;
  m.to = to;
  return m;
}

}  // namespace

TEST_CASE("a leg of groups may hold their members, each on the dates the groups state") {
  const Date joins = make_date(2025, 11, 3), leaves = make_date(2025, 12, 1);
  RunConfig config;
  config.groups = {
      {"clouds", {member(3, "", "AMZN"), member(4, "", "MSFT", joins), member(5, "MSFT_10Y", "", {}, leaves)}},
      {"others", {member(7, "ORCL_5Y", "")}}};
  Filter clouds;
  clouds.groups = list(12, {"clouds"});
  config.legs = {leg("hyperscaler", 11, clouds)};
  const Selected s = select(config);
  CHECK(s.problems.empty());
  CHECK(s.universe.names == std::vector<std::uint32_t>{2, 3, 4});
  const Leg& l = s.universe.legs.at(0);
  CHECK(l.changes_by_rule());
  REQUIRE(l.gates.size() == 1);
  const Gate& gate = l.gates[0];
  REQUIRE(gate.size() == 3);
  REQUIRE(gate[0].size() == 1);  // Amazon: always
  CHECK(gate[0][0].from < make_date(1600, 1, 1));
  CHECK(gate[0][0].to > make_date(2999, 12, 31));
  CHECK(gate[1].at(0).from == joins);
  REQUIRE(gate[2].size() == 2);  // by its parent and by its own line
  CHECK(gate[2][1].to == leaves);
}

TEST_CASE("what a group names must be in the store") {
  RunConfig config;
  config.groups = {{"clouds", {member(3, "", "AMZM"), member(4, "MSFT_7Y", "")}}};
  CHECK(select(config).problems ==
        "config.yaml:3:5: no parent 'AMZM' in the store\n"
        "  did you mean 'AMZN'?\n"
        "config.yaml:4:5: no instrument 'MSFT_7Y' in the store\n"
        "  did you mean 'MSFT_5Y'?\n"
        "2 problems");
}
