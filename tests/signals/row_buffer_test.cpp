#include "signals/row_buffer.hpp"

#include "catch.hpp"

using namespace relval;

TEST_CASE("the rows kept are read back whatever was pushed before them") {
  RowBuffer b(2, 3);
  for (int t = 0; t < 100; ++t) {
    double* row = b.push();
    row[0] = t;
    row[1] = -t;
    REQUIRE(b.rows() == static_cast<std::size_t>(std::min(t + 1, 3)));
    for (std::size_t k = 0; k < b.rows(); ++k) {
      REQUIRE(b.ago(k)[0] == t - static_cast<int>(k));
      REQUIRE(b.ago(k)[1] == static_cast<int>(k) - t);
    }
  }
}

#ifndef RELVAL_FENCED_MEMORY  // where the sanitizer stands guard, nobody may look there
TEST_CASE("the row after today and the one before the oldest hold what was asked for, always") {
  RowBuffer b(2, 3, 41.0);
  for (int t = 0; t < 100; ++t) {
    double* row = b.push();
    row[0] = row[1] = t;
    REQUIRE(b.last()[2] == 41);
    REQUIRE(b.last()[3] == 41);
    if (t >= 3) REQUIRE(b.last()[-6] == 41);
  }
}
#endif
