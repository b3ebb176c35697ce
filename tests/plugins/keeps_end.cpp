// Learns from a run that has ended: the destructor leaves behind how many rows it saw.
#include <relval/strategy.hpp>

namespace {

long rows_before = 0;

struct KeepsEnd {
  static constexpr std::array kParams = {relval::asset("held", "leg or instrument that is held")};
  struct State {};

  ~KeepsEnd() { rows_before = rows_; }
  void setup(relval::Setup& setup) {
    held_ = setup.asset_param("held");
    known_ = rows_before;
    setup.decide_every_row();
  }
  void decide(const relval::Today& today, State&, relval::Targets& targets) const {
    rows_ = static_cast<long>(today.row()) + 1;
    targets.weight(held_, known_ > 0 && rows_ > known_ - 5 ? -1 : 1);  // out of it before the end
  }

 private:
  relval::Asset held_;
  long known_ = 0;
  mutable long rows_ = 0;
};

}  // namespace

RELVAL_STRATEGY(keeps_end, KeepsEnd, "1", "knows how long the run before it was")
