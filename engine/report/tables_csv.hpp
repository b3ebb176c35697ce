// The run as CSV (RFC 4180: commas, quotes where a text needs them; lines end with LF), numbers that read back exactly
// (pandas: read_csv(..., float_precision="round_trip"), its default is off by the last bit).
#pragma once

#include <string>

#include "analytics/pnl_tables.hpp"
#include "analytics/risk_by_day.hpp"
#include "replay/result.hpp"

namespace relval {

// A row a date: date, total, cumulative, each component, long, short, each leg, gross, net, cs01 (P&L of +1 bp), dts,
// cs01_gross. The column `total` added from the top is `cumulative`, and its last value the run's total, to the bit.
std::string daily_csv(const RunResult&);

// A row a trade, with its reason and the signal's value; empty where there is none.
std::string trades_csv(const RunResult&);

// A row a name that was held or traded, of each leg: who it is (owner: its parent, else issuer, else itself; sectors
// where the store states them), rows held, trades, P&L of rows on which a quote came back, each component, total.
std::string names_csv(const RunResult&);

// A row a date: date and the columns of RiskByDay, one a label where a column has labels (cs01_tenor_2y); empty where
// undefined.
std::string risk_csv(const RunResult&, const RiskByDay&);

std::string csv_field(const std::string& text);  // quoted where needed

// What a trade's row shows: a price has no spread, and a duration only from a field; NaN where there is none.
double spread_of(const RunResult&, const Trade&);
double duration_of(const RunResult&, const Trade&);

}  // namespace relval
