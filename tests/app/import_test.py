#!/usr/bin/python3
"""`relval data import` from outside, import_test.py RELVAL: vendors' exports as they come, rows appended to a store."""
import sys

import h5py

sys.dont_write_bytecode = True  # sandbox.py stands in the source tree
import sandbox  # noqa: E402
from sandbox import Sandbox

SPEC = """\
store: {file: a.h5, title: t, origin: o, licence: l, synthetic: true}
instruments: {defaults: {kind: KIND}, list: [IND, UTIL]}
fields: {FIELD: {file: a.csv}, duration: {constant: 5}}
"""
RUN = """\
market: {store: a.h5}
from: 2025-01-02
to: 2025-01-09
legs: {long_leg: {instruments: [IND]}, short_leg: {instruments: [UTIL]}}
strategy: {name: static_pair, long: long_leg, short: short_leg}
sizing: {unit: notional, per_leg: 1000000}
portfolio: {capital: 1000000}
"""
HEADER = "date,IND,UTIL\n"
OLD = "2025-01-02,100,80\n2025-01-03,101,80\n2025-01-06,102,81\n"
NEW = "2025-01-07,103,81\n2025-01-08,104,82\n2025-01-09,103,81\n"


class Import(Sandbox):
    def spec(self, kind="spread_index", field="spread"):
        self.write("a.yaml", SPEC.replace("KIND", kind).replace("FIELD", field))

    def bytes_of(self, name="a.h5"):
        return (self.folder / name).read_bytes()

    def whole(self):
        self.write("a.csv", HEADER + OLD + NEW)
        self.good("data", "import", "a.yaml")
        return self.bytes_of()

    def old(self):
        self.write("a.csv", HEADER + OLD)
        self.good("data", "import", "a.yaml")

    def test_what_is_appended_makes_the_file_that_one_import_makes(self):
        self.spec()
        whole = self.whole()
        self.old()
        self.assertNotEqual(self.bytes_of(), whole)
        self.write("a.csv", HEADER + NEW)
        said = self.good("data", "import", "a.yaml", "--append")
        self.assertEqual(said.splitlines()[:2], ["a.h5: 2 instruments x 6 rows, 2025-01-02 to 2025-01-09",
                                                 "  added 3 to 3 rows; rows that both have, all equal: 0"])
        self.assertEqual(self.bytes_of(), whole)
        self.assertEqual([p.name for p in self.folder.iterdir() if ".tmp" in p.name], [])

    def test_an_append_that_is_refused_leaves_the_store_as_it_was(self):
        self.spec()
        self.old()
        before = self.bytes_of()
        self.write("a.csv", HEADER + "2025-01-06,102,81.5\n" + NEW)
        self.refused(3, "relval: a.h5: 1 value differs from the store on dates that both have\n"
                        "  2025-01-06 UTIL spread: 81 in the store, 81.5 here\n"
                        "  history was restated? import the whole of it anew\n",
                     "data", "import", "a.yaml", "--append")
        self.write("a.csv", "date,IND,UTIL,TECH\n2025-01-07,103,81,90\n")
        self.assertEqual(self.relval("data", "import", "a.yaml", "--append").returncode, 3)
        self.assertEqual(self.bytes_of(), before)

    def test_without_a_store_there_is_nothing_to_append_to(self):
        self.spec()
        self.write("a.csv", HEADER + OLD)
        self.refused(3, "relval: a.h5: there is no store to append to\n  without --append the import makes it\n",
                     "data", "import", "a.yaml", "--append")
        self.assertFalse((self.folder / "a.h5").exists())

    def test_a_damaged_store_is_not_appended_to(self):
        self.spec()
        self.old()
        cut = self.bytes_of()[:-200]
        self.write("a.h5", cut)
        self.assertEqual(self.relval("data", "import", "a.yaml", "--append").returncode, 3)
        self.assertEqual(self.bytes_of(), cut)

    def test_a_store_of_another_program_is_not_appended_to(self):
        self.spec()
        self.write("a.csv", HEADER + NEW)
        (self.folder / "my.h5").rename(self.folder / "a.h5")
        self.refused(3, "relval: a.h5: expected a store that 'relval data import' wrote, found another's\n"
                        "  only what was imported can be appended to\n",
                     "data", "import", "a.yaml", "--append")

    def test_total_return_indices_are_imported_appended_to_and_run(self):
        self.spec("price", "price")
        self.old()
        self.write("a.csv", HEADER + NEW)
        self.good("data", "import", "a.yaml", "--append")
        self.write("run.yaml", RUN)
        self.good("run", "run.yaml")
        # decided on 2025-01-02, traded on the next close at 101 and 80; 1e6 a side, each day's return on its own mark
        daily = (self.only_run("results/run") / "daily.csv").read_text().splitlines()
        total = daily[0].split(",").index("total")
        steps = [(101, 102, 80, 81), (102, 103, 81, 81), (103, 104, 81, 82), (104, 103, 82, 81)]
        wanted = sum(1e6 * (b / a - 1) - 1e6 * (d / c - 1) for a, b, c, d in steps)
        self.assertAlmostEqual(sum(float(line.split(",")[total]) for line in daily[1:]), wanted, places=6)

    def test_a_bloomberg_export_needs_no_hand_work(self):
        self.write("a.csv", "ACME Corp,,,BETA Corp,\nDates,OAS,,Dates,OAS\n"
                            "1/2/2025,81.5,,1/3/2025,66\n1/3/2025,82,,1/6/2025,#N/A N/A\n1/6/2025,83\n")
        self.write("a.yaml", "store: {file: a.h5, title: t, origin: o, licence: l}\n"
                             "instruments: {file: a.csv, preset: bloomberg_bdh, defaults: {kind: spread_index}}\n"
                             "fields: {spread: {file: a.csv, preset: bloomberg_bdh, unit: bp}, "
                             "duration: {constant: 5}}\n")
        self.good("data", "import", "a.yaml")
        with h5py.File(self.folder / "a.h5") as f:
            self.assertEqual(list(f["instruments/id"].asstr()), ["ACME Corp", "BETA Corp"])
            self.assertEqual([[x if x == x else None for x in row] for row in f["fields/spread"][:].tolist()],
                             [[81.5, None], [82, 66], [83, None]])
        self.good("data", "validate", "a.h5")

    def test_help_names_append(self):
        self.assertIn("--append", self.good("data", "import", "--help"))


if __name__ == "__main__":
    sandbox.main()
