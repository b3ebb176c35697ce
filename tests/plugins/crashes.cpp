// Ends the process or changes its surroundings, as `how` says: 0 nothing, 1 a null pointer, 2 exit, 3 abort, 4 an
// endless recursion, 5 another working directory, 6 exit in setup.
#include <relval/strategy.hpp>

#include <cstdlib>
#include <filesystem>

namespace {

int without_end(const volatile char* above) {
  volatile char page[4096];
  page[0] = above[0];
  return above[0] == 0 ? 0 : without_end(page) + page[0];
}

struct Crashes {
  static constexpr std::array kParams = {
      relval::asset("held", "what is bought"),
      relval::whole("how", "", "what it does", 0, 0, 6),
  };

  struct State {};

  void setup(relval::Setup& setup) {
    held_ = setup.asset_param("held");
    how_ = static_cast<int>(setup.param("how"));
    setup.decide_every(1, 0);
    if (how_ == 6) std::exit(0);
  }

  void decide(const relval::Today& today, State&, relval::Targets& targets) const {
    targets.notional(held_, 1e6);
    if (today.row() != 5) return;
    if (how_ == 1) *static_cast<volatile int*>(nullptr) = 1;
    if (how_ == 2) std::exit(0);
    if (how_ == 3) std::abort();
    if (how_ == 4) targets.notional(held_, without_end("x"));
    if (how_ == 5) std::filesystem::current_path("/");
  }

 private:
  relval::Asset held_;
  int how_ = 0;
};

}  // namespace

RELVAL_STRATEGY(crashes, Crashes, "1", "ends the process")
