// Appending to a store: what comes later is added, what both have is compared, the result is that of the whole import.
#include "catch.hpp"
#include "import_scratch.hpp"
#include "market/store.hpp"

using namespace relval;

namespace {

const std::string kRest =
    "dates: {weekend: drop}\n"
    "fields:\n"
    "  spread: {file: spread.csv, unit: bp, quote: constant_maturity, sampling: point, knowledge_lag: 1}\n"
    "  duration: {constant: 5}\n"
    "  slope: {from: spread, along: tenor_years}\n"
    "series:\n"
    "  capex: {file: capex.csv, value: v, known_at: known, unit: USD bn}\n"
    "curves:\n"
    "  USD: {file: zeros.csv, columns: {365: z1, 1825: z5}, unit: percent, compounding: continuous}\n";
const std::string kInstruments = "list: {A: {tenor_years: 5}, B: {tenor_years: 10}}";

const std::string kSpreadOld = "2025-01-02,100,80.5\n2025-01-03,101,\n2025-01-06,102.25,81\n";
const std::string kSpreadNew = "2025-01-07,103,81.5\n2025-01-08,,82.1\n";
const std::string kCapexOld = "2024-12-31,10,2025-01-03\n";
const std::string kCapexNew = "2024-12-31,10.5,2025-01-07\n2025-01-08,11,2025-01-08\n";
const std::string kZerosOld = "2025-01-02,4.1,4.2\n2025-01-06,4.1,4.25\n";
const std::string kZerosNew = "2025-01-07,4.15,4.3\n";

void write_files(ImportFolder& folder, const std::string& spread, const std::string& capex, const std::string& zeros) {
  folder.spec(kRest, kInstruments);
  folder.write("spread.csv", "date,A,B\n" + spread);
  folder.write("capex.csv", "date,v,known\n" + capex);
  folder.write("zeros.csv", "date,z1,z5\n" + zeros);
}

// The old files imported; the folder then has the new ones.
void import_old(ImportFolder& folder, const std::string& spread_new = kSpreadNew) {
  write_files(folder, kSpreadOld, kCapexOld, kZerosOld);
  import_csv(folder.file("import.yaml"));
  write_files(folder, spread_new, kCapexNew, kZerosNew);
}

ImportReport append(const ImportFolder& folder) { return import_csv(folder.file("import.yaml"), ImportMode::append); }

std::string store_bytes(const ImportFolder& folder) { return read_file(folder.file("out.h5")); }

std::string bytes_of_whole() {
  ImportFolder folder;
  write_files(folder, kSpreadOld + kSpreadNew, kCapexOld + kCapexNew, kZerosOld + kZerosNew);
  import_csv(folder.file("import.yaml"));
  return store_bytes(folder);
}

// What an append says when it refuses; the store must be as before.
std::string append_refused(const ImportFolder& folder) {
  const std::string before = store_bytes(folder);
  std::string said;
  try {
    append(folder);
  } catch (const Error& error) {
    said = folder.without_folder(error.what());
  }
  CHECK((store_bytes(folder) == before));
  return said;
}

}  // namespace

TEST_CASE("appended rows give the store of the whole import, byte for byte") {
  ImportFolder folder;
  import_old(folder);
  const ImportReport report = append(folder);
  CHECK((store_bytes(folder) == bytes_of_whole()));
  CHECK(report.appended->rows_before == 3);
  CHECK(report.appended->rows_added == 2);
  CHECK(report.appended->rows_agreeing == 0);
  CHECK(report.appended->entries_added == 2);  // a revision and a new date
  CHECK(report.rows == 5);
  CHECK(report.fields[0].values == 8);
  CHECK(render(report).find("  added 2 to 3 rows; rows that both have, all equal: 0\n") != std::string::npos);
}

TEST_CASE("a file that has grown is appended to its own store, and what both have is compared") {
  ImportFolder folder;
  write_files(folder, kSpreadOld, kCapexOld, kZerosOld);
  import_csv(folder.file("import.yaml"));
  write_files(folder, kSpreadOld + kSpreadNew, kCapexOld + kCapexNew, kZerosOld + kZerosNew);
  const ImportReport report = append(folder);
  CHECK(report.appended->rows_agreeing == 3);
  CHECK((store_bytes(folder) == bytes_of_whole()));
  CHECK(append(folder).appended->rows_added == 0);  // again: nothing is left to add
  CHECK((store_bytes(folder) == bytes_of_whole()));
}

TEST_CASE("rows appended one at a time give the same bytes") {
  ImportFolder folder;
  write_files(folder, "2025-01-02,100,80.5\n", kCapexOld, "2025-01-02,4.1,4.2\n");
  import_csv(folder.file("import.yaml"));
  write_files(folder, "2025-01-03,101,\n", kCapexOld, "2025-01-02,4.1,4.2\n");
  append(folder);
  write_files(folder, "2025-01-06,102.25,81\n", kCapexOld, "2025-01-06,4.1,4.25\n");
  append(folder);
  write_files(folder, kSpreadNew, kCapexNew, kZerosNew);
  append(folder);
  CHECK((store_bytes(folder) == bytes_of_whole()));
}

TEST_CASE("a value that differs on a date of the store refuses the append and says where") {
  ImportFolder folder;
  import_old(folder, "2025-01-03,101,79\n2025-01-06,102.5,81\n" + kSpreadNew);
  folder.write("zeros.csv", "date,z1,z5\n2025-01-06,4.1,4.25\n" + kZerosNew);
  CHECK(append_refused(folder) ==
        "out.h5: 6 values differ from the store on dates that both have\n"
        "  2025-01-03 A slope: no value in the store, -4.4 here\n"
        "  2025-01-03 B slope: no value in the store, -4.4 here\n"
        "  2025-01-03 B spread: no value in the store, 79 here\n"
        "  2025-01-06 A slope: -4.25 in the store, -4.3 here\n"
        "  2025-01-06 A spread: 102.25 in the store, 102.5 here\n"
        "  2025-01-06 B slope: -4.25 in the store, -4.3 here\n"
        "  history was restated? import the whole of it anew");
}

TEST_CASE("of many differences the first ten are shown and all are counted") {
  ImportFolder folder;
  folder.spec("fields: {spread: {file: s.csv, unit: bp}, duration: {constant: 5}}\n");
  const auto rows = [](int add) {
    std::string text = "date,A,B\n";
    for (int day = 1; day < 10; ++day) {
      if (day == 4 || day == 5) continue;
      text += "2025-01-0" + std::to_string(day) + "," + std::to_string(100 + add) + ",90\n";
    }
    return text + "2025-01-10," + std::to_string(100 + add) + ",90\n";
  };
  folder.write("s.csv", rows(0));
  import_csv(folder.file("import.yaml"));
  folder.write("s.csv", rows(1) + "2025-01-13,101,90\n2025-01-14,101,90\n");
  CHECK(append_refused(folder).find("8 values differ") != std::string::npos);
  folder.spec("fields: {spread: {file: s.csv, unit: bp}, duration: {constant: 6}}\n");
  const std::string said = append_refused(folder);
  CHECK(said.find("24 values differ") != std::string::npos);
  CHECK(said.find("and 14 more\n") != std::string::npos);
}

TEST_CASE("an entry of a series that was restated is a difference, and so is one that is put into its past") {
  ImportFolder folder;
  import_old(folder);
  folder.write("capex.csv", "date,v,known\n2024-12-31,10.2,2025-01-03\n2024-09-30,9,2024-10-15\n");
  CHECK(append_refused(folder) ==
        "out.h5: 2 values differ from the store on dates that both have\n"
        "  2024-09-30 series capex known 2024-10-15: no value in the store, 9 here\n"
        "  2024-12-31 series capex value: 10 in the store, 10.2 here\n"
        "  history was restated? import the whole of it anew");
}

TEST_CASE("a date inside the store's history that the store has not is refused") {
  ImportFolder folder;
  write_files(folder, "2025-01-02,100,80.5\n2025-01-06,102,81\n", kCapexOld, kZerosOld);
  import_csv(folder.file("import.yaml"));
  write_files(folder, "2025-01-03,100,80.5\n2025-01-07,102,81\n", kCapexOld, kZerosNew);
  CHECK(append_refused(folder) ==
        "out.h5: 2025-01-03 is before the store's last date 2025-01-06 and not one of its dates\n"
        "  an append adds what comes after the last date; import the whole history anew");
}

TEST_CASE("instruments that the store has not, or that are not the same, are refused") {
  ImportFolder folder;
  import_old(folder);
  const auto said = [&](const std::string& instruments, const std::string& header) {
    folder.spec(kRest, instruments);
    folder.write("spread.csv", header + kSpreadNew);
    return append_refused(folder);
  };
  CHECK(said("list: {A: {tenor_years: 5}, C: {tenor_years: 10}}", "date,A,C\n") ==
        "import.yaml:2:14: C is not in the store out.h5\n"
        "  2 | instruments: {defaults: {kind: spread_index}, list: {A: {tenor_years: 5}, C: {tenor_years: 10}}}\n"
        "    |              ^\n"
        "  an append adds dates, not instruments, whose history would be unknown: leave them out, or import the whole "
        "history anew\n"
        "import.yaml:2:14: B is in the store out.h5 and not among the instruments here\n"
        "  2 | instruments: {defaults: {kind: spread_index}, list: {A: {tenor_years: 5}, C: {tenor_years: 10}}}\n"
        "    |              ^\n"
        "  an append adds dates and nothing else; import the whole history anew\n"
        "2 problems");
  CHECK(said("list: {A: {tenor_years: 5}, B: {tenor_years: 7}}", "date,A,B\n")
            .find("tenor_years of B is '10' in the store and '7' here") != std::string::npos);
  CHECK(said("list: {B: {tenor_years: 10}, A: {tenor_years: 5}}", "date,A,B\n")
            .find("another order: 'B' here where the store has 'A'") != std::string::npos);
}

TEST_CASE("fields, their units and what is said of them must be the store's") {
  ImportFolder folder;
  import_old(folder);
  const auto said = [&](const std::string& from, const std::string& to) {
    std::string rest = kRest;
    rest.replace(rest.find(from), from.size(), to);
    folder.spec(rest, kInstruments);
    return append_refused(folder);
  };
  const std::string hint = "\n  an append adds dates and nothing else; import the whole history anew";
  CHECK(said("knowledge_lag: 1", "knowledge_lag: 2") ==
        "out.h5: knowledge_lag of field 'slope': 1 in the store, 2 in the spec" + hint +
            "\nout.h5: knowledge_lag of field 'spread': 1 in the store, 2 in the spec" + hint + "\n2 problems");
  CHECK(said("sampling: point", "sampling: average").find("sampling of field 'slope': point in the store, average") !=
        std::string::npos);
  CHECK(said("unit: USD bn", "unit: USD mn") ==
        "out.h5: unit of series 'capex': USD bn in the store, USD mn in the spec" + hint);
  CHECK(said("365: z1", "366: z1") ==
        "out.h5: days of curve 'USD': 365, 1825 in the store, 366, 1825 in the spec" + hint);
  CHECK(said("  slope: {from: spread, along: tenor_years}\n", "  weight: {constant: 0.5}\n") ==
        "out.h5: the store has a field 'slope', and the spec has none" + hint +
            "\nout.h5: the store has no field 'weight', which the spec has" + hint + "\n2 problems");
  // no date is in both, so the constant itself is compared
  CHECK(said("constant: 5", "constant: 6").find("2025-01-06 A duration: 5 in the store, 6 here") != std::string::npos);
}

TEST_CASE("made-up rows are not added to observed ones") {
  ImportFolder folder;
  import_old(folder);
  std::string spec = read_file(folder.file("import.yaml"));
  spec.replace(spec.find("licence: l}"), 11, "licence: l, synthetic: true}");
  folder.write("import.yaml", spec);
  CHECK(append_refused(folder).find("store.synthetic: false in the store, true in the spec") != std::string::npos);
}

TEST_CASE("without a store, or with another program's, nothing is appended") {
  ImportFolder folder;
  write_files(folder, kSpreadNew, kCapexNew, kZerosNew);
  const auto said = [&] {
    try {
      append(folder);
    } catch (const Error& error) {
      CHECK(error.kind() == ErrorKind::data);
      return folder.without_folder(error.what());
    }
    return std::string();
  };
  CHECK(said() == "out.h5: there is no store to append to\n  without --append the import makes it");
  MarketData data = read_import(folder.file("import.yaml")).data;
  data.info.created_by = "another program";
  write_store(folder.file("out.h5"), data);
  CHECK(said() == "out.h5: expected a store that 'relval data import' wrote, found another's\n"
                  "  only what was imported can be appended to");
}

TEST_CASE("a bad line of an append is refused with the others, and nothing is added") {
  ImportFolder folder;
  import_old(folder, "2025-01-07,103,x\n2025-01-08,1,82\n");
  const std::string said = append_refused(folder);
  CHECK(said.find("spread.csv:2:16: expected a number, found 'x'") != std::string::npos);
}

TEST_CASE("a name without a quote in the rows added, and one an export no longer has, keep their history") {
  ImportFolder folder;
  const auto write = [&](const std::string& rows) {
    folder.write("import.yaml", "store: {file: out.h5, title: t, origin: o, licence: l}\n"
                                "instruments: {file: i.csv, preset: ice_index, defaults: {kind: spread_index}}\n"
                                "fields: {spread: {file: i.csv, preset: ice_index}, duration: {constant: 5}}\n");
    folder.write("i.csv", "Date,Index,OAS\n" + rows);
  };
  const std::string old = "2025-01-02,BB,200\n2025-01-02,AA,100\n", later = "2025-01-03,AA,101\n";
  write(old + later);
  import_csv(folder.file("import.yaml"));
  const std::string whole = store_bytes(folder);
  write(old);
  import_csv(folder.file("import.yaml"));
  write(later);
  append(folder);
  CHECK((store_bytes(folder) == whole));
  write("2025-01-06,CC,50\n");
  CHECK(append_refused(folder).find("CC is not in the store out.h5") != std::string::npos);
}
