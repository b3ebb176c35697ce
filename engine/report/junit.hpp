// What was checked as JUnit XML, the form CI systems read: one test case a config. Valid under the schema that Jenkins'
// xUnit plugin publishes as junit-10.
#pragma once

#include <string>
#include <vector>

#include "report/check_text.hpp"

namespace relval {

std::string junit_xml(const std::vector<CheckedConfig>&);

}  // namespace relval
