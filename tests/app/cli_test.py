#!/usr/bin/python3
"""The built program as its users meet it: cli_test.py RELVAL. Bad inputs stand in bad_inputs.txt, bad stores in
store_abuse_test.py; here are those, and what a good run leaves on the disk."""
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

import h5py
import numpy as np

sys.dont_write_bytecode = True  # sandbox.py stands in the source tree
import sandbox  # noqa: E402
from bad_inputs import bad_inputs  # noqa: E402
from sandbox import BOOK, CONFIG, Sandbox, month_ends, write_store

HERE = pathlib.Path(__file__).resolve().parent
POSITIONS = "date,IND,UTIL\n2024-01-02,1000000,-1000000\n"
SYNTH = """\
store: {file: s.h5, title: t, origin: o, licence: l}
cases: [one, Two]
dates: {from: 2024-01-02, to: 2024-03-28}
index: {anchors_bp: {2024-01-02: 100, 2024-02-03: 90}, sd_bp: 1}
groups:
  all: {invented: {energy: {sector_l2: industrial, prefix: EN, count: 3, rating_from: A, rating_to: BBb}}}
names: {EN04: {tenor_years: 5}}
"""
OUTSIDE = "environment.json"  # the one file that may differ from run to run


class BadInputs(Sandbox):
    def test_each_is_refused_with_its_message(self):
        write_store(self.folder / "monthly.h5", month_ends())
        write_store(self.folder / "cases.h5")
        with h5py.File(self.folder / "cases.h5", "r+") as f:
            f.attrs["cases"] = "calm wild"
            f["cases/wild/fields/spread"] = f["fields/spread"][:] * 10
            f["cases/wild/fields/spread"].attrs["unit"] = "bp"
        self.write("synth.yaml", SYNTH)
        self.write("empty.yaml", "")
        self.write("comments.yaml", "# nothing\n")
        self.write("book.yaml", BOOK)
        plugins = str(pathlib.Path(self.program).parent / "plugins")
        digest = hashlib.sha256((self.folder / "my.h5").read_bytes()).hexdigest()
        cases = list(bad_inputs())
        self.assertGreater(len(cases), 95)
        for title, case, code, answer in cases:
            with self.subTest(title):
                self.write("c.yaml", case["config"])
                self.write("pos.csv", case.get("positions", POSITIONS))
                words = case.get("run", "run book.yaml" if "positions" in case else "run c.yaml").split()
                self.refused(code, answer.replace("PLUGINS", plugins).replace("HASH", digest), *words)

    def test_the_config_and_the_book_they_start_from_are_good(self):
        self.write("book.yaml", BOOK)
        self.write("pos.csv", POSITIONS)
        self.good("run", "c.yaml")
        self.good("run", "book.yaml")

    def test_a_config_in_another_encoding_is_refused_and_a_byte_order_mark_is_not(self):
        self.write("c.yaml", CONFIG.encode("utf-16"))
        self.assertEqual(self.relval("run", "c.yaml").returncode, 2)
        self.write("c.yaml", b"\xef\xbb\xbf" + CONFIG.encode())
        self.good("run", "c.yaml")

    def test_huge_configs_end_soon(self):
        bomb = "a: &a [x, x, x, x, x, x, x, x]\n" + "".join(
            f"{b}: &{b} [*{a}, *{a}, *{a}, *{a}, *{a}, *{a}, *{a}, *{a}]\n" for a, b in zip("abcdefghi", "bcdefghij"))
        many = "".join(f"k{i}: 1\n" for i in range(200000))
        for name, text in (("bomb", bomb), ("deep", "a: " + "[" * 5000), ("keys", many)):
            with self.subTest(name):
                self.write("c.yaml", text)
                start = time.monotonic()
                done = self.relval("run", "c.yaml")
                self.assertEqual((done.returncode, done.stdout), (2, ""))
                self.assertLess(len(done.stderr), 20000)
                self.assertLess(time.monotonic() - start, 5)

    def test_no_command_prints_the_help_and_fails(self):
        done = self.relval()
        self.assertEqual((done.returncode, done.stderr), (2, ""))
        self.assertEqual(done.stdout, self.good("--help"))

    def test_every_config_of_the_line_is_run_and_the_worst_exit_code_counts(self):
        self.write("bad.yaml", CONFIG.replace("[IND]", "[INDD]"))
        done = self.relval("run", "bad.yaml", "c.yaml", "nope.yaml")
        self.assertEqual(done.returncode, 2)
        self.assertIn("bad.yaml:5:28", done.stderr)
        self.assertIn("nope.yaml: no such file", done.stderr)
        self.assertIn("static_pair", done.stdout)
        self.assertTrue((self.folder / "results/c/latest").is_dir())

    def test_validate_runs_nothing(self):
        self.assertEqual(self.good("validate", "c.yaml"),
                         "c.yaml: ok: 262 rows of day, legs long_leg (1), short_leg (2), strategy static_pair\n")
        self.assertFalse((self.folder / "results").exists())


    def test_an_empty_directory_for_results_is_refused(self):
        self.refused(2, "relval: --out: a directory was expected, found nothing\n"
                        "  leave --out out and it is: results\n",
                     "run", "c.yaml", "--out", "")

    def test_an_import_spec_given_to_run_is_said_to_be_one(self):
        self.write("i.yaml", "store: {file: a.h5}\ninstruments: {list: [A]}\nfields: {duration: {constant: 5}}\n")
        self.refused(2, "relval: i.yaml: this is an import spec, not the config of a run\n"
                        "  relval data import i.yaml\n",
                     "run", "i.yaml")

    def test_names_that_start_late_or_end_early_are_named(self):
        with h5py.File(self.folder / "my.h5", "a") as f:
            f["fields/spread"][:100, 1] = np.nan
            f["fields/spread"][-30:, 2] = np.nan
        self.assertIn("\nPART OF THE STORE'S DATES\n"
                      "  spread          1 name starts late: UTIL from 2024-05-20; "
                      "1 name ends early: TECH to 2024-11-19\n",
                      self.good("data", "info", "my.h5"))

    def test_several_configs_as_json_are_one_array(self):
        self.write("d.yaml", CONFIG)
        both = json.loads(self.good("run", "c.yaml", "d.yaml", "--json"))
        self.assertEqual([run["summary"]["run"]["name"] for run in both], ["c", "d"])
        done = self.relval("run", "c.yaml", "nope.yaml", "--json")
        self.assertEqual((done.returncode, len(json.loads(done.stdout))), (2, 1))
        self.assertEqual(json.loads(self.good("run", "c.yaml", "--json"))["published"], "unchanged")

    @unittest.skipIf(os.geteuid() == 0, "root may read everywhere")
    def test_a_store_that_may_not_be_read_is_exit_5(self):
        (self.folder / "my.h5").chmod(0)
        self.refused(5, "relval: my.h5: cannot read: Permission denied\n  check who may read and write there\n",
                     "run", "c.yaml")


class OutputThatCannotBeWritten(Sandbox):
    def complete(self):
        run = self.only_run()
        self.assertEqual(json.loads((run / "manifest.json").read_text())["status"], "complete")

    def test_a_full_device_on_stdout_is_exit_5_and_the_run_stands(self):
        with open("/dev/full", "w") as full:
            done = self.relval("run", "c.yaml", stdout=full)
        self.assertEqual((done.returncode, done.stderr), (5, "relval: standard output could not be written\n"))
        self.complete()

    def test_a_closed_stdout_is_exit_5_and_the_run_stands(self):
        done = subprocess.run(["/bin/sh", "-c", '"$1" run c.yaml >&-', "sh", self.program], cwd=self.folder,
                              stderr=subprocess.PIPE, text=True, check=False)
        self.assertEqual((done.returncode, done.stderr), (5, "relval: standard output could not be written\n"))
        self.complete()

    def test_a_reader_that_leaves_early_leaves_the_run_whole(self):
        done = subprocess.run(["/bin/sh", "-c", '"$1" run c.yaml | head -1', "sh", self.program], cwd=self.folder,
                              capture_output=True, text=True, check=False)
        self.assertEqual((done.returncode, len(done.stdout.splitlines())), (0, 1))
        self.complete()

    def test_a_pipe_nobody_reads_leaves_the_run_whole(self):
        read, write = os.pipe()
        os.close(read)
        done = self.relval("run", "c.yaml", stdout=write)
        os.close(write)
        self.assertIn(done.returncode, (5, -13))  # told by the write, or ended by SIGPIPE; both after publishing
        self.complete()

    def test_a_limit_on_file_size_publishes_nothing(self):
        done = subprocess.run(["/bin/sh", "-c", 'ulimit -f 20; exec "$1" run c.yaml', "sh", self.program],
                              cwd=self.folder, capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 5, done.stderr)
        self.assertRegex(done.stderr,
                         r"\Arelval: results/c/[0-9a-f]{12}\.\S+\.partial/\S+: cannot write: File too large\n"
                         r"  a limit on file size is in force \(see ulimit -f\)\n\Z")
        self.assertEqual(list((self.folder / "results/c").iterdir()), [])

    def test_a_full_disk_publishes_nothing_and_keeps_what_was_there(self):
        disk = self.folder / "disk"
        disk.mkdir()
        mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "none", disk]
        if subprocess.run(mount, capture_output=True, check=False).returncode != 0:
            reason = "a small tmpfs cannot be mounted: that needs root"
            print("skipped:", reason, file=sys.stderr)
            self.skipTest(reason)
        try:
            self.good("run", "c.yaml", "--out", "disk")
            first = self.only_run("disk/c")
            before = self.files(first)
            for more in range(12):  # until it is full
                done = self.relval("run", "c.yaml", "--out", "disk", "--set", f"portfolio.capital={more + 1}")
                if done.returncode != 0:
                    break
            self.assertEqual(done.returncode, 5, "the disk never became full")
            self.assertRegex(done.stderr, r"\Arelval: disk/c/\S+: .*No space left on device\n"
                                          r"  free some space there or choose another place\n\Z")
            self.assertEqual([p.name for p in (disk / "c").iterdir() if not (p / "manifest.json").exists()], [])
            self.assertEqual(self.files(first), before)
        finally:
            subprocess.run(["umount", disk], check=True)

    @unittest.skipIf(os.geteuid() == 0, "root may write everywhere")
    def test_a_folder_that_may_not_be_written(self):
        (self.folder / "results").mkdir(mode=0o555)
        self.assertEqual(self.relval("run", "c.yaml").returncode, 5)


class ResultsOnDisk(Sandbox):
    def test_the_same_config_twice_is_unchanged(self):
        self.good("run", "c.yaml")
        first = self.files("results/c/latest")
        self.assertIn("\nunchanged since ", self.good("run", "c.yaml"))
        self.assertIn("(unchanged)", self.good("run", "c.yaml", "--force"))
        self.assertEqual(self.files("results/c/latest"), first)  # the environment of the run that wrote them, too

    def test_set_changes_the_id_and_latest_follows(self):
        self.good("run", "c.yaml")
        before = os.readlink(self.folder / "results/c/latest")
        self.good("run", "c.yaml", "--set", "sizing.unit=dts", "--set", "sizing.per_leg=1000000")
        after = os.readlink(self.folder / "results/c/latest")
        self.assertNotEqual(before, after)
        self.assertRegex(after, r"\A[0-9a-f]{12}\Z")
        self.good("run", "c.yaml")
        self.assertEqual(os.readlink(self.folder / "results/c/latest"), before)
        self.assertEqual(len(list((self.folder / "results/c").iterdir())), 3)

    def test_the_effective_config_runs_from_anywhere_to_the_same_id(self):
        (self.folder / "books").mkdir()
        self.write("books/pos.csv", POSITIONS)
        self.write("books/book.yaml", BOOK)
        for config, results in (("c.yaml", "results/c"), ("books/book.yaml", "results/book")):
            with self.subTest(config):
                self.good("run", config)
                run = self.only_run(results)
                self.assertIn("my.h5", (run / "config.yaml").read_text())
                self.assertNotIn(str(self.folder), (run / "config.yaml").read_text())  # the folder may be moved whole
                self.assertIn("../../../books/pos.csv" if "books" in config else 'store: my.h5',
                              (run / "config.yaml").read_text())
                with tempfile.TemporaryDirectory() as elsewhere:
                    self.good("run", str(run / "config.yaml"), folder=elsewhere)
                    again = pathlib.Path(elsewhere) / "results/config"
                    self.assertEqual(os.readlink(again / "latest"), run.name)
                    for name in ("summary.json", "result.h5", "daily.csv"):
                        self.assertEqual((again / "latest" / name).read_bytes(), (run / name).read_bytes())
                    self.good("run", str(again / "latest" / "config.yaml"), "--out", "third", folder=elsewhere)
                    third = pathlib.Path(elsewhere) / "third/config/latest"
                    self.assertEqual(os.readlink(third), run.name)

    def test_the_next_step_works_from_the_folder_it_is_printed_in(self):
        (self.folder / "books").mkdir()
        self.write("books/book.yaml", BOOK)
        self.write("books/pos.csv", POSITIONS)
        (self.folder / "my.h5").rename(self.folder / "books/my.h5")
        self.assertIn("\nnext: relval data info books/my.h5\n", self.good("run", "books/book.yaml"))

    def test_a_set_that_states_what_the_config_says_is_the_same_run(self):
        self.good("run", "c.yaml")
        self.assertIn("\nunchanged since ",
                      self.good("run", "c.yaml", "--set", "sizing.unit=cs01", "--set", "timing.delay=1"))

    def test_manifest_hashes_are_those_of_the_files(self):
        self.good("run", "c.yaml")
        run = self.only_run()
        manifest = json.loads((run / "manifest.json").read_text())
        listed = {f["name"]: (f["bytes"], f["sha256"]) for f in manifest["files"]}
        found = {p.name: (p.stat().st_size, hashlib.sha256(p.read_bytes()).hexdigest())
                 for p in run.iterdir() if p.name not in ("manifest.json", OUTSIDE)}
        self.assertEqual(listed, found)
        self.assertEqual(manifest["id"], run.name)
        self.assertEqual((manifest["status"], manifest["outside_identity"]), ("complete", [OUTSIDE, "note.txt"]))

    def test_a_damaged_file_is_replaced_and_named(self):
        self.good("run", "c.yaml")
        run = self.only_run()
        whole = {name: data for name, data in self.files(run).items() if name != OUTSIDE}
        for name in sorted(whole):
            for damage in ("changed", "cut", "gone"):
                with self.subTest(name=name, damage=damage):
                    if damage == "gone":
                        (run / name).unlink()
                    else:
                        (run / name).write_bytes(whole[name][:-7] if damage == "cut" else b"x" + whole[name][1:])
                    out = " ".join(self.good("run", "c.yaml").split())
                    self.assertIn(f"(replaced: {name} was different)", out)
                    again = self.files(run)
                    again.pop(OUTSIDE)
                    self.assertEqual(again, whole)
        self.assertEqual({p.name for p in (self.folder / "results/c").iterdir()}, {run.name, "latest"})

    def test_surroundings_leave_no_trace(self):
        """Working directory, time zone, language, umask and environment change nothing but environment.json."""
        self.write("c.yaml", CONFIG.replace("my.h5", str(self.folder / "my.h5")))
        self.good("run", "c.yaml", "--out", "one")
        other = self.folder / "some where"
        other.mkdir()
        surroundings = {"TZ": "Pacific/Auckland", "LC_ALL": "de_DE.UTF-8", "LANG": "tr_TR.UTF-8", "HOME": "/nowhere",
                        "COLUMNS": "40", "MALLOC_PERTURB_": "165"}
        umask = os.umask(0o077)
        try:
            self.good("run", "../c.yaml", "--out", "two", folder=other, env=surroundings)
        finally:
            os.umask(umask)
        one, two = self.files("one/c/latest"), self.files("some where/two/c/latest")
        self.assertNotEqual(one.pop(OUTSIDE), two.pop(OUTSIDE))
        self.assertEqual(one, two)

    def test_the_written_config_runs_to_the_same_id(self):
        self.good("run", "c.yaml")
        run = self.only_run()
        self.write("again.yaml", (run / "config.yaml").read_bytes())
        self.good("run", "again.yaml", "--out", "again")
        self.assertEqual(self.only_run("again/again").name, run.name)

    def test_a_config_below_configs_keeps_its_path_below_results(self):
        (self.folder / "configs/rates").mkdir(parents=True)
        self.write("configs/rates/pair.yaml", CONFIG)
        self.good("run", "configs/rates/pair.yaml")
        self.assertTrue((self.folder / "results/rates/pair/latest/manifest.json").exists())

    def test_a_run_that_is_killed_at_any_moment_leaves_nothing_half_done(self):
        self.good("run", "c.yaml")
        whole = {name: data for name, data in self.files(self.only_run()).items() if name != OUTSIDE}
        moments = np.random.default_rng(7).uniform(0, 0.08, 40)  # seconds: a run takes about that
        for moment in moments:
            shutil.rmtree(self.folder / "results")
            run = subprocess.Popen([self.program, "run", "c.yaml"], cwd=self.folder, stdout=subprocess.DEVNULL)
            time.sleep(moment)
            run.kill()
            run.wait()
            for published in (self.folder / "results").glob("c/*"):
                if not published.name.endswith(".partial"):
                    self.assertTrue((published / "manifest.json").exists(), f"{published} after {moment} s")
            self.good("run", "c.yaml")
            found = self.files(self.only_run())
            found.pop(OUTSIDE)
            self.assertEqual(found, whole)

    def test_what_a_killed_run_left_is_cleared_away(self):
        self.good("run", "c.yaml")
        host = os.uname().nodename
        left = self.folder / f"results/c/0123456789ab.{host}.99999999.partial"
        left.mkdir()
        (left / "result.h5").write_bytes(b"half")
        link = self.folder / "results/c/latest.tmp.99999999"
        link.symlink_to(os.readlink(self.folder / "results/c/latest"))
        self.good("run", "c.yaml")
        self.assertFalse(left.exists())
        self.assertFalse(link.is_symlink())
        self.assertTrue((self.folder / "results/c/latest/manifest.json").exists())


class StoreOfTheDocs(Sandbox):
    def test_a_static_pair_runs_on_the_ten_lines_of_python(self):
        script = HERE.parent / "market" / "h5py_store_test.py"
        subprocess.run(["/usr/bin/python3", script, self.folder], check=True)
        self.write("docs.yaml", "market: {store: my_store.h5}\nfrom: 2024-01-01\nto: 2024-12-31\n"
                   "legs: {a: {instruments: [INDUSTRIALS]}, b: {instruments: [UTILITIES]}}\n"
                   "strategy: {name: static_pair, long: a, short: b}\nsizing: {unit: notional, per_leg: 1000000}\n"
                   "portfolio: {capital: 1000000}\nvaluation: {total: taylor}\n")
        self.good("run", "docs.yaml")
        with h5py.File(self.folder / "my_store.h5") as f:
            dates, spread = f["dates"][()].astype(float), f["fields/spread"][()]
        # Bought at the close of row 1: carry over calendar days and -D ds (D = 4.5) from there to the last row.
        years = np.diff(dates[1:]) / 365
        carry = 1e6 * 1e-4 * (spread[1:-1] * years[:, None]).sum(axis=0)
        moved = -1e6 * 4.5 * 1e-4 * (spread[-1] - spread[1])
        with h5py.File(self.folder / "results/docs/latest/result.h5") as r:
            total = r["total"][()].sum(axis=0)  # [leg][side]
        self.assertAlmostEqual(total[0, 0], carry[0] + moved[0], places=6)
        self.assertAlmostEqual(total[1, 1], -carry[1] - moved[1], places=6)
        self.assertEqual((total[0, 1], total[1, 0]), (0, 0))


if __name__ == "__main__":
    sandbox.main()
