// Its constructor fails.
#include <relval/strategy.hpp>

#include <stdexcept>

namespace {
struct ThrowsInCreate {
  static constexpr std::array<relval::Param, 0> kParams = {};
  struct State {};
  ThrowsInCreate() { throw std::runtime_error("the model file is missing"); }
  void setup(relval::Setup&) {}
  void decide(const relval::Today&, State&, relval::Targets&) const {}
};
}  // namespace

RELVAL_STRATEGY(throws_in_create, ThrowsInCreate, "1", "fails when it is made")
