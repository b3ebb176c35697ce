// The sections of a run's config that have a file of their own. Private to config.
#pragma once

#include "config/run_config.hpp"
#include "config/schema.hpp"

namespace relval {

Section<UniverseConfig> universe_section();
Section<GroupConfig> group_section();
Section<LegConfig> leg_section();
Section<SizingConfig> sizing_section();
Section<NeutralConfig> neutral_section();
Section<LimitsConfig> limits_section();
Section<ReportConfig> report_section();
Section<ExpectConfig> expect_section();

}  // namespace relval
