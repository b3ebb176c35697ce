// A finished run, read back from its directory.
#pragma once

#include <string>

#include "base/files.hpp"

namespace relval {

struct RecordedRun {
  Path config;       // its effective config, which runs again
  double total = 0;  // P&L as it was written
  std::string data_digest;  // of what it loaded
};
bool is_run_directory(const Path&);
// Error(data) where the manifest is not complete, or a file has other bytes than it says.
RecordedRun read_recorded_run(const Path& directory);
// Error(data) that names each file which is missing or has other bytes than the manifest says.
void check_files(const Path& directory);

}  // namespace relval
