#include "base/numeric.hpp"
#include "catch.hpp"
#include "import_scratch.hpp"

using namespace relval;

namespace {

ImportFolder& market(ImportFolder& folder, const std::string& rest) {
  return folder.spec("fields: {spread: {file: s.csv}}\n" + rest)
      .write("s.csv", "date,A,B\n2025-01-02,100,90\n2025-01-03,101,91\n");
}
std::vector<std::string> iso(const std::vector<Date>& dates) {
  std::vector<std::string> out;
  for (const Date date : dates) out.push_back(to_iso(date));
  return out;
}
const char* const kDeals =
    "issuer,priced,size,known\nM,2025-01-02,1500,2025-01-02\nO,2025-01-02,400,2025-01-03\nM,2025-01-02,1000,2025-01-"
    "02\n"
    "G,2025-01-04,750,2025-01-06\n";

}  // namespace

TEST_CASE("rows of one date become one value, by issuer, known after the lag") {
  ImportFolder folder;
  market(folder,
         "series:\n"
         "  all: {file: d.csv, date: priced, value: size, aggregate: sum, release_lag: 1d}\n"
         "  no_o: {file: d.csv, date: priced, value: size, exclude: {issuer: O}, aggregate: sum, release_lag: 1d, "
         "unit: USD mn}\n"
         "  o: {file: d.csv, date: priced, value: size, where: {issuer: [O]}, aggregate: mean, release_lag: 0d, scale: "
         "1000}\n"
         "  last: {file: d.csv, date: priced, value: size, aggregate: last, release_lag: 0d}\n")
      .write("d.csv", kDeals);
  const Import made = folder.import();
  const Series& no_o = made.data.series.at("no_o");
  CHECK(made.data.series.at("all").values == std::vector<double>{2900, 750});
  CHECK(no_o.values == std::vector<double>{2500, 750});
  CHECK(iso(no_o.dates) ==
        std::vector<std::string>{"2025-01-02", "2025-01-04"});  // a Saturday: series keep their dates
  CHECK(iso(no_o.known_at) == std::vector<std::string>{"2025-01-03", "2025-01-05"});
  CHECK(no_o.unit == "USD mn");
  CHECK(made.data.series.at("o").values == std::vector<double>{400'000});
  CHECK(made.data.series.at("last").values == std::vector<double>{1000, 750});
}

TEST_CASE("a later known_at is a revision, an equal one a contradiction") {
  ImportFolder folder;
  market(folder, "series: {capex: {file: c.csv, value: v, known_at: known, unit: USD bn}}")
      .write("c.csv", "date,v,known\n2025-03-31,12,2025-07-24\n2025-03-31,10,2025-04-24\n");
  const Import made = folder.import();
  const Series& capex = made.data.series.at("capex");
  CHECK(capex.values == std::vector<double>{10, 12});
  CHECK(iso(capex.known_at) == std::vector<std::string>{"2025-04-24", "2025-07-24"});
  folder.write("c.csv", "date,v,known\n2025-03-31,12,2025-04-24\n2025-03-31,10,2025-04-24\n");
  CHECK(folder.refusal().find("c.csv:3:12: a second value of series 'capex' on 2025-03-31; the first is at c.csv:2") ==
        0);
  folder.write("c.csv", "date,v,known\n2025-03-31,12,2025-03-30\n2025-03-31,10,\n");
  CHECK(folder.refusal().find("c.csv:2:15: known on 2025-03-30, before its own date 2025-03-31") == 0);
  CHECK(folder.refusal().find("c.csv:3:15: expected a date written as %Y-%m-%d, found ''") != std::string::npos);
}

TEST_CASE("a sum with a part missing is refused") {
  ImportFolder folder;
  market(folder, "series: {all: {file: d.csv, date: priced, value: size, aggregate: sum, release_lag: 1d}}")
      .write("d.csv", "priced,size\n2025-01-02,100\n2025-01-02,NA\n");
  CHECK(folder.refusal() == "d.csv:3:12: a part of the sum of series 'all' on 2025-01-02 has no value\n"
                            "  fill it in, or leave the row out with 'exclude'");
}

TEST_CASE("several series come from one wide file, each with its own gaps") {
  ImportFolder folder;
  market(folder,
         "series: {ust: {file: u.csv, columns: {ust_2y: DGS2, ust_10y: DGS10}, unit: percent, release_lag: 1b}}")
      .write("u.csv", "date,DGS2,DGS10\n2025-01-02,4.25,4.57\n2025-01-03,,4.6\n");
  const Import made = folder.import();
  CHECK(made.data.series.at("ust_2y").values == std::vector<double>{4.25});
  CHECK(made.data.series.at("ust_10y").values == std::vector<double>{4.57, 4.6});
  CHECK(iso(made.data.series.at("ust_10y").known_at) == std::vector<std::string>{"2025-01-03", "2025-01-06"});
}

TEST_CASE("a curve is decimals, continuous, on the rows of the store") {
  ImportFolder folder;
  market(folder, "curves:\n"
                 "  USD: {file: z.csv, columns: {365: z1, 730: z2}, unit: percent, compounding: annual}\n"
                 "  EUR: {nodes: {365: 0.02, 3650: 0.025}, compounding: continuous}\n")
      .write("z.csv", "date,z1,z2\n2025-01-03,4,\n2025-01-06,5,5\n");
  const Import made = folder.import();
  const Curve& usd = made.data.curves.at("USD");
  CHECK(usd.node_days == std::vector<std::int32_t>{365, 730});
  CHECK(usd.rows == 2);
  CHECK(usd.zero_rates[0] != usd.zero_rates[0]);  // no curve on 2 January
  CHECK(usd.zero_rates[2] == relval::log1p(0.04));
  CHECK(usd.zero_rates[3] != usd.zero_rates[3]);
  CHECK(made.data.curves.at("EUR").rows == 0);
  CHECK(made.data.curves.at("EUR").zero_rates == std::vector<double>{0.02, 0.025});
  market(folder, "curves: {USD: {file: z.csv, columns: {365: z1, 730: z2}, compounding: continuous}}");
  CHECK(folder.refusal().find("z.csv:2:12: a zero rate of 4 as a decimal") == 0);
}
