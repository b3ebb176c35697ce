#include "catch.hpp"
#include "import_scratch.hpp"

using namespace relval;

namespace {

bool says(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("every fault of a file is shown at once with its line and column") {
  ImportFolder folder;
  folder.spec("fields: {spread: {file: s.csv}}")
      .write("s.csv", "date,A,B\n2025-01-02,100,x\n2025-01-03,101\n2025-02-30,102,90\n2025-01-06,\"1,234\",inf\n");
  CHECK(folder.refusal() ==
        "s.csv:2:16: expected a number, found 'x'\n"
        "  2 | 2025-01-02,100,x\n"
        "    |                ^\n"
        "s.csv:3: expected 3 cells as in the header, found 2\n"
        "  3 | 2025-01-03,101\n"
        "s.csv:4:1: expected a date written as %Y-%m-%d, found '2025-02-30'\n"
        "  4 | 2025-02-30,102,90\n"
        "    | ^\n"
        "  the date must exist; state another form with date_format (dates.format for all files)\n"
        "s.csv:5:12: expected a number, found '1,234'\n"
        "  5 | 2025-01-06,\"1,234\",inf\n"
        "    |            ^\n"
        "  if that separates thousands: thousands: ','\n"
        "s.csv:5:20: 'inf' is infinite; a value must be finite\n"
        "  5 | 2025-01-06,\"1,234\",inf\n"
        "    |                    ^\n"
        "5 problems");
}

TEST_CASE("more than twenty faults are counted") {
  ImportFolder folder;
  std::string text = "date,A,B\n";
  for (int day = 1; day <= 28; ++day)
    text += "2025-02-" + std::string(day < 10 ? "0" : "") + std::to_string(day) + ",x,y\n";
  folder.spec("dates: {weekend: drop}\nfields: {spread: {file: s.csv}}").write("s.csv", text);
  const std::string refusal = folder.refusal();
  CHECK(says(refusal, "... and 20 more\n40 problems"));  // 20 weekdays x 2
}

TEST_CASE("a spread in another unit is asked about, once an instrument") {
  ImportFolder folder;
  folder.spec("fields: {spread: {file: s.csv}}")
      .write("s.csv", "date,A,B\n2025-01-02,0.012,12000\n2025-01-03,0.013,90\n");
  CHECK(folder.refusal() ==
        "s.csv:2:12: spread of A on 2025-01-02 is 0.012 bp; usual is 1 to 10000 (2 of its 2 values are outside)\n"
        "  in another unit? state 'unit' (one of: bp, percent, decimal); if it is right: accept_unusual: true\n"
        "s.csv:2:18: spread of B on 2025-01-02 is 12000 bp; usual is 1 to 10000 (1 of its 2 values are outside)\n"
        "  in another unit? state 'unit' (one of: bp, percent, decimal); if it is right: accept_unusual: true\n"
        "2 problems");
  folder.spec("fields: {spread: {file: s.csv, accept_unusual: true}}");
  CHECK(folder.refusal() == "");
}

TEST_CASE("what is impossible cannot be accepted") {
  ImportFolder folder;
  folder.spec("fields: {spread: {file: s.csv}, duration: {file: d.csv, accept_unusual: true}}")
      .write("s.csv", "date,A,B\n2025-01-02,100,90\n")
      .write("d.csv", "date,A,B\n2025-01-02,5,-1\n");
  CHECK(says(folder.refusal(), "d.csv:2:14: duration of B on 2025-01-02 is -1 years; possible is 0 to 150"));
}

TEST_CASE("an unknown unit, instrument or column is named with its nearest neighbour") {
  ImportFolder folder;
  folder.spec("fields: {spread: {file: s.csv, unit: bps, columns: {ACME: ACMEE, BETTA: BETA}}}", "list: [ACME, BETA]")
      .write("s.csv", "date,ACME,BETA\n2025-01-02,100,90\n");
  CHECK(folder.refusal() ==
        "import.yaml:3:38: the unit 'bps' does not become 'bp'\n"
        "  3 | fields: {spread: {file: s.csv, unit: bps, columns: {ACME: ACMEE, BETTA: BETA}}}\n"
        "    |                                      ^\n"
        "  did you mean 'bp'?\n"
        "  or leave 'unit' out and give the factor with 'scale'\n"
        "import.yaml:3:59: s.csv has no column 'ACMEE'\n"
        "  3 | fields: {spread: {file: s.csv, unit: bps, columns: {ACME: ACMEE, BETTA: BETA}}}\n"
        "    |                                                           ^\n"
        "  did you mean 'ACME'?\n"
        "import.yaml:3:66: 'BETTA' is no instrument\n"
        "  3 | fields: {spread: {file: s.csv, unit: bps, columns: {ACME: ACMEE, BETTA: BETA}}}\n"
        "    |                                                                  ^\n"
        "  did you mean 'BETA'?\n"
        "3 problems");
}

TEST_CASE("a column or a row of an unknown instrument is a fault") {
  ImportFolder folder;
  folder.spec("fields: {spread: {file: s.csv}}", "list: [ACME, BETA]")
      .write("s.csv", "date,ACME,BETA,ACNE\n2025-01-02,100,90,80\n");
  CHECK(folder.refusal() == "s.csv:1:16: 'ACNE' is no instrument\n"
                            "  1 | date,ACME,BETA,ACNE\n"
                            "    |                ^\n"
                            "  did you mean 'ACME'?\n"
                            "  or leave out what is not an instrument's: others: ignore");
  folder.spec("fields: {spread: {file: l.csv, instrument: t, value: v}}", "list: [ACME]")
      .write("l.csv", "date,t,v\n2025-01-02,ACME,80\n2025-01-02,ZULU,80\n");
  CHECK(says(folder.refusal(), "l.csv:3:12: 'ZULU' is no instrument"));
}

TEST_CASE("two values of one date and instrument contradict each other") {
  ImportFolder folder;
  folder.spec("fields: {spread: {file: s.csv, unit: percent}}")
      .write("s.csv", "date,A,B\n2025-01-02,1,0.9\n2025-01-02,1.1,0.9\n");
  CHECK(folder.refusal() == "s.csv:3:12: a second value for A on 2025-01-02: 1.1 here, 1 at s.csv:2\n"
                            "  3 | 2025-01-02,1.1,0.9\n"
                            "    |            ^\n"
                            "  remove the one that is wrong");
}

TEST_CASE("instruments are refused that are there twice, of no kind, or without a value") {
  ImportFolder folder;
  folder.write("s.csv", "date,A,B\n2025-01-02,100,\n");
  folder.spec("fields: {spread: {file: s.csv}}");
  CHECK(says(folder.refusal(), "instrument 'B' has no value of spread on any date"));
  folder.write("n.csv", "id,kind\nA,spread_index\nA,price\nB,spread\n,price\n")
      .spec("fields: {spread: {file: s.csv}}", "file: n.csv");
  const std::string refusal = folder.refusal();
  CHECK(says(refusal, "n.csv:3:1: instrument 'A' stands here a second time"));
  CHECK(says(refusal, "n.csv:4:3: 'spread' is not a kind of instrument"));
  CHECK(says(refusal, "n.csv:5: an instrument without an id"));
}

TEST_CASE("faults of the spec are usage errors, shown together") {
  ImportFolder folder;
  folder.write("import.yaml",
               "store: {file: out.h5, title: t, origin: o, licence: l, sinthetic: true}\n"
               "instruments: {list: [A]}\n"
               "fields: {spread: {fil: s.csv}, slope: {from: spred, along: tenor_years}, duration: {constant: 5, "
               "from_instruments: t}}\n"
               "series: {x: {file: s.csv, value: A}}\n");
  const std::string refusal = folder.refusal();
  CHECK(says(refusal, "unknown key 'sinthetic'"));
  CHECK(says(refusal, "did you mean 'synthetic'?"));
  CHECK(says(refusal, "did you mean 'file'?"));
  CHECK(says(refusal, "there is no field 'spred' to take the slope of"));
  CHECK(says(refusal, "field 'duration' expects one source, found constant and from_instruments"));
  CHECK(says(refusal, "series 'x' expects either 'known_at' or 'release_lag', found none"));
  try {
    folder.import();
    FAIL("a faulty spec was taken");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::usage);
  }
}

TEST_CASE("a missing file is a fault with its name") {
  ImportFolder folder;
  folder.spec("fields: {spread: {file: nowhere.csv}}");
  CHECK(folder.refusal() == "nowhere.csv: no such file\n  paths in an import spec are relative to the spec");
}

TEST_CASE("a file of another form altogether ends the reading, not the machine") {
  ImportFolder folder;
  std::string text = "date,A,B\n";
  for (int line = 0; line < 30000; ++line) text += "never\n";
  folder.spec("on_fault: refuse\nfields: {spread: {file: s.csv}}").write("s.csv", text);
  CHECK(says(folder.refusal(), "10000 problems"));
}

TEST_CASE("a quarantine keeps the good values and lists the others") {
  ImportFolder folder;
  folder.spec("on_fault: quarantine\nfields: {spread: {file: s.csv}}")
      .write("s.csv",
             "date,A,B\n2025-01-02,100,x\n2025-01-03,101\n2025-01-04,1,2\n2025-01-06,0.02,91\n2025-01-07,103,92\n2025-"
             "01-07,103,93\n");
  const Import made = folder.import();
  CHECK(made.report.quarantined == 6);
  CHECK(folder.without_folder(rejected_csv(made.rejected)) ==
        "file,line,column,value,reason\n"
        "s.csv,2,B,x,\"expected a number, found 'x'\"\n"
        "s.csv,3,,\"2025-01-03,101\",\"expected 3 cells as in the header, found 2\"\n"
        "s.csv,4,date,2025-01-04,2025-01-04 is a Saturday\n"
        "s.csv,7,B,93,\"a second value for B on 2025-01-07: 93 here, 92 at s.csv:6\"\n"
        "s.csv,6,B,92,another value for B on 2025-01-07 at s.csv:7\n"
        "s.csv,5,A,0.02,\"spread outside 1 to 10000 bp, which is usual\"\n");
  const Panel& spread = made.data.fields.at("spread").panel;
  REQUIRE(made.data.dates.size() == 3);  // 2, 6, 7 January
  CHECK(spread.at(0, 0) == 100);
  CHECK(spread.at(0, 1) != spread.at(0, 1));
  CHECK(spread.at(1, 0) != spread.at(1, 0));
  CHECK(spread.at(1, 1) == 91);
  CHECK(spread.at(2, 0) == 103);
  CHECK(spread.at(2, 1) != spread.at(2, 1));
}

TEST_CASE("a quarantine does not excuse a missing column") {
  ImportFolder folder;
  folder.spec("on_fault: quarantine\nfields: {spread: {file: s.csv, columns: {A: A, B: C}}}")
      .write("s.csv", "date,A,B\n2025-01-02,100,90\n");
  CHECK(says(folder.refusal(), "s.csv has no column 'C'"));
}

TEST_CASE("a slip in the form of a file is answered with what the file holds") {
  ImportFolder folder;
  folder.spec("fields: {spread: {file: s.csv}}").write("s.csv", "Date,A,B\n2025-01-02,100,90\n");
  CHECK(says(folder.refusal(), "s.csv has no column 'date'"));
  CHECK(says(folder.refusal(), "name its column of dates with 'date: Date' in the source"));
  folder.write("s.csv", "date,A,B\n13/01/2025,100,90\n02/01/2025,100,90\n");
  CHECK(says(folder.refusal(), "13/01/2025 as \"%d/%m/%Y\": state it with date_format (dates.format for all files)"));
  CHECK(says(folder.refusal(), "02/01/2025 as \"%d/%m/%Y\" or \"%m/%d/%Y\": state which with date_format"));
  folder.write("s.csv", "date;A;B\n2025-01-02;100;90\n");
  CHECK(says(folder.refusal(), "state the delimiter: csv: {delimiter: \";\"}"));
  folder.write("s.csv", "Exported by a vendor\ndate,A,B\n2025-01-02,100,90\n");
  CHECK(says(folder.refusal(), "a line before the header? csv: {skip_lines: 1} leaves one out"));
  folder.spec("fields: {spreads: {file: s.csv, unit: bp}}").write("s.csv", "date,A,B\n2025-01-02,100,90\n");
  CHECK(says(folder.refusal(), "is it the field 'spreads'? then call it spread"));
  make_directories(folder.file("folder.csv"));
  folder.spec("fields: {spread: {file: folder.csv}}");
  CHECK(folder.refusal() == "folder.csv: expected a CSV file, found a directory");
  folder.spec("csv: {skip_lines: 2}\nfields: {spread: {file: s.csv}}")
      .write("s.csv", "Export\n;;\ndate,A,B\n2025-01-02,100,90\n");
  CHECK(folder.refusal() == "");
}
