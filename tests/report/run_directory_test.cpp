// Publishing a run: whole or not at all, unchanged when nothing changed, and no clock but in environment.json.
#include <unistd.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "../analytics/small_run.hpp"
#include "base/error.hpp"
#include "base/hash.hpp"
#include "base/text.hpp"
#include "catch.hpp"
#include "report/identity.hpp"
#include "report/run_directory.hpp"

using namespace relval;
using Json = nlohmann::json;

namespace {

struct Folder {
  Path path;
  Folder() : path(std::filesystem::temp_directory_path() / format("relval_runs_{}", std::int64_t{::getpid()})) {
    remove_tree(path);
  }
  ~Folder() { remove_tree(path); }
};

PublishedRun publish(const Path& folder, const RunResult& r) {
  const Environment environment{{"relval", "run"}, {{"store", "data/small.h5"}}, {{"read", 0.1}}};
  return publish_run(folder, r, make_run_files(r, summarise(r, small_market())), environment);
}

std::vector<std::string> names_in(const Path& folder) {
  std::vector<std::string> names;
  for (const Path& p : list_directory(folder)) names.push_back(p.filename().string());
  return names;
}

}  // namespace

TEST_CASE("a run is published whole under its id, with a manifest of every file") {
  const Folder results;
  const RunResult r = small_run();
  const PublishedRun run = publish(results.path / "small_pair", r);
  CHECK(run.how == Published::created);
  CHECK(run.note() == "");
  CHECK(run.id == run_id(r));
  CHECK(run.id.size() == 12);
  CHECK(names_in(results.path / "small_pair") == std::vector<std::string>{run.id, "latest"});
  CHECK(names_in(run.directory) == std::vector<std::string>{"config.yaml", "daily.csv", "environment.json",
                                                            "manifest.json", "names.csv", "result.h5",
                                                            "risk.csv", "screen.txt", "screen_full.txt", "summary.json",
                                                            "trades.csv"});
  const Json manifest = Json::parse(read_file(run.directory / "manifest.json"));
  CHECK(manifest["status"] == "complete");
  CHECK(manifest["id"] == run.id);
  CHECK(manifest["stages"]["valuation"] == "bb22");
  CHECK(manifest["files"].size() == 9);
  for (const Json& f : manifest["files"]) {
    const std::string bytes = read_file(run.directory / f["name"].get<std::string>());
    CHECK(f["sha256"] == sha256_hex(bytes));
    CHECK(f["bytes"] == bytes.size());
  }
  CHECK(manifest["outside_identity"] == Json::array({"environment.json", "note.txt"}));
  for (const auto& [name, version] : manifest["engine"]["libraries"].items()) {
    INFO(name);
    CHECK(version.get<std::string>().find('.') != std::string::npos);
  }
  CHECK(std::filesystem::read_symlink(results.path / "small_pair/latest") == run.id);
}

TEST_CASE("the same run again is left as it is") {
  const Folder results;
  const RunResult r = small_run();
  const PublishedRun first = publish(results.path, r);
  const std::string environment = read_file(first.directory / "environment.json");
  const auto written = std::filesystem::last_write_time(first.directory / "manifest.json");
  const PublishedRun second = publish(results.path, r);
  CHECK(second.how == Published::unchanged);
  CHECK(second.note() == "unchanged");
  CHECK(std::filesystem::last_write_time(first.directory / "manifest.json") == written);
  CHECK(read_file(first.directory / "environment.json") == environment);
}

TEST_CASE("other bytes under the same id replace the run and are named") {
  const Folder results;
  RunResult r = small_run();
  publish(results.path, r);
  r.trades[0].cost -= 1;  // as if the engine's numbers had moved without a new numbers version
  const PublishedRun run = publish(results.path, r);
  CHECK(run.how == Published::replaced);
  CHECK(run.note().find("trades.csv") != std::string::npos);
  CHECK(run.note().find("config.yaml") == std::string::npos);
  CHECK(read_file(run.directory / "trades.csv") == make_run_files(r, summarise(r, small_market()))[4].bytes);
  CHECK(names_in(results.path) == std::vector<std::string>{run.id, "latest"});
}

TEST_CASE("a damaged or incomplete run is replaced") {
  const Folder results;
  const RunResult r = small_run();
  const PublishedRun first = publish(results.path, r);
  write_file_whole(first.directory / "daily.csv", "damaged");
  CHECK(publish(results.path, r).note() == "replaced: daily.csv was different");
  write_file_whole(first.directory / "manifest.json", "{\"status\": \"complete\"");
  CHECK(publish(results.path, r).note() == "replaced: manifest.json was different");
  CHECK(publish(results.path, r).how == Published::unchanged);
}

TEST_CASE("what a killed run left is cleared, what another machine is writing is not") {
  const Folder results;
  char host[256] = {};
  REQUIRE(::gethostname(host, sizeof host - 1) == 0);
  // Process numbers end far below 2^30 on Linux.
  make_directories(results.path / format("aaaaaaaaaaaa.{}.1073741824.partial", std::string(host)));
  make_directories(results.path / "aaaaaaaaaaaa.elsewhere.1073741824.partial");
  const PublishedRun run = publish(results.path, small_run());
  CHECK(names_in(results.path) ==
        (run.id < "aaaaaaaaaaaa"
             ? std::vector<std::string>{run.id, "aaaaaaaaaaaa.elsewhere.1073741824.partial", "latest"}
             : std::vector<std::string>{"aaaaaaaaaaaa.elsewhere.1073741824.partial", run.id, "latest"}));
}

TEST_CASE("a run that cannot be written leaves nothing behind") {
  const Folder results;
  const RunResult r = small_run();
  make_directories(results.path);
  write_file_whole(results.path / run_id(r), "a file has the run's name");
  CHECK_THROWS_AS(publish(results.path, r), Error);
  CHECK(names_in(results.path) == std::vector<std::string>{run_id(r)});
}

TEST_CASE("the id follows what moves numbers and nothing else") {
  const RunResult r = small_run();
  const std::string id = run_id(r);
  RunResult same = r;
  same.config.market.store.value = "/elsewhere/small.h5";
  same.config.name = "another name";
  same.strategy.build = "another build";
  CHECK(run_id(same) == id);
  RunResult other = r;
  other.config.sizing.per_leg = 76e3;
  CHECK(run_id(other) != id);
  other = r;
  other.data_digest[0] = 'f';
  CHECK(run_id(other) != id);
  other = r;
  other.strategy.version = "1.1";
  CHECK(run_id(other) != id);
  other = r;
  other.strategy_inputs = {"positions 00"};
  CHECK(run_id(other) != id);
}

TEST_CASE("equal runs give equal files, and no clock is in them") {
  const RunFiles a = make_run_files(small_run(), summarise(small_run(), small_market()));
  const RunFiles b = make_run_files(small_run(), summarise(small_run(), small_market()));
  REQUIRE(a.size() == b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    INFO(a[i].name);
    CHECK(a[i].bytes == b[i].bytes);
  }
  const Json environment = Json::parse(environment_json({{"relval", "run", "x.yaml"}, {}, {{"total", 0.25}}}));
  CHECK(environment["command"].size() == 3);
  CHECK(environment["written_at"].get<std::string>().size() == 20);
  CHECK(environment["seconds"]["total"] == 0.25);
  CHECK(environment["peak_memory_mb"] > 0);
}

TEST_CASE("runs lie where their config lies below configs") {
  CHECK(run_folder("results", "configs/hqm_curve_real.yaml") == Path("results/hqm_curve_real"));
  CHECK(run_folder("results", "/home/me/relval/configs/desk/a.b.yaml") == Path("results/desk/a.b"));
  CHECK(run_folder("out", "../mine.yaml") == Path("out/mine"));
}
