// HDF5 files as other tools may leave them, made with the C library: what relval's own writer never writes.
#pragma once

#include <string>

namespace relval::test {

// Each writes a file at path.
void write_foreign_types(const std::string& path);    // float32, int16, uint8, uint64, bool, texts, big-endian, gzip
void write_foreign_storage(const std::string& path);  // links, external and virtual storage, a filter, three dimensions
void write_ring(const std::string& path);             // a group that contains itself
void write_unchecked_panel(const std::string& path, int rows, int columns, int chunk_rows, int chunk_columns);
double panel_value(int row, int column);              // what write_unchecked_panel stores
bool any_object_has_a_time(const std::string& path);  // of group, dataset: time of creation or change
void release_library_memory();                        // what the library keeps for reuse

}  // namespace relval::test
