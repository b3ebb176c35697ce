// Ends the process, breaks what runs after it or changes its surroundings, as `how` says.
#include <relval/strategy.hpp>

#include <unistd.h>

#include <cfenv>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <filesystem>
#include <stdexcept>
#include <string>

namespace {

std::string way;  // also where no parameter is at hand

int without_end(const volatile char* above) {
  volatile char page[4096];
  page[0] = above[0];
  return above[0] == 0 ? 0 : without_end(page) + page[0];
}

struct Wordless : std::exception {
  const char* what() const noexcept override { return nullptr; }
};

struct Crashes {
  static constexpr std::array kParams = {
      relval::asset("held", "what is bought"),
      relval::choice("how",
                     "nothing|pointer|exit|abort|recursion|folder|exit_in_setup|own_exit|beyond_state|timer|fork|"
                     "escape|wordless|prints|rounding_in_state|folder_in_state|crash_at_end|rounding_at_end",
                     "what it does", "nothing"),
  };

  struct State {
    State() {
      if (way == "rounding_in_state") std::fesetround(FE_UPWARD);
      if (way == "folder_in_state") std::filesystem::current_path("/");
    }
    double value[4] = {};
  };

  ~Crashes() {
    if (how_ == "crash_at_end") *static_cast<volatile int*>(nullptr) = 1;
    if (how_ == "rounding_at_end") std::fesetround(FE_UPWARD);
  }

  void setup(relval::Setup& setup) {
    held_ = setup.asset_param("held");
    way = how_ = std::string(setup.text("how"));
    setup.decide_every(1, 0);
    if (how_ == "exit_in_setup") std::exit(0);
  }

  void decide(const relval::Today& today, State& state, relval::Targets& targets) const {
    targets.notional(held_, 1e6);
    if (today.row() != 5) return;
    if (how_ == "pointer") *static_cast<volatile int*>(nullptr) = 1;
    if (how_ == "exit") std::exit(0);
    if (how_ == "own_exit") ::_exit(0);
    if (how_ == "abort") std::abort();
    if (how_ == "recursion") targets.notional(held_, without_end("x"));
    if (how_ == "folder") std::filesystem::current_path("/");
    if (how_ == "beyond_state") std::memset(static_cast<void*>(state.value), 0x41, 400);
    if (how_ == "timer") ::alarm(1), ::pause();
    if (how_ == "fork") ::fork();
    if (how_ == "escape") throw std::runtime_error("one\ntwo \x1b[2J \xff");
    if (how_ == "wordless") throw Wordless();
    if (how_ == "prints") std::printf("a line of the plugin's\n"), std::fflush(stdout);
  }

 private:
  relval::Asset held_;
  std::string how_;
};

}  // namespace

RELVAL_STRATEGY(crashes, Crashes, "1", "ends the process")
