// What a store refuses and asks about, as a user reads it.
#include "base/hdf5.hpp"
#include "store_sample.hpp"

using namespace relval;
using namespace relval::test;

namespace {

// A store with the least that is needed, made faulty by the callers.
h5::Writer minimal() {
  h5::Writer w(h5::Format::store);
  w.attribute("/", "relval_store", std::int64_t{1});
  return w;
}

}  // namespace

TEST_CASE("impossible values are refused with field, date, instrument and value") {
  const TemporaryDirectory directory;
  MarketData market = small_market();
  market.fields["spread"].panel.values[3] = 2e6;
  market.fields["spread"].panel.values[6] = -9000;
  market.fields["price"].panel.values[5] = std::numeric_limits<double>::infinity();
  const Path file = written(directory, market);
  const std::string at = file.string() + " ";
  CHECK(message_of([&] { Store(file).read_all(); }) ==
        at + "/fields/price 2024-01-02 GOLD: 0 to 1000000000 price was expected, found inf\n" + at +
            "/fields/spread 2024-01-02 BANKS: -2000 to 100000 bp was expected, found 2000000, and 1 more\n2 problems");
  const Store store(file);  // the layout is good, and what is not asked for is not judged
  CHECK(store.read(request(0, 5, {1}, {"spread"})).panel("spread")->at(0, 0) == 80);
  CHECK(message_of([&] { store.read(request(2, 1, {0}, {"spread"})); }) ==
        at + "/fields/spread 2024-01-03 BANKS: -2000 to 100000 bp was expected, found -9000");
}

TEST_CASE("all faults of a layout are told at once") {
  const TemporaryDirectory directory;
  h5::Writer w(h5::Format::store);
  w.integers("/dates", std::vector<std::int32_t>{19723, 19722, 19724});
  w.strings("/instruments/id", {"A", "A", ""});
  w.strings("/instruments/kind", {"spread_index", "spred_index", "cds"});
  w.strings("/instruments/tenor_years", {"5Y", "5Y", "5Y"});
  w.numbers("/instruments/sector_l1", std::vector<double>{1, 2}, {2});
  w.numbers("/fields/spread", std::vector<double>(6, 100), {2, 3});
  w.attribute("/fields/spread", "unit", "percent");
  w.numbers("/fields/duration", std::vector<double>(9, 5), {3, 3});
  w.attribute("/fields/duration", "sampling", "mean");
  w.attribute("/fields/duration", "knowledge_lag", 0.5);
  w.numbers("/series/capex/values", std::vector<double>{1, 2}, {2});
  w.integers("/series/capex/dates", std::vector<std::int32_t>{19723});
  const Path file = directory.path / "faulty.h5";
  write_file(file, w.image());
  const std::string at = file.string() + " ";
  const std::string page = "\n  docs/file_formats.md shows the layout\n";
  CHECK(message_of([&] { Store store(file); }) ==
        at + "/: the attribute relval_store = 1 was expected, there is none: this may not be a market store" + page +
        at + "/dates: row 1: a date after 2024-01-01 was expected, found 2023-12-31\n" +
        at + "/instruments/id: 'A' stands at positions 0 and 1; ids are unique\n" +
        at + "/instruments/id: position 2: an id was expected, found an empty text\n" +
        at + "/instruments/kind: unknown kind 'cds' of \n  expected one of: spread_index, price\n" +
        at + "/instruments/kind: unknown kind 'spred_index' of A\n  did you mean 'spread_index'?\n" +
        at + "/instruments/sector_l1: shape [3] was expected (one entry per instrument), found [2]\n" +
        at + "/instruments/tenor_years: numbers were expected, found fixed-length string\n" +
        at + "/fields/duration @unit: 'years' was expected, there is none\n" +
        "  convert the values if they are in another unit, then set the attribute unit to 'years'\n" +
        at + "/fields/duration @sampling: unknown sampling 'mean'\n  expected one of: point, average\n" +
        at + "/fields/duration @knowledge_lag: a whole number of rows was expected, found 0.5\n" +
        at + "/fields/spread: shape [3, 3] was expected (dates x instruments), found [2, 3]\n" +
        at + "/fields/spread @unit: 'bp' was expected, found 'percent'\n" +
        "  convert the values if they are in another unit, then set the attribute unit to 'bp'\n" +
        at + "/series/capex/values: shape [1] was expected (as long as dates), found [2]\n" +
        at + "/series/capex/known_at: a list was expected, there is none" + page +
        "15 problems");
}

TEST_CASE("dates in another unit than days are refused") {
  const TemporaryDirectory directory;
  h5::Writer w = minimal();
  w.integers("/dates", std::vector<std::int64_t>{20240101, 20240102});
  w.strings("/instruments/id", {"A"});
  w.strings("/instruments/kind", {"price"});
  const Path file = directory.path / "faulty.h5";
  write_file(file, w.image());
  CHECK(message_of([&] { Store store(file); }) ==
        file.string() + " /dates: position 0: days since 1970-01-01 were expected, found 20240101\n" +
            "  for example 19723 is 2024-01-01");
}

TEST_CASE("a good store has no faults") {
  const TemporaryDirectory directory;
  MarketData market = small_market();
  CHECK(faults_of(written(directory, market)) == std::vector<std::string>{});
}

TEST_CASE("values in another unit are asked about") {
  const TemporaryDirectory directory;
  MarketData market = small_market();
  for (double& x : market.fields["spread"].panel.values) x = std::isnan(x) ? x : 0.012;
  market.fields["spread"].panel.values[12] = 12000;
  CHECK(faults_of(written(directory, market)) ==
        std::vector<std::string>{
            "question|/fields/spread 2024-01-01 BANKS|0.012 bp is outside the usual 1 to 10000, and 4 more|"
            "as a fraction? then 120 bp is meant",
            "question|/fields/spread 2024-01-01 UTILITIES|0.012 bp is outside the usual 1 to 10000, and 2 more|"
            "as a fraction? then 120 bp is meant"});
  market = small_market();
  market.fields["spread"].panel.values[12] = 12000;
  CHECK(faults_of(written(directory, market)) ==
        std::vector<std::string>{
            "question|/fields/spread 2024-01-05 BANKS|12000 bp is outside the usual 1 to 10000|"
            "in hundredths of a basis point? then 120 bp is meant"});
  market = small_market();
  for (double& x : market.fields["spread"].panel.values) x /= 50;
  CHECK(faults_of(written(directory, market)) ==
        std::vector<std::string>{"question|/fields/spread|the median is 2.02 bp|in percent? then 202 bp is meant"});
}

TEST_CASE("gaps, weekends, silent instruments and unstated facts are asked about") {
  const TemporaryDirectory directory;
  MarketData market = small_market();
  market.info.licence = "";
  for (auto& date : market.dates) date.days += 1;  // Tuesday to Saturday
  market.series.clear();
  market.events.clear();
  for (std::size_t t = 0; t < 5; ++t) market.fields["price"].panel.values[t * 3 + 2] = kNone;
  CHECK(faults_of(written(directory, market)) ==
        std::vector<std::string>{
            "question|/ @licence|is not stated|say who may use the numbers",
            "question|/dates 2024-01-06|1 date on a Saturday or Sunday|"
            "move month ends to the last business day, drop days without a market",
            "question|/instruments GOLD|a price without a single price|"});

  MarketData longer;
  longer.info = market.info;
  longer.info.licence = "free";
  for (int t = 0; t < 30; ++t) {
    if (!is_weekend({make_date(2024, 1, 1).days + t})) longer.dates.push_back({make_date(2024, 1, 1).days + t});
  }
  longer.dates.push_back({make_date(2024, 2, 12).days});
  longer.instruments.id = {"BANKS"};
  longer.instruments.kind = {Kind::spread_index};
  Field spread;
  spread.info.name = "spread";
  spread.info.unit = "bp";
  spread.panel = {longer.dates.size(), 1, std::vector<double>(longer.dates.size(), kNone)};
  spread.panel.values[0] = spread.panel.values[12] = spread.panel.values[13] = 100;
  longer.fields["spread"] = spread;
  spread.info.name = "duration";
  spread.info.unit = "years";
  std::fill(spread.panel.values.begin(), spread.panel.values.end(), 5);
  longer.fields["duration"] = spread;
  CHECK(faults_of(written(directory, longer)) ==
        std::vector<std::string>{
            "question|/dates 2024-02-12|13 days after the row before, where a row is a day|",
            "question|/fields/spread 2024-01-02 BANKS|no value for 11 rows, to 2024-01-16|"});
}

TEST_CASE("series, curves and events that contradict themselves are refused") {
  const TemporaryDirectory directory;
  MarketData market = small_market();
  market.series["capex"].known_at[0] = {market.dates[0].days - 1};
  market.series["capex"].values[2] = kNone;
  market.series["capex"].dates[2] = market.series["capex"].dates[0];
  market.series["capex"].known_at[2] = market.series["capex"].known_at[1];
  market.curves["USD"].zero_rates[0] = 5;
  market.curves["EUR"].node_days[0] = 0;
  market.events[0].instrument = "BANK";
  market.events[0].kind = "downgrad";
  market.events[0].known_at = {market.dates[0].days};
  CHECK(faults_of(written(directory, market)) ==
        std::vector<std::string>{
            "error|/series/capex/values|position 2: a number was expected, found nan|",
            "error|/series/capex/known_at|position 0: known on 2023-12-31, before its date 2024-01-01|",
            "error|/series/capex/dates|position 2: entries in order of date and known_at were expected, 2024-01-01 "
            "known on 2024-01-03 follows 2024-01-01 known on 2024-01-03|",
            "error|/curves/EUR/node_days|position 0: days from 1, increasing, were expected, found 0|",
            "error|/curves/USD/zero_rates|position 0: a rate as a decimal (0.05 is 5 %) was expected, found 5|",
            "question|/curves/USD/zero_rates|a rate of 5, where 0.05 is 5 %|in percent?",
            "error|/events/instrument|position 0: 'BANK' is no instrument of the store|",
            "error|/events/kind|position 0: unknown kind 'downgrad'|did you mean 'downgrade'?",
            "error|/events/known_at|position 0: known on 2024-01-01, before its date 2024-01-02|"});
}

TEST_CASE("a file that is no store at all is one fault") {
  const TemporaryDirectory directory;
  const Path file = directory.path / "notes.txt";
  write_file(file, "not HDF5");
  CHECK(faults_of(file) ==
        std::vector<std::string>{"error|/|not an HDF5 file but a text|"
                                 "relval data import SPEC.yaml makes a store from CSV files (docs/import.md)"});
}

TEST_CASE("a damaged value is told by validation and by reading") {
  const TemporaryDirectory directory;
  const Path file = written(directory, small_market());
  std::string bytes = read_file(file);
  const double spread = 103;  // found by its bits, which stand once in the file
  const std::string_view bits(reinterpret_cast<const char*>(&spread), sizeof spread);
  const auto at = bytes.find(bits);
  REQUIRE(at != std::string::npos);
  bytes[at + 2] = '\x01';
  write_file(file, bytes);
  CHECK(message_of([&] { Store(file).read_all(); }) ==
        file.string() + " /fields/spread: the values cannot be read: data error detected by Fletcher32 checksum\n" +
            "  the file is damaged or incomplete: write or copy it again");
  CHECK(faults_of(file) ==
        std::vector<std::string>{
            "error|/fields/spread|the values cannot be read: data error detected by Fletcher32 checksum|"
            "the file is damaged or incomplete: write or copy it again",
            "question|/instruments BANKS|a spread_index without a single spread|",
            "question|/instruments UTILITIES|a spread_index without a single spread|"});
}

namespace {

// Thirty weekdays of two names that move by 1 bp a day.
MarketData moving_market() {
  MarketData m;
  m.info = {"moving", "made for a test", "free", "own", "store_test", false, false};
  for (Date d = make_date(2024, 1, 1); m.dates.size() < 30; ++d.days)
    if (!is_weekend(d)) m.dates.push_back(d);
  m.instruments.id = {"A", "B"};
  m.instruments.kind = {Kind::spread_index, Kind::spread_index};
  Field spread, duration;
  spread.info = {"spread", "bp", Sampling::point, Quote::unstated, 0, ""};
  duration.info = {"duration", "years", Sampling::point, Quote::unstated, 0, ""};
  for (std::size_t t = 0; t < m.dates.size(); ++t)
    for (const double base : {100.0, 80.0}) spread.panel.values.push_back(base + static_cast<double>(t % 7));
  duration.panel.values.assign(60, 5);
  spread.panel.rows = duration.panel.rows = 30;
  spread.panel.names = duration.panel.names = 2;
  m.fields = {{"spread", spread}, {"duration", duration}};
  return m;
}

}  // namespace

TEST_CASE("quotes that stand still and spikes are asked about") {
  const TemporaryDirectory directory;
  MarketData m = moving_market();
  CHECK(faults_of(written(directory, m)).empty());
  auto& values = m.fields["spread"].panel.values;
  for (std::size_t t = 8; t <= 13; ++t) values[2 * t] = values[2 * 7];
  values[2 * 20 + 1] += 40;
  CHECK(faults_of(written(directory, m)) ==
        std::vector<std::string>{
            "question|/fields/spread 2024-01-10 A|100 for 7 rows after it, to 2024-01-19, while most others moved|"
            "a quote that was carried on? leave such cells empty: they count as stale then",
            "question|/fields/spread 2024-01-29 B|126, between 85 and 80: 41 times its usual move|"
            "a bad print? a strategy would trade on it"});
}

TEST_CASE("a date typed wrong is an interval that is asked about, and a field nearly known too") {
  const TemporaryDirectory directory;
  MarketData m = moving_market();
  for (std::size_t t = 29; t < 30; ++t) m.dates[t].days += 27 * 365;
  Field slip = m.fields["duration"];
  slip.info.name = "duraton";
  m.fields["duraton"] = slip;
  m.fields.erase("duration");
  const auto faults = faults_of(written(directory, m));
  const auto says = [&](const std::string& text) {
    return std::any_of(faults.begin(), faults.end(), [&](const auto& f) { return f.find(text) != std::string::npos; });
  };
  CHECK(says("did you mean 'duration'?"));
  CHECK(says("error|/fields|there is no field 'duration', and instruments of kind spread_index need it|"));
}
