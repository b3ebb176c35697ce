// Never gets as far as its first call: what it does where it is loaded, RELVAL_TEST_FALL says.
#include <relval/strategy.hpp>

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string_view>

namespace {

bool fall() {
  const char* set = std::getenv("RELVAL_TEST_FALL");
  const std::string_view way = set == nullptr ? "" : set;
  if (way == "pointer") *static_cast<volatile int*>(nullptr) = 1;
  if (way == "exit") std::exit(0);
  if (way == "own_exit") ::_exit(0);
  if (way == "throw") throw std::runtime_error("made too early");
  if (way == "loop")
    for (;;) ::pause();
  if (way == "print") std::printf("loaded\n"), std::fflush(stdout);
  return true;
}
const bool fallen = fall();

struct Falls {
  static constexpr std::array kParams = {relval::asset("held", "what is bought")};
  struct State {};
  void setup(relval::Setup& setup) {
    held_ = setup.asset_param("held");
    setup.decide_every_row();
  }
  void decide(const relval::Today&, State&, relval::Targets& targets) const { targets.weight(held_, fallen ? 1 : 2); }

 private:
  relval::Asset held_;
};

}  // namespace

RELVAL_STRATEGY(falls, Falls, "1", "falls where it is loaded")
