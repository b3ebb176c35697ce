// The files of engine/sdk/template, which the build puts into the program.
#pragma once

#include <vector>

namespace relval {

struct TemplateFile {
  const char* name;   // with @NAME@ for the strategy's
  const char* bytes;  // with @NAME@, @TYPE@ (NameLikeThis), @PACKAGE@ (where CMake finds relval) and @FLAGSHIP@
};
const std::vector<TemplateFile>& template_files();

}  // namespace relval
