// A store that holds several cases of one market.
#include <algorithm>

#include "base/hdf5.hpp"
#include "store_sample.hpp"

using namespace relval;
using namespace relval::test;

namespace {

// The small market as the case "calm"; "wild" has spreads ten times as wide and the rest in common.
Path two_cases(const TemporaryDirectory& directory) {
  const MarketData market = small_market();
  MarketCase wild{"wild", {{"spread", market.fields.at("spread")}}};
  for (double& s : wild.fields["spread"].panel.values) s *= 10;
  const Path file = directory.path / "cases.h5";
  write_store(file, market, {{"calm", {}}, wild}, {"seed: 4\n", 4});
  return file;
}

std::string refusal(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& e) {
    CHECK(e.kind() == ErrorKind::usage);
    return e.what();
  }
  return "no error";
}

}  // namespace

TEST_CASE("a case replaces the fields it states and shares the others") {
  const TemporaryDirectory directory;
  const Path file = two_cases(directory);
  const MarketData calm = Store(file, "", "calm").read_all(), wild = Store(file, "", "wild").read_all();
  CHECK(calm.panel("spread")->at(0, 1) == 80);
  CHECK(wild.panel("spread")->at(0, 1) == 800);
  CHECK(wild.panel("price")->at(4, 2) == 14);
  CHECK(wild.fields.at("spread").info.sampling == Sampling::average);
  CHECK(calm.info.market_case == "calm");
  CHECK(wild.info.market_case == "wild");
  CHECK(Store(file).header().cases == std::vector<std::string>{"calm", "wild"});
}

TEST_CASE("the identity of the data holds the case and its values, not the other cases") {
  const TemporaryDirectory directory;
  const Path file = two_cases(directory);
  MarketData market = small_market();
  CHECK(data_digest(Store(file, "", "calm").read_all()) != data_digest(market));
  market.info.market_case = "calm";
  CHECK(data_digest(Store(file, "", "calm").read_all()) == data_digest(market));
  CHECK(data_digest(Store(file, "", "wild").read_all()) != data_digest(market));
}

TEST_CASE("a store with cases is read by case, one without has none") {
  const TemporaryDirectory directory;
  const Path file = two_cases(directory);
  const std::string listed = ": the store holds the cases calm, wild: market.case is needed\n  add case: calm";
  CHECK(refusal([&] { Store(file).read_all(); }) == file.string() + listed);
  CHECK(refusal([&] { Store(file, "", "wilde"); }) ==
        file.string() + ": the store has no case 'wilde'\n  did you mean 'wild'?");
  const Path plain = written(directory, small_market());
  CHECK(refusal([&] { Store(plain, "", "calm"); }) ==
        plain.string() + ": the store has no cases, 'calm' was asked for\n  leave market.case out");
}

TEST_CASE("the spec and the seed that made a store come back") {
  const TemporaryDirectory directory;
  const Generator made = Store(two_cases(directory)).header().generator.value();
  CHECK(made.spec == "seed: 4\n");
  CHECK(made.seed == 4);
}

TEST_CASE("data info and data validate look at every case") {
  const TemporaryDirectory directory;
  const Path file = two_cases(directory);
  const StoreDescription d = describe_store(file);
  CHECK(d.cases == std::vector<std::string>{"calm", "wild"});
  CHECK(d.generator_seed == 4);
  REQUIRE(d.fields.size() == 5);
  CHECK(d.fields.back().market_case == "wild");
  CHECK(d.fields.back().high == 1040);

  MarketCase broken{"broken", {{"spread", small_market().fields.at("spread")}}};
  broken.fields["spread"].panel.values[3] = 2e6;
  write_store(file, small_market(), {{"calm", {}}, broken}, {"seed: 4\n", 4});
  const std::vector<std::string> faults = faults_of(file);
  const char* const expected =
      "error|/cases/broken/fields/spread 2024-01-02 BANKS|-2000 to 100000 bp was expected, found 2000000|";
  CHECK(std::find(faults.begin(), faults.end(), expected) != faults.end());
}

TEST_CASE("faults of the cases' layout are told") {
  const TemporaryDirectory directory;
  h5::Writer w(h5::Format::store);
  w.attribute("/", "relval_store", std::int64_t{1});
  w.attribute("/", "cases", "calm wild calm");
  w.integers("/dates", std::vector<std::int32_t>{19723});
  w.strings("/instruments/id", {"A"});
  w.strings("/instruments/kind", {"spread_index"});
  w.numbers("/fields/spread", std::vector<double>{100}, {1, 1});
  w.attribute("/fields/spread", "unit", "bp");
  w.numbers("/cases/wilde/fields/spread", std::vector<double>{100}, {1, 1});
  w.attribute("/cases/wilde/fields/spread", "unit", "percent");
  w.numbers("/cases/wild/fields/duration", std::vector<double>{5}, {1, 1});
  w.attribute("/cases/wild/fields/duration", "unit", "years");
  w.strings("/generator_spec", {"seed: 1"});
  const Path file = directory.path / "faulty.h5";
  write_file(file, w.image());
  const std::string at = file.string() + " ";
  CHECK(message_of([&] { Store store(file); }) ==
        at + "/ @cases: 'calm' is listed twice\n" + at +
            "/cases/wild/fields/duration: replaces the field 'duration', which the store does not have\n"
            "  write the first case's values to /fields/duration\n" +
            at + "/cases/wilde: is not among the cases that the attribute cases lists\n  did you mean 'wild'?\n" + at +
            "/cases/wilde/fields/spread @unit: 'bp' was expected, found 'percent'\n"
            "  convert the values if they are in another unit, then set the attribute unit to 'bp'\n" +
            at + "/generator_spec: one text and the attribute generator_seed were expected\n5 problems");
}
