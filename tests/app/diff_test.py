#!/usr/bin/python3
"""relval diff through the program: diff_test.py RELVAL. The parts are the change to the bit, each at its stage."""
import hashlib
import json
import pathlib
import shutil
import sys

import h5py

sys.dont_write_bytecode = True  # sandbox.py stands in the source tree
import sandbox  # noqa: E402
from sandbox import CONFIG, Sandbox  # noqa: E402

COSTS = CONFIG + "costs: {default: {half_spread_floor_bp: 1.5}}\n"
WAITS = CONFIG.replace("{name: static_pair, long: long_leg, short: short_leg}", "{name: waits, long: long_leg}")


class Diff(Sandbox):
    def setUp(self):
        super().setUp()
        self.write("c.yaml", COSTS)

    def diff(self, *words, **how):
        d = json.loads(self.good("diff", *words, "--json", **how))
        total = 0.0
        for part in d["parts"]:
            total += part["change"]
        self.assertEqual(total + d["rounding"], d["is"] - d["was"], "the parts are not the change")
        self.assertLess(abs(d["rounding"]), 1e-6)
        return d, {p["stages"]: p["change"] for p in d["parts"]}

    def total(self, *words):
        return json.loads(self.good("run", *words, "--json", "--out", "scratch"))["summary"]["statistics"]["total"]

    def test_one_stage_alone_has_the_whole_change(self):
        for stage, key, value, says in (
                ("valuation", "valuation.carry_basis", "act360", "valuation.carry_basis: act365 -> act360"),
                ("universe", "legs.short_leg.instruments", "[UTIL]", "legs.short_leg.instruments: "),
                ("signal and strategy", "strategy.long", "TECH", "strategy.long: long_leg -> TECH"),
                ("sizing", "sizing.unit", "dts", "sizing.unit: cs01 -> dts"),
                ("execution and cost", "timing.delay", "2", "timing.delay: 1 -> 2")):
            with self.subTest(stage):
                d, parts = self.diff("c.yaml", "--set", f"{key}={value}")
                self.assertEqual(d["is"], self.total("c.yaml", "--set", f"{key}={value}"))
                self.assertEqual([s for s, change in parts.items() if change != 0], [stage])
                told = [p["changes"] for p in d["parts"] if p["stages"] == stage][0]
                self.assertTrue(any(t.startswith(says) for t in told), told)

    def test_each_part_is_a_replay_with_one_stage_more(self):
        d, parts = self.diff("c.yaml", "--set", "valuation.carry_basis=act360", "--set", "sizing.unit=dts", "--set",
                             "costs.default.half_spread_floor_bp=3")
        one = self.total("c.yaml", "--set", "valuation.carry_basis=act360")
        two = self.total("c.yaml", "--set", "valuation.carry_basis=act360", "--set", "sizing.unit=dts")
        self.assertEqual(parts["valuation"], one - d["was"])
        self.assertEqual(parts["sizing"], two - one)
        self.assertEqual(parts["execution and cost"], d["is"] - two)

    def test_a_value_of_the_store_is_found_with_its_date_and_name(self):
        shutil.copy(self.folder / "my.h5", self.folder / "other.h5")
        with h5py.File(self.folder / "other.h5", "r+") as f:
            f["fields/spread"][100, 1] += 0.01
        d, parts = self.diff("c.yaml", "--set", "market.store=other.h5")
        self.assertEqual([s for s, change in parts.items() if change != 0], ["data"])
        self.assertEqual((d["first"]["date"], d["first"]["instrument"], d["first"]["what"]),
                         ("2024-05-20", "UTIL", "spread_first"))
        self.assertEqual([n["instrument"] for n in d["names"]], ["UTIL"])

    def test_a_leg_and_the_strategy_that_names_it_go_together(self):
        self.write("d.yaml", COSTS.replace("short_leg", "sold"))
        d, parts = self.diff("c.yaml", "d.yaml")
        self.assertIn("universe, signal and strategy", parts)
        self.assertEqual(d["was"], d["is"])

    def test_a_plugin_of_another_threshold(self):
        self.write("w.yaml", WAITS)
        folder = pathlib.Path(self.program).parent / "tests/plugins"
        d, parts = self.diff("w.yaml", "--plugins", str(folder / "waits_21"),
                             env={"RELVAL_PLUGIN_PATH": str(folder / "waits_20")})
        self.assertEqual([s for s, change in parts.items() if change != 0], ["signal and strategy"])
        self.assertEqual((d["first"]["what"], d["first"]["instrument"]), ("position", "IND"))

    def test_finished_runs_and_the_engine(self):
        self.good("run", "c.yaml")
        self.good("run", "c.yaml", "--set", "sizing.unit=dts")
        a, b = sorted((p for p in (self.folder / "results/c").iterdir() if p.name != "latest"),
                      key=lambda p: "dts" in (p / "config.yaml").read_text())
        d, parts = self.diff(str(a), str(b))
        self.assertEqual(parts["engine"], 0)
        self.assertEqual([s for s, change in parts.items() if change != 0], ["sizing"])
        # a run that an older engine made: its numbers, with a manifest that fits them
        summary = json.loads((b / "summary.json").read_text())
        summary["statistics"]["total"] += 1000
        manifest = json.loads((b / "manifest.json").read_text())
        (b / "summary.json").write_text(json.dumps(summary))
        for f in manifest["files"]:
            if f["name"] == "summary.json":
                f["sha256"] = hashlib.sha256((b / "summary.json").read_bytes()).hexdigest()
        (b / "manifest.json").write_text(json.dumps(manifest))
        d, parts = self.diff(str(a), str(b))
        self.assertAlmostEqual(parts["engine"], 1000, places=6)
        (b / "summary.json").write_text("{}")
        done = self.relval("diff", str(a), str(b))
        self.assertEqual(done.returncode, 3)
        self.assertIn("summary.json: is missing or has other bytes than the manifest says", done.stderr)

    def test_the_same_twice_and_the_screen(self):
        self.assertIn("positions and P&L are the same to the bit", self.good("diff", "c.yaml", "c.yaml"))
        told = self.good("diff", "c.yaml", "--set", "costs.default.half_spread_floor_bp=3")
        self.assertIn("execution and cost", told)
        self.assertIn("    costs.default.half_spread_floor_bp: 1.5 -> 3\n", told)
        self.assertRegex(told, r"first on 2024-01-02: IND of long_leg, cost -[\d.]+ -> -[\d.]+\n")
        self.assertTrue(all(len(line) <= 100 for line in told.splitlines()))


sandbox.main()
