#!/usr/bin/python3
"""report.benchmark against least squares written down again in numpy: benchmark_test.py RELVAL."""
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

import h5py
import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = ""


def least_squares(y, x):
    """Coefficients and their HAC errors (Bartlett weights, floor(4 (n / 100)^(2/9)) lags, times n / (n - k))."""
    design = np.column_stack([np.ones_like(x), x])
    inverse = np.linalg.inv(design.T @ design)
    coefficient = inverse @ design.T @ y
    scores = design * (y - design @ coefficient)[:, None]
    n, k = design.shape
    lags = int(4 * (n / 100) ** (2 / 9))
    middle = scores.T @ scores
    for lag in range(1, lags + 1):
        shifted = scores[lag:].T @ scores[:-lag]
        middle += (1 - lag / (lags + 1)) * (shifted + shifted.T)
    return coefficient, np.sqrt(np.diag(inverse @ middle @ inverse) * n / (n - k)), lags


class Benchmark(unittest.TestCase):
    def run_with(self, config, benchmark):
        with tempfile.TemporaryDirectory() as out:
            words = [str(ROOT / "configs" / config), "--out", out, "--set", "report.vary={}"]
            done = subprocess.run([PROGRAM, "run", *words, "--set", f"report.benchmark={benchmark}"],
                                  capture_output=True, text=True, check=False)
            self.assertEqual(done.returncode, 0, done.stderr)
            run = next(pathlib.Path(out).glob("*/latest"))
            summary = json.loads((run / "summary.json").read_text())
            with h5py.File(run / "result.h5") as result:
                pnl = result["total"][()].sum(axis=(1, 2))
                legs = list(result["leg"].asstr())
                spread = result["leg_spread_bp"][()]
        return summary, pnl, legs, spread, done.stdout

    def test_a_leg(self):
        # A store without members that come and go: the quoted spread of a leg is the one that signals see.
        summary, pnl, legs, spread, screen = self.run_with("hqm_curve_real.yaml", "ten_year")
        got = summary["benchmark"]
        x = np.diff(spread[:, legs.index("ten_year")])
        known = np.isfinite(x)
        coefficient, error, lags = least_squares(pnl[1:][known], x[known])
        self.assertEqual((got["status"], got["lag"], got["rows"]), ("ok", lags, int(known.sum())))
        for name, i in (("alpha", 0), ("beta", 1)):
            self.assertAlmostEqual(got[name]["value"] / coefficient[i], 1, delta=1e-8)
            self.assertAlmostEqual(got[name]["standard_error"] / error[i], 1, delta=1e-8)
        self.assertAlmostEqual(got["alpha_per_year"]["value"], coefficient[0] * summary["run"]["periods_per_year"],
                               delta=1e-6 * abs(coefficient[0]) * 252)
        self.assertAlmostEqual(got["correlation"]["value"], np.corrcoef(pnl[1:][known], x[known])[0, 1], delta=1e-10)
        self.assertIn("BENCHMARK ten_year: beta ", screen)

    def test_synthetic_data_have_no_luck(self):
        summary, *_, screen = self.run_with("industrial_vs_hyperscaler.yaml", "market")
        self.assertEqual(summary["benchmark"]["beta"]["p"], "n/a: synthetic")
        self.assertIn("t n/a: synthetic", " ".join(screen.split()))

    def test_a_name_that_is_none_is_refused(self):
        done = subprocess.run([PROGRAM, "validate", str(ROOT / "configs/industrial_vs_hyperscaler.yaml"), "--set",
                               "report.benchmark=mraket"], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 2)
        self.assertIn("report.benchmark is no leg and no series of the store: 'mraket'\n  did you mean 'market'?",
                      done.stderr)


if __name__ == "__main__":
    PROGRAM = str(pathlib.Path(sys.argv[1]).resolve())
    unittest.main(argv=sys.argv[:1])
