#!/usr/bin/python3
"""A config's own scenarios, the attribution and runs without one issuer, through the program: scenarios_test.py
RELVAL."""
import json
import pathlib
import sys

import h5py
import numpy as np

sys.dont_write_bytecode = True  # sandbox.py stands in the source tree
import sandbox  # noqa: E402
from sandbox import Sandbox  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAIR = str(ROOT / "configs/industrial_vs_hyperscaler.yaml")
QUICK = ("--set", "report.vary={}", "--set", "report.entry_shift_days=[]")


class Book:
    """The flagship's store and positions, read with h5py: [row of the run][slot]."""

    def __init__(self, result):
        with h5py.File(result) as run, h5py.File(ROOT / "data/ig_credit_synthetic.h5") as store:
            text = lambda x: [v.decode() for v in x[:]]  # noqa: E731
            self.ids = text(store["instruments/id"])
            column = [self.ids.index(i) for i in text(run["instrument"])]
            self.positions = run["positions"][:]
            first = int(np.searchsorted(store["dates"][:], run["time"][0]))
            rows = slice(first, first + len(run["time"]))
            self.spread = store["fields/spread"][rows]
            self.duration = store["fields/duration"][rows]
            for t in range(1, len(self.spread)):  # the last quote stands
                for x in (self.spread, self.duration):
                    x[t] = np.where(np.isnan(x[t]), x[t - 1], x[t])
            self.quoted = store["fields/spread"][first - 1:rows.stop]
            self.sector = text(store["instruments/sector_l3"])
            self.parent = text(store["instruments/parent"])
            self.rating = store["fields/rating"][rows]
            self.column = column
            self.in_a_leg = np.isin(np.arange(len(self.ids)), column)

    def notional(self, row):
        held = np.zeros(len(self.ids))
        np.add.at(held, self.column, self.positions[row])
        return held


class Scenarios(Sandbox):
    def run_pair(self, *words):
        return json.loads(self.good("run", PAIR, "--json", *QUICK, *words))

    def own(self, text):
        (self.folder / "own.yaml").write_text("scenarios:\n" + text)
        return "--set", "report.scenarios=own.yaml"

    def faults(self, *words):
        done = self.relval(*words)
        self.assertEqual(done.returncode, 2, done.stdout)
        return done.stderr

    def stress(self, run, scenario):
        return next(s for s in run["summary"]["risk"]["stress"] if s["scenario"] == scenario)

    def test_a_scenario_of_the_config_stands_beside_the_programs_own(self):
        run = self.run_pair(*self.own("  same: {moves: [{times: 3.93}]}\n"
                                      "  short_leg: {moves: [{legs: [hyperscaler], times: 3.93}]}\n"))
        covid, same, short = (self.stress(run, s) for s in ("covid", "same", "short_leg"))
        self.assertEqual(covid["as_it_stands"], same["as_it_stands"])
        legs = {x["leg"]: x["pnl"] for x in short["as_it_stands"]["legs"]}
        self.assertEqual(legs["industrial"], 0)
        self.assertEqual(legs["hyperscaler"],
                         {x["leg"]: x["pnl"] for x in covid["as_it_stands"]["legs"]}["hyperscaler"])

    def test_a_window_before_the_run_moves_each_name_by_its_own_ratio(self):
        """The same ratios, read with h5py and stated name by name, come to the same."""
        with h5py.File(self.folder / "my.h5") as f:
            days = f["dates"][:].astype("datetime64[D]").astype(str).tolist()
            spread = f["fields/spread"][:]
        ratio = spread[days.index("2024-03-15")] / spread[days.index("2024-01-05")]  # 6 and 7 January: a weekend
        moves = "".join("      - {instruments: [%s], times: %r}\n" % x
                        for x in zip(("IND", "UTIL", "TECH"), ratio.tolist()))
        words = self.own("  window: {window: {from: 2024-01-07, to: 2024-03-15}}\n  stated:\n    moves:\n" + moves)
        run = json.loads(self.good("run", "c.yaml", "--json", "--set", "from=2024-06-03", *words))
        window, stated = self.stress(run, "window"), self.stress(run, "stated")
        for book in ("at_entry", "as_it_stands"):
            self.assertNotEqual(window[book]["pnl"], 0)
            self.assertEqual(window[book]["names_moved"], 3)
            self.assertEqual(window[book]["names_by_median_of_leg"], 0)
            self.assertAlmostEqual(window[book]["pnl"] / stated[book]["pnl"], 1, delta=1e-9)

    def test_what_a_file_of_scenarios_holds_is_part_of_the_runs_id(self):
        words = self.own("  a: {moves: [{times: 2}]}\n")
        first = self.run_pair(*words)
        self.assertEqual(self.run_pair(*words)["id"], first["id"])
        self.own("  a: {moves: [{times: 3}]}\n")
        second = self.run_pair(*words)
        self.assertNotEqual(second["id"], first["id"])
        self.assertNotEqual(self.stress(second, "a"), self.stress(first, "a"))
        (self.folder / "elsewhere").mkdir()
        (self.folder / "own.yaml").rename(self.folder / "elsewhere/own.yaml")
        moved = self.run_pair("--set", "report.scenarios=elsewhere/own.yaml")
        self.assertEqual(moved["id"], second["id"])

    def test_the_recorded_config_runs_again_to_the_same_id(self):
        run = self.run_pair(*self.own("  a: {moves: [{times: 2}]}\n"))
        again = json.loads(self.good("run", run["directory"] + "/config.yaml", "--json", "--out", "again"))
        self.assertEqual(again["id"], run["id"])

    def test_names_that_the_run_cannot_have_are_told_with_their_place(self):
        words = self.own("  a: {moves: [{legs: [hyperscalr], owners: [AMZM], times: 2}]}\n"
                         "  b: {window: {from: 1999-01-04, to: 2025-01-03}}\n")
        told = self.faults("validate", PAIR, *words)
        for text in ("own.yaml:2:23: no leg 'hyperscalr' in this run", "did you mean 'hyperscaler'?",
                     "own.yaml:2:45: no owner 'AMZM' in this run", "own.yaml:3:22: the store begins on 2019-01-02"):
            self.assertIn(text, told)
        told = self.faults("validate", PAIR, "--set", "report.scenarios=nowhere.yaml")
        self.assertIn("there is no file of scenarios 'nowhere.yaml'", told)

    def test_a_file_of_scenarios_is_no_run_and_check_passes_it_by(self):
        scenarios = str(ROOT / "configs/scenarios/stress.yaml")
        self.assertIn("these are stress scenarios, not the config of a run", self.faults("run", scenarios))
        (self.folder / "own").mkdir()
        (self.folder / "own/more.yaml").write_text("# mine\nscenarios:\n  a: {moves: [{times: 2}]}\n")
        self.assertIn("own: there is no config in it", self.faults("check", "own"))

    def test_a_run_without_an_issuer_is_the_run_that_excludes_it(self):
        run = self.run_pair("--set", "report.leave_out=2")["summary"]
        out = run["variations"]["without"]
        self.assertEqual(len(out), 2)
        self.assertGreaterEqual(abs(out[0]["its_pnl"]), abs(out[1]["its_pnl"]))
        for x in out:
            exclude = "[ORCL, AMZN, GOOGL, META, MSFT, %s]" % x["issuer"]
            alone = self.run_pair("--set", "legs.industrial.exclude=" + exclude)["summary"]
            self.assertEqual(x["total"], alone["pnl"]["total"]["total"])
            self.assertEqual(x["trades"], alone["statistics"]["trades"])
            self.assertNotEqual(x["total"], run["pnl"]["total"]["total"])

    def test_without_the_only_issuer_of_a_leg_there_is_a_reason_instead_of_figures(self):
        run = json.loads(self.good("run", str(ROOT / "configs/hqm_curve_real.yaml"), "--json", "--set",
                                   "report.leave_out=1"))["summary"]
        self.assertEqual(run["variations"]["without"][0]["issuer"], "US_HQM")
        self.assertIn("fault", run["variations"]["without"][0])

    def test_every_table_of_the_attribution_adds_up_to_the_total(self):
        run = self.run_pair()["summary"]
        a, total = run["attribution"], run["pnl"]["total"]["total"]
        tables = [a["rating"], a["year"], a["month"], a["regimes"]["direction"], a["regimes"]["level"],
                  *a["sectors"].values()]
        self.assertEqual(len(tables), 8)
        for table in tables:
            added = 0.0
            for part in table["parts"]:
                added += part["pnl"]
            self.assertEqual(added + table["residual"], table["total"])
            self.assertEqual(table["total"], total)
            self.assertLess(abs(table["residual"]), 1e-6)

    def test_the_stress_table_is_what_numpy_comes_to(self):
        """Full repricing N (exp(-D ds + (C - D^2) ds^2 / 2) - 1), C = 0: the flagship states no convexity."""
        run = self.run_pair()
        book = Book(self.folder / run["directory"] / "result.h5")
        cloud = np.isin(book.parent, ["AMZN", "GOOGL", "META", "MSFT"])
        technology = np.array(book.sector) == "technology"
        for key, row in (("at_entry", 1), ("as_it_stands", -1)):
            n, s, d = book.notional(row), book.spread[row], book.duration[row]
            issuance = np.where(cloud, 1.6 * s, np.where(technology, 1.2 * s, s + 3))
            letters = np.floor((book.rating[row] + 4) / 3)  # 1 AAA, 2 AA, 3 A, 4 BBB
            by_rating = np.select([letters == 1, letters == 3, letters == 4], [218 / 57, 331 / 77, 488 / 131], 3.93)
            for scenario, to in (("covid", 3.93 * s), ("gfc", 6.98 * s), ("q4_2018", 163 / 113 * s), ("up_50", s + 50),
                                 ("down_25", s - 25), ("times_0.9", 0.9 * s), ("covid_rally", 156 / 401 * s),
                                 ("hyperscaler_reversal", np.where(cloud, 0.7 * s, s)),
                                 ("hyperscaler_issuance", issuance), ("covid_by_rating", by_rating * s)):
                ds = (to - s) * 1e-4
                full = n * np.expm1(-d * ds - 0.5 * (d * ds) ** 2)
                first = -n * d * ds
                of = self.stress(run, scenario)[key]
                held = n != 0
                scale = np.abs(full[held]).sum()
                self.assertAlmostEqual(of["pnl"] / scale, full[held].sum() / scale, delta=1e-12, msg=scenario)
                self.assertAlmostEqual(of["first_order"] / scale, first[held].sum() / scale, delta=1e-12, msg=scenario)
                self.assertAlmostEqual(of["first_order"] + of["convexity"], of["pnl"], delta=1e-6)

    def test_the_sectors_part_of_the_divergence_is_what_numpy_comes_to(self):
        """Market and sector together are CS01 times the mean change of the sector, whatever the betas."""
        run = self.run_pair()
        book = Book(self.folder / run["directory"] / "result.h5")
        changes = np.diff(book.quoted, axis=0)  # of the rows of the run; both quotes or nothing
        split = run["summary"]["pair"]["split"]
        by_sector = split["divergence_by_sector"]
        expected = 0.0
        for t in range(1, len(book.spread)):
            for sector in set(np.array(book.sector)[book.in_a_leg]):
                of = np.array(book.sector) == sector
                mean = np.nanmean(changes[t][of & book.in_a_leg])
                cs01 = -book.notional(t - 1) * np.nan_to_num(book.duration[t - 1]) * 1e-4
                expected += cs01[of].sum() * mean
        self.assertEqual(by_sector["level"], "sector_l3")
        self.assertAlmostEqual(split["market"] + by_sector["sector"], expected, delta=1e-6 * abs(expected))
        self.assertAlmostEqual(by_sector["sector"] + by_sector["idiosyncratic"], split["divergence"], delta=1e-6)
        self.assertAlmostEqual(sum(by_sector["sectors"].values()), by_sector["sector"], delta=1e-6)

    def test_covid_and_the_runs_own_worst_days_come_first(self):
        stress = self.run_pair()["summary"]["risk"]["stress"]
        self.assertEqual([s["scenario"] for s in stress][:6], ["covid"] + ["worst_%d" % i for i in range(1, 6)])
        for s in stress:
            for book in (s["at_entry"], s["as_it_stands"]):
                self.assertAlmostEqual(sum(x["pnl"] for x in book["legs"]), book["pnl"], delta=1e-6)


if __name__ == "__main__":
    sandbox.main()
