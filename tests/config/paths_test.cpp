// Where a path written in a config leads.
#include "config/paths.hpp"

#include <unistd.h>

#include "base/text.hpp"
#include "catch.hpp"

using namespace relval;

namespace {

struct Tree {
  Path root = std::filesystem::temp_directory_path() / format("relval_paths_{}", ::getpid());
  Tree() {
    for (const char* folder : {"project/configs/deep", "project/data"}) make_directories(root / folder);
    for (const char* file : {"project/data/a.h5", "project/configs/b.csv", "project/b.csv"})
      write_file(root / file, "x");
  }
  ~Tree() { remove_tree(root); }
};

}  // namespace

TEST_CASE("a relative path counts from the config's folder, then from the folders above") {
  const Tree tree;
  const Path config = tree.root / "project/configs/deep/run.yaml";
  CHECK(resolve_input(config, "data/a.h5") == tree.root / "project/data/a.h5");
  CHECK(resolve_input(config, "b.csv") == tree.root / "project/configs/b.csv");
  CHECK(resolve_input(config, "../../b.csv") == tree.root / "project/b.csv");
  CHECK_FALSE(resolve_input(config, "data/b.h5"));
  CHECK_FALSE(resolve_input(config, ""));
}

TEST_CASE("an absolute path is taken as it is") {
  const Tree tree;
  const Path file = tree.root / "project/data/a.h5";
  CHECK(resolve_input("anywhere/run.yaml", file.string()) == file);
  CHECK_FALSE(resolve_input(tree.root / "project/run.yaml", "/data/a.h5/not/there"));
}

TEST_CASE("the working directory is the last place, and what lies below it is shown short") {
  const Tree tree;
  const Path before = std::filesystem::current_path();
  std::filesystem::current_path(tree.root / "project");
  CHECK(resolve_input("/nowhere/run.yaml", "data/a.h5") == Path("data/a.h5"));
  CHECK(resolve_input("configs/run.yaml", "data/a.h5") == Path("data/a.h5"));
  CHECK(resolve_input("configs/run.yaml", "b.csv") == Path("configs/b.csv"));
  std::filesystem::current_path(before);
}
