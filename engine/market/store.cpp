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

std::string StoreHeader::dataset(const std::string& field) const {
  const auto own = case_fields.find(info.market_case);
  const bool common = own == case_fields.end() || own->second.count(field) == 0;
  return (common ? "" : "/cases/" + info.market_case) + "/fields/" + field;
}

std::optional<CaseFault> case_fault(const std::vector<std::string>& cases, const std::string& asked) {
  if (std::find(cases.begin(), cases.end(), asked) != cases.end() || (cases.empty() && asked.empty())) return {};
  if (cases.empty()) return CaseFault{"the store has no cases, '" + asked + "' was asked for", "leave market.case out"};
  const std::string listed = "the store holds the cases " + join(cases, ", ");
  if (asked.empty()) return CaseFault{listed + ": market.case is needed", "add case: " + cases[0]};
  return CaseFault{"the store has no case '" + asked + "'", suggest(asked, cases)};
}

struct Store::Impl {
  h5::Reader reader;
  StoreHeader header;
  Impl(const Path& file, const std::string& sha256) : reader(open_store(file, sha256)) {
    StoreFaults faults;
    header = read_header(reader, faults);
    faults.raise_errors(file);
  }

  void need_case() const {
    if (header.cases.empty() || !header.info.market_case.empty()) return;
    const auto fault = case_fault(header.cases, "");
    throw Error(ErrorKind::usage, reader.file().string(), fault->what, fault->hint);
  }

  std::vector<std::string> field_names() const {
    std::vector<std::string> names;
    for (const auto& [name, info] : header.fields) names.push_back(name);
    return names;
  }
};

Store::Store(const Path& file, const std::string& expected_sha256, const std::string& market_case)
    : impl_(std::make_unique<Impl>(file, expected_sha256)) {
  if (!market_case.empty()) choose_case(market_case);
}
Store::~Store() = default;

const StoreHeader& Store::header() const { return impl_->header; }

void Store::choose_case(const std::string& market_case) {
  StoreHeader& header = impl_->header;
  if (const auto fault = case_fault(header.cases, market_case)) {
    throw Error(ErrorKind::usage, impl_->reader.file().string(), fault->what, fault->hint);
  }
  if (!header.info.market_case.empty()) throw Error(ErrorKind::bug, "Store::choose_case", "a case was chosen before");
  header.info.market_case = market_case;
  for (const auto& [name, info] : header.case_fields[market_case]) header.fields[name] = info;
}

MarketData Store::read(const StoreRequest& request) const {
  const StoreHeader& header = impl_->header;
  const Path& file = impl_->reader.file();
  check_request(header, request);
  impl_->need_case();
  StoreFaults faults;
  MarketData data;
  data.info = header.info;
  const auto first = header.dates.begin() + static_cast<std::ptrdiff_t>(request.first_row);
  data.dates.assign(first, first + static_cast<std::ptrdiff_t>(request.rows));
  data.instruments = header.instruments.part(request.names);
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
  if (request.events)
    for (Event& e : read_events(impl_->reader, header, faults))
      if (data.instruments.find(e.instrument)) data.events.push_back(std::move(e));
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
