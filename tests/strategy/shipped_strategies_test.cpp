// The strategies that come with relval, and the two that work among the test's plugins: what they decide on given rows.
#include <algorithm>
#include <cstdio>
#include <cstring>
#include <set>

#include "base/numeric.hpp"
#include "catch.hpp"
#include "fixture.hpp"

using namespace relval;
using namespace relval::test;

namespace {

// Calls decide() as the replay does, row by row, on values that a test writes down.
class Player {
 public:
  explicit Player(const StrategySetup& setup) : setup_(setup), assets_(setup.asset_names.size()), state_(64) {
    member_.assign(assets_, 1);
    relval_error error{};
    setup_.plugin->init_state(state_.data(), &error);
  }

  // What is targeted, "industrial 1, hyperscaler -1"; "=" marks a notional. cross_section: of signal 0.
  std::string decide(std::vector<double> cross_section = {}) {
    std::vector<std::uint8_t> how(assets_, RELVAL_TARGET_UNCHANGED);
    std::vector<double> value(assets_, 0), zeros(assets_, 0);
    const relval_signal_view view{cross_section.data(), 0, 1, static_cast<std::int64_t>(cross_section.size())};
    relval_today today{};
    today.struct_size = sizeof(today);
    today.assets = static_cast<std::int64_t>(assets_);
    today.signals = &view;
    today.signal_count = 1;
    today.member = today.tradable = member_.data();
    today.held_weight = today.held_notional = today.pnl_since_entry = today.days_held = zeros.data();
    relval_targets targets{sizeof(relval_targets), today.assets, how.data(), value.data()};
    relval_error error{};
    REQUIRE(setup_.plugin->decide(setup_.instance.get(), &today, state_.data(), &targets, &error) == 0);
    std::string text;
    for (std::size_t i = 0; i < assets_; ++i) {
      if (how[i] == RELVAL_TARGET_UNCHANGED) continue;
      char number[40];
      std::snprintf(number, sizeof(number), "%s%g", how[i] == RELVAL_TARGET_NOTIONAL ? "= " : "", value[i]);
      text += (text.empty() ? "" : ", ") + setup_.asset_names[i] + " " + number;
    }
    return text;
  }

  std::vector<std::uint8_t> member_;

 private:
  const StrategySetup& setup_;
  std::size_t assets_;
  std::vector<unsigned char> state_;
};

std::string text_or_none(const char* text) { return text == nullptr ? "none" : text; }

// Symbols of a library that others can see.
std::set<std::string> exported(const Path& library) {
  FILE* nm = ::popen(("nm -D --defined-only " + library.string()).c_str(), "r");
  REQUIRE(nm != nullptr);
  std::set<std::string> symbols;
  char line[4096];
  while (std::fgets(line, sizeof(line), nm) != nullptr) {
    std::string text(line);
    text.erase(text.find_last_not_of("\n") + 1);
    symbols.insert(text.substr(text.rfind(' ') + 1));
  }
  CHECK(::pclose(nm) == 0);
  return symbols;
}

}  // namespace

TEST_CASE("a pair is entered at the first close on which both are quoted, once") {
  const Outcome o = set_up(small_config("static_pair", {{"long", "hyperscaler"}, {"short", "CAT_5Y"}}));
  REQUIRE(o.problems.empty());
  Player player(o.setup);
  player.member_ = {1, 0, 1, 1, 1, 1};
  CHECK(player.decide() == "");
  player.member_ = {1, 1, 0, 1, 1, 1};
  CHECK(player.decide() == "");
  player.member_ = {1, 1, 1, 1, 1, 1};
  CHECK(player.decide() == "hyperscaler 1, CAT_5Y -1");
  CHECK(player.decide() == "");
}

TEST_CASE("fixed positions target the notionals of the day and leave the others alone") {
  const TemporaryFile file("positions.csv", "date,industrial\n2025-11-17,1\n");
  const Outcome o = set_up(small_config("fixed_positions", {{"positions", file.path().string()}}));
  REQUIRE(o.problems.empty());
  CHECK(o.setup.same_close);
  CHECK(o.setup.signals.nodes().at(0).op == SignalOp::table);
  Player player(o.setup);
  CHECK(player.decide({1e8, kNaN, kNaN, 0, kNaN, -5e6}) == "industrial = 1e+08, DE_5Y = 0, MSFT_5Y = -5e+06");
  CHECK(player.decide(std::vector<double>(6, kNaN)) == "");
}

TEST_CASE("the decile book is long the widest tenth, short the tightest, ties in the order of names") {
  StoreHeader header = small_header();
  Universe universe;
  header.instruments = {};
  for (int i = 0; i < 20; ++i) {
    header.instruments.id.push_back("N" + std::to_string(i));
    universe.names.push_back(static_cast<std::uint32_t>(i));
  }
  header.instruments.kind.assign(20, Kind::spread_index);
  universe.legs = {{"book", universe.names}};
  universe.leg_of.assign(20, 0);
  universe.implicit = true;
  Problems problems(ErrorKind::usage);
  Registry registry({test_plugins()});
  const StrategySetup setup = set_up_strategy(small_config("monthly_decile"), registry, universe, header, problems);
  REQUIRE(problems.empty());
  CHECK(setup.schedule.when == Schedule::When::every_n);
  CHECK(setup.schedule.n == 21);
  CHECK(setup.schedule.first == 119);
  CHECK(setup.signals.text(0, setup.asset_names) == "spread");
  CHECK(setup.signals.text(1, setup.asset_names) == "zscore(spread, 120, today)");

  // The z-score is signal 1; the player offers one view, so decide() is asked through a setup that looks at view 0.
  std::vector<double> z(21, 0.0);
  z[0] = 99;             // the leg is no name
  z[1 + 4] = -3;
  z[1 + 7] = 2;
  z[1 + 9] = 5;
  const relval_signal_view views[] = {{nullptr, 0, 0, 0}, {z.data(), 0, 1, 21}};
  std::vector<std::uint8_t> how(21, RELVAL_TARGET_UNCHANGED);
  std::vector<double> value(21, 0);
  relval_today today{};
  today.assets = 21;
  today.signals = views;
  today.signal_count = 2;
  relval_targets targets{sizeof(relval_targets), 21, how.data(), value.data()};
  relval_error error{};
  char state = 0;
  REQUIRE(setup.plugin->decide(setup.instance.get(), &today, &state, &targets, &error) == 0);
  CHECK(how[0] == RELVAL_TARGET_UNCHANGED);
  std::vector<double> expected(21, 0);
  expected[1 + 4] = expected[1 + 0] = -0.5;  // of seventeen equal scores the first name is the tightest
  expected[1 + 9] = expected[1 + 7] = +0.5;
  CHECK(value == expected);
  CHECK(std::count(how.begin(), how.end(), std::uint8_t{RELVAL_TARGET_WEIGHT}) == 20);
}

TEST_CASE("a shipped strategy is the same built in and as a plugin") {
  Registry linked, found({built_in_plugins()});
  for (const std::string& name : linked.names()) {
    INFO(name);
    const relval_plugin &a = *linked.find(name), &b = *found.find(name);
    CHECK(std::string(a.version) == b.version);
    CHECK(std::string(a.summary) == b.summary);
    CHECK(std::string(a.build) == b.build);
    CHECK(a.state_size == b.state_size);
    CHECK(a.state_align == b.state_align);
    CHECK((a.decide == nullptr) == (b.decide == nullptr));
    REQUIRE(a.param_count == b.param_count);
    for (std::int64_t i = 0; i < a.param_count; ++i) {
      CHECK(std::string(a.params[i].name) == b.params[i].name);
      CHECK(std::string(a.params[i].unit) == b.params[i].unit);
      CHECK(std::string(a.params[i].help) == b.params[i].help);
      CHECK(a.params[i].kind == b.params[i].kind);
      CHECK(text_or_none(a.params[i].text_def) == text_or_none(b.params[i].text_def));
      CHECK(text_or_none(a.params[i].words) == text_or_none(b.params[i].words));
      CHECK(std::memcmp(&a.params[i].def, &b.params[i].def, 3 * sizeof(double)) == 0);
    }
  }
}

TEST_CASE("every folder of strategies is built in") {
  std::vector<std::string> folders;
  const Path strategies = Path(RELVAL_SOURCE_DIR) / "strategies";
  for (const Path& entry : list_directory(strategies))
    if (relval::is_directory(strategies / entry.filename())) folders.push_back(entry.filename().string());
  CHECK(Registry().names() == folders);
}

TEST_CASE("a plugin exports its entry point and nothing else") {
  for (const Path& directory : {built_in_plugins(), test_plugins()}) {
    for (const Path& file : list_directory(directory)) {
      if (file.extension() != ".so" || file.filename() == "no_symbol.so") continue;
      INFO(file.string());
      CHECK(exported(directory / file.filename()) == std::set<std::string>{"relval_strategy"});
    }
  }
}
