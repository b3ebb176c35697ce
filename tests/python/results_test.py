#!/usr/bin/python3
"""relval_results.py shows what the files of a run hold: results_test.py RELVAL. Every config of configs/ is run."""
import functools
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

import h5py
import numpy as np
import pandas as pd
import xarray as xr

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path += [str(ROOT / "python"), str(ROOT / "tests/app")]
import sandbox  # noqa: E402
from relval_results import load  # noqa: E402


def csv(run, name):
    return pd.read_csv(run.directory / name, float_precision="round_trip", keep_default_na=False, na_values=[""])


def of_every_config(test):
    @functools.wraps(test)
    def each(self):
        for run in self.runs:
            with self.subTest(run.manifest["name"]):
                test(self, run)
    return each


class EveryConfig(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory()
        cls.addClassCleanup(scratch.cleanup)
        configs = sorted(path.relative_to(ROOT) for path in (ROOT / "configs").glob("*.yaml"))
        words = [sandbox.Sandbox.program, "run", *map(str, configs), "--out", scratch.name]
        done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0 and configs, f"{' '.join(words)}\n{done.stdout}{done.stderr}"
        cls.runs = [load(pathlib.Path(scratch.name) / path.relative_to("configs").with_suffix("")) for path in configs]

    @of_every_config
    def test_components_legs_and_totals_are_those_of_daily_csv_to_the_bit(self, run):
        daily = csv(run, "daily.csv")
        for column in [*run.names("component"), "total"]:
            np.testing.assert_array_equal(run.daily[column, "all"], daily[column], column)
        for leg in run.names("leg"):
            np.testing.assert_array_equal(run.daily["total", leg], daily[leg], leg)
        np.testing.assert_array_equal(run.daily["total", "all"].cumsum(), daily["cumulative"])
        self.assertTrue((run.daily["total", "all"] != 0).any(), "a run without P&L shows nothing")

    @of_every_config
    def test_components_add_up_to_the_total_of_every_leg_and_of_all(self, run):
        for leg in run.daily.columns.unique("leg"):
            left_to_right = 0
            for component in run.names("component"):
                left_to_right = left_to_right + run.daily[component, leg]
            np.testing.assert_array_equal(left_to_right, run.daily["total", leg], leg)

    @of_every_config
    def test_the_sums_are_those_of_the_summary(self, run):
        for component, amount in run.summary["pnl"]["total"].items():
            self.assertAlmostEqual(run.daily[component, "all"].sum(), amount, delta=1e-4, msg=component)

    @of_every_config
    def test_trades_are_those_of_trades_csv(self, run):
        expected = csv(run, "trades.csv")
        for name in ("decided", "date"):
            self.assertEqual(run.trades[name].dtype, "datetime64[ns]")
            expected[name] = pd.to_datetime(expected[name])
        self.assertGreater(len(expected), 0)
        pd.testing.assert_frame_equal(run.trades, expected, check_like=True, check_exact=True, check_dtype=False)

    @of_every_config
    def test_names_add_up_to_the_components_and_the_sectors_of_the_summary(self, run):
        names = run.by_name
        for component, amount in run.summary["pnl"]["total"].items():
            self.assertAlmostEqual(names[component].sum(), amount, delta=1e-4, msg=component)
        for level, table in run.summary["attribution"]["sectors"].items():
            sums = names.groupby(level)["total"].sum()
            for part in table["parts"]:
                of = "" if part["name"] == "not stated" else part["name"]
                self.assertAlmostEqual(sums[of], part["pnl"], delta=1e-4, msg=(level, part["name"]))
        self.assertEqual(names["trades"].sum(), len(run.trades))

    @of_every_config
    def test_exposures_are_those_of_daily_csv(self, run):
        daily = csv(run, "daily.csv")
        notional, cs01 = run.exposures["notional"], run.exposures["cs01"]
        np.testing.assert_allclose(notional.abs().sum(axis=1), daily["gross"], rtol=1e-12)
        np.testing.assert_allclose(notional.sum(axis=1), daily["net"], rtol=1e-12, atol=1e-6)
        np.testing.assert_allclose(run.positions.sum(axis=1), daily["net"], rtol=1e-9, atol=1e-4)
        np.testing.assert_allclose(cs01.sum(axis=1), daily["cs01"], rtol=1e-12, atol=1e-9)
        self.assertTrue(run.positions.columns.is_unique)

    @of_every_config
    def test_risk_is_that_of_risk_csv(self, run):
        pd.testing.assert_frame_equal(run.risk, csv(run, "risk.csv").set_index(run.dates)[list(run.risk)],
                                      check_exact=True, check_dtype=False)
        self.assertEqual(list(run.risk), [name for name in csv(run, "risk.csv") if name != "date"])
        self.assertTrue((run.risk["book_var_95"] > 0).any())

    @of_every_config
    def test_dates_are_timestamps_and_rows_of_every_frame(self, run):
        self.assertIsInstance(run.dates, pd.DatetimeIndex)
        first, last = run.summary["run"]["first"], run.summary["run"]["last"]
        self.assertEqual([str(run.dates[k].date()) for k in (0, -1)], [first, last])
        for frame in (run.daily, run.exposures, run.levels, run.positions):
            self.assertTrue(frame.index.equals(run.dates))

    @of_every_config
    def test_xarray_is_what_xarray_reads_from_the_file(self, run):
        with xr.open_dataset(run.directory / "result.h5") as expected:
            dataset = run.xarray()
            xr.testing.assert_equal(dataset, expected)
            self.assertEqual(dataset.pnl.attrs, expected.pnl.attrs)
            self.assertEqual(dataset.attrs["data_digest"], expected.attrs["data_digest"])

    @of_every_config
    def test_id_config_and_summary_are_those_of_the_files(self, run):
        self.assertEqual((run.id, run.id), (run.directory.name, run.manifest["id"]))
        self.assertEqual(run.config["name"], run.manifest["name"])
        self.assertEqual(run.summary, json.loads((run.directory / "summary.json").read_text()))


class SmallRuns(sandbox.Sandbox):
    def run_with(self, config):
        self.write("small.yaml", config)
        self.good("run", "small.yaml")
        return load(self.folder / "results/small")

    def test_a_run_loads_by_its_directory_its_link_and_its_config(self):
        run = self.run_with(sandbox.CONFIG)
        for path in (run.directory, str(run.directory), self.folder / "results/small/latest"):
            self.assertEqual((load(path).id, load(path).directory), (run.id, run.directory))
        self.assertEqual(repr(run), f"<run {run.id} of small, 2024-01-01..2024-12-31, 262 rows>")

    def test_the_newest_run_of_a_config_is_the_one_that_ran_last(self):
        first = self.run_with(sandbox.CONFIG)
        second = self.run_with(sandbox.CONFIG.replace("10000}", "20000}", 1))
        self.assertNotEqual(first.id, second.id)
        self.assertEqual(self.run_with(sandbox.CONFIG).id, first.id)
        np.testing.assert_allclose(second.daily["total", "all"], 2 * first.daily["total", "all"], atol=1e-6)

    def test_a_run_without_a_trade_has_an_empty_table_and_no_positions(self):
        self.write("pos.csv", "date,long_leg\n2024-01-02,0\n")
        run = self.run_with(sandbox.BOOK)
        self.assertEqual(len(run.trades), 0)
        self.assertEqual((run.trades["date"].dtype, run.trades["cost"].dtype), ("datetime64[ns]", "float64"))
        self.assertEqual(run.daily["total", "all"].abs().sum(), 0)
        self.assertIsNone(run.signals)

    def test_names_are_there_where_the_config_asks(self):
        self.assertIsNone(self.run_with(sandbox.CONFIG).total_by_name)
        run = self.run_with(sandbox.CONFIG + "report: {by_name: true}\n")
        np.testing.assert_allclose(run.total_by_name.sum(axis=1), run.daily["total", "all"], atol=1e-6)
        self.assertEqual(set(run.total_by_name), {"IND", "UTIL", "TECH"})

    def test_an_instrument_of_two_legs_is_one_column(self):
        overlap = sandbox.CONFIG.replace("[UTIL, TECH]", "[IND, UTIL], allow_overlap: true").replace(
            "[IND]}", "[IND], allow_overlap: true}")
        run = self.run_with(overlap)
        self.assertEqual(sorted(run.positions), ["IND", "UTIL"])
        np.testing.assert_allclose(run.positions.sum(axis=1), run.exposures["notional"].sum(axis=1), atol=1e-6)

    def test_a_leg_called_all_is_not_taken_for_the_sum(self):
        run = self.run_with(sandbox.CONFIG.replace("long_leg", "all"))
        self.assertEqual(list(run.daily["total"]), ["leg_all", "short_leg", "all"])
        legs = run.daily["total"][["leg_all", "short_leg"]]
        np.testing.assert_allclose(legs.sum(axis=1), run.daily["total", "all"], atol=1e-6)

    def test_nan_stays_nan(self):
        with h5py.File(self.folder / "my.h5", "r+") as store:
            store["fields/spread"][:30, 2] = np.nan  # TECH has no quote before
        config = sandbox.CONFIG.replace("[UTIL, TECH]", "[TECH]").replace(
            "static_pair, long: long_leg, short: short_leg", "spread_zscore, long: long_leg, short: short_leg")
        run = self.run_with(config)
        with h5py.File(run.directory / "result.h5") as file:
            for name, frame in (("signals", run.signals), ("leg_spread_bp", run.levels["leg_spread_bp"])):
                np.testing.assert_array_equal(frame.values, file[name][()], name)
                self.assertTrue(frame.iloc[0].isna().any(), f"{name}: nothing was NaN, nothing is shown")
                np.testing.assert_array_equal(run.xarray()[name].values, file[name][()], name)
        self.assertFalse(run.daily.isna().any(axis=None))

    def test_config_values_are_the_yaml_that_was_run(self):
        self.assertEqual(self.run_with(sandbox.CONFIG).config["sizing"]["unit"], "cs01")


if __name__ == "__main__":
    sandbox.main()
