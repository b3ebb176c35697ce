// Known digests from FIPS 180-4's examples, and what must and must not change an identity.
#include "base/hash.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include "base/error.hpp"
#include "catch.hpp"

using relval::Sha256;
using relval::sha256_hex;

TEST_CASE("digests are those of the standard's examples") {
  CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256_hex(std::string(1000000, 'a')) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  CHECK(Sha256().bytes("a", 1).bytes("bc", 2).hex() == sha256_hex("abc"));
}

TEST_CASE("the same characters divided otherwise give another digest") {
  CHECK(Sha256().text("ab").text("c").hex() != Sha256().text("a").text("bc").hex());
  CHECK(Sha256().text("ab").hex() == sha256_hex(std::string("\x02\0\0\0\0\0\0\0ab", 10)));
}

TEST_CASE("a number has one digest for zero and one for missing") {
  const double other_nan = -std::numeric_limits<double>::signaling_NaN();
  CHECK(Sha256().number(-0.0).hex() == Sha256().number(0.0).hex());
  CHECK(Sha256().number(other_nan).hex() == Sha256().number(std::nan("7")).hex());
  CHECK(Sha256().number(1).hex() != Sha256().number(std::nextafter(1.0, 2.0)).hex());
  CHECK(Sha256().number(1).hex() == sha256_hex(std::string("\0\0\0\0\0\0\xF0\x3F", 8)));
}

TEST_CASE("numbers carry their count") {
  const std::vector<double> two = {1, 2}, one = {1}, none;
  CHECK(Sha256().numbers(two).numbers(none).hex() != Sha256().numbers(one).numbers(std::vector<double>{2}).hex());
  CHECK(Sha256().numbers(none).hex() == sha256_hex(std::string(8, '\0')));
}

TEST_CASE("a hash that has ended takes nothing more") {
  Sha256 hash;
  hash.hex();
  CHECK_THROWS_AS(hash.hex(), relval::Error);
  CHECK_THROWS_AS(hash.number(1), relval::Error);
}
