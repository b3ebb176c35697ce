#include "portfolio/book.hpp"

#include "base/numeric.hpp"
#include "catch.hpp"

using namespace relval;

namespace {
Order order(double notional, std::size_t decided, std::size_t due) {
  return {notional, decided, due, TradeReason::resize, kNaN};
}
}  // namespace

TEST_CASE("an order is due on its row and not before") {
  Book b({0, 0});
  b.place(1, order(100, 0, 2));
  CHECK(b.take_due(1).empty());
  const auto due = b.take_due(2);
  REQUIRE(due.size() == 1);
  CHECK(due[0].first == 1);
  CHECK(b.take_due(3).empty());
}

TEST_CASE("decisions of successive rows do not push each other back") {
  Book b({0});
  for (std::size_t t = 0; t < 5; ++t) {
    b.place(0, order(100 + static_cast<double>(t), t, t + 2));
    for (const auto& [slot, o] : b.take_due(t)) b.fill(slot, o.notional);
  }
  CHECK(b.notional(0) == 102);  // decided on row 2, due on row 4
}

TEST_CASE("of several due orders the newest decision trades") {
  Book b({0});
  b.place(0, order(100, 0, 1));
  b.put_back(0, b.take_due(1)[0].second);  // could not trade on row 1
  b.place(0, order(50, 1, 2));
  const auto due = b.take_due(2);
  REQUIRE(due.size() == 1);
  CHECK(due[0].second.notional == 50);
}

TEST_CASE("a target that is held already makes no order") {
  Book b({0});
  b.place(0, order(0, 0, 1));
  CHECK_FALSE(b.waits(0));
}

TEST_CASE("trades are named by what they do") {
  CHECK(name_trade(TradeReason::resize, 0, 5) == TradeReason::enter);
  CHECK(name_trade(TradeReason::resize, 5, 0) == TradeReason::exit);
  CHECK(name_trade(TradeReason::resize, 5, -5) == TradeReason::reverse);
  CHECK(name_trade(TradeReason::rehedge, 5, 6) == TradeReason::rehedge);
  CHECK(name_trade(TradeReason::stop, 5, 0) == TradeReason::stop);
}
