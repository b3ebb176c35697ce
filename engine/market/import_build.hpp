// The stages of an import, in their order. Each adds to the data and to the ledger. Private to the importer.
#pragma once

#include "market/import_gather.hpp"

namespace relval {

void build_instruments(const InstrumentsSpec&, const DatesSpec& bounds, MarketData&, ImportLedger&);
void build_fields(const ImportSpec&, MarketData&, ImportLedger&);  // makes the dates too
// The slope of a curve across instruments, as docs/import.md defines it. spread and result: rows x names, bp and
// bp/year.
Panel curve_slopes(const Panel& spread, const std::vector<double>& tenor_years, const std::vector<std::string>& group);
void build_series(const ImportSpec&, MarketData&, ImportLedger&);
void build_curves(const ImportSpec&, MarketData&, ImportLedger&);

}  // namespace relval
