// Later rows added to a store that an earlier import of the same spec wrote. Private to the importer.
#pragma once

#include "market/import_gather.hpp"

namespace relval {

// The store that the spec names; Error(data) where there is none or another program wrote it.
MarketData store_to_append_to(const ImportSpec&);

// The imported instruments must be the store's; afterwards they are those, in the store's order.
void take_instruments(const MarketData& before, const ImportSpec&, MarketData& read, ImportLedger&);

// `read` becomes the whole: the store's rows and those read that are later. Faults where what both have differs, or a
// date read lies inside the store's history without being in it.
void append_to(MarketData before, const ImportSpec&, MarketData& read, ImportLedger&);

}  // namespace relval
