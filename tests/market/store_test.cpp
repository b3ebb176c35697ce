// The market store: round trips, requests, faults, description, stores of other tools.
#include <unistd.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <limits>

#include "base/error.hpp"
#include "base/hash.hpp"
#include "base/hdf5.hpp"
#include "base/text.hpp"
#include "catch.hpp"
#include "market/fields.hpp"
#include "market/store.hpp"

using namespace relval;

namespace {

const double kNone = std::numeric_limits<double>::quiet_NaN();

struct TemporaryDirectory {
  Path path;
  TemporaryDirectory()
      : path(std::filesystem::temp_directory_path() / format("relval_store_{}", std::int64_t{getpid()})) {
    make_directories(path);
  }
  ~TemporaryDirectory() { remove_tree(path); }
};

// Five business days from Monday 2024-01-01, three instruments, something of every part of a store.
MarketData small_market() {
  MarketData m;
  m.info = {"A small market", "made for a test", "free", "own", "store_test", false, false};
  for (int t = 0; t < 5; ++t) m.dates.push_back({make_date(2024, 1, 1).days + t});
  m.instruments.id = {"BANKS", "UTILITIES", "GOLD"};
  m.instruments.kind = {Kind::spread_index, Kind::spread_index, Kind::price};
  m.instruments.text["currency"] = {"USD", "USD", ""};
  m.instruments.text["sector_l1"] = {"Financial", "Utility", "caf\xc3\xa9"};
  m.instruments.number["tenor_years"] = {5, 7, kNone};
  Field spread;
  spread.info = {"spread", "bp", Sampling::average, Quote::portfolio, 2, ""};
  spread.panel = {5, 3, {100, 80, kNone, 101, kNone, kNone, 102, kNone, kNone, 103, 83, kNone, 104, 84, kNone}};
  Field price;
  price.info = {"price", "price", Sampling::point, Quote::unstated, 0, ""};
  price.panel = {5, 3, {kNone, kNone, 10, kNone, kNone, 11, kNone, kNone, 12, kNone, kNone, 13, kNone, kNone, 14}};
  Field rating;
  rating.info = {"rating", "number", Sampling::point, Quote::unstated, 1, "lower of two"};
  rating.panel = {5, 3, std::vector<double>(15, kNone)};
  rating.panel.values[12] = 6;  // A
  rating.panel.values[13] = 9;  // BBB
  m.fields = {{"spread", spread}, {"price", price}, {"rating", rating}};
  Series capex{"capex", "USD bn", Sampling::point, {}, {}, {}};
  const Date day = m.dates[0];
  capex.dates = {day, day, {day.days + 3}};
  capex.values = {10, 11, 12};
  capex.known_at = {{day.days + 1}, {day.days + 2}, {day.days + 4}};
  m.series["capex"] = capex;
  m.curves["USD"] = {"USD", {365, 1825}, 0, {0.05, 0.04}};
  m.curves["EUR"] = {"EUR", {365}, 5, {0.03, 0.03, kNone, 0.03, 0.03}};
  m.events = {{m.dates[1], "BANKS", "downgrade", 7, m.dates[2]}};
  return m;
}

std::string message_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& e) {
    CHECK(e.kind() == ErrorKind::data);
    return e.what();
  }
  return "no error";
}

// Faults as "error|where|what|hint" lines.
std::vector<std::string> faults_of(const Path& file) {
  std::vector<std::string> lines;
  for (const StoreFault& f : validate_store(file)) {
    lines.push_back(std::string(f.severity == StoreFault::Severity::error ? "error" : "question") + "|" + f.where + "|" +
                    f.what + "|" + f.hint);
  }
  return lines;
}

Path written(const TemporaryDirectory& directory, const MarketData& data) {
  const Path file = directory.path / "market.h5";
  write_store(file, data);
  return file;
}

// A store with the least that is needed, made faulty by the callers.
h5::Writer minimal() {
  h5::Writer w(h5::Format::store);
  w.attribute("/", "relval_store", std::int64_t{1});
  return w;
}

StoreRequest request(std::size_t first_row, std::size_t rows, std::vector<std::uint32_t> names,
                     std::vector<std::string> fields) {
  StoreRequest r;
  r.first_row = first_row;
  r.rows = rows;
  r.names = std::move(names);
  r.fields = std::move(fields);
  return r;
}

}  // namespace

TEST_CASE("a market that was written comes back the same") {
  const TemporaryDirectory directory;
  const MarketData market = small_market();
  const Path file = written(directory, market);
  const MarketData back = Store(file).read_all();
  CHECK(data_digest(back) == data_digest(market));
  CHECK(back.info.created_by == "store_test");
  CHECK_FALSE(back.info.unchecksummed);
  CHECK(back.instruments.text.at("sector_l1")[2] == "caf\xc3\xa9");
  CHECK(back.instruments.kind[2] == Kind::price);
  CHECK(back.fields.at("spread").info.sampling == Sampling::average);
  CHECK(back.fields.at("spread").info.quote == Quote::portfolio);
  CHECK(back.fields.at("spread").info.knowledge_lag == 2);
  CHECK(back.fields.at("rating").info.composite == "lower of two");
  CHECK(back.panel("spread")->at(3, 1) == 83);
  CHECK(std::isnan(back.panel("spread")->at(1, 1)));
  CHECK(back.series.at("capex").values == std::vector<double>{10, 11, 12});
  CHECK(back.curves.at("EUR").rows == 5);
  CHECK(back.events.size() == 1);
  CHECK(back.events[0].kind == "downgrade");
}

TEST_CASE("equal markets give equal bytes") {
  const TemporaryDirectory directory;
  const std::string first = read_file(written(directory, small_market()));
  CHECK(first == read_file(written(directory, small_market())));
}

TEST_CASE("every part of the data is in its digest, the writer's name is not") {
  const std::string original = data_digest(small_market());
  const std::vector<std::function<void(MarketData&)>> changes = {
      [](MarketData& m) { m.info.licence = "other"; },
      [](MarketData& m) { m.info.synthetic = true; },
      [](MarketData& m) { m.dates[4].days += 1; },
      [](MarketData& m) { m.instruments.id[0] = "BANK"; },
      [](MarketData& m) { m.instruments.kind[0] = Kind::price; },
      [](MarketData& m) { m.instruments.text["issuer"] = {"", "", ""}; },
      [](MarketData& m) { m.instruments.number["tenor_years"][2] = 1; },
      [](MarketData& m) { m.fields["spread"].panel.values[0] = std::nextafter(100.0, 101.0); },
      [](MarketData& m) { m.fields["spread"].info.knowledge_lag = 1; },
      [](MarketData& m) { m.fields["spread"].info.sampling = Sampling::point; },
      [](MarketData& m) { m.fields["spread"].info.quote = Quote::unstated; },
      [](MarketData& m) { m.series["capex"].known_at[0].days -= 1; },
      [](MarketData& m) { m.curves["USD"].zero_rates[1] = 0.041; },
      [](MarketData& m) { m.events[0].value = 8; },
  };
  for (std::size_t i = 0; i < changes.size(); ++i) {
    MarketData changed = small_market();
    changes[i](changed);
    INFO("change " << i);
    CHECK(data_digest(changed) != original);
  }
  MarketData same = small_market();
  same.info.created_by = "another program";
  same.info.unchecksummed = true;
  CHECK(data_digest(same) == original);
}

TEST_CASE("only the rows, names and fields of a request are read") {
  const TemporaryDirectory directory;
  const Store store(written(directory, small_market()));
  CHECK(store.header().fields.size() == 3);
  CHECK(store.header().series == std::vector<std::string>{"capex"});
  CHECK(store.header().curves == std::vector<std::string>{"EUR", "USD"});
  CHECK(store.header().field("spread")->unit == "bp");
  CHECK(store.header().field("yield") == nullptr);
  const MarketData part = store.read(request(2, 2, {0, 2}, {"spread"}));
  CHECK(part.dates == std::vector<Date>{small_market().dates[2], small_market().dates[3]});
  CHECK(part.instruments.id == std::vector<std::string>{"BANKS", "GOLD"});
  CHECK(part.instruments.kind == std::vector<Kind>{Kind::spread_index, Kind::price});
  CHECK(part.instruments.text_of("currency", 1) == "");
  CHECK(part.instruments.number_of("tenor_years", 0) == 5);
  CHECK(part.fields.size() == 1);
  const Panel& spread = *part.panel("spread");
  CHECK(spread.rows == 2);
  CHECK(spread.names == 2);
  CHECK(spread.at(0, 0) == 102);
  CHECK(spread.at(1, 0) == 103);
  CHECK(std::isnan(spread.at(1, 1)));
  CHECK(part.series.empty());
  CHECK(part.panel("price") == nullptr);
}

TEST_CASE("a request for what the store has not is refused") {
  const TemporaryDirectory directory;
  const Path file = written(directory, small_market());
  const Store store(file);
  CHECK(message_of([&] { store.read(request(0, 5, {0}, {"spreed"})); }) ==
        file.string() + " /fields/spreed: was asked for, the store has none\n  did you mean 'spread'?");
  StoreRequest r;
  r.series = {"Capex"};
  CHECK(message_of([&] { store.read(r); }).find("/series/Capex: was asked for, the store has none") !=
        std::string::npos);
}

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

TEST_CASE("not-a-number is one value, whatever bits another tool wrote") {
  const TemporaryDirectory directory;
  MarketData market = small_market();
  const std::string digest = data_digest(market);
  market.fields["spread"].panel.values[2] = -kNone;
  CHECK(data_digest(Store(written(directory, market)).read_all()) == digest);
}

TEST_CASE("a store pinned by SHA-256 is read only when its bytes have it") {
  const TemporaryDirectory directory;
  const Path file = written(directory, small_market());
  const std::string right = sha256_hex(read_file(file)), wrong(64, '0');
  CHECK(data_digest(Store(file, right).read_all()) == data_digest(small_market()));
  CHECK(message_of([&] { Store store(file, wrong); }) ==
        file.string() + ": SHA-256 " + wrong + " was expected, the file has " + right +
            "\n  use the file that was meant, or change market.sha256");
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
            "error|/series/capex/dates|position 2: entries in order of date and known_at were expected, 2024-01-01 known on "
            "2024-01-03 follows 2024-01-01 known on 2024-01-03|",
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
        std::vector<std::string>{"error|/|cannot be opened as an HDF5 file: file signature not found|"
                                 "the file is damaged or incomplete: write or copy it again"});
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

TEST_CASE("a store is described by its dates, counts, coverage and gaps") {
  const TemporaryDirectory directory;
  const Path file = written(directory, small_market());
  const StoreDescription d = describe_store(file);
  CHECK(d.file == file.string());
  CHECK(d.info.title == "A small market");
  CHECK(to_iso(d.first) == "2024-01-01");
  CHECK(to_iso(d.last) == "2024-01-05");
  CHECK(d.rows == 5);
  CHECK(d.row.name == "day");
  CHECK(d.instruments == 3);
  REQUIRE(d.by.size() == 4);
  using Counts = std::vector<std::pair<std::string, std::size_t>>;
  CHECK(d.by[0] == std::pair<std::string, Counts>("kind", {{"price", 1}, {"spread_index", 2}}));
  CHECK(d.by[1] == std::pair<std::string, Counts>("sector_l1", {{"Financial", 1}, {"Utility", 1}, {"caf\xc3\xa9", 1}}));
  CHECK(d.by[2] == std::pair<std::string, Counts>("currency", {{"(none)", 1}, {"USD", 2}}));
  CHECK(d.by[3] == std::pair<std::string, Counts>("rating", {{"A", 1}, {"BBB", 1}, {"(none)", 1}}));
  REQUIRE(d.fields.size() == 3);
  const FieldCoverage& spread = d.fields[2];
  CHECK(spread.info.name == "spread");
  CHECK(spread.values == 8);
  CHECK(spread.cells == 10);
  CHECK(spread.instruments == 2);
  CHECK(spread.longest_gap_rows == 2);
  CHECK(spread.longest_gap_instrument == "UTILITIES");
  CHECK(to_iso(spread.longest_gap_from) == "2024-01-02");
  CHECK(to_iso(spread.longest_gap_to) == "2024-01-03");
  CHECK(spread.low == 80);
  CHECK(spread.median == 100.5);  // of 80 83 84 100 101 102 103 104: the mean of 100 and 101 is 100.5
  CHECK(spread.high == 104);
  REQUIRE(d.series.size() == 1);
  CHECK(d.series[0].entries == 3);
  CHECK(d.series[0].revisions == 1);
  CHECK(to_iso(d.series[0].last) == "2024-01-04");
  CHECK(d.curves == std::vector<std::string>{"EUR", "USD"});
  CHECK(d.events == 1);
}

TEST_CASE("a row is named by the median distance of dates") {
  const auto unit = [](int step) {
    std::vector<Date> dates;
    for (int t = 0; t < 9; ++t) dates.push_back({t * step});
    return row_unit(dates).name;
  };
  CHECK(unit(1) == "day");
  CHECK(unit(7) == "week");
  CHECK(unit(30) == "month");
  CHECK(unit(91) == "quarter");
  CHECK(unit(365) == "year");
  CHECK(row_unit({}).periods_per_year == 252);
}

TEST_CASE("the Python lines of docs/file_formats.md write a store that is read") {
  const TemporaryDirectory directory;
  const std::string command = std::string("/usr/bin/python3 ") + RELVAL_SOURCE_DIR + "/tests/market/h5py_store_test.py " +
                              directory.path.string();
  REQUIRE(std::system(command.c_str()) == 0);
  const Path file = directory.path / "my_store.h5";
  const MarketData market = Store(file).read_all();
  CHECK(market.dates.size() == 262);  // Mondays to Fridays of 2024
  CHECK(to_iso(market.dates.front()) == "2024-01-01");
  CHECK(to_iso(market.dates.back()) == "2024-12-31");
  CHECK(market.instruments.id == std::vector<std::string>{"INDUSTRIALS", "UTILITIES"});
  CHECK(market.info.title == "Two indices");
  CHECK(market.info.synthetic);
  CHECK(market.info.unchecksummed);
  CHECK(market.panel("duration")->at(261, 1) == 4.5);
  CHECK(faults_of(file) ==
        std::vector<std::string>{
            "question|/|some datasets carry no checksum: a damaged byte may be read as another number|"
            "write them chunked with fletcher32, or pin the file by market.sha256"});
}

TEST_CASE("the page of file formats shows the fields as they are") {
  const std::string page = read_file(Path(RELVAL_SOURCE_DIR) / "docs" / "file_formats.md");
  for (const KnownField& f : known_fields()) {
    const std::string line = format("| `{}` | {} | {} to {} | {} to {} | {} |", f.name, f.unit, f.low, f.high, f.ask_low,
                                    f.ask_high, f.help);
    INFO(line);
    CHECK(page.find(line) != std::string::npos);
  }
}
