// Opens a market store, reads what a request names, and no more.
#include "market/store.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/hash.hpp"
#include "base/text.hpp"
#include "market/store_layout.hpp"

namespace relval {

namespace {

// With a digest asked for, the bytes that were hashed are the bytes that are read.
h5::Reader open_store(const Path& file, const std::string& expected_sha256) {
  if (expected_sha256.empty()) return h5::Reader(file);
  const std::string bytes = read_file(file), found = sha256_hex(bytes);
  if (found != lower(expected_sha256)) {
    throw Error(ErrorKind::data, file.string(),
                "SHA-256 " + lower(expected_sha256) + " was expected, the file has " + found,
                "use the file that was meant, or change market.sha256");
  }
  return h5::Reader::from_image(bytes, file);
}

Instruments choose(const Instruments& all, const std::vector<std::uint32_t>& names) {
  Instruments chosen;
  const auto pick = [&](const auto& from, auto& to) {
    to.reserve(names.size());
    for (const auto name : names) to.push_back(from[name]);
  };
  pick(all.id, chosen.id);
  pick(all.kind, chosen.kind);
  for (const auto& [column, values] : all.text) pick(values, chosen.text[column]);
  for (const auto& [column, values] : all.number) pick(values, chosen.number[column]);
  return chosen;
}

void check_request(const StoreHeader& header, const StoreRequest& request) {
  const bool rows = request.first_row <= header.dates.size() && request.rows <= header.dates.size() - request.first_row;
  bool names = true;
  for (std::size_t i = 0; i < request.names.size(); ++i) {
    const bool after = i == 0 || request.names[i - 1] < request.names[i];
    names = names && after && request.names[i] < header.instruments.size();
  }
  if (!rows || !names) throw Error(ErrorKind::bug, "store request", "rows or names that the store does not have");
}

template <class Names> [[noreturn]] void missing(const Path& file, const std::string& part, const std::string& name,
                                                 const Names& known) {
  throw Error(ErrorKind::data, file.string() + " /" + part + "/" + name, "was asked for, the store has none",
              suggest(name, std::vector<std::string>(known.begin(), known.end())));
}

}  // namespace

const FieldInfo* StoreHeader::field(const std::string& name) const {
  const auto found = fields.find(name);
  return found == fields.end() ? nullptr : &found->second;
}

struct Store::Impl {
  h5::Reader reader;
  StoreHeader header;
  Impl(const Path& file, const std::string& sha256) : reader(open_store(file, sha256)) {
    StoreFaults faults;
    header = read_header(reader, faults);
    faults.raise_errors(file);
  }

  std::vector<std::string> field_names() const {
    std::vector<std::string> names;
    for (const auto& [name, info] : header.fields) names.push_back(name);
    return names;
  }
};

Store::Store(const Path& file, const std::string& expected_sha256)
    : impl_(std::make_unique<Impl>(file, expected_sha256)) {}
Store::~Store() = default;

const StoreHeader& Store::header() const { return impl_->header; }

MarketData Store::read(const StoreRequest& request) const {
  const StoreHeader& header = impl_->header;
  const Path& file = impl_->reader.file();
  check_request(header, request);
  StoreFaults faults;
  MarketData data;
  data.info = header.info;
  const auto first = header.dates.begin() + static_cast<std::ptrdiff_t>(request.first_row);
  data.dates.assign(first, first + static_cast<std::ptrdiff_t>(request.rows));
  data.instruments = choose(header.instruments, request.names);
  for (const auto& name : request.fields) {
    const FieldInfo* info = header.field(name);
    if (!info) missing(file, "fields", name, impl_->field_names());
    Field& field = data.fields[name];
    field.info = *info;
    if (request.names.empty()) {
      field.panel.rows = request.rows;
      continue;
    }
    field.panel = read_field(impl_->reader, header, *info, request.first_row, request.rows, request.names, faults);
  }
  for (const auto& name : request.series) {
    if (std::find(header.series.begin(), header.series.end(), name) == header.series.end()) {
      missing(file, "series", name, header.series);
    }
    data.series[name] = read_series(impl_->reader, name, faults);
  }
  faults.raise_errors(file);
  return data;
}

MarketData Store::read_all() const {
  StoreRequest all;
  const StoreHeader& header = impl_->header;
  all.rows = header.dates.size();
  for (std::uint32_t i = 0; i < header.instruments.size(); ++i) all.names.push_back(i);
  all.fields = impl_->field_names();
  all.series = header.series;
  MarketData data = read(all);
  StoreFaults faults;
  for (const auto& currency : header.curves) {
    data.curves[currency] = read_curve(impl_->reader, header, currency, faults);
  }
  data.events = read_events(impl_->reader, header, faults);
  faults.raise_errors(impl_->reader.file());
  return data;
}

}  // namespace relval
