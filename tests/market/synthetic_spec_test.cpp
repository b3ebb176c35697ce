// Synthetic specs as they are got wrong, and what a good one may say.
#include "synthetic_sample.hpp"

#include <cmath>

#include "market/synthetic_parts.hpp"

using namespace relval;
using namespace relval::test;

namespace {

const std::string kSmall = R"(store: {file: s.h5, title: t, origin: o, licence: l}
cases: [one, two]
dates: {from: 2024-01-02, to: 2024-03-28}
index: {anchors_bp: {2024-01-02: 100, 2024-02-01: 90}, sd_bp: 1}
groups:
  all:
    own_sd_bp: 0.5
    invented: {energy: {sector_l2: industrial, prefix: EN, count: 3, rating_from: A, rating_to: BBB}}
)";

// The small spec with an edit, or with more behind it; the message without the count at its end.
std::string refused(const std::string& change, const std::string& to) {
  std::string text = kSmall;
  if (change.empty()) text += to;
  else text.replace(text.find(change), change.size(), to);
  try {
    parse_synthetic_spec(text, "s.yaml");
  } catch (const Error& e) {
    CHECK(e.kind() == ErrorKind::usage);
    return e.what();
  }
  return "no error";
}
bool says(const std::string& message, const std::string& part) {
  INFO(message);
  return message.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a small spec makes a market of its own days, names and cases") {
  const SyntheticSpec spec = parse_synthetic_spec(kSmall, "folder/s.yaml");
  CHECK(spec.store == Path("folder/s.h5"));
  const MarketData data = synthesise(spec, "two", 3);
  CHECK(data.info.synthetic);
  CHECK(data.info.market_case == "two");
  CHECK(data.dates.size() == 61);  // 63 weekdays less Martin Luther King's and Washington's days
  CHECK(data.instruments.id == std::vector<std::string>{"EN01", "EN02", "EN03"});
  CHECK_THROWS_AS(synthesise(spec, "three", 3), Error);
}

TEST_CASE("faults of a synthetic spec are told with their places, all at once") {
  CHECK(says(refused("sd_bp: 1}", "sd_pb: 1}"), "s.yaml:4:56: unknown key 'sd_pb'"));
  CHECK(says(refused("sd_bp: 1}", "sd_bp: much}"), "'sd_bp' expects a number (bp), found 'much'"));
  CHECK(says(refused("2024-02-01: 90", "2024-02-03: 90"),
             "s.yaml:4:39: 2024-02-03 is no business day\n"
             "  4 | index: {anchors_bp: {2024-01-02: 100, 2024-02-03: 90}, sd_bp: 1}\n"));
  CHECK(says(refused("2024-02-01: 90", "2024-02-03: 90"), "the next one is 2024-02-05"));
  CHECK(says(refused("2024-02-01: 90", "2025-02-03: 90"), "2025-02-03 is outside of dates.from and dates.to"));
  CHECK(says(refused("2024-02-01: 90", "2023-12-29: 90"), "a date after 2024-01-02 was expected, found 2023-12-29"));
  CHECK(says(refused("2024-02-01: 90", "2024-02-30: 90"), "expected a date (YYYY-MM-DD), found '2024-02-30'"));
  CHECK(says(refused("2024-02-01: 90", "2024-02-01: -90"), "a level above 0 was expected, found -90"));
  CHECK(says(refused("{2024-01-02: 100, 2024-02-01: 90}", "{}"), "anchors_bp"));
  CHECK(says(refused("rating_to: BBB}", "rating_to: BBb}"), "'BBb' is no rating"));
  CHECK(says(refused("rating_to: BBB}", "rating_to: AAA}"), "rating_to is better than rating_from"));
  CHECK(says(refused("[one, two]", "[one, Two]"), "s.yaml:2:14: 'Two' cannot be the name of a case"));
  CHECK(says(refused("[one, two]", "[one, one]"), "'one' twice in 'cases'"));
  CHECK(says(refused("to: 2024-03-28}", "to: 2023-03-28}"), "the dates end before they begin"));
  CHECK(says(refused("", "names: {X: {tenor_years: 5}}\n"), "'X' is new: 'group' or 'like' is needed"));
  CHECK(says(refused("", "names: {X: {group: al}}\n"), "there is no group 'al'"));
  CHECK(says(refused("", "names: {X: {group: all}}\n"), "'X' is new: 'tenor_years' is missing"));
  CHECK(says(refused("", "names: {X: {like: EN04}}\n"), "there is no instrument 'EN04'"));
  CHECK(says(refused("", "names: {EN02: {group: all}}\n"), "'EN02' is an invented issuer already"));
  CHECK(says(refused("", "migrations: [{name: EN05, date: 2024-02-02, to: BB}]\n"), "there is no instrument 'EN05'"));
  CHECK(says(refused("", "concessions: [{issuer: IBM, date: 2024-02-02, size_bp: 1}]\n"), "there is no issuer 'IBM'"));
  CHECK(says(refused("", "quotes: {thin: [EN09]}\n"), "there is no instrument 'EN09'"));
  CHECK(says(refused("own_sd_bp: 0.5", "case_anchors_bp: {one: {2024-02-01: 50}}"), "no anchors for the case 'two'"));
  CHECK(says(refused("own_sd_bp: 0.5", "case_anchors_bp: {oen: {2024-02-01: 50}}"), "did you mean 'one'?"));
  CHECK(says(refused("own_sd_bp: 0.5", "follows_index_to: 2024-02-01\n    anchors_bp: {2024-02-01: 50}"),
             "s.yaml:7:23: an anchor of the group stands before or on this date"));
  CHECK(says(refused("", "series: {s: {unit: u, values: {2024-01-31: 1}, revisions: [{date: 2024-01-30, known_at: "
                         "2024-03-01, value: 2}]}}\n"),
             "revises a date that has no value"));
  const std::string two = refused("sd_bp: 1}", "sd_bp: x, echo: 2}");
  CHECK(says(two, "2 problems"));
}

TEST_CASE("paths are monotone between anchors, meet them and stay level beyond") {
  const std::vector<double> path = monotone_path({{2, 10}, {5, 40}, {9, 42}, {12, 12}}, 15);
  CHECK(path[0] == 10);
  CHECK(path[2] == 10);
  CHECK(path[5] == 40);
  CHECK(path[9] == 42);
  CHECK(path[12] == 12);
  CHECK(path[14] == 12);
  for (std::size_t t = 3; t <= 9; ++t) CHECK(path[t] > path[t - 1]);
  for (std::size_t t = 10; t <= 12; ++t) CHECK(path[t] < path[t - 1]);
}

TEST_CASE("deviations have daily changes of SD 1 with and without echo") {
  for (const double echo : {0.0, 0.25}) {
    const RandomStream random(1, 1);
    const std::vector<double> x = deviations(reversion(5, echo), random, wild_days(random, 6, 100000));
    double changes = 0, products = 0;
    for (std::size_t t = 2; t < x.size(); ++t) {
      changes += (x[t] - x[t - 1]) * (x[t] - x[t - 1]);
      products += (x[t] - x[t - 1]) * (x[t - 1] - x[t - 2]);
    }
    CHECK(std::fabs(changes / 1e5 - 1) < 0.03);
    // without echo -(1 - keep) / 2, keep = 2^(-1/5); with an echo of 0.25 by the autocovariances of an ARMA(1,1)
    CHECK(std::fabs(products / changes - (echo == 0 ? -0.0647 : 0.1623)) < 0.02);
  }
}

TEST_CASE("days are those on which US bonds trade") {
  const auto days = us_bond_days(make_date(2025, 1, 1), make_date(2025, 12, 31));
  CHECK(days.size() == 249);  // 261 weekdays less New Year, King, Washington, Good Friday, Memorial, Juneteenth,
                              // Independence, Labor, Columbus, Veterans, Thanksgiving, Christmas
  for (const char* closed : {"2025-01-20", "2025-04-18", "2025-06-19", "2025-10-13", "2025-11-11", "2025-11-27"}) {
    CHECK(row_of(days, *parse_iso_date(closed)) == days.size());
  }
  CHECK(row_of(us_bond_days(make_date(2021, 12, 31), make_date(2022, 1, 3)), make_date(2021, 12, 31)) == 0);
}
