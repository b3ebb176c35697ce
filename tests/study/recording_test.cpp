#include "catch.hpp"
#include "market_builder.hpp"
#include "study/audit_recording.hpp"

using namespace relval;
using namespace relval::test;

namespace {

using Values = std::vector<double>;

Recording two_rows(double size, double position = 7) {
  Recording r;
  r.begin_row();
  r.add(Watched::signal, 0, Values{1, kNaN});
  r.add(Watched::size, 0, Values{3});
  r.begin_row();
  r.add(Watched::signal, 0, Values{1, kNaN});
  r.add(Watched::size, 0, Values{size});
  r.add(Watched::position, 0, Values{position});
  return r;
}

}  // namespace

TEST_CASE("equal recordings are equal, NaN for NaN, and their values are counted") {
  const RecordedComparison c = compare_recordings(two_rows(3), two_rows(3), 2);
  CHECK_FALSE(c.first);
  CHECK(c.rows == 2);
  CHECK(c.values == 7);
}

TEST_CASE("the first difference is the earliest stage of the earliest row") {
  const auto first = compare_recordings(two_rows(3), two_rows(4, 8), 2).first;
  REQUIRE(first);
  CHECK(first->row == 1);
  CHECK(first->stage == Watched::size);
  CHECK(first->was == 3);
  CHECK(first->is == 4);
  CHECK_FALSE(compare_recordings(two_rows(3), two_rows(4, 8), 1).first);  // of the first row alone
}

TEST_CASE("a difference in the last bit is one") {
  CHECK(compare_recordings(two_rows(0.3), two_rows(0.1 + 0.2), 2).first);
}

TEST_CASE("what only one of two recordings has is a difference") {
  Recording more = two_rows(3), other = two_rows(3);
  more.add(Watched::pnl, 1, Values{5});
  const auto first = compare_recordings(other, more, 2).first;
  REQUIRE(first);
  CHECK(first->stage == Watched::pnl);
  CHECK(first->only_one);
  CHECK(std::isnan(first->was));
  CHECK(first->is == 5);
}

TEST_CASE("a failure of one replay is a difference on its last row") {
  Recording failed = two_rows(3);
  failed.fail("no target");
  const auto first = compare_recordings(two_rows(3), failed, 2).first;
  REQUIRE(first);
  CHECK(first->row == 1);
  CHECK(first->failure == "no target");
}

TEST_CASE("a recording goes through a pipe unchanged") {
  Recording r = two_rows(0.1, -0.0);
  r.fail("text");
  const Recording copy = Recording::from_bytes(r.bytes());
  CHECK(copy.failure() == "text");
  CHECK_FALSE(compare_recordings(r, copy, 2).first);
  CHECK(compare_recordings(two_rows(0.1, 0.0), copy, 2).first);  // the sign of a zero counts
}
