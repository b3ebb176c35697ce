// What `relval stats` prints of a P&L file: one screen, or JSON.
#pragma once

#include <string>

#include "analytics/track_record.hpp"
#include "market/pnl_csv.hpp"

namespace relval {

std::string track_record_screen(const PnlFile&, const TrackRecord&);

// Every number as {"value", "status"}; null where it is not finite. Currency unless a name says otherwise.
std::string track_record_json(const PnlFile&, const TrackRecord&);

}  // namespace relval
