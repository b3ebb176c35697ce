// Compares a text with the file of its name in tests/report/golden; on a difference the new text is left in the build
// directory, to be looked at and copied.
#pragma once

#include <filesystem>

#include "base/files.hpp"
#include "catch.hpp"

inline void check_golden(const std::string& name, const std::string& text) {
  const relval::Path golden = relval::Path(RELVAL_SOURCE_DIR) / "tests/report/golden" / name;
  const relval::Path out = relval::Path(RELVAL_BINARY_DIR) / "golden" / name;
  const std::string expected = relval::exists(golden) ? relval::read_file(golden) : "";
  if (expected != text) {
    relval::make_directories(out.parent_path());
    relval::write_file_whole(out, text);
  }
  INFO("what was made lies in " << out.string());
  CHECK(text == expected);
}
