// Vendors' exports as they come. A preset states what the form of a file implies, where the spec does not state it, and
// reads the file as a plain table (docs/import.md). Private to the importer.
#pragma once

#include <memory>
#include <string>

#include "market/import_spec.hpp"

namespace relval {

enum class PresetUse { field, series, curve, instruments };

// The formats of dates in such a file; to be called before what the spec states is laid over them.
void preset_format(Preset, FileFormat&);
// Fills in the keys that the source leaves open. name: of the field or series. Faults: keys that the form cannot have.
void apply_preset(FileSource&, PresetUse, const std::string& name, Problems&);

// The columns of a long export that make its instruments: store column -> column. The source's own stand before them.
std::vector<NamedColumn> preset_instruments(const FileSource&);
// The column without which a line says nothing of its name; "" where there is none of that kind.
const char* preset_value(Preset);

// The file as a table: a header, and a line for each row of it. Without a preset, the file itself.
std::unique_ptr<CsvReader> open_table(const Path&, const FileSource&, ImportFaults&);

// The source with its columns called as in this file, where a preset knows several names for one. Nothing, and a fault,
// where the file has none of them.
std::optional<FileSource> named_as(const CsvReader&, const FileSource&, ImportFaults&);

}  // namespace relval
