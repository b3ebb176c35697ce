// The statistics of one P&L series: what `relval stats` prints of a file, a screen or JSON, and what a run's summary
// has.
#pragma once

#include <span>
#include <string>

#include "analytics/track_record.hpp"
#include "market/pnl_csv.hpp"

namespace relval {

std::string track_record_screen(const PnlFile&, const TrackRecord&);

// Every number as {"value", "status"}; null where it is not finite. Currency unless a name says otherwise.
std::string track_record_json(const PnlFile&, const TrackRecord&);
// The same of a run's rows. synthetic: what tells luck from skill (intervals, probabilities, p-values) has the status
// "n/a: synthetic" and no value.
std::string run_record_json(std::span<const Date>, const TrackRecord&, bool synthetic);

}  // namespace relval
