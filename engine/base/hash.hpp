// SHA-256, for identities. Never on the way of a large panel that could be read without it.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace relval {

class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;
  Sha256& bytes(const void* data, std::size_t size);
  Sha256& text(std::string_view);                  // length first, so that "ab","c" differs from "a","bc"
  Sha256& number(double);                          // little-endian bits; all NaNs are one NaN, minus zero is zero
  Sha256& numbers(std::span<const double>);        // count first, then raw bits
  std::string hex();                               // 64 digits; ends the hash

 private:
  struct State;
  std::unique_ptr<State> state_;
};
std::string sha256_hex(std::string_view bytes);

}  // namespace relval
