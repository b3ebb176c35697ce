// How long a shared library says that it is. The loader maps what the headers state without looking at the file's
// length; where a file was cut off, reading the missing part ends the process.
#pragma once

#include <cstdint>
#include <string_view>

namespace relval {

// Bytes that the segments of a 64-bit ELF file of this machine's byte order reach to; 0 where it is no such file, which
// the loader refuses in words of its own.
std::uint64_t library_bytes(std::string_view file) noexcept;

}  // namespace relval
