// setup() and decide() throw what the parameter says: 1 a std::exception, 2 an int, 3 out of memory, 4 a text too long,
// 5 to 7 the first three in decide() instead; 8 a std::exception without words.
#include <relval/strategy.hpp>

#include <stdexcept>
#include <string>

namespace {

void throw_as(int what) {
  if (what == 1) throw std::runtime_error("the calendar is empty");
  if (what == 2) throw 42;
  if (what == 3) throw std::bad_alloc();
  if (what == 4) throw std::runtime_error(std::string(5000, 'x'));
  if (what == 8) throw std::runtime_error("");
}

struct ThrowsInSetup {
  static constexpr std::array kParams = {relval::whole("what", "", "what to throw", relval::kNaN, 0, 8)};
  struct State {};
  int what = 0;
  void setup(relval::Setup& setup) {
    what = static_cast<int>(setup.param("what"));
    throw_as(what);
  }
  void decide(const relval::Today&, State&, relval::Targets&) const { throw_as(what - 4); }
};

}  // namespace

RELVAL_STRATEGY(throws_in_setup, ThrowsInSetup, "1", "fails in setup or decide")
