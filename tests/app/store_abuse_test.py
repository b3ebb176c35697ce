#!/usr/bin/python3
"""Stores broken in the ways tools, copies and people break them: store_abuse_test.py RELVAL. Each is refused with exit
3, the dataset, what was found and what was expected; or it is another way of writing the same market, and then the run
is the same."""
import hashlib
import pathlib
import re
import sys

import h5py
import numpy as np

sys.dont_write_bytecode = True  # sandbox.py stands in the source tree
import sandbox  # noqa: E402
from sandbox import CONFIG, Sandbox, write_store

SPREAD, DURATION = "fields/spread", "fields/duration"


def put(f, path, data, **how):
    """Writes a dataset again, attributes kept."""
    attributes = dict(f[path].attrs) if path in f else {}
    if path in f:
        del f[path]
    f.create_dataset(path, data=data, **how).attrs.update(attributes)


def times(factor):
    return lambda f: f[SPREAD].__setitem__(..., f[SPREAD][...] * factor)


def cell(field, value):
    return lambda f: f[field].__setitem__((5, 1), value)


def attribute(path, name, value):
    return lambda f: f[path].attrs.__setitem__(name, value)


def first_rows(f, rows):
    for path in ("dates", SPREAD, DURATION):
        put(f, path, f[path][:rows])


def soft_link(f):
    f.move(SPREAD, "x")
    f[SPREAD] = h5py.SoftLink("/x")


def external_link(f):
    del f[SPREAD]
    f[SPREAD] = h5py.ExternalLink("my.h5", "/fields/spread")


def external_storage(f):
    values = f[SPREAD][...]
    values.tofile(pathlib.Path(f.filename).parent / "raw.bin")
    del f[SPREAD]
    where = [("raw.bin", 0, h5py.h5f.UNLIMITED)]
    f.create_dataset(SPREAD, shape=values.shape, dtype="f8", external=where).attrs["unit"] = "bp"


def virtual(f):
    shape = f[SPREAD].shape
    del f[SPREAD]
    layout = h5py.VirtualLayout(shape=shape, dtype="f8")
    layout[...] = h5py.VirtualSource("my.h5", "fields/spread", shape=shape)
    f.create_virtual_dataset(SPREAD, layout).attrs["unit"] = "bp"


def huge(f):
    del f[SPREAD]
    f.create_dataset(SPREAD, shape=(2**40, 2**20), dtype="f8", chunks=(1000, 1000)).attrs["unit"] = "bp"


def inflated(f):
    """A gigabyte of zeros in a file of a megabyte."""
    del f[SPREAD]
    f.create_dataset(SPREAD, shape=(2**27, 1), dtype="f8", chunks=(2**22, 1), compression="gzip").attrs["unit"] = "bp"


def deep(f):
    group = f["instruments"]
    for _ in range(3000):
        group = group.create_group("d")


def group_for_field(f):
    del f[SPREAD]
    f.create_group(SPREAD)


LAYOUT = "\n  docs/file_formats.md shows the layout"
CONVERT = "\n  convert the values if they are in another unit, then set the attribute unit to 'bp'"
LINK = ("/fields/spread: is a soft or external link; only data inside the file itself is read\n"
        "  store the data in place of the link")

# title: (edit, the whole answer after "relval: b.h5 "; None: only its form is looked at)
REFUSED = {
    "no dates": (lambda f: f.__delitem__("dates"), "/dates: the dates were expected, there are none" + LAYOUT),
    "dates unsorted":
        (lambda f: put(f, "dates", np.r_[f["dates"][:10], f["dates"][11], f["dates"][10], f["dates"][12:]]),
         "/dates: row 11: a date after 2024-01-16 was expected, found 2024-01-15"),
    "a date twice":
        (lambda f: f["dates"].__setitem__(10, f["dates"][9]),
         "/dates: row 10: a date after 2024-01-12 was expected, found 2024-01-12"),
    "dates with a time of day":
        (lambda f: put(f, "dates", f["dates"][...] + 0.5),
         "/dates: whole numbers were expected, found 19723.5 at position 0"),
    "dates as text":
        (lambda f: put(f, "dates", np.full(262, b"2024-01-01")),
         "/dates: numbers were expected, found fixed-length string"),
    "dates in seconds": (lambda f: put(f, "dates", f["dates"][...].astype("i8") * 86400), None),
    "one date for all": (lambda f: put(f, "dates", 19723), "/dates: a list of dates was expected, found shape []"),
    "no rows": (lambda f: first_rows(f, 0), "/dates: a list of dates was expected, found shape [0]"),
    "a field of one dimension":
        (lambda f: put(f, SPREAD, f[SPREAD][:, 0]),
         "/fields/spread: shape [262, 3] was expected (dates x instruments), found [262]"),
    "a field of three":
        (lambda f: put(f, SPREAD, f[SPREAD][...].reshape(262, 3, 1)),
         "/fields/spread: one or two dimensions were expected, found 3"),
    "axes swapped":
        (lambda f: put(f, SPREAD, f[SPREAD][...].T.copy()),
         "/fields/spread: shape [262, 3] was expected (dates x instruments), found [3, 262]"),
    "a field that ends early":
        (lambda f: put(f, SPREAD, f[SPREAD][:-5]),
         "/fields/spread: shape [262, 3] was expected (dates x instruments), found [257, 3]"),
    "a column that is too short":
        (lambda f: put(f, "instruments/issuer", np.array([b"a", b"b"])),
         "/instruments/issuer: shape [3] was expected (one entry per instrument), found [2]"),
    "no ids":
        (lambda f: f.__delitem__("instruments/id"),
         "/instruments/id: the ids of the instruments were expected, there are none" + LAYOUT),
    "an id twice":
        (lambda f: put(f, "instruments/id", np.array([b"IND", b"UTIL", b"IND"])),
         "/instruments/id: 'IND' stands at positions 0 and 2; ids are unique"),
    "an empty id":
        (lambda f: put(f, "instruments/id", np.array([b"IND", b"UTIL", b""])),
         "/instruments/id: position 2: an id was expected, found an empty text"),
    "an id that is not UTF-8":
        (lambda f: put(f, "instruments/id", np.array([b"IND", b"UTIL", b"T\xff\xfe"])),
         "/instruments/id: position 2: UTF-8 text without control characters was expected"),
    "numbers for ids":
        (lambda f: put(f, "instruments/id", np.arange(3)),
         "/instruments/id: text was expected, found int64"),
    "no kinds":
        (lambda f: f.__delitem__("instruments/kind"),
         "/instruments/kind: the kinds of the instruments were expected, there are none" + LAYOUT),
    "an unknown kind":
        (lambda f: put(f, "instruments/kind", np.array([b"spread_idx"] * 3)),
         "/instruments/kind: unknown kind 'spread_idx' of IND and 2 more\n  did you mean 'spread_index'?"),
    "another unit":
        (attribute(SPREAD, "unit", "percent"),
         "/fields/spread @unit: 'bp' was expected, found 'percent'" + CONVERT),
    "no unit":
        (lambda f: f[SPREAD].attrs.__delitem__("unit"),
         "/fields/spread @unit: 'bp' was expected, there is none" + CONVERT),
    "an unknown sampling":
        (attribute(SPREAD, "sampling", "averaged"),
         "/fields/spread @sampling: unknown sampling 'averaged'\n  did you mean 'average'?"),
    "a spread that cannot be":
        (cell(SPREAD, 120000.0),
         "/fields/spread 2024-01-08 UTIL: -2000 to 100000 bp was expected, found 120000"),
    "infinity": (cell(SPREAD, np.inf), "/fields/spread 2024-01-08 UTIL: -2000 to 100000 bp was expected, found inf"),
    "a negative duration":
        (cell(DURATION, -3.0),
         "/fields/duration 2024-01-08 UTIL: 0 to 150 years was expected, found -3"),
    "text for spreads":
        (lambda f: put(f, SPREAD, np.full((262, 3), b"x")),
         "/fields/spread: numbers were expected, found fixed-length string"),
    "records for spreads":
        (lambda f: put(f, SPREAD, np.zeros((262, 3), dtype=[("a", "f8")])),
         "/fields/spread: numbers were expected, found compound"),
    "a group for spreads": (group_for_field, "/fields/spread: a dataset was expected, this is a group or a type"),
    "a soft link": (soft_link, LINK),
    "an external link": (external_link, LINK),
    "values in another file":
        (external_storage,
         "/fields/spread: keeps its values in another file; only data inside the file "
         "itself is read\n  write the values into the file"),
    "a virtual dataset":
        (virtual,
         "/fields/spread: is a virtual dataset; only data inside the file itself is read\n"
         "  write the values themselves"),
    "an unknown filter":
        (lambda f: put(f, SPREAD, f[SPREAD][...], compression="lzf"),
         "/fields/spread: is stored with filter 32000 ('lzf'); deflate, shuffle and fletcher32 are read\n"
         "  write it without that filter"),
    "more cells than there are bytes": (huge, "/fields/spread: declares more values than a file of this size can hold"),
    "a gigabyte out of nothing": (inflated, None),
    "groups without end": (deep, "/instruments" + 16 * "/d" + ": groups are nested deeper than 16"),
    "a group inside itself": (lambda f: f["instruments"].__setitem__("self", f["/"]), None),
    "no mark of a store":
        (lambda f: f.attrs.__delitem__("relval_store"),
         "/: the attribute relval_store = 1 was expected, there is none: this may not be a market store" + LAYOUT),
    "a later version":
        (attribute("/", "relval_store", 2),
         "/ @relval_store: version 1 was expected, found 2\n"
         "  write the store again, or use the relval that wrote it"),
}

# Other ways to write the same numbers: the digest of what was loaded, and so the run, is the same.
SAME = {
    "variable-length text": lambda f: [put(f, "instruments/" + c, f["instruments/" + c].asstr()[()].astype(object),
                                           dtype=h5py.string_dtype()) for c in ("id", "kind", "issuer", "sector_l1")],
    "big-endian": lambda f: [put(f, SPREAD, f[SPREAD][...].astype(">f8")),
                             put(f, "dates", f["dates"][...].astype(">i8"))],
    "dates as whole floats": lambda f: put(f, "dates", f["dates"][...].astype("f8")),
    "gzip, shuffle and fletcher32": lambda f: put(f, SPREAD, f[SPREAD][...], compression="gzip", shuffle=True,
                                                  fletcher32=True, chunks=(64, 2)),
    "chunks": lambda f: put(f, SPREAD, f[SPREAD][...], chunks=(7, 1)),
    "a part that is not ours": lambda f: f.create_dataset("notes", data=np.arange(5)),
}


class StoreAbuse(Sandbox):
    def setUp(self):
        super().setUp()
        self.write("c.yaml", CONFIG.replace("my.h5", "b.h5"))

    def store(self, edit):
        write_store(self.folder / "b.h5")
        with h5py.File(self.folder / "b.h5", "r+") as f:
            edit(f)

    def run_of(self, edit):
        self.store(edit)
        self.good("run", "c.yaml")
        with h5py.File(self.folder / "results/c/latest/result.h5") as r:
            return r.attrs["data_digest"], r["total"][()]

    def test_each_is_refused_with_its_message(self):
        for title, (edit, answer) in REFUSED.items():
            with self.subTest(title):
                self.store(edit)
                done = self.relval("run", "c.yaml")
                self.assertEqual((done.returncode, done.stdout), (3, ""), done.stderr)
                if answer:
                    self.assertEqual(done.stderr, f"relval: b.h5 {answer}\n")
                else:
                    self.assertRegex(done.stderr, r"\Arelval: b\.h5 /\S+: .*(expected, found|can hold|nested deeper)")
                self.assertFalse((self.folder / "results").exists())
                # Looking at it says the same and crashes as little.
                checked = self.relval("data", "validate", "b.h5")
                self.assertEqual(checked.returncode, 3, checked.stderr)
                self.assertRegex(checked.stdout, r"(?m)^error: /")
                self.assertEqual(self.relval("data", "info", "b.h5").returncode in (0, 3), True)

    def test_several_faults_are_told_at_once(self):
        def edit(f):
            put(f, SPREAD, f[SPREAD][:-5])
            f[DURATION].attrs["unit"] = "months"
            put(f, "instruments/id", np.array([b"IND", b"", b"IND"]))
        self.store(edit)
        self.assertEqual(self.relval("run", "c.yaml").stderr, "relval: "
                         "b.h5 /instruments/id: position 1: an id was expected, found an empty text\n"
                         "b.h5 /instruments/id: 'IND' stands at positions 0 and 2; ids are unique\n"
                         "b.h5 /fields/duration @unit: 'years' was expected, found 'months'\n"
                         "  convert the values if they are in another unit, then set the attribute unit to 'years'\n"
                         "b.h5 /fields/spread: shape [262, 3] was expected (dates x instruments), found [257, 3]\n"
                         "4 problems\n")

    def test_the_same_market_written_otherwise_is_the_same_run(self):
        digest, total = self.run_of(lambda f: None)
        for title, edit in SAME.items():
            with self.subTest(title):
                other, other_total = self.run_of(edit)
                self.assertEqual(other, digest)
                np.testing.assert_array_equal(other_total, total)

    def test_narrower_numbers_are_read_as_what_they_are(self):
        for kind in ("f4", "i2", "u1", ">i4"):
            with self.subTest(kind):
                wide = self.run_of(lambda f: put(f, SPREAD, f[SPREAD][...].astype(kind).astype("f8")))
                narrow = self.run_of(lambda f: put(f, SPREAD, f[SPREAD][...].astype(kind)))
                self.assertEqual(narrow[0], wide[0])
                np.testing.assert_array_equal(narrow[1], wide[1])

    def test_spreads_in_another_unit_are_asked_about(self):
        for factor, first, guess in ((1e-4, "0.01", "as a fraction?"), (1e-2, "0.9", "in percent?"),
                                     (120, "12", "in hundredths of a basis point?")):
            with self.subTest(factor):
                self.store(times(factor))
                out = self.good("data", "validate", "b.h5")
                self.assertRegex(out, rf"(?m)^question: /fields/spread 2024-\S+ IND: {first}\S* bp is outside the "
                                      rf"usual 1 to 10000, and \d+ more\n  {re.escape(guess)} then \d+\S* bp is meant$")

    def test_a_leg_without_a_quote_trades_nothing_and_says_so(self):
        self.store(lambda f: f[SPREAD].__setitem__((slice(None), 0), np.nan))
        out = self.good("run", "c.yaml")
        self.assertIn("no trade in 262 days", " ".join(out.split()))
        self.assertIn("question: /instruments IND: a spread_index without a single spread\n",
                      self.good("data", "validate", "b.h5"))

    def test_a_store_of_one_row_cannot_be_run(self):
        self.store(lambda f: first_rows(f, 1))
        self.write("c.yaml", CONFIG.replace("my.h5", "b.h5").replace("2024-12-31", "2024-01-01"))
        self.refused(2, "relval: c.yaml:2:7: the store has 1 row from 2024-01-01 to 2024-01-01, a run needs two\n"
                        "  2 | from: 2024-01-01\n    |       ^\n  the store holds 2024-01-01..2024-01-01\n",
                     "run", "c.yaml")

    def test_files_that_are_no_store(self):
        write_store(self.folder / "b.h5")
        whole = (self.folder / "b.h5").read_bytes()
        again = "  the file is damaged or incomplete: write or copy it again\n"
        for title, data in (("empty", b""), ("zeros", bytes(5000))):
            with self.subTest(title):
                self.write("b.h5", data)
                self.refused(3, "relval: b.h5: cannot be opened as an HDF5 file: file signature not found\n" + again,
                             "run", "c.yaml")
        for length in range(1, len(whole), len(whole) // 60):
            with self.subTest(length=length):
                self.write("b.h5", whole[:length])
                done = self.relval("run", "c.yaml")
                self.assertEqual((done.returncode, done.stdout), (3, ""), done.stderr)
                self.assertRegex(done.stderr,
                                 r"\Arelval: b\.h5: cannot be opened as an HDF5 file: .+\n" + again + r"\Z")

    def test_a_pinned_store_with_one_byte_changed_is_refused(self):
        write_store(self.folder / "b.h5")
        data = bytearray((self.folder / "b.h5").read_bytes())
        digest = hashlib.sha256(data).hexdigest()
        self.good("run", "c.yaml", "--set", "market.sha256=" + digest)
        rng = np.random.default_rng(3)
        for at in rng.integers(0, len(data), 20):
            changed = bytearray(data)
            changed[at] ^= 1 << int(rng.integers(8))
            self.write("b.h5", bytes(changed))
            done = self.relval("run", "c.yaml", "--set", "market.sha256=" + digest)
            self.assertEqual(done.returncode, 3)
            self.assertIn(f"SHA-256 {digest} was expected", done.stderr)

    def test_a_checksummed_store_with_one_byte_changed_never_gives_other_numbers(self):
        """A store as relval writes it: every change is refused or has no effect on the run."""
        self.write("spreads.csv", "date,IND,UTIL,TECH\n" + "".join(
            f"{np.datetime64('2024-01-01') + 7 * i},{100 + i % 5},{80 + i % 3},{90 - i % 4}\n" for i in range(53)))
        self.write("import.yaml", "store: {file: b.h5, title: t, origin: o, licence: l, synthetic: true}\n"
                   "instruments: {defaults: {kind: spread_index}, list: [IND, UTIL, TECH]}\n"
                   "fields: {spread: {file: spreads.csv, unit: bp}, duration: {constant: 4.5}}\n")
        self.good("data", "import", "import.yaml")
        self.write("c.yaml", CONFIG.replace("my.h5", "b.h5").replace("2024-12-31", "2024-12-30"))
        self.good("run", "c.yaml")
        run = self.only_run()
        data = (self.folder / "b.h5").read_bytes()
        rng = np.random.default_rng(4)
        refused = 0
        for at in rng.integers(0, len(data), 150):
            changed = bytearray(data)
            changed[at] ^= 1 << int(rng.integers(8))
            self.write("b.h5", bytes(changed))
            done = self.relval("run", "c.yaml")
            self.assertIn(done.returncode, (0, 2, 3), (at, done.stderr))
            refused += done.returncode != 0
            self.assertEqual(self.only_run(), run, f"byte {at}")  # the same id: the same numbers
        self.assertGreater(refused, 100)

    def test_damage_to_a_foreign_store_never_crashes(self):
        write_store(self.folder / "b.h5")
        data = (self.folder / "b.h5").read_bytes()
        rng = np.random.default_rng(5)
        for at in rng.integers(0, len(data), 100):
            changed = bytearray(data)
            changed[at] = int(rng.integers(256))
            self.write("b.h5", bytes(changed))
            done = self.relval("run", "c.yaml")
            self.assertIn(done.returncode, (0, 2, 3), (at, done.stderr))


if __name__ == "__main__":
    sandbox.main()
