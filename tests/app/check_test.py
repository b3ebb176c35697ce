#!/usr/bin/python3
"""relval check and approve through the program: check_test.py RELVAL. One character changed is told at its cause."""
import json
import os
import pathlib
import re
import shutil
import sys
import xml.etree.ElementTree as xml

import h5py

sys.dont_write_bytecode = True  # sandbox.py stands in the source tree
import sandbox  # noqa: E402
from sandbox import CONFIG, Sandbox  # noqa: E402

COSTS = CONFIG + "costs: {default: {half_spread_floor_bp: 1.5}}\n"
WAITS = CONFIG.replace("{name: static_pair, long: long_leg, short: short_leg}", "{name: waits, long: long_leg}")

# What the JUnit schema of Jenkins' xUnit plugin (junit-10) lets stand where.
ATTRIBUTES = {"testsuites": {"name", "time", "tests", "failures", "errors"},
              "testsuite": {"name", "tests", "failures", "errors", "group", "time", "skipped", "timestamp", "hostname",
                            "id", "package", "file", "log", "url"},
              "testcase": {"name", "time", "classname", "group"},
              "failure": {"type", "message"}, "error": {"type", "message"}, "skipped": {"type", "message"}}
CHILDREN = {"testsuites": {"testsuite"}, "testsuite": {"testcase"}, "testcase": {"failure", "error", "skipped"},
            "failure": set(), "error": set(), "skipped": set()}
TIME = re.compile(r"(([0-9]{0,3},)*[0-9]{3}|[0-9]{0,3})*(\.[0-9]*)?")


class Check(Sandbox):
    def setUp(self):
        super().setUp()
        (self.folder / "configs").mkdir()
        self.write("configs/c.yaml", COSTS)
        self.good("approve", "configs", "--reason", "a first look")

    def checked(self, code, *words, **how):
        done = self.relval("check", "configs", *words, **how)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stdout

    def plugins(self, rows):
        return {"RELVAL_PLUGIN_PATH": str(pathlib.Path(self.program).parent / f"tests/plugins/waits_{rows}")}

    def test_what_was_approved_passes_again_from_anywhere(self):
        self.assertRegex(self.checked(0), r"\[1/1\] ok   configs/c\.yaml +\d+\.\d\d s\n1 config: 1 as approved\n")
        baseline = json.loads((self.folder / "results/baselines/c.json").read_text())
        self.assertEqual(baseline["reason"], "a first look")
        self.assertEqual(baseline["rows"], 262)
        lines = (self.folder / "results/baselines/c.csv").read_text().splitlines()
        self.assertEqual((lines[0], len(lines)), ("date,data,positions,pnl", 263))
        for env in ({"RELVAL_WORKERS": "1"}, {"RELVAL_SIMD": "sse2"}, {"TZ": "Asia/Tokyo"}):
            self.checked(0, env=env)

    def test_one_character_is_told_at_its_cause(self):
        for old, new, cause in (
                ("1.5", "1.6", "costs.default.half_spread_floor_bp: 1.5 -> 1.6"),
                ("unit: cs01", "unit: dts", "sizing.unit: cs01 -> dts"),
                ("long: long_leg, short: short_leg", "long: short_leg, short: long_leg",
                 "strategy.long: long_leg -> short_leg"),
                ("portfolio", "valuation: {carry_basis: act360}\nportfolio", "valuation.carry_basis: act365 -> act360"),
                ("from: 2024-01-01", "from: 2024-01-02", "from: 2024-01-01 -> 2024-01-02")):
            with self.subTest(cause):
                self.write("configs/c.yaml", COSTS.replace(old, new))
                told = self.checked(1)
                self.assertIn("FAIL configs/c.yaml  config changed", told)
                self.assertIn(f"    {cause}\n", told)
                self.assertRegex(told, r"statistics\.total  -?[\d.]+ -> -?[\d.]+  \([+-]")
        self.write("configs/c.yaml", "# a comment\n" + COSTS)
        self.checked(0)

    def test_a_value_of_the_store_is_told_with_field_and_date(self):
        with h5py.File(self.folder / "my.h5", "r+") as f:
            f["fields/spread"][100, 1] += 0.01
        told = self.checked(1)
        self.assertIn("data changed", told)
        self.assertIn("    values first differ on 2024-05-20\n    field spread: ", told)
        self.assertIn("    first on 2024-05-20, in the P&L: short_leg spread_first, short_leg spread_cross\n", told)

    def test_a_threshold_of_a_plugin_is_told_and_a_rebuild_is_not(self):
        self.write("configs/c.yaml", WAITS)
        self.good("approve", "configs", "--reason", "a plugin", env=self.plugins(20))
        self.checked(0, env=self.plugins(20))
        told = self.checked(1, env=self.plugins(21))
        self.assertIn("plugin changed", told)
        self.assertIn("in the positions", told)
        shutil.copytree(self.plugins(20)["RELVAL_PLUGIN_PATH"], self.folder / "rebuilt")
        with open(self.folder / "rebuilt/waits.so", "ab") as library:
            library.write(b"\0")  # other bytes, the same code
        self.checked(0, env={"RELVAL_PLUGIN_PATH": str(self.folder / "rebuilt")})

    def test_a_config_that_dies_or_hangs_takes_no_other_with_it(self):
        self.write("configs/dies.yaml", WAITS.replace("waits,", "waits, then: die,"))
        self.write("configs/hangs.yaml", WAITS.replace("waits,", "waits, then: hang,"))
        self.write("configs/wrong.yaml", CONFIG.replace("cs01", "cs10"))
        # The address sanitizer has handlers of its own: there the strategy is not named.
        code, words = (4, r"waits 20..-..-..: decide called abort\(\)") if self.limits else (70, "died of signal 6")
        told = self.checked(code, "--timeout", "8", "--junit", "j.xml", "--markdown", "m.md", env=self.plugins(20))
        for line in (r"ok   configs/c\.yaml", r"FAIL configs/dies\.yaml  crashed", words,
                     r"FAIL configs/hangs\.yaml  timed out", r"FAIL configs/wrong\.yaml  did not run"):
            self.assertRegex(told, line)
        tree = xml.parse(self.folder / "j.xml").getroot()
        self.valid_junit(tree)
        self.assertEqual([tree[0].get(k) for k in ("tests", "failures", "errors", "skipped")], ["4", "0", "3", "0"])
        self.assertIn("| configs/dies.yaml | **crashed** |", (self.folder / "m.md").read_text())

    def valid_junit(self, element):
        self.assertLessEqual(set(element.keys()), ATTRIBUTES[element.tag])
        if element.tag != "failure" and "time" in element.keys():
            self.assertRegex(element.get("time"), "^" + TIME.pattern + "$")
        for child in element:
            self.assertIn(child.tag, CHILDREN[element.tag])
            self.valid_junit(child)

    def test_reports_hold_the_worst_differences(self):
        self.write("configs/c.yaml", COSTS.replace("1.5", "1.6"))
        self.checked(1, "--junit", "j.xml", "--markdown", "m.md")
        tree = xml.parse(self.folder / "j.xml").getroot()
        self.valid_junit(tree)
        failure = tree[0][0][0]
        self.assertEqual((failure.tag, failure.get("type")), ("failure", "config changed"))
        self.assertEqual(len(re.findall(r"\S  \S+ -> ", failure.text)), 5)  # of figures; a date has no percentage
        self.assertIn("costs.default.half_spread_floor_bp: 1.5 -> 1.6", (self.folder / "m.md").read_text())
        told = json.loads(self.checked(1, "--json"))
        self.assertEqual(told["configs"][0]["result"], "config changed")
        self.assertEqual(told["configs"][0]["figures"][0]["figure"], "statistics.total")

    def test_a_missing_baseline_and_missing_data(self):
        self.write("configs/new.yaml", CONFIG)
        told = self.checked(1)
        self.assertIn("FAIL configs/new.yaml  no baseline", told)
        self.assertIn("relval approve configs/new.yaml --reason TEXT", told)
        self.write("configs/new.yaml", CONFIG.replace("my.h5", "elsewhere.h5"))
        self.assertIn("did not run", self.checked(2))
        told = self.checked(0, "--missing-data", "skip", "--junit", "j.xml")
        self.assertIn("skip configs/new.yaml  skipped: no store 'elsewhere.h5'", told)
        told = json.loads(self.checked(0, "--missing-data", "skip", "--json"))
        self.assertEqual(told["configs"][1]["result"], "skipped")
        self.assertEqual(xml.parse(self.folder / "j.xml").getroot()[0].get("skipped"), "1")

    def test_approval_is_a_persons_and_says_what_moves(self):
        done = self.relval("approve", "configs", "--reason", "x", env={"CI": "true"})
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertIn("CI does not approve its own numbers", done.stderr)
        self.assertEqual(self.relval("approve", "configs").returncode, 2)
        self.write("configs/c.yaml", COSTS.replace("1.5", "1.6"))
        told = self.good("approve", "configs", "--reason", "dearer")
        self.assertRegex(told, r"changed configs/c\.yaml  config changed\n")
        self.assertRegex(told, r"statistics\.total  -?[\d.]+ -> -?[\d.]+  \(")
        self.checked(0)
        self.assertEqual(json.loads((self.folder / "results/baselines/c.json").read_text())["reason"], "dearer")

    def test_tolerances_are_the_configs(self):
        self.write("configs/c.yaml", COSTS.replace("10000}", "10000.0001}") +
                   "expect: {exact: false, relative: 1e-6}\n")
        told = self.checked(1)
        self.assertIn("config changed", told)
        self.assertIn("    no figure moved beyond its tolerance\n", told)
        self.write("configs/c.yaml", COSTS + "expect: {relative: 1e-6}\n")
        self.assertIn("expect has tolerances, and it is exact", self.checked(2))

    def test_legs_in_another_order_and_rows_after_the_end_are_no_change(self):
        short = "  short_leg: {instruments: [UTIL, TECH]}\n"
        self.write("configs/c.yaml", COSTS.replace(short, "").replace("legs:\n", "legs:\n" + short))
        self.checked(0)
        self.write("configs/c.yaml", COSTS.replace("to: 2024-12-31", "to: 2024-11-29"))
        self.good("approve", "configs", "--reason", "a month less")
        with h5py.File(self.folder / "my.h5", "r+") as f:
            f["fields/spread"][-1, 0] += 5
        self.checked(0)

    def test_configs_of_one_baseline_are_refused(self):
        for folder in ("x", "z"):
            (self.folder / folder).mkdir()
            self.write(f"{folder}/a.yaml", COSTS)
        for words in (("check", "x", "z"), ("approve", "x", "z", "--reason", "both")):
            done = self.relval(*words)
            self.assertEqual((done.returncode, done.stdout), (2, ""))
            self.assertIn("z/a.yaml: has the same baseline as x/a.yaml: results/baselines/a", done.stderr)

    def test_reports_go_where_they_can_and_that_is_looked_at_first(self):
        (self.folder / "link.xml").symlink_to("target.xml")
        self.write("target.xml", "")
        self.checked(0, "--junit", "link.xml", "--markdown", "/dev/null")
        self.assertTrue((self.folder / "link.xml").is_symlink())
        self.assertIn("<testsuites", (self.folder / "target.xml").read_text())
        self.assertTrue(pathlib.Path("/dev/null").is_char_device())
        done = self.relval("check", "configs", "--junit", "nowhere/j.xml")
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertIn("there is no folder 'nowhere'", done.stderr)
        self.assertEqual(self.relval("check", "configs", "--junit", "a", "--markdown", "a").returncode, 2)

    def test_another_place_for_baselines_is_in_the_advice(self):
        (self.folder / "other").mkdir()
        self.assertIn("relval approve configs/c.yaml --baselines other --reason TEXT",
                      self.checked(1, "--baselines", "other"))
        self.assertEqual(self.relval("check", "configs", "--baselines", "nowhere").returncode, 2)

    def test_a_damaged_baseline_is_told(self):
        self.write("results/baselines/c.csv", "date\n")
        told = self.checked(3)
        self.assertIn("FAIL configs/c.yaml  baseline cannot be read", told)
        self.assertIn("results/baselines/c.csv: the columns date,data,positions,pnl were expected", told)
        self.good("approve", "configs", "--reason", "again")
        self.checked(0)
        csv = self.folder / "results/baselines/c.csv"
        csv.write_bytes(csv.read_bytes().replace(b"\n", b"\r\n"))  # as some checkouts have it
        self.checked(0)
        csv.unlink()
        self.assertIn("c.csv: cannot read: No such file or directory", self.checked(3))


os.environ.pop("CI", None)  # where it is set nobody may approve
sandbox.main()
