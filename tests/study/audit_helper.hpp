// Audits a config text on a market in memory.
#pragma once

#include <string>

#include "market_builder.hpp"
#include "study/audit.hpp"

namespace relval::test {

AuditReport audit_on(const std::string& yaml, const MarketData&);  // plugins: those of the tests

// The part of that name; and every part's name that did not pass, in their order.
const AuditPart& part_of(const AuditReport&, const std::string& name);
std::vector<std::string> failed(const AuditReport&);

// Five names of random spreads over 120 weekdays from 2020-01-02, in two legs, with a rating and a series.
MarketData audited_market(std::uint64_t seed = 1, double gap_chance = 0);
// A config of the run from 2020-02-03 to 2020-05-29, 85 rows. strategy: the whole section, one line.
std::string audited_config(const std::string& strategy, const std::string& more = "");

}  // namespace relval::test
