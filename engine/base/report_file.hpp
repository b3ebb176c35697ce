// A report where a user wants it.
#pragma once

#include <string_view>

#include "base/files.hpp"

namespace relval {

// Whole or not at all, as write_file_whole(), through a link to what it names; in place where that is a device or pipe.
void write_report(const Path& file, std::string_view bytes);

}  // namespace relval
