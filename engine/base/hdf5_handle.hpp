// What the HDF5 reader and writer share: an owning identifier, and the library's error stack as one line of text.
// Private to base; keeps hdf5.h out (its hid_t is std::int64_t, asserted in hdf5_handle.cpp).
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace relval::h5 {

using Id = std::int64_t;
using Close = int (*)(Id);

// Owns one HDF5 identifier; the close function goes with it because the library has one per class.
class Handle {
 public:
  Handle() = default;
  Handle(Id id, Close closer) : id_(id), close_(closer) {}
  Handle(Handle&& other) noexcept : id_(std::exchange(other.id_, -1)), close_(other.close_) {}
  Handle& operator=(Handle&& other) noexcept {
    std::swap(id_, other.id_);
    std::swap(close_, other.close_);
    return *this;
  }
  ~Handle() { reset(); }
  void reset() noexcept {
    if (id_ >= 0) close_(id_);
    id_ = -1;
  }
  // Closes and says whether the library managed to.
  bool close() { return close_(std::exchange(id_, -1)) >= 0; }
  bool valid() const noexcept { return id_ >= 0; }
  operator Id() const noexcept { return id_; }  // NOLINT: passed straight to the C functions

 private:
  Id id_ = -1;
  Close close_ = nullptr;
};

// The library prints its error stack to stderr unless told otherwise; called before anything else is.
void silence();
// A name for a file in memory. The library takes two open files of one name for the same file, and refuses an image
// whose name is on disk: so each name is new and can never be there.
std::string memory_name();
// Why the last failed call failed: the innermost entry of its error stack, in one line, without time stamps.
std::string library_words();

}  // namespace relval::h5
