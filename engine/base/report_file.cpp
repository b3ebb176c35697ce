#include "base/report_file.hpp"

#include <system_error>

namespace relval {

void write_report(const Path& file, std::string_view bytes) {
  std::error_code none;
  const auto status = std::filesystem::status(file, none);  // of what a link names
  if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status)) return write_file(file, bytes);
  const bool link = std::filesystem::is_symlink(std::filesystem::symlink_status(file, none));
  write_file_whole(link ? std::filesystem::weakly_canonical(file, none) : file, bytes);
}

}  // namespace relval
