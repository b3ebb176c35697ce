// The replays an audit makes of one plan, each recorded.
#pragma once

#include "replay/replay.hpp"
#include "study/audit_cover.hpp"
#include "study/audit_recording.hpp"

namespace relval {

// A failure of the strategy ends the recording with its text.
Recording record(const RunPlan&, const MarketData&, RunResult* result = nullptr);
// Rows of one: each is uncovered as its turn comes.
Recording record_uncovering(const RunPlan&, const MarketData&, CoverWith);
// What decide() answers on each row, and when it is asked the same again.
void record_answers(const RunPlan&, const MarketData&, Recording& first, Recording& second);

// The plan with its first `rows` rows only, nothing known of the others.
RunPlan ended_after(const RunPlan&, std::size_t rows, const std::vector<Date>& market_dates);

}  // namespace relval
