// What can be told of a shared library without loading it. The loader maps what the headers state without looking at
// the file's length, and runs its code before anything else is known of it.
#pragma once

#include <string>
#include <string_view>

#include "base/files.hpp"

namespace relval {

// Why the file is not even read: no file, or no library's size. Empty: it may be.
std::string file_fault(const Path&);

// Why these bytes of a 64-bit ELF file are not loaded: cut off, for another machine, linked with an address sanitizer
// that this program has not. Empty: nothing speaks against it, or it is no such file, which the loader refuses in words
// of its own.
struct LibraryFault {
  std::string what, hint;
};
LibraryFault library_fault(std::string_view file);

}  // namespace relval
