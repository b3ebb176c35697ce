#include "strategy/library_bytes.hpp"

#include <dlfcn.h>
#include <elf.h>

#include <algorithm>
#include <cstring>

#include "base/text.hpp"

namespace relval {
namespace {

// Bytes that the segments reach to.
std::uint64_t whole_size(const Elf64_Ehdr& header, std::string_view file) {
  if (header.e_phentsize != sizeof(Elf64_Phdr) || header.e_phoff > UINT32_MAX) return 0;
  std::uint64_t end = header.e_phoff + std::uint64_t{header.e_phnum} * sizeof(Elf64_Phdr);
  if (end > file.size()) return end;
  for (std::uint64_t at = header.e_phoff, last = end; at < last; at += sizeof(Elf64_Phdr)) {
    Elf64_Phdr segment;
    std::memcpy(&segment, file.data() + at, sizeof(segment));
    if (segment.p_type == PT_LOAD && segment.p_filesz <= UINT64_MAX - segment.p_offset)
      end = std::max(end, segment.p_offset + segment.p_filesz);
  }
  return end;
}

}  // namespace

std::string file_fault(const Path& file) {
  constexpr std::uintmax_t kMost = std::uintmax_t{1} << 30;  // 1 GB
  std::error_code failed;
  const auto status = std::filesystem::status(file, failed);
  switch (status.type()) {
    case std::filesystem::file_type::regular: break;
    case std::filesystem::file_type::directory: return "a file was expected, found a folder";
    case std::filesystem::file_type::not_found: return "a file was expected, found a link that leads nowhere";
    case std::filesystem::file_type::none: return "it cannot be looked at: " + failed.message();
    default: return "a file was expected, found a pipe or a device";
  }
  const std::uintmax_t size = std::filesystem::file_size(file, failed);
  return failed || size <= kMost ? "" : format("{} bytes are more than {}: no plugin is that large", size, kMost);
}

LibraryFault library_fault(std::string_view file) {
  Elf64_Ehdr header;
  if (file.size() < sizeof(header)) return {};
  std::memcpy(&header, file.data(), sizeof(header));
  if (std::memcmp(header.e_ident, ELFMAG, SELFMAG) != 0 || header.e_ident[EI_CLASS] != ELFCLASS64) return {};
  if (header.e_machine != EM_X86_64)
    return {format("it is for another machine: expected x86-64 ({} in its header), found {}", EM_X86_64,
                   header.e_machine),
            "build it on a machine like this one"};
  if (const std::uint64_t whole = whole_size(header, file); file.size() < whole)
    return {format("it ends after {} bytes, of {} at least: it was cut off", file.size(), whole),
            "build it again; is the disk full, or the linker still writing?"};
  if (file.find("libasan.so") != std::string_view::npos && ::dlsym(RTLD_DEFAULT, "__asan_init") == nullptr)
    return {"it is linked with the address sanitizer, which has to be there before this program begins",
            "LD_PRELOAD=$(g++ -print-file-name=libasan.so) relval ..., or build it without -fsanitize=address"};
  return {};
}

}  // namespace relval
