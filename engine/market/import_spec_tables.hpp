// The keys of an import spec. Private to the importer.
#pragma once

#include "config/schema.hpp"
#include "market/import_spec.hpp"

namespace relval {

Section<ImportSpec> import_table();

// Fills in what the keys imply (paths, formats, forms of fields) and checks what no single key can.
void complete(ImportSpec&, Problems&);

}  // namespace relval
