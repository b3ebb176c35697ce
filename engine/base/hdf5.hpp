// HDF5 behind a few calls: the only place that sees the library. Files are built in memory and read from memory images
// or disk; no object times, so equal content gives equal bytes. Failures are Error(data) (reading) or Error(disk)
// (writing) with the file, the object and the library's own words.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/files.hpp"

namespace relval::h5 {

enum class ElementKind { int32, int64, float64, fixed_string, variable_string, other };

struct DatasetInfo {
  std::string path;                  // "/fields/spread"
  ElementKind kind = ElementKind::other;
  std::string type_text;             // for messages: "int32", "float32", "string", "compound" ...
  std::vector<std::uint64_t> shape;  // rank 0, 1 or 2
  bool checksummed = false;          // every chunk carries fletcher32
};

// A rectangle of a 1-D or 2-D dataset: rows [first_row, first_row + rows); columns as listed, in that order.
struct Selection {
  std::uint64_t first_row = 0, rows = 0;
  std::span<const std::uint32_t> columns;  // strictly increasing; empty = all (and for 1-D datasets)
};

class Reader {
 public:
  // Refuses what is not a regular HDF5 file. Soft and external links, external storage, virtual layouts, more than two
  // dimensions and filters other than deflate, shuffle and fletcher32 are refused when the object is first used.
  explicit Reader(const Path& file);
  // The same from the bytes of a file; name is for messages.
  static Reader from_image(std::string_view bytes, const Path& name);
  ~Reader();
  Reader(Reader&&) noexcept;

  const Path& file() const;
  bool has(std::string_view path) const;  // anything of that name, a refused link too; no error when absent
  std::vector<std::string> children(std::string_view group) const;  // names, sorted; empty when the group is absent
  DatasetInfo info(std::string_view dataset) const;

  // Numbers of any integer or float type are converted; other types are Error(data).
  std::vector<double> numbers(std::string_view dataset) const;
  std::vector<std::int64_t> integers(std::string_view dataset) const;
  std::vector<std::string> strings(std::string_view dataset) const;  // fixed or variable, trailing NULs and spaces cut
  // Row-major, rows x columns, straight into memory the caller owns (whole-width reads go without a copy).
  void read(std::string_view dataset, const Selection&, std::span<double> out) const;

  std::optional<std::string> text_attribute(std::string_view object, std::string_view name) const;
  std::optional<double> number_attribute(std::string_view object, std::string_view name) const;
  std::vector<std::string> attribute_names(std::string_view object) const;

 private:
  struct Impl;
  explicit Reader(std::unique_ptr<Impl>);
  std::unique_ptr<Impl> impl_;
};

enum class Strings { fixed, variable };
enum class Format { store, result };
// store: bounds V110..V110, fixed-length strings, every dataset chunked with fletcher32 (survives damage).
// result: variable-length strings and dimension scales, as h5py, pandas, netCDF and xarray read them; fletcher32 on all
// but the strings, for which the library has none: a result is opened after its manifest's digest was checked.

struct Column {  // of a table (1-D compound dataset): one of the three vectors is used
  std::string name;
  std::vector<double> numbers;
  std::vector<std::int64_t> integers;
  std::vector<std::string> strings;
  ElementKind when_empty = ElementKind::float64;  // what a column without rows holds: float64, int64 or fixed_string
};

class Writer {
 public:
  explicit Writer(Format);
  ~Writer();
  Writer(Writer&&) noexcept;

  void group(std::string_view path);
  // Row-major, of any rank; the reader takes two.
  void numbers(std::string_view dataset, std::span<const double>, const std::vector<std::uint64_t>& shape);
  void integers(std::string_view dataset, std::span<const std::int32_t>);
  void integers(std::string_view dataset, std::span<const std::int64_t>);
  void strings(std::string_view dataset, const std::vector<std::string>&);
  void table(std::string_view dataset, const std::vector<Column>&);
  void attribute(std::string_view object, std::string_view name, std::string_view value);
  void attribute(std::string_view object, std::string_view name, double value);
  void attribute(std::string_view object, std::string_view name, std::int64_t value);
  void make_scale(std::string_view dataset, std::string_view name);
  void attach_scale(std::string_view dataset, unsigned dimension, std::string_view scale);

  std::string image();  // the file's bytes; ends the writer. Equal calls give equal bytes.

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

std::string library_version();  // "1.10.8"

}  // namespace relval::h5
