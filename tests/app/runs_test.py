#!/usr/bin/python3
"""relval runs and runs prune through the program: runs_test.py RELVAL."""
import json
import os
import sys

sys.dont_write_bytecode = True  # sandbox.py stands in the source tree
import sandbox  # noqa: E402
from sandbox import CONFIG, Sandbox  # noqa: E402


class Runs(Sandbox):
    def setUp(self):
        super().setUp()
        self.write("d.yaml", CONFIG)
        self.ids = []
        for config, size in (("c", 1000), ("c", 2000), ("d", 3000), ("c", 4000)):
            words = ("--set", f"sizing.per_leg={size}", "--note", f"size {size}", "--json")
            self.ids.append(json.loads(self.good("run", f"{config}.yaml", *words))["id"])
            # as if a minute apart
            file = self.folder / "results" / config / self.ids[-1] / "environment.json"
            e = json.loads(file.read_text())
            e["written_at"] = f"2026-01-30T09:0{len(self.ids)}:00Z"
            file.write_text(json.dumps(e))

    def listed(self, *words):
        return json.loads(self.good("runs", *words, "--json"))

    def test_the_newest_is_first_with_its_figures_its_note_and_its_mark(self):
        runs = self.listed()["runs"]
        self.assertEqual([r["id"] for r in runs], self.ids[::-1])
        self.assertEqual([r["note"] for r in runs], ["size 4000", "size 3000", "size 2000", "size 1000"])
        self.assertEqual([r["latest"] for r in runs], [True, True, False, False])
        self.assertEqual([r["config"] for r in runs], ["c", "d", "c", "c"])
        s = json.loads((self.folder / runs[0]["directory"] / "summary.json").read_text())["statistics"]
        self.assertEqual((runs[0]["total"], runs[0]["sharpe"], runs[0]["max_drawdown"], runs[0]["annual_return"]),
                         (s["total"], s["sharpe"]["ratio"]["value"], s["max_drawdown"]["value"],
                          s["annual_return"]["value"]))
        screen = self.good("runs")
        self.assertTrue(all(len(line) <= 100 for line in screen.splitlines()), screen)
        self.assertEqual(screen.count("*** SYNTHETIC ***  size"), 4)
        self.assertRegex(screen, rf"\n\* {self.ids[3]}  c +2024-01\.\.2024-12 +26-01-30 09:04 ")
        self.assertRegex(screen, rf"\n  {self.ids[0]}  c ")

    def test_of_a_config_or_a_folder_only_those(self):
        self.assertEqual([r["id"] for r in self.listed("d.yaml")["runs"]], [self.ids[2]])
        self.assertEqual([r["id"] for r in self.listed("results/c")["runs"]], [self.ids[3], self.ids[1], self.ids[0]])
        self.assertEqual(len(self.listed("results/c", "c.yaml", "d.yaml")["runs"]), 4)
        done = self.relval("runs", "nope.yaml")
        self.assertEqual((done.returncode, done.stderr),
                         (2, "relval: nope.yaml: there is no such folder or config\n"
                             "  relval runs lists all that lie below results\n"))
        self.assertEqual(self.good("runs", "--out", "nowhere"), "no finished runs\n")

    def test_what_is_broken_is_said_and_is_no_run(self):
        c = self.folder / "results/c"
        (c / "bbbbbbbbbbbb.host.1.partial").mkdir()
        (c / "aaaaaaaaaaaa").mkdir()
        (c / self.ids[0] / "daily.csv").write_text("cut")
        (c / self.ids[1] / "summary.json").unlink()
        found = self.listed()
        self.assertEqual([r["id"] for r in found["runs"]], [self.ids[3], self.ids[2]])
        why = {os.path.basename(b["directory"]): b["why"] for b in found["broken"]}
        self.assertEqual(why, {"bbbbbbbbbbbb.host.1.partial": "is being written, or a run that was ended left it",
                               "aaaaaaaaaaaa": "no complete manifest.json",
                               self.ids[0]: "daily.csv has another size than the manifest says",
                               self.ids[1]: "summary.json is missing"})
        self.assertIn("!! no run: results/c/aaaaaaaaaaaa: no complete manifest.json\n", self.good("runs"))

    def test_prune_says_what_and_removes_with_yes(self):
        before = self.good("runs")
        told = self.good("runs", "prune", "--keep", "1")
        self.assertEqual(told, f"would remove results/c/{self.ids[1]}  26-01-30 09:02  size 2000\n"
                               f"would remove results/c/{self.ids[0]}  26-01-30 09:01  size 1000\n"
                               "would remove 2 runs, 2 runs would be kept\nnothing was removed: add --yes\n")
        self.assertEqual(self.good("runs"), before)
        self.good("runs", "prune", "c.yaml", "--keep", "2", "--yes")
        self.assertEqual([r["id"] for r in self.listed()["runs"]], [self.ids[3], self.ids[2], self.ids[1]])
        self.assertEqual(self.good("runs", "prune", "--keep", "1", "--yes").splitlines()[-1],
                         "removed 1 run, 2 runs kept")
        self.assertEqual({p.name for p in (self.folder / "results/c").iterdir()}, {self.ids[3], "latest"})

    def test_prune_never_takes_what_latest_points_at_nor_what_is_no_run(self):
        self.good("run", "c.yaml", "--set", "sizing.per_leg=1000")  # the oldest, looked at again
        (self.folder / "results/c/aaaaaaaaaaaa").mkdir()
        told = self.good("runs", "prune", "--keep", "1", "--yes")
        self.assertIn("1 directory that is no run is left alone\n", told)
        self.assertEqual({p.name for p in (self.folder / "results/c").iterdir()},
                         {self.ids[3], self.ids[0], "aaaaaaaaaaaa", "latest"})

    def test_prune_without_a_number_is_refused(self):
        for given in ((), ("--keep", "0"), ("--keep", "all")):
            done = self.relval("runs", "prune", *given)
            self.assertEqual(done.returncode, 2)
            self.assertIn("how many runs of each config to keep was expected, 1 or more", done.stderr)
        self.assertEqual(len(self.listed()["runs"]), 4)


sandbox.main()
