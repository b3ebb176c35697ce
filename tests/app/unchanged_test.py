#!/usr/bin/python3
"""relval run on what lies there already: unchanged_test.py RELVAL. A stored run is shown only where all that it is made
of is as it was; each test changes one thing."""
import hashlib
import json
import os
import re
import shutil
import sys

import h5py

sys.dont_write_bytecode = True  # sandbox.py stands in the source tree
import sandbox  # noqa: E402
from sandbox import BOOK, CONFIG, Sandbox  # noqa: E402

LAST = re.compile(r"\Aunchanged since \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ: (\S+)  \d+ ms\n\Z")


class Unchanged(Sandbox):
    def taken(self, *words, **how):
        """Whether the stored run was shown."""
        return LAST.match(self.good("run", *words, **how).splitlines(keepends=True)[-1]) is not None

    def stored(self, name, change):
        """Changes a JSON file of the run, and the manifest so that it fits."""
        run = self.only_run()
        manifest = json.loads((run / "manifest.json").read_text())
        if name == "manifest.json":
            change(manifest)
        else:
            whole = json.loads((run / name).read_text())
            change(whole)
            (run / name).write_text(json.dumps(whole))
            for f in manifest["files"]:
                if f["name"] == name:
                    f["sha256"] = hashlib.sha256((run / name).read_bytes()).hexdigest()
        (run / "manifest.json").write_text(json.dumps(manifest))

    def test_the_screen_is_that_of_the_first_time_brief_and_full_and_json(self):
        for words in ((), ("--full",)):
            shutil.rmtree(self.folder / "results", ignore_errors=True)
            first = self.good("run", "c.yaml", *words).splitlines()
            again = self.good("run", "c.yaml", *words).splitlines()
            at = next(i for i, line in enumerate(first) if line.startswith("results/c/"))
            end = next(i for i, line in enumerate(first) if line.startswith("next:"))
            self.assertEqual(again[:-1], first[:at] + first[end:])
            self.assertEqual(LAST.match(again[-1] + "\n").group(1), str(self.only_run().relative_to(self.folder)))
        shutil.rmtree(self.folder / "results")
        first, again = (json.loads(self.good("run", "c.yaml", "--json")) for _ in range(2))
        self.assertEqual((first.pop("published"), again.pop("published")), ("created", "unchanged"))
        self.assertEqual(json.dumps(first), json.dumps(again))

    def test_the_next_line_names_the_config_as_it_was_given(self):
        self.good("run", "c.yaml")
        self.assertIn("\nnext: relval run ../c.yaml --set from=",
                      self.good("run", "../c.yaml", "--out", "../results", folder=self.below("deeper")))

    def test_the_next_line_keeps_what_the_command_line_changed(self):
        words = ("run", "c.yaml", "--set", "sizing.per_leg=20000", "--set", "legs.short_leg.instruments=[UTIL, TECH]")
        line = ("\nnext: relval run c.yaml --set sizing.per_leg=20000 "
                "--set 'legs.short_leg.instruments=[UTIL, TECH]' --set from=")
        for _ in range(2):  # replayed, and shown unchanged
            self.assertIn(line, self.good(*words))

    def below(self, name):
        (self.folder / name).mkdir()
        return self.folder / name

    def test_force_replays(self):
        self.good("run", "c.yaml")
        self.assertFalse(self.taken("c.yaml", "--force"))
        self.assertTrue(self.taken("c.yaml"))

    def test_latest_points_at_it(self):
        self.good("run", "c.yaml")
        first = os.readlink(self.folder / "results/c/latest")
        self.good("run", "c.yaml", "--set", "sizing.unit=dts")
        self.assertTrue(self.taken("c.yaml"))
        self.assertEqual(os.readlink(self.folder / "results/c/latest"), first)

    def test_a_key_of_the_config_replays_and_a_comment_does_not(self):
        self.good("run", "c.yaml")
        self.write("c.yaml", "# why\n" + CONFIG)
        self.assertTrue(self.taken("c.yaml"))
        self.write("c.yaml", CONFIG.replace("per_leg: 10000}", "per_leg: 20000}"))
        self.assertFalse(self.taken("c.yaml"))

    def test_a_text_that_moves_no_number_but_stands_in_the_files_replays(self):
        self.good("run", "c.yaml")
        self.write("c.yaml", "description: another\n" + CONFIG)
        self.assertFalse(self.taken("c.yaml"))

    def test_a_store_with_another_value_replays(self):
        first = json.loads(self.good("run", "c.yaml", "--json"))
        with h5py.File(self.folder / "my.h5", "r+") as f:
            f["fields/spread"][100, 1] += 1
        again = json.loads(self.good("run", "c.yaml", "--json"))
        self.assertEqual(again["published"], "created")
        self.assertNotEqual(first["id"], again["id"])

    def test_a_store_with_the_same_market_in_other_bytes_is_seen_once_it_is_read(self):
        self.good("run", "c.yaml")
        with h5py.File(self.folder / "my.h5", "r+") as f:
            f["fields/never_read"] = f["fields/spread"][:]
        self.assertTrue(self.taken("c.yaml"))

    def test_another_case_may_have_changed_so_a_store_of_cases_counts_whole(self):
        with h5py.File(self.folder / "my.h5", "r+") as f:
            f.attrs["cases"] = "calm wild"
            f["cases/wild/fields/spread"] = f["fields/spread"][:] * 10
            f["cases/wild/fields/spread"].attrs["unit"] = "bp"
        words = ("c.yaml", "--set", "market.case=calm")
        self.good("run", *words)
        self.assertTrue(self.taken(*words))
        with h5py.File(self.folder / "my.h5", "r+") as f:
            f["cases/wild/fields/spread"][:] *= 2
        self.assertFalse(self.taken(*words))

    def test_variations_of_the_command_line_are_no_variations_of_the_config(self):
        vary = ("c.yaml", "--vary", "sizing.unit=cs01,dts")
        self.good("run", *vary)
        self.assertTrue(self.taken(*vary))
        self.write("c.yaml", CONFIG + "report: {vary: {sizing.unit: [cs01, dts]}}\n")
        self.assertFalse(self.taken("c.yaml"))

    def test_a_variation_that_reads_another_file_is_never_taken(self):
        for name in ("one.csv", "two.csv"):
            self.write(name, "date,IND,UTIL\n2024-01-02,1000000,-1000000\n")
        self.write("b.yaml", BOOK.replace("pos.csv", "one.csv"))
        words = ("b.yaml", "--vary", "strategy.positions=one.csv,two.csv")
        self.good("run", *words)
        self.assertFalse(self.taken(*words))

    def test_positions_that_changed_replay(self):
        self.write("b.yaml", BOOK)
        self.write("pos.csv", "date,IND,UTIL\n2024-01-02,1000000,-1000000\n")
        self.good("run", "b.yaml")
        self.assertTrue(self.taken("b.yaml"))
        self.write("pos.csv", "date,IND,UTIL\n2024-01-02,1000000,-2000000\n")
        self.assertFalse(self.taken("b.yaml"))

    def test_another_engine_strategy_or_library_replays_and_leaves_its_mark(self):
        self.good("run", "c.yaml")
        for path in (("engine", "sources"), ("strategy", "sources"), ("engine", "version"), ("engine", "libraries")):
            with self.subTest(path):
                self.stored("manifest.json", lambda m: m[path[0]].update({path[1]: "another"}))
                self.assertFalse(self.taken("c.yaml"))
                self.assertTrue(self.taken("c.yaml"), "the manifest does not say what code the numbers are of")

    def test_a_number_of_an_older_engine_is_not_shown(self):
        self.good("run", "c.yaml")
        self.stored("summary.json", lambda s: s["statistics"].update(total=1e9))
        self.stored("manifest.json", lambda m: m["engine"].update(sources="0" * 64))
        again = json.loads(self.good("run", "c.yaml", "--json"))
        self.assertEqual(again["published"], "replaced")
        self.assertLess(again["summary"]["statistics"]["total"], 1e9)

    def test_findings_that_fail_the_run_fail_it_again(self):
        self.write("c.yaml", CONFIG + "report: {fail_on: [synthetic_data]}\n")
        first, again = self.relval("run", "c.yaml"), self.relval("run", "c.yaml")
        self.assertEqual((first.returncode, again.returncode), (1, 1))
        self.assertIn("\nunchanged since ", again.stdout)
        self.assertIn("the config asks to fail on synthetic_data", again.stderr)
        self.assertEqual(first.stderr, again.stderr)

    def test_a_breach_that_fails_by_its_own_key_fails_again(self):
        self.write("c.yaml", CONFIG.replace("sizing: {unit: cs01, per_leg: 10000}",
                                            "sizing: {unit: dts, per_leg: 1000000}") +
                   "neutral: {cs01: {band: 0.1%, on_breach: fail}}\n")
        first, again = self.relval("run", "c.yaml"), self.relval("run", "c.yaml")
        self.assertEqual((first.returncode, again.returncode), (1, 1), first.stdout + first.stderr)
        self.assertIn("\nunchanged since ", again.stdout)
        self.assertEqual(first.stderr, again.stderr)

    def test_a_note_lies_beside_the_run_and_a_new_one_takes_its_place(self):
        self.good("run", "c.yaml", "--note", "first thought")
        note = self.only_run() / "note.txt"
        manifest = (self.only_run() / "manifest.json").read_bytes()
        self.assertEqual(note.read_text(), "first thought\n")
        self.assertTrue(self.taken("c.yaml"))
        self.assertEqual(note.read_text(), "first thought\n")
        self.assertTrue(self.taken("c.yaml", "--note", "second"))
        self.assertEqual(note.read_text(), "second\n")
        self.assertEqual((self.only_run() / "manifest.json").read_bytes(), manifest)
        (self.only_run() / "daily.csv").write_text("damaged")
        self.good("run", "c.yaml")
        self.assertEqual(note.read_text(), "second\n", "a run that is replaced keeps its note")
        self.assertTrue(self.taken("c.yaml", "--note", ""))
        self.assertFalse(note.exists())

    def test_a_note_that_is_no_line_is_refused(self):
        hint = "  for example --note 'wider band, as of the June meeting'\n"
        self.refused(2, "relval: --note: one line was expected, found a line break, tab or control character\n" + hint,
                     "run", "c.yaml", "--note", "a\nb")
        self.refused(2, "relval: --note: at most 200 characters were expected, found 201\n" + hint,
                     "run", "c.yaml", "--note", "é" * 201)

    def test_why_and_check_replay(self):
        self.good("run", "c.yaml")
        self.assertNotIn("unchanged", self.good("run", "c.yaml", "--why", "2024-05-20:long_leg"))
        self.good("approve", "c.yaml", "--reason", "first", env={"CI": ""})
        self.assertNotIn("unchanged since", self.good("check", "c.yaml"))


sandbox.main()
