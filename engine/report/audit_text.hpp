// An audit for a person, on one screen, and for a program.
#pragma once

#include <string>
#include <vector>

#include "analytics/audit.hpp"

namespace relval {

std::string audit_screen(const AuditReport&);
std::string audit_json(const AuditReport&);  // one object
std::string audit_json(const std::string& config,
                       const std::string& failure);  // of a config that could not be audited
std::string audits_json(const std::vector<std::string>& objects);

}  // namespace relval
