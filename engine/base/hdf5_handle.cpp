// The HDF5 error stack in plain text, and the library's version.
#include "base/hdf5_handle.hpp"

#include <hdf5.h>

#include <type_traits>

#include "base/hdf5.hpp"
#include "base/text.hpp"

namespace relval::h5 {

static_assert(std::is_same_v<hid_t, Id> && std::is_same_v<herr_t, int>);

namespace {

// Upward walk: the first entry met is the innermost, which names the cause; the outer ones repeat the call chain.
herr_t take_first(unsigned n, const H5E_error2_t* entry, void* out) {
  if (n == 0 && entry->desc) *static_cast<std::string*>(out) = entry->desc;
  return 0;
}

// Some messages carry a line break, a time stamp or pointers after the cause; the cause stands first.
std::string one_line(std::string text) {
  for (const char* tail : {", time = ", ", buf = ", ", flags = ", ", file descriptor = "}) {
    if (const auto at = text.find(tail); at != std::string::npos) text.resize(at);
  }
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  }
  return std::string(trim(text));
}

// Keeps the cause of the last call that failed, because the next call, be it a close, clears the library's stack.
struct LastCause {
  std::string text;
  LastCause() {
    H5open();  // so that the library outlives this object
    H5Eset_auto2(H5E_DEFAULT, keep, this);
  }
  // With a callback set, the library prints at exit when a damaged file left something of it in use.
  ~LastCause() { H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr); }
  LastCause(const LastCause&) = delete;
  LastCause& operator=(const LastCause&) = delete;

  static herr_t keep(hid_t stack, void* self) {
    std::string& cause = static_cast<LastCause*>(self)->text;
    cause.clear();
    H5Ewalk2(stack, H5E_WALK_UPWARD, take_first, &cause);
    return 0;
  }
};

LastCause& last_cause() {
  static LastCause cause;
  return cause;
}

}  // namespace

void silence() { last_cause(); }

std::string memory_name() {
  static std::uint64_t made = 0;
  return format("/dev/null/memory {}", ++made);  // nothing lies below what is no directory
}

std::string library_words() {
  const std::string cause = one_line(std::exchange(last_cause().text, {}));
  return cause.empty() ? "no reason given by the HDF5 library" : cause;
}

std::string library_version() {
  unsigned major = 0, minor = 0, release = 0;
  H5get_libversion(&major, &minor, &release);
  return format("{}.{}.{}", major, minor, release);
}

}  // namespace relval::h5
