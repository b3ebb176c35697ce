// The frame of the reference cases can fail: a comparison that accepts everything would pass every case.
#include "catch.hpp"
#include "reference/comparison.hpp"

using namespace reference;

namespace {

bool agrees(const json& got, const json& expected, double rtol = 1e-6) {
  CsvFiles none("");
  const json one = {{"id", "x"},       {"fn", "f"},     {"inputs", json::object()}, {"params", json::object()},
                    {"expected", expected}, {"rtol", rtol}, {"atol", 0.0}};
  return !difference(Case(one, none), got);
}

}  // namespace

TEST_CASE("a number agrees within the tolerance of its case and not beyond") {
  CHECK(agrees(1.0000005, 1.0));
  CHECK_FALSE(agrees(1.00001, 1.0));
  CHECK_FALSE(agrees("1.0", 1.0));
}

TEST_CASE("undefined agrees with undefined alone, and infinities with their sign") {
  const double nan = std::numeric_limits<double>::quiet_NaN(), infinity = std::numeric_limits<double>::infinity();
  CHECK(agrees(nan, nullptr));
  CHECK_FALSE(agrees(0.0, nullptr));
  CHECK_FALSE(agrees(nan, 0.0));
  CHECK(agrees(infinity, "inf"));
  CHECK_FALSE(agrees(-infinity, "inf"));
  CHECK_FALSE(agrees(1e300, "inf"));
  CHECK(agrees(json{nan, nan}, nullptr));
  CHECK_FALSE(agrees(json{nan, 1.0}, nullptr));
}

TEST_CASE("whole numbers, words and truths must be equal whatever the tolerance") {
  CHECK(agrees(3, 3, 1));
  CHECK_FALSE(agrees(4, 3, 1));
  CHECK_FALSE(agrees(true, false, 1));
  CHECK_FALSE(agrees("green", "red", 1));
}

TEST_CASE("every key and every entry that is expected must be there") {
  CHECK_FALSE(agrees({{"a", 1.0}}, {{"a", 1.0}, {"b", 2.0}}));
  CHECK(agrees({{"a", 1.0}, {"b", 2.0}}, {{"a", 1.0}}));
  CHECK_FALSE(agrees(json{1.0, 2.0, 3.0}, json{1.0, 2.0}));
  CHECK_FALSE(agrees(json{1.0}, json{1.0, 2.0}));
}

TEST_CASE("of a long list the beginning or the end is enough where the key says so") {
  const json path = {1.0, 2.0, 3.0};
  CHECK(agrees({{"first", path}, {"last", path}}, {{"first", {1.0, 2.0}}, {"last", {2.0, 3.0}}}));
  CHECK_FALSE(agrees({{"first", path}}, {{"first", {2.0, 3.0}}}));
  CHECK_FALSE(agrees({{"last", path}}, {{"last", {1.0, 2.0}}}));
}

TEST_CASE("a likelihood is held closer than the parameters beside it") {
  CHECK(agrees({{"mu", 1.001}, {"loglik", -100.0}}, {{"mu", 1.0}, {"loglik", -100.0}}, 0.01));
  CHECK_FALSE(agrees({{"mu", 1.0}, {"loglik", -100.01}}, {{"mu", 1.0}, {"loglik", -100.0}}, 0.01));
}

TEST_CASE("a parameter that counts is whole and not negative") {
  CsvFiles none("");
  const Case one({{"params", {{"window", 20}, {"days", 20.0}, {"lag", -1}, {"top", 2.5}, {"k", 1e300}}}}, none);
  CHECK(one.count("window") == 20);
  CHECK(one.count("days") == 20);
  for (const char* name : {"lag", "top", "k"}) CHECK_THROWS(one.count(name));
}
