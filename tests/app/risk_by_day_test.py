#!/usr/bin/python3
"""The flagship's risk on every row, from positions, the store and numpy alone: risk_by_day_test.py RELVAL."""
import csv
import json
import math
import pathlib
import sys

import h5py
import numpy as np

sys.dont_write_bytecode = True  # sandbox.py stands in the source tree
import sandbox  # noqa: E402
from sandbox import Sandbox  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAIR = str(ROOT / "configs/industrial_vs_hyperscaler.yaml")
QUICK = ("--set", "report.vary={}", "--set", "report.entry_shift_days=[]", "--set", "report.leave_out=0")
INDUSTRIAL, HYPERSCALERS = ("capital_goods", "transportation", "basic_industry"), ("AMZN", "GOOGL", "META", "MSFT")
NODES = [2, 5, 7, 10, 20, 30]
LETTERS = ["AAA", "AA", "AA", "AA", "A", "A", "A", "BBB", "BBB", "BBB", "BB", "BB", "BB", "B", "B", "B", "CCC", "CCC",
           "CCC", "CC", "C", "D"]
CLOSE = 1e-9  # relative: sums in another order, and another expm1


def text(values):
    return [v.decode() for v in values[:]]


def carried(x):
    x = x.copy()
    for t in range(1, len(x)):  # the last quote stands
        x[t] = np.where(np.isnan(x[t]), x[t - 1], x[t])
    return x


def tail(pnl, alpha):
    """VaR: the ceil(n a)-th worst; ES: the mean of the worst n a, the last of them in part."""
    x, na = np.sort(pnl), len(pnl) * alpha
    if na < 1 - 1e-9:
        return math.nan, math.nan
    whole = math.floor(na + 1e-9)
    rest = (na - whole) * x[whole] if na - whole > 1e-9 else 0
    return -x[math.ceil(na - 1e-9) - 1], -(x[:whole].sum() + rest) / na


def effective(risk_of_owner):
    p = np.abs(risk_of_owner) / np.abs(risk_of_owner).sum()
    return 1 / (p ** 2).sum()


def least_squares(y, factors):
    """Slopes, their Newey-West t (Bartlett, floor(4 (n / 100)^(2/9)) lags, times n / (n - k)), intercept and sd."""
    x = np.column_stack([np.ones(len(y)), *factors])
    inverse = np.linalg.inv(x.T @ x)
    b = inverse @ x.T @ y
    u = y - x @ b
    scores, (n, k) = x * u[:, None], x.shape
    lags = int(4 * (n / 100) ** (2 / 9))
    middle = scores.T @ scores
    for lag in range(1, lags + 1):
        shifted = scores[lag:].T @ scores[:-lag]
        middle += (1 - lag / (lags + 1)) * (shifted + shifted.T)
    error = np.sqrt(np.diag(inverse @ middle @ inverse) * n / (n - k))
    return b[1:], b[1:] / error[1:], b[0], math.sqrt(u @ u / (n - k))


class RiskByDay(Sandbox):
    def run_with(self, *words):
        done = json.loads(self.good("run", PAIR, "--json", *QUICK, *words))
        folder = self.folder / done["directory"]
        with open(folder / "risk.csv", newline="") as file:
            lines = list(csv.DictReader(file))
        return done["summary"], folder, lines

    def close(self, got, wanted, what, relative=CLOSE, scale=0.0):
        got = math.nan if got == "" else float(got)
        if math.isnan(wanted):
            self.assertTrue(math.isnan(got), (what, got))
        else:
            self.assertLessEqual(abs(got - wanted), relative * max(abs(wanted), scale), (what, got, wanted))

    def test_every_row_against_numpy(self):
        summary, folder, lines = self.run_with()
        with h5py.File(folder / "result.h5") as run, h5py.File(ROOT / "data/ig_credit_synthetic.h5") as store:
            ids = text(store["instruments/id"])
            column = np.array([ids.index(i) for i in text(run["instrument"])])
            positions, pnl = run["positions"][:], run["total"][:].sum(axis=(1, 2))
            first = int(np.searchsorted(store["dates"][:], run["time"][0]))
            quoted = store["fields/spread"][:]
            spread, years = carried(quoted), carried(store["fields/duration"][:])
            rating = carried(store["fields/rating"][:])
            bent = carried(store["fields/convexity"][:]) if "fields/convexity" in store else None
            parents, sectors = text(store["instruments/parent"]), text(store["instruments/sector_l3"])
            parent, sector = np.array(parents)[column], np.array(sectors)[column]
            # The config's legs, of the names that the run knows: those that can ever be in a leg.
            in_leg = {"industrial": lambda i: sectors[i] in INDUSTRIAL,
                      "hyperscaler": lambda i: parents[i] in HYPERSCALERS}
            recovery = (store["instruments/recovery"][:] if "instruments/recovery" in store
                        else np.full(len(ids), math.nan))[column]
        self.assertEqual(len(lines), len(positions))
        held_ever = (positions != 0).any(axis=0)
        leg_of = {}  # from the run's own trades
        with open(folder / "trades.csv", newline="") as file:
            for trade in csv.DictReader(file):
                leg_of[trade["instrument"]] = trade["leg"]
        members = {leg: [i for i in range(len(ids)) if i in set(column) and in_leg[leg](i)] for leg in in_leg}
        with np.errstate(divide="ignore", invalid="ignore"):
            moves = quoted[1:] / quoted[:-1] - 1  # of row t at t - 1
            moves[(quoted[1:] < 1) | (quoted[:-1] < 1)] = math.nan
        gaps = 0
        for t, line in enumerate(lines):
            row, held = first + t, np.flatnonzero(positions[t])
            n, at = positions[t][held], column[held]
            s, d = spread[row, at], years[row, at]
            cs01, dts = -n * d * 1e-4, n * d * s * 1e-4
            gross = np.abs(cs01).sum()
            self.close(line["cs01_net"], cs01.sum(), "cs01", scale=gross)
            self.close(line["cs01_gross"], gross, "cs01_gross")
            self.close(line["dts_net"], dts.sum(), "dts", scale=np.abs(dts).sum())
            self.close(line["dts_gross"], np.abs(dts).sum(), "dts_gross")
            if len(held) == 0:
                self.assertEqual([float(line[f"book_{m}_{p}"]) for m in ("var", "es") for p in (95, 99)], [0] * 4)
                continue
            shares = np.array([np.interp(d, NODES, node) for node in np.eye(len(NODES))])  # flat outside the nodes
            for i, node in enumerate(NODES):
                self.close(line[f"cs01_tenor_{node}y"], (shares[i] * cs01).sum(), node, scale=gross)
            for name in set(sector[held_ever]):
                self.close(line[f"cs01_sector_l3_{name}"], cs01[sector[held] == name].sum(), name, scale=gross)
            letters = np.array([LETTERS[int(x + 0.5) - 1] for x in rating[row, at]])
            for name in (k[len("cs01_rating_"):] for k in line if k.startswith("cs01_rating_")):
                self.close(line[f"cs01_rating_{name}"], cs01[letters == name].sum(), name, scale=gross)
            by_owner = lambda x: np.array([x[parent[held] == o].sum() for o in sorted(set(parent[held]))])  # noqa: E731
            for jump, end in ((by_owner(-n * (1 - np.where(np.isnan(recovery[held]), 0.4, recovery[held]))), ""),
                              (by_owner(-n), "_no_recovery")):
                worst = np.sort(np.minimum(jump, 0))
                self.close(line["jtd_worst" + end], worst[0], "jtd")
                self.close(line["jtd_worst_5" + end], worst[:5].sum(), "jtd 5")
                self.close(line["jtd_gross" + end], np.abs(jump).sum(), "jtd gross")
            self.close(line["effective_names_cs01"], effective(by_owner(cs01)), "cs01 names")
            self.close(line["hhi_dts"], 1 / effective(by_owner(dts)), "dts names")
            # VaR: the last 250 rows' relative moves on this row's spreads, none later than the row
            past = moves[row - 250:row].copy()
            self.assertEqual(past.shape[0], 250)
            x = past[:, at]
            for k, i in zip(*np.nonzero(np.isnan(x))):
                gaps += 1
                x[k, i] = np.nanmedian(past[k, members[leg_of[ids[at[i]]]]])
            c = bent[row, at] if bent is not None else np.zeros(len(at))
            ds = s * 1e-4 * x
            result = (n * np.expm1(-d * ds + 0.5 * (np.nan_to_num(c) - d * d) * ds * ds)).sum(axis=1)
            self.close(line["book_scenarios"], 250, "scenarios")
            for alpha, name in ((0.05, "95"), (0.01, "99")):
                var, es = tail(result, alpha)
                self.close(line["book_var_" + name], var, ("var", t), 1e-7)
                self.close(line["book_es_" + name], es, ("es", t), 1e-7)
                var, es = tail(pnl[:t + 1], alpha)
                self.close(line["realised_var_" + name], var, "realised var")
                self.close(line["realised_es_" + name], es, "realised es")
        self.assertGreater(gaps, 0, "medians of the leg were not looked at")
        self.assertEqual(summary["risk"]["by_day"]["rows_with_var"], sum(1 for p in positions if p.any()))

    def test_the_last_row_is_the_book_as_it_stands_when_both_look_at_as_much(self):
        summary, _, lines = self.run_with("--set", "report.risk_window=100000")
        risk, last = summary["risk"], lines[-1]
        self.assertEqual(risk["by_day"]["window_rows"], 100000)
        self.assertEqual(int(last["book_scenarios"]), risk["as_it_stands"]["periods"])
        for figure in ("var_95", "es_95", "var_99", "es_99"):  # to the bit
            self.assertEqual(float(last["book_" + figure]), risk["as_it_stands"][figure]["value"])
            self.assertEqual(float(last["realised_" + figure]), risk["realised"][figure]["value"])
        self.assertEqual(float(last["effective_names_dts"]), risk["concentration"]["dts"]["effective_names"]["value"])
        self.assertEqual(float(last["jtd_gross"]), risk["jump_to_default"]["gross"])
        self.assertEqual(float(last["cs01_tenor_10y"]), risk["cs01_by_tenor"]["total"]["10y"])
        measures = {m["name"]: m for m in risk["by_day"]["measures"]}
        var = np.array([float(x["book_var_99"]) for x in lines[1:]])  # entered on the second row
        got = measures["book_var_99"]
        self.close(got["average"], var.mean(), "average")
        self.assertEqual((got["largest"], got["last"]), (var.max(), var[-1]))
        self.assertEqual(got["largest_date"], lines[1 + int(var.argmax())]["date"])

    def test_betas_against_numpy(self):
        _, folder, lines = self.run_with("--set", "report.benchmark=hyperscaler")
        # legs with members that come and go: their adjusted spreads are recorded nowhere, so regress on a store without
        self.assertNotEqual(lines[-1]["beta_factor"], "")
        self.assertNotEqual(lines[-1]["beta_benchmark"], "")
        config = str(ROOT / "configs/hqm_curve_real.yaml")
        done = json.loads(self.good("run", config, "--json", "--set", "report.vary={}", "--set",
                                    "report.benchmark=ten_year"))
        folder = self.folder / done["directory"]
        with open(folder / "risk.csv", newline="") as file:
            lines = list(csv.DictReader(file))
        with h5py.File(folder / "result.h5") as run:
            pnl = run["total"][:].sum(axis=(1, 2))
            change = np.diff(run["leg_spread_bp"][:, text(run["leg"]).index("ten_year")])
            months = 12
            self.assertEqual(run.attrs["periods_per_year"], months)
        for t, line in enumerate(lines):
            if t < 126:
                self.assertEqual((line["beta_benchmark"], line["residual_sharpe"]), ("", ""))
                continue
            (beta,), (student,), alpha, deviation = least_squares(pnl[t - 125:t + 1], [change[t - 126:t]])
            self.close(line["beta_benchmark"], beta, "beta", 1e-7)
            self.close(line["beta_benchmark_t"], student, "t", 1e-7)
            self.close(line["residual_sharpe"], alpha / deviation * math.sqrt(months), "sharpe", 1e-7)

    def test_off_leaves_out_the_table_and_the_group(self):
        summary, folder, _ = self.run_off()
        self.assertNotIn("by_day", summary["risk"])
        self.assertFalse((folder / "risk.csv").exists())
        with h5py.File(folder / "result.h5") as run:
            self.assertNotIn("risk", run)

    def run_off(self):
        done = json.loads(self.good("run", PAIR, "--json", *QUICK, "--set", "report.risk_by_day=none"))
        return done["summary"], self.folder / done["directory"], None

    def test_result_h5_has_what_risk_csv_has(self):
        _, folder, lines = self.run_with()
        with h5py.File(folder / "result.h5") as run:
            columns = {}
            for name, data in run["risk"].items():
                if h5py.h5ds.is_scale(data.id):
                    continue
                self.assertEqual(data.dims[0][0].name, "/time")
                self.assertTrue(data.attrs["units"] and data.attrs["long_name"])
                if data.ndim == 1:
                    columns[name] = data[:]
                else:
                    for i, label in enumerate(data.dims[1][0].asstr()[:]):
                        columns[f"{name}_{label}"] = data[:, i]
        self.assertEqual(set(columns), set(lines[0]) - {"date"})
        for name, values in columns.items():
            shown = [math.nan if line[name] == "" else float(line[name]) for line in lines]
            np.testing.assert_array_equal(values, shown)


if __name__ == "__main__":
    sandbox.main()
