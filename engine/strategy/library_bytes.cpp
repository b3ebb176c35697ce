#include "strategy/library_bytes.hpp"

#include <elf.h>

#include <algorithm>
#include <cstring>

namespace relval {

std::uint64_t library_bytes(std::string_view file) noexcept {
  Elf64_Ehdr header;
  if (file.size() < sizeof(header)) return 0;
  std::memcpy(&header, file.data(), sizeof(header));
  if (std::memcmp(header.e_ident, ELFMAG, SELFMAG) != 0 || header.e_ident[EI_CLASS] != ELFCLASS64) return 0;
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

}  // namespace relval
