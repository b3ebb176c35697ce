#!/usr/bin/python3
"""relval compare through the program: compare_test.py RELVAL."""
import json
import sys

sys.dont_write_bytecode = True  # sandbox.py stands in the source tree
import sandbox  # noqa: E402
from sandbox import CONFIG, Sandbox  # noqa: E402


class Compare(Sandbox):
    def run_of(self, *sets):
        words = [w for s in sets for w in ("--set", s)]
        return json.loads(self.good("run", "c.yaml", *words, "--json"))

    def setUp(self):
        super().setUp()
        self.write("c.yaml", CONFIG + "costs: {default: {half_spread_floor_bp: 1.5}}\n")
        self.one = self.run_of()
        self.two = self.run_of("sizing.per_leg=30000")

    def test_figures_are_those_of_the_summaries_and_changes_are_against_the_first(self):
        c = json.loads(self.good("compare", self.one["id"], self.two["id"][:6], "--json"))
        self.assertEqual(c["differs"], [{"key": "sizing.per_leg", "values": ["10000", "30000"]}])
        figures = {(f["group"], f["name"]): f for f in c["figures"]}
        for run, other in ((0, self.one), (1, self.two)):
            for name, value in other["summary"]["pnl"]["total"].items():
                if (("P&L", name)) in figures:
                    self.assertEqual(figures["P&L", name]["values"][run], value)
        total = figures["P&L", "total"]
        self.assertEqual(total["changes"], [0, total["values"][1] - total["values"][0]])
        self.assertNotIn(("P&L", "default"), figures)
        self.assertIn(("RISK", "ES 95 %, realised"), figures)
        self.assertIn(("STRESS at entry", "+50 bp"), figures)

    def test_the_screen_shows_only_keys_that_differ_and_signs_of_changes(self):
        screen = self.good("compare", self.one["directory"], self.two["directory"])
        self.assertIn("\nWHAT DIFFERS  A | B\n  sizing.per_leg  10000 | 30000\n\nP&L", screen)
        self.assertIn(f"A  {self.one['id']}  c  2024-01-01..2024-12-31  *** SYNTHETIC ***\n", screen)
        self.assertRegex(screen, r"\n  carry +-?[\d,.]+ +-?[\d,.]+ +[+-][\d,.]+\n")
        self.assertTrue(all(len(line) <= 100 for line in screen.splitlines()), screen)
        self.assertIn("\nnothing differs in config, data, strategy and engine\n",
                      self.good("compare", self.one["id"], self.one["id"]))

    def test_six_runs_fit_with_their_changes_below(self):
        screen = self.good("compare", *[self.one["id"], self.two["id"]] * 3)
        self.assertTrue(all(len(line) <= 100 for line in screen.splitlines()), screen)
        self.assertIn("\n    against A", screen)
        done = self.relval("compare", *[self.one["id"]] * 7)
        self.assertEqual(done.returncode, 2)
        self.assertIn("is one word too many", done.stderr)

    def test_other_dates_are_warned_of(self):
        third = self.run_of("from=2024-03-01")
        self.assertIn("\n! the runs are not of the same dates: totals and drawdowns are of different times\n",
                      self.good("compare", self.one["id"], third["id"]))

    def test_a_run_whose_files_do_not_match_is_refused_by_name(self):
        run = self.folder / self.two["directory"]
        (run / "result.h5").write_bytes(b"x" + (run / "result.h5").read_bytes()[1:])
        (run / "daily.csv").unlink()
        done = self.relval("compare", self.one["id"], self.two["directory"])
        self.assertEqual((done.returncode, done.stdout, done.stderr),
                         (3, "", f"relval: {self.two['directory']}: daily.csv, result.h5 are missing or have other "
                                 "bytes than the manifest says\n  run its config again\n"))

    def test_an_id_that_is_unknown_short_or_of_two_is_refused(self):
        for given, says in (("ffffffffffff", "no run below results has an id that starts so"),
                            ("abc", "a run was expected: its directory, its id, or at least four digits of it"),
                            ("nowhere", "a run was expected: its directory, its id, or at least four digits of it")):
            done = self.relval("compare", self.one["id"], given)
            self.assertEqual((done.returncode, done.stderr),
                             (2, f"relval: {given}: {says}\n  relval runs results lists them\n"))
        self.write("d.yaml", (self.folder / "c.yaml").read_bytes())
        twin = json.loads(self.good("run", "d.yaml", "--json"))
        self.assertEqual(twin["id"], self.one["id"])
        done = self.relval("compare", self.one["id"], self.two["id"])
        self.assertEqual((done.returncode, done.stderr),
                         (2, f"relval: {self.one['id']}: could be {self.one['directory']} or {twin['directory']}\n"
                             "  give more digits, or the directory\n"))


sandbox.main()
