// Configs that build on others: what is merged, replaced and removed, and where faults are told.
#include "config/extends.hpp"

#include <unistd.h>

#include "base/text.hpp"
#include "catch.hpp"
#include "config/paths.hpp"
#include "config/sample.hpp"

using namespace relval;

namespace {

// A folder with the sample's good config as base.yaml; texts are written beside it.
struct Folder {
  Path root = std::filesystem::temp_directory_path() / format("relval_extends_{}", ::getpid());
  Folder() {
    make_directories(root / "deep");
    write("base.yaml", sample::kGood);
  }
  ~Folder() { remove_tree(root); }
  Path write(const std::string& name, const std::string& text) const {
    write_file(root / name, text);
    return root / name;
  }
  std::string refusal(const std::string& name, const std::string& text) const {
    const Path file = write(name, text);
    try {
      read_run_config(file);
    } catch (const Error& e) {
      std::string what = e.what();
      for (std::size_t at; (at = what.find(root.string() + "/")) != std::string::npos;)
        what.erase(at, root.string().size() + 1);
      return what;
    }
    return "";
  }
};

std::string effective(const Path& file) { return effective_config(read_run_config(file)); }

}  // namespace

TEST_CASE("a config that extends another without a word of its own is the other") {
  const Folder folder;
  CHECK(effective(folder.write("mine.yaml", "extends: base.yaml\n")) == effective(folder.root / "base.yaml"));
}

TEST_CASE("sections are merged key by key, values and lists are replaced") {
  const Folder folder;
  const Path file = folder.write("mine.yaml",
                                 "extends: base.yaml\nportfolio: {capital: 5}\nsizing: {unit: dts}\n"
                                 "costs: {default: {half_spread_share: 2%}}\n");
  const RunConfig base = read_run_config(folder.root / "base.yaml"), mine = read_run_config(file);
  CHECK(mine.portfolio.capital == 5);
  CHECK(mine.sizing.unit == RiskUnit::dts);
  CHECK(mine.sizing.per_leg == base.sizing.per_leg);
  CHECK(mine.costs.at("default").half_spread_share == 0.02);
  CHECK(mine.costs.at("default").half_spread_floor_bp == base.costs.at("default").half_spread_floor_bp);
  CHECK(mine.legs.size() == base.legs.size());
}

TEST_CASE("a key without a value takes the base's away, also where there is none") {
  const Folder folder;
  const RunConfig base = read_run_config(folder.root / "base.yaml");
  REQUIRE_FALSE(base.costs.empty());
  const RunConfig mine = read_run_config(folder.write("mine.yaml", "extends: base.yaml\ncosts:\nlimits: null\n"));
  CHECK(mine.costs.empty());
}

TEST_CASE("another strategy starts with no parameters of the base's, the same one keeps them") {
  const Folder folder;
  const RunConfig base = read_run_config(folder.root / "base.yaml");
  REQUIRE_FALSE(base.strategy.parameters.empty());
  const RunConfig other = read_run_config(
      folder.write("other.yaml", "extends: base.yaml\nstrategy: {name: weights_file, weights: w.csv}\n"));
  CHECK(other.strategy.parameters.size() == 1);
  CHECK(other.strategy.parameters.count("weights") == 1);
  const RunConfig same = read_run_config(
      folder.write("same.yaml", "extends: base.yaml\nstrategy: {name: " + base.strategy.name.value + ", more: 1}\n"));
  CHECK(same.strategy.parameters.size() == base.strategy.parameters.size() + 1);
}

TEST_CASE("bases may extend others, each path counts from its own file") {
  const Folder folder;
  folder.write("deep/middle.yaml", "extends: ../base.yaml\nportfolio: {capital: 7}\n");
  CHECK(read_run_config(folder.write("mine.yaml", "extends: deep/middle.yaml\n")).portfolio.capital == 7);
}

TEST_CASE("an input that a base names counts from the base's folder") {
  const Folder folder;
  folder.write("deep/only_here.h5", "x");
  folder.write("deep/base.yaml", sample::replaced(sample::kGood, "data/a.h5", "only_here.h5"));
  const RunConfig mine = read_run_config(folder.write("mine.yaml", "extends: deep/base.yaml\n"));
  CHECK(resolve_input(mine.file, mine.market.store) == folder.root / "deep/only_here.h5");
}

TEST_CASE("faults are told where they were written") {
  const Folder folder;
  folder.write("wrong.yaml", sample::replaced(sample::kGood, "capital: 100000000", "capital: lots"));
  const auto told = [&](const std::string& name, const std::string& text, const std::string& part) {
    const std::string answer = folder.refusal(name, text);
    INFO(answer);
    CHECK(answer.find(part) != std::string::npos);
  };
  const std::string two = "extends: wrong.yaml\nsizing: {unit: cs02}\n";
  told("mine.yaml", two, "wrong.yaml:17:22: 'capital' expects a number");
  told("mine.yaml", two, "mine.yaml:2:16: ");
  told("a.yaml", "extends: none.yaml\n", "a.yaml:1:10: there is no config 'none.yaml' to extend");
  told("a.yaml", "extends: [base.yaml]\n", "'extends' expects the path of a config, found a list");
  folder.write("ring.yaml", "extends: a.yaml\n");
  told("a.yaml", "extends: ring.yaml\n", "ring.yaml:1:10: 'a.yaml' extends itself");
}

TEST_CASE("extends is no key for the command line") {
  const Folder folder;
  try {
    read_run_config(folder.root / "base.yaml", {{"extends", "other.yaml"}});
    FAIL("it was taken");
  } catch (const Error& e) {
    CHECK(std::string(e.what()).find("'extends' is read in a file alone") != std::string::npos);
  }
}

TEST_CASE("an explained config says of each value where it was stated, and runs again") {
  const Folder folder;
  const Path file = folder.write("mine.yaml", "extends: base.yaml\nsizing: {unit: dts}\n");
  const Node tree = explained_config(file, {{"portfolio.capital", "9"}});
  CHECK(tree.find("sizing")->find("unit")->mark.source->name == file.string());
  CHECK(tree.find("sizing")->find("per_leg")->mark.source->name == (folder.root / "base.yaml").string());
  CHECK(tree.find("portfolio")->find("capital")->mark.source->one_value);
  CHECK_FALSE(tree.find("stale")->find("on_breach")->mark.source);
  CHECK(write_yaml(tree) == effective_config(read_run_config(file, {{"portfolio.capital", "9"}})));
}
