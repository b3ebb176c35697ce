#!/usr/bin/python3
"""relval stats through the program, against numpy: stats_test.py RELVAL."""
import json
import pathlib
import sys

import numpy as np

sys.dont_write_bytecode = True  # sandbox.py stands in the source tree
import sandbox  # noqa: E402
from sandbox import Sandbox, business_days  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]
CAPITAL, YEAR = 2_000_000.0, 252
RELATIVE = 1e-9  # of two ways to the same number in doubles


def sample():
    """A year and a half of fat-tailed P&L that follows a benchmark a little."""
    rng = np.random.default_rng(7)
    benchmark = np.round(rng.standard_t(4, 400) * 3000, 2)
    pnl = np.round(0.3 * benchmark + rng.standard_t(3, 400) * 2000 + 150, 2)
    return pnl, benchmark


class Stats(Sandbox):
    def setUp(self):
        super().setUp()
        self.pnl, self.benchmark = sample()
        self.days = np.concatenate([business_days(), business_days() + 366])[:400]
        lines = [f"{d},{p},{b},note" for d, p, b in zip(self.days, self.pnl, self.benchmark)]
        self.write("pnl.csv", "date,pnl,index,remark\n" + "\n".join(lines) + "\n")

    def stats(self, *words):
        return json.loads(self.good("stats", "pnl.csv", *words, "--json"))

    def same(self, found, expected):
        self.assertEqual(found["status"], "ok")
        self.assertAlmostEqual(found["value"], expected, delta=RELATIVE * max(1e-6, abs(expected)))

    def test_return_and_sharpe_are_what_numpy_finds(self):
        s, r = self.stats("--capital", str(CAPITAL)), self.pnl / CAPITAL
        n, ratio = len(r), r.mean() / r.std(ddof=1)
        self.assertAlmostEqual(s["return"]["total"], self.pnl.sum(), places=6)
        self.same(s["return"]["annual_return"], YEAR * r.mean())
        self.same(s["return"]["annual_volatility"], r.std(ddof=1) * np.sqrt(YEAR))
        z = (r - r.mean()) / r.std()
        g3, g4 = (z**3).mean(), (z**4).mean()
        error = np.sqrt((1 - g3 * ratio + (g4 - 1) / 4 * ratio**2) / (n - 1)) * np.sqrt(YEAR)
        self.same(s["sharpe"]["ratio"], ratio * np.sqrt(YEAR))
        self.same(s["sharpe"]["standard_error"], error)
        self.same(s["sharpe"]["high_95"], ratio * np.sqrt(YEAR) + 1.959963984540054 * error)
        self.same(s["sharpe"]["sortino"], r.mean() / np.sqrt((np.minimum(r, 0)**2).mean()) * np.sqrt(YEAR))
        self.same(s["shape"]["skewness"], g3)
        self.same(s["shape"]["excess_kurtosis"], g4 - 3)
        years = {str(y): self.pnl[self.days.astype("datetime64[Y]").astype(int) + 1970 == y].sum()
                 for y in (2024, 2025)}
        self.assertEqual({y: round(v, 4) for y, v in s["return"]["years"].items()},
                         {y: round(v, 4) for y, v in years.items()})

    def test_hac_errors_and_lags_are_what_numpy_finds(self):
        s, r, n = self.stats()["sharpe"], self.pnl, len(self.pnl)
        lag = int(4 * (n / 100)**(2 / 9))
        self.assertEqual(s["lag"], lag)
        z = (r - r.mean()) / r.std()
        psi = z - r.mean() / r.std() / 2 * (z**2 - 1)
        gamma = [(psi[k:] * psi[:n - k]).sum() / n for k in range(lag + 1)]
        variance = gamma[0] + 2 * sum((1 - k / (lag + 1)) * gamma[k] for k in range(1, lag + 1))
        self.same(s["error_hac"], np.sqrt(variance / n * YEAR))
        d = r - r.mean()
        rho = [(d[k:] * d[:n - k]).sum() / (d @ d) for k in range(lag + 1)]
        eta = YEAR / np.sqrt(YEAR + 2 * sum((YEAR - k) * rho[k] for k in range(1, lag + 1)))
        self.same(s["autocorrelated"], r.mean() / r.std(ddof=1) * eta)

    def test_drawdowns_start_at_nothing_and_carry_their_dates(self):
        s = self.stats("--capital", str(CAPITAL))["drawdown"]
        equity = np.concatenate([[0.0], self.pnl.cumsum()])
        depth = np.maximum.accumulate(equity) - equity
        trough = int(depth.argmax())
        self.same(s["max"], depth.max())
        self.same(s["max_of_capital"], depth.max() / CAPITAL)
        self.same(s["ulcer_index"], np.sqrt(((depth[1:] / CAPITAL)**2).mean()))
        self.assertEqual(s["top"][0]["trough"], str(self.days[trough - 1]))
        peak = int(equity[:trough].argmax())
        self.assertEqual(s["top"][0]["peak"], str(self.days[peak - 1]) if peak else None)

    def test_tails_and_their_backtest_are_what_numpy_finds(self):
        s, n, ordered = self.stats(), len(self.pnl), np.sort(self.pnl)
        self.same(s["tails"]["historical"]["var_95"], -ordered[19])  # 400 x 5 % = 20
        self.same(s["tails"]["historical"]["es_95"], -ordered[:20].mean())
        self.same(s["tails"]["normal"]["var_99"], 2.3263478740408408 * self.pnl.std(ddof=1) - self.pnl.mean())
        q, d = -2.3263478740408408, (self.pnl - self.pnl.mean()) / self.pnl.std()
        g, k = (d**3).mean(), (d**4).mean() - 3
        bent = q + (q**2 - 1) * g / 6 + (q**3 - 3 * q) * k / 24 - (2 * q**3 - 5 * q) * g**2 / 36
        self.same(s["tails"]["cornish_fisher"]["var_99"], -(self.pnl.mean() + self.pnl.std(ddof=1) * bent))
        hits = [self.pnl[t] < np.sort(self.pnl[t - 250:t])[12] for t in range(250, n)]  # 250 x 5 % = 12.5: the 13th
        test = s["backtests"][0]
        self.assertEqual((test["confidence"], test["periods"], test["exceedances"]), (0.95, n - 250, sum(hits)))
        x, m, p = sum(hits), n - 250, 0.05
        ratio = -2 * ((m - x) * np.log((1 - p) / (1 - x / m)) + x * np.log(p / (x / m)))
        self.same(test["kupiec"]["statistic"], ratio)

    def test_luck_is_what_a_plain_bootstrap_finds(self):
        """The intervals against 20,000 resamples of numpy's own draws with the same mean block."""
        luck, n, count = self.stats()["luck"], len(self.pnl), 20_000
        self.assertGreaterEqual(luck["mean_block"], 1)
        rng, p = np.random.default_rng(11), 1 / luck["mean_block"]
        rows = np.empty((count, n), dtype=int)
        rows[:, 0] = rng.integers(n, size=count)
        for t in range(1, n):
            rows[:, t] = np.where(rng.random(count) < p, rng.integers(n, size=count), (rows[:, t - 1] + 1) % n)
        drawn = self.pnl[rows]
        equity = np.cumsum(drawn, axis=1)
        peak = np.maximum.accumulate(np.maximum(equity, 0), axis=1)
        found = {"total": equity[:, -1], "max_drawdown": (peak - equity).max(axis=1),
                 "sharpe": drawn.mean(axis=1) / drawn.std(axis=1, ddof=1) * np.sqrt(YEAR)}
        for name, draws in found.items():
            # The 2.5 % quantile of 1,000 draws lies between 0.5 % and 5 % within four of its errors of 0.5 %.
            lowest, low, high, highest = np.quantile(draws, [0.005, 0.05, 0.95, 0.995])
            self.assertTrue(lowest < luck[name]["low_95"] < low, (name, luck[name], lowest, low))
            self.assertTrue(high < luck[name]["high_95"] < highest, (name, luck[name], high, highest))
            self.assertAlmostEqual(luck[name]["standard_error"] / draws.std(), 1, delta=0.1)  # four errors, too
        self.same(luck["total"], self.pnl.sum())
        no_gain = (1 + (found["total"] - self.pnl.sum() >= self.pnl.sum()).sum()) / (count + 1)
        self.assertAlmostEqual(luck["total"]["p_not_positive"], no_gain, delta=4 * np.sqrt(no_gain / 1000) + 0.001)
        self.assertEqual(self.stats()["luck"], luck)  # a fixed seed
        self.assertIn("\nLUCK      rows drawn again in blocks of ", self.good("stats", "pnl.csv"))

    def test_a_runs_record_is_what_its_daily_file_comes_to(self):
        run = json.loads(self.good("run", str(ROOT / "configs/hqm_curve_real.yaml"), "--json"))
        of_file = json.loads(self.good("stats", run["directory"] + "/daily.csv", "--capital", "10000000", "--periods",
                                       "12", "--json"))
        for key in ("file", "column"):
            of_file.pop(key)
        self.assertEqual(run["summary"]["record"], of_file)

    def test_a_benchmark_is_regressed_on(self):
        b = self.stats("--benchmark", "index")["benchmark"]
        x = np.column_stack([np.ones(400), self.benchmark])
        coefficients = np.linalg.lstsq(x, self.pnl, rcond=None)[0]
        self.assertAlmostEqual(b["beta"]["value"], coefficients[1], places=9)
        self.assertAlmostEqual(b["alpha"]["value"], coefficients[0], places=6)
        self.same(b["correlation"], np.corrcoef(self.pnl, self.benchmark)[0, 1])
        self.assertIn("\nAGAINST   index: alpha ", self.good("stats", "pnl.csv", "--benchmark", "index"))

    def test_without_a_capital_nothing_is_a_share_of_one_and_ratios_stay(self):
        s, with_capital = self.stats(), self.stats("--capital", str(CAPITAL))
        self.assertEqual(s["return"]["annual_return"], {"value": None, "status": "no_capital"})
        self.assertEqual(s["drawdown"]["max_of_capital"], {"value": None, "status": "no_capital"})
        self.same(s["sharpe"]["ratio"], with_capital["sharpe"]["ratio"]["value"])
        self.assertIn("no capital stated", self.good("stats", "pnl.csv"))

    def test_a_file_without_dates_is_read_and_a_short_one_says_what_is_undefined(self):
        self.write("three.csv", "gain\n1\n-2\n4\n")
        s = json.loads(self.good("stats", "three.csv", "--periods", "12", "--json"))
        self.assertEqual((s["column"], s["first"], s["return"]["years"]), ("gain", None, {}))
        self.assertEqual(s["drawdown"]["top"][0]["peak"], 0)
        self.assertEqual(s["shape"]["excess_kurtosis"]["status"], "too_few")
        self.assertEqual(s["backtests"][0]["status"], "too_few")
        screen = self.good("stats", "three.csv")
        self.assertTrue(all(len(line) <= 100 for line in screen.splitlines()), screen)

    def test_bad_files_are_refused_with_every_fault_and_its_line(self):
        self.write("bad.csv", "date,pnl\n2024-01-02,1\n2024-01-02,x\n\n2024-01-01,\n2024-02-30,nan\n2024-03-01,1e999\n")
        done = self.relval("stats", "bad.csv")
        self.assertEqual((done.returncode, done.stdout), (3, ""))
        for fault in ("bad.csv:3:1: the date 2024-01-02 stands twice",
                      "bad.csv:3:12: expected a number in 'pnl', found 'x'",
                      "bad.csv:4: a gap: a blank line between periods",
                      "bad.csv:5:1: 2024-01-01 comes after 2024-01-02",
                      "bad.csv:5:12: a gap: 'pnl' has no value here",
                      "bad.csv:6:1: expected a date, YYYY-MM-DD, found '2024-02-30'",
                      "bad.csv:6:12: expected a finite number in 'pnl', found 'nan'",
                      "bad.csv:7:12: expected a number in 'pnl', found '1e999'",
                      "8 problems"):
            self.assertIn(fault, done.stderr)

    def test_a_column_that_is_not_there_is_named_with_what_is(self):
        done = self.relval("stats", "pnl.csv", "--column", "pln", "--benchmark", "indx")
        self.assertEqual(done.returncode, 3)
        self.assertIn("expected a column 'pln', found none", done.stderr)
        self.assertIn("did you mean 'pnl'?", done.stderr)
        self.assertIn("did you mean 'index'?", done.stderr)
        self.assertIn("expected a number in 'remark', found 'note'",
                      self.relval("stats", "pnl.csv", "--column", "remark").stderr)
        self.write("two.csv", "a,b\n1,2\n")
        self.assertIn("which column is the P&L? found a, b", self.relval("stats", "two.csv").stderr)
        self.write("none.csv", "pnl\n")
        self.assertIn("expected lines of P&L, found none", self.relval("stats", "none.csv").stderr)
        self.assertIn("nothing.csv: no such file", self.relval("stats", "nothing.csv").stderr)
        done = self.relval("stats", "pnl.csv", "--capital", "-1")
        self.assertEqual(done.returncode, 2)
        self.assertIn("--capital: expected a number above 0, found '-1'", done.stderr)

    def test_the_days_of_a_run_can_be_read_again(self):
        run = json.loads(self.good("run", "c.yaml", "--json"))
        s = json.loads(self.good("stats", run["directory"] + "/daily.csv", "--capital", "10000000", "--json"))
        self.assertEqual(s["column"], "total")
        total = run["summary"]["pnl"]["total"]["total"]  # summed by component there
        self.assertAlmostEqual(s["return"]["total"], total, delta=RELATIVE * abs(total))


sandbox.main()
