// The HDF5 reader and writer: round trips, foreign files, refusals, damage.
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <limits>
#include <memory>

#include <unistd.h>

#include "base/error.hpp"
#include "base/files.hpp"
#include "base/hdf5.hpp"
#include "base/text.hpp"
#include "catch.hpp"
#include "hdf5_foreign.hpp"

using namespace relval;

extern "C" {  // there under AddressSanitizer only
void __lsan_disable() __attribute__((weak));
void __lsan_enable() __attribute__((weak));
}

namespace {

// The HDF5 library does not free all of what it read before it met a wrong checksum; that is not a leak of ours.
struct LibraryMayLeak {
  LibraryMayLeak() {
    if (__lsan_disable) __lsan_disable();
  }
  ~LibraryMayLeak() {
    if (__lsan_enable) __lsan_enable();
  }
};

const double kNoValue = std::numeric_limits<double>::quiet_NaN();

struct TemporaryFile {
  Path path;
  explicit TemporaryFile(const std::string& name)
      : path(std::filesystem::temp_directory_path() / format("relval_{}_{}", std::int64_t{getpid()}, name)) {}
  ~TemporaryFile() { std::filesystem::remove(path); }
  std::string text() const { return path.string(); }
};

// Small, but of every kind a store has: integers, texts, 1-D and 2-D numbers, attributes, an empty dataset.
std::string small_store() {
  h5::Writer w(h5::Format::store);
  w.integers("/dates", std::vector<std::int32_t>{19000, 19001, 19002});
  w.strings("/instruments/id", {"ORCL_5Y", "MSFT", ""});
  w.numbers("/fields/spread", std::vector<double>{100.5, 40, kNoValue, 101, 41, 1e-3, 99, 42, 7}, {3, 3});
  w.numbers("/instruments/recovery", std::vector<double>{}, {0});
  w.attribute("/", "title", "a small store");
  w.attribute("/", "relval_store", std::int64_t{1});
  w.attribute("/fields/spread", "unit", "bp");
  w.attribute("/fields/spread", "composite", "");
  return w.image();
}

std::string number_text(double x) { return std::isnan(x) ? "nan" : exact(x); }

// Everything a reader can learn from a file, as text: two files are equal to a user exactly when this is.
std::string content(const h5::Reader& reader, const std::string& group = "/") {
  std::string all;
  for (const auto& attribute : reader.attribute_names(group)) all += group + "@" + attribute + ";";
  for (const auto& name : reader.children(group)) {
    const std::string path = (group == "/" ? "" : group) + "/" + name;
    std::unique_ptr<h5::DatasetInfo> info;
    try {
      info = std::make_unique<h5::DatasetInfo>(reader.info(path));
    } catch (const Error& e) {
      if (std::string(e.what()).find("this is a group") == std::string::npos) throw;
    }
    if (!info) {
      all += path + "{" + content(reader, path) + "}";
      continue;
    }
    all += path + ":" + info->type_text + (info->checksummed ? "+" : "-");
    for (const auto n : info->shape) all += format("[{}]", n);
    if (info->kind == h5::ElementKind::fixed_string) {
      for (const auto& text : reader.strings(path)) all += text + ",";
    } else {
      for (const double x : reader.numbers(path)) all += number_text(x) + ",";
    }
  }
  return all;
}

std::string content_of_small_store(const h5::Reader& reader) {
  return content(reader) + *reader.text_attribute("/", "title") + *reader.text_attribute("/fields/spread", "unit") +
         *reader.text_attribute("/fields/spread", "composite") + exact(*reader.number_attribute("/", "relval_store"));
}

std::string message_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& e) {
    CHECK(e.kind() == ErrorKind::data);
    return e.what();
  }
  return "no error";
}

std::vector<double> read(const h5::Reader& reader, const h5::Selection& selection, std::size_t values) {
  std::vector<double> out(values, -1);
  reader.read("/panel", selection, out);
  return out;
}

}  // namespace

TEST_CASE("what a store's writer was given comes back") {
  const auto reader = h5::Reader::from_image(small_store(), "small.h5");
  CHECK(reader.integers("/dates") == std::vector<std::int64_t>{19000, 19001, 19002});
  CHECK(reader.strings("/instruments/id") == std::vector<std::string>{"ORCL_5Y", "MSFT", ""});
  const auto spread = reader.numbers("/fields/spread");
  REQUIRE(spread.size() == 9);
  CHECK(spread[0] == 100.5);
  CHECK(std::isnan(spread[2]));
  CHECK(spread[5] == 1e-3);
  CHECK(reader.numbers("/instruments/recovery").empty());
  CHECK(reader.text_attribute("/", "title") == "a small store");
  CHECK(reader.number_attribute("/", "relval_store") == 1);
  CHECK(reader.text_attribute("/fields/spread", "composite") == "");
  CHECK_FALSE(reader.text_attribute("/fields/spread", "licence"));
  CHECK_FALSE(reader.text_attribute("/fields/duration", "unit"));
  CHECK(reader.attribute_names("/fields/spread") == std::vector<std::string>{"composite", "unit"});
  CHECK(reader.children("/") == std::vector<std::string>{"dates", "fields", "instruments"});
  CHECK(reader.children("/instruments") == std::vector<std::string>{"id", "recovery"});
  CHECK(reader.children("/curves").empty());
  CHECK(reader.has("/fields"));
  CHECK_FALSE(reader.has("/field"));

  const auto info = reader.info("/fields/spread");
  CHECK(info.kind == h5::ElementKind::float64);
  CHECK(info.type_text == "float64");
  CHECK(info.shape == std::vector<std::uint64_t>{3, 3});
  for (const auto* name : {"/dates", "/instruments/id", "/fields/spread", "/instruments/recovery"}) {
    CHECK(reader.info(name).checksummed);
  }
}

TEST_CASE("two images and two writers may be open at once") {
  h5::Writer first(h5::Format::store), second(h5::Format::store);
  first.integers("/x", std::vector<std::int32_t>{1});
  second.integers("/x", std::vector<std::int32_t>{2});
  const TemporaryFile file("x.h5");
  const std::string one = first.image(), two = second.image();
  write_file(file.path, one);
  const auto a = h5::Reader::from_image(one, file.path), b = h5::Reader::from_image(two, file.path);
  CHECK(a.integers("/x") == std::vector<std::int64_t>{1});
  CHECK(b.integers("/x") == std::vector<std::int64_t>{2});
  CHECK(a.file() == file.path);
}

TEST_CASE("a result file holds variable-length text, scales and tables") {
  h5::Writer w(h5::Format::result);
  w.integers("/daily/date", std::vector<std::int64_t>{19000, 19001});
  w.strings("/daily/leg", {"industrials", "caf\xc3\xa9", ""});
  w.numbers("/daily/pnl", std::vector<double>{1, 2, 3, 4, 5, kNoValue}, {2, 3});
  w.attribute("/daily/date", "units", "days since 1970-01-01");
  w.make_scale("/daily/date", "date");
  w.make_scale("/daily/leg", "leg");
  w.attach_scale("/daily/pnl", 0, "/daily/date");
  w.attach_scale("/daily/pnl", 1, "/daily/leg");
  w.numbers("/capital", std::vector<double>{1e8}, {});
  w.group("/signals");
  const auto reader = h5::Reader::from_image(w.image(), "result.h5");
  CHECK(reader.info("/daily/leg").kind == h5::ElementKind::variable_string);
  CHECK(reader.strings("/daily/leg") == std::vector<std::string>{"industrials", "caf\xc3\xa9", ""});
  CHECK(reader.text_attribute("/daily/date", "units") == "days since 1970-01-01");
  CHECK(reader.text_attribute("/daily/leg", "CLASS") == "DIMENSION_SCALE");
  CHECK(reader.attribute_names("/daily/pnl") == std::vector<std::string>{"DIMENSION_LIST"});
  CHECK(reader.numbers("/capital") == std::vector<double>{1e8});
  CHECK(reader.info("/capital").checksummed);
  CHECK(reader.has("/signals"));
}

TEST_CASE("equal calls give equal bytes") {
  const auto result = [] {
    h5::Writer w(h5::Format::result);
    w.strings("/leg", {"a", "bb"});
    w.numbers("/pnl", std::vector<double>{1, 2}, {1, 2});
    w.make_scale("/leg", "leg");
    w.attach_scale("/pnl", 1, "/leg");
    h5::Column name, value;
    name.name = "name";
    name.strings = {"x", "yyy"};
    value.name = "value";
    value.numbers = {1, 2};
    w.table("/tables/trades", {name, value});
    return w.image();
  };
  CHECK(small_store() == small_store());
  const std::string first = result();
  std::vector<std::string> garbage(100, std::string(5000, '\x5a'));  // other bytes in the memory that is reused
  garbage.clear();
  CHECK(first == result());
}

TEST_CASE("no object of a file carries a time") {
  const TemporaryFile file("times.h5");
  for (const auto format_of_file : {h5::Format::store, h5::Format::result}) {
    h5::Writer w(format_of_file);
    w.group("/signals/daily");
    w.numbers("/tables/by/leg/pnl", std::vector<double>{1, 2}, {2});
    w.attribute("/tables", "title", "nested groups");
    write_file(file.path, w.image());
    CHECK_FALSE(test::any_object_has_a_time(file.text()));
  }
  test::write_unchecked_panel(file.text(), 2, 2, 1, 2);
  CHECK(test::any_object_has_a_time(file.text()));  // the library's own habit
}

TEST_CASE("numbers of any width, order and sign are converted, texts of any padding are cut") {
  const TemporaryFile file("types.h5");
  test::write_foreign_types(file.text());
  const h5::Reader reader(file.path);
  const std::vector<double> numbers = {1.5, -2, 1e6};
  for (const auto* name : {"/float32", "/big_endian", "/gzip"}) CHECK(reader.numbers(name) == numbers);
  CHECK(reader.integers("/int16") == std::vector<std::int64_t>{1, -2, 3});
  CHECK(reader.integers("/uint8") == std::vector<std::int64_t>{1, 2, 3});
  CHECK(reader.numbers("/bool") == std::vector<double>{1, 0, 1});
  CHECK(reader.strings("/variable") == std::vector<std::string>{"ORCL", "", "caf\xc3\xa9"});
  CHECK(reader.strings("/padded") == std::vector<std::string>{"AB", "CDEF"});
  CHECK(reader.info("/float32").type_text == "float32");
  CHECK(reader.info("/uint8").kind == h5::ElementKind::int32);
  CHECK(reader.info("/uint64").kind == h5::ElementKind::int64);
  CHECK_FALSE(reader.info("/gzip").checksummed);
}

TEST_CASE("data of another type, size or place than expected is refused in plain words") {
  const TemporaryFile file("types.h5");
  test::write_foreign_types(file.text());
  const h5::Reader reader(file.path);
  const std::string at = file.text() + " ";
  CHECK(message_of([&] { reader.numbers("/padded"); }) ==
        at + "/padded: numbers were expected, found fixed-length string");
  CHECK(message_of([&] { reader.numbers("/compound"); }) == at + "/compound: numbers were expected, found compound");
  CHECK(message_of([&] { reader.strings("/int16"); }) == at + "/int16: text was expected, found int16");
  CHECK(message_of([&] { reader.integers("/gzip"); }) ==
        at + "/gzip: whole numbers were expected, found 1.5 at position 0");
  CHECK(message_of([&] { reader.integers("/uint64"); }) == at + "/uint64: holds integers beyond the range of int64");
  CHECK(message_of([&] { reader.numbers("/absent"); }) == at + "/absent: a dataset was expected, there is none");
  CHECK(message_of([&] { reader.numbers("/"); }) == at + "/: a dataset was expected, this is a group or a type");
  CHECK(message_of([&] { reader.info("/unwritten"); }) ==
        at + "/unwritten: declares more values than a file of this size can hold");
}

TEST_CASE("links, outside storage, unknown filters and odd shapes are refused, their neighbours are read") {
  const TemporaryFile file("storage.h5");
  test::write_foreign_storage(file.text());
  const h5::Reader reader(file.path);
  const std::string at = file.text() + " ";
  const std::vector<double> numbers = {1, 2, 3, 4};
  CHECK(reader.numbers("/plain") == numbers);
  CHECK(reader.numbers("/hard") == numbers);
  CHECK(reader.has("/soft"));  // so that nobody takes it for absent
  for (const auto* name : {"/soft", "/outside"}) {
    CHECK(message_of([&] { reader.numbers(name); }) ==
          at + name + ": is a soft or external link; only data inside the file itself is read\n" +
              "  store the data in place of the link");
  }
  CHECK(message_of([&] { reader.children("/soft/inner"); }).find("/soft: is a soft or external link") !=
        std::string::npos);
  CHECK(message_of([&] { reader.numbers("/external"); }) ==
        at + "/external: keeps its values in another file; only data inside the file itself is read\n" +
            "  write the values into the file");
  CHECK(message_of([&] { reader.numbers("/virtual"); }) ==
        at + "/virtual: is a virtual dataset; only data inside the file itself is read\n" +
            "  write the values themselves");
  CHECK(message_of([&] { reader.numbers("/scaled"); }) ==
        at + "/scaled: is stored with filter 6 ('scaleoffset'); deflate, shuffle and fletcher32 are read\n" +
            "  write it without that filter");
  CHECK(message_of([&] { reader.info("/cube"); }) == at + "/cube: one or two dimensions were expected, found 3");
  CHECK(message_of([&] { reader.info("/null"); }) == at + "/null: the dataset is empty: it has no shape");
}

TEST_CASE("what is not an HDF5 file is refused in plain words") {
  const Path folder = std::filesystem::temp_directory_path();
  CHECK(message_of([&] { h5::Reader(folder / "relval_no_such_file.h5"); }) ==
        (folder / "relval_no_such_file.h5").string() + ": no such file\n  check the path");
  CHECK(message_of([&] { h5::Reader reader(folder); }) ==
        folder.string() + ": an HDF5 file was expected, this is not a regular file");
  const std::string words = "x.h5: cannot be opened as an HDF5 file: ";
  const std::string hint = "\n  the file is damaged or incomplete: write or copy it again";
  CHECK(message_of([&] { h5::Reader::from_image("date,spread\n2024-01-02,100\n", "x.h5"); }) ==
        "x.h5: not an HDF5 file but a text\n"
        "  relval data import SPEC.yaml makes a store from CSV files (docs/import.md)");
  CHECK(message_of([&] { h5::Reader::from_image(std::string(100, '\0'), "x.h5"); }) ==
        words + "file signature not found" + hint);
  const TemporaryFile ring("ring.h5");
  test::write_ring(ring.text());
  CHECK(message_of([&] { h5::Reader reader(ring.path); }).find("groups are nested deeper than 16") !=
        std::string::npos);
}

TEST_CASE("any rows and columns of a panel are read, whatever its chunks") {
  const int rows = 61, columns = 40;
  const std::vector<std::pair<int, int>> layouts = {{0, 0}, {7, 3}, {61, 40}, {1, 40}, {16, 16}};
  for (const auto& [chunk_rows, chunk_columns] : layouts) {
    const TemporaryFile file("panel.h5");
    test::write_unchecked_panel(file.text(), rows, columns, chunk_rows, chunk_columns);
    const h5::Reader reader(file.path);
    const std::vector<std::vector<std::uint32_t>> choices = {
        {}, {0}, {39}, {5, 6, 7, 8}, {0, 2, 4}, {0, 39}, {1, 2, 3, 17, 18, 33, 35}};
    for (const auto& chosen : choices) {
      const std::size_t width = chosen.empty() ? columns : chosen.size();
      const std::vector<std::pair<int, int>> spans = {{0, rows}, {60, 1}, {5, 20}, {13, 0}};
      for (const auto& [first, count] : spans) {
        h5::Selection s;
        s.first_row = static_cast<std::uint64_t>(first);
        s.rows = static_cast<std::uint64_t>(count);
        s.columns = chosen;
        const auto values = read(reader, s, static_cast<std::size_t>(count) * width);
        for (std::size_t i = 0; i < values.size(); ++i) {
          const auto column = chosen.empty() ? i % width : chosen[i % width];
          REQUIRE(values[i] == test::panel_value(first + static_cast<int>(i / width), static_cast<int>(column)));
        }
      }
    }
  }
}

TEST_CASE("a rectangle outside the dataset is refused") {
  const TemporaryFile file("panel.h5");
  test::write_unchecked_panel(file.text(), 5, 3, 0, 0);
  const h5::Reader reader(file.path);
  const std::vector<std::uint32_t> outside = {1, 3};
  h5::Selection s;
  s.rows = 6;
  CHECK(message_of([&] { read(reader, s, 18); }) ==
        file.text() + " /panel: rows 0 to 6 were expected, the dataset has 5");
  s.rows = 5;
  s.columns = outside;
  CHECK(message_of([&] { read(reader, s, 10); }) == file.text() + " /panel: column 3 was expected, the dataset has 3");
}

TEST_CASE("a store cut short at any length is refused") {
  const std::string whole = small_store();
  CHECK(content_of_small_store(h5::Reader::from_image(whole, "small.h5")).size() > 100);
  for (std::size_t size = 1; size < whole.size(); ++size) {
    INFO("first " << size << " of " << whole.size() << " bytes");
    REQUIRE_THROWS_AS(content_of_small_store(h5::Reader::from_image(whole.substr(0, size), "small.h5")), Error);
  }
  const TemporaryFile file("cut.h5");
  write_file(file.path, whole.substr(0, whole.size() - 1));
  CHECK(message_of([&] { h5::Reader reader(file.path); }) ==
        file.text() + ": cannot be opened as an HDF5 file: truncated file: eof = " + format("{}", whole.size() - 1) +
            ", sblock->base_addr = 0, stored_eof = " + format("{}", whole.size()) +
            "\n  the file is damaged or incomplete: write or copy it again");
}

TEST_CASE("one damaged byte of a store is an error or has no effect, never another number") {
  test::release_library_memory();
  const LibraryMayLeak allowed;
  const std::string whole = small_store();
  const std::string expected = content_of_small_store(h5::Reader::from_image(whole, "small.h5"));
  std::size_t refused = 0, without_effect = 0;
  for (std::size_t at = 0; at < whole.size(); ++at) {
    for (const int damage : {0x01, 0xff}) {  // one bit, all bits
      std::string damaged = whole;
      damaged[at] = static_cast<char>(damaged[at] ^ damage);
      std::string found;
      try {
        found = content_of_small_store(h5::Reader::from_image(damaged, "small.h5"));
      } catch (const Error&) {
        ++refused;
        continue;
      }
      INFO("byte " << at << " xor " << damage);
      REQUIRE(found == expected);
      ++without_effect;
    }
  }
  CHECK(refused > without_effect);  // most bytes mean something
}
