// The market store: round trips, identity, requests, description, and the page that documents it.
#include <cstdlib>

#include "base/hash.hpp"
#include "market/fields.hpp"
#include "store_sample.hpp"

using namespace relval;
using namespace relval::test;

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
  CHECK(store.header().fields.size() == 4);
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
  REQUIRE(d.fields.size() == 4);
  const FieldCoverage& rating = d.fields[2];
  REQUIRE(rating.late.size() == 2);
  CHECK(rating.late[0].first == "BANKS");
  CHECK(to_iso(rating.late[0].second) == "2024-01-05");
  CHECK(rating.ended.empty());
  const FieldCoverage& spread = d.fields[3];
  CHECK((spread.late.empty() && spread.ended.empty()));
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
  const std::string script = std::string(RELVAL_SOURCE_DIR) + "/tests/market/h5py_store_test.py";
  const std::string command = "/usr/bin/python3 " + script + " " + directory.path.string();
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
    const std::string line = format("| `{}` | {} | {} to {} | {} to {} | {} |", f.name, f.unit, f.low, f.high,
                                    f.ask_low, f.ask_high, f.help);
    INFO(line);
    CHECK(page.find(line) != std::string::npos);
  }
}
