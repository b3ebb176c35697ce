// result.h5: the run by day, as xarray, pandas, netCDF and h5py read it (CF conventions, dimension scales).
//
//   coordinates  time [T] days since 1970-01-01 · leg · side (long, short) · component · instrument · signal
//   variables    pnl [time, leg, side, component], total [time, leg, side]           currency
//                notional, cs01, dts [time, leg, side]   closing, after trades        currency: cs01 is the P&L of
//                                                                                     +1 bp, minus dts that of +100 %
//                leg_spread_bp, leg_duration_years [time, leg]
//                positions [time, instrument]                                         currency, closing
//                pnl_by_name [time, instrument, component], total_by_name [time, instrument]   with report.by_name
//                signals [time, signal]
//   /risk           the book's risk by row, where asked for: a variable for each column of RiskByDay [time] or
//                   [time, label], labels in /risk/tenor, /risk/sector_l1 ..., /risk/rating; xarray opens it as a
//                   group of its own
//   /tables/trades  one record a trade; skipped by xarray
#pragma once

#include <string>

#include "analytics/risk_by_day.hpp"
#include "replay/result.hpp"

namespace relval {

// The bytes of the file; equal results give equal bytes.
std::string result_file(const RunResult&, const RiskByDay& = {});

}  // namespace relval
