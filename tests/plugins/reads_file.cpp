// Reads a file behind the host's back: in decide(), or in setup(). The file holds one number, the row to turn on.
#include <relval/strategy.hpp>

#include <fstream>
#include <string>

namespace {

long row_in(const std::string& file) {
  long row = -1;
  std::ifstream(file) >> row;
  return row;
}

struct ReadsFile {
  static constexpr std::array kParams = {
      relval::asset("held", "leg or instrument that is held"),
      relval::text("path", "the file"),
      relval::choice("when", "decide|setup", "when it is read", "decide"),
  };
  struct State {};

  void setup(relval::Setup& setup) {
    held_ = setup.asset_param("held");
    path_ = setup.text("path");
    in_setup_ = setup.text("when") == "setup";
    if (in_setup_) row_ = row_in(path_);
    setup.decide_every_row();
  }
  void decide(const relval::Today& today, State&, relval::Targets& targets) const {
    const long row = in_setup_ ? row_ : row_in(path_);
    targets.weight(held_, today.row() >= row && row >= 0 ? -1 : 1);
  }

 private:
  relval::Asset held_;
  std::string path_;
  bool in_setup_ = false;
  long row_ = -1;
};

}  // namespace

RELVAL_STRATEGY(reads_file, ReadsFile, "1", "reads a file of its own")
