// SHA-256 of the sources this program was built from (cmake/source_digests.cmake): the same whoever compiled them.
#pragma once

#include <string>

namespace relval {

std::string engine_sources();
std::string built_in_sources(const std::string& strategy);  // empty for one that is not built in

}  // namespace relval
