// SHA-256 through OpenSSL's EVP interface.
#include "base/hash.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>

#include <openssl/evp.h>

#include "base/error.hpp"
#include "base/numeric.hpp"

namespace relval {
namespace {

static_assert(std::endian::native == std::endian::little, "identities are defined on little-endian bytes");

void require(bool ok, const char* what) {
  if (!ok) throw Error(ErrorKind::bug, "SHA-256", what);
}

}  // namespace

struct Sha256::State {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  bool ended = false;
  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() { EVP_MD_CTX_free(context); }
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
  require(state_->context != nullptr && EVP_DigestInit_ex(state_->context, EVP_sha256(), nullptr) == 1,
          "the library cannot start a hash");
}
Sha256::~Sha256() = default;

Sha256& Sha256::bytes(const void* data, std::size_t size) {
  require(!state_->ended, "bytes added after hex()");
  if (size > 0) require(EVP_DigestUpdate(state_->context, data, size) == 1, "the library cannot go on with a hash");
  return *this;
}

Sha256& Sha256::text(std::string_view text) {
  const auto length = static_cast<std::uint64_t>(text.size());
  return bytes(&length, sizeof length).bytes(text.data(), text.size());
}

Sha256& Sha256::number(double value) {
  const double one_of_each = std::isnan(value) ? kNaN : value == 0 ? 0.0 : value;
  return bytes(&one_of_each, sizeof one_of_each);
}

Sha256& Sha256::numbers(std::span<const double> values) {
  const auto count = static_cast<std::uint64_t>(values.size());
  return bytes(&count, sizeof count).bytes(values.data(), values.size_bytes());
}

std::string Sha256::hex() {
  require(!state_->ended, "hex() called twice");
  state_->ended = true;
  std::array<unsigned char, 32> digest{};
  require(EVP_DigestFinal_ex(state_->context, digest.data(), nullptr) == 1, "the library cannot end a hash");
  std::string out;
  out.reserve(2 * digest.size());
  for (const unsigned char byte : digest) {
    out += "0123456789abcdef"[byte >> 4];
    out += "0123456789abcdef"[byte & 15];
  }
  return out;
}

std::string sha256_hex(std::string_view bytes) { return Sha256().bytes(bytes.data(), bytes.size()).hex(); }

}  // namespace relval
