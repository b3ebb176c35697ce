#!/usr/bin/python3
"""Fourteen names through the program, against the same trade written down again in numpy.

fourteen_names_test.py RELVAL: seeded single-name spreads as wide CSV files become a store by `relval data import`, run
as a static pair of two baskets named by lists, and every component of every name, leg and day of result.h5 is compared
with the plain loop of Oracle below. The oracle follows the definitions of docs/accounting.md: decide at close t with
the marks known there, trade at mid at close t + delay (or the first close after it with a quote), earn from the next
interval on.
"""
import datetime
import itertools
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import h5py
import numpy as np

RELVAL = None
INDUSTRIAL = ["CAT", "DE", "HON", "GE", "LMT", "UNP", "EMR", "ETN", "ITW", "MMM"]
HYPERSCALER = ["AMZN", "GOOGL", "META", "MSFT"]
NAMES = INDUSTRIAL + HYPERSCALER
ROWS = 500
TOLERANCE = 1e-6  # currency, on legs of some 100 million
PARTS = ["carry", "roll_down", "spread_first", "spread_convexity", "spread_cross", "default", "funding", "borrow",
         "cost", "residual"]


class Market:
    """Business days, spreads of 30-300 bp that move in per cent of themselves, gaps; the rest constant or sparse."""

    def __init__(self, seed):
        rng = np.random.default_rng(seed)
        days = np.arange("2023-06-01", "2025-09-01", dtype="datetime64[D]")
        days = days[np.is_busday(days) & ~np.isin(days, np.array(["2023-07-04", "2023-12-25", "2024-01-01"], "M8[D]"))]
        self.days = days[:ROWS]
        n = len(NAMES)
        moves = rng.normal(0, 0.012, (ROWS, 1)) + rng.normal(0, 0.01, (ROWS, n))
        level = rng.uniform(45, 160, n) * np.exp(np.cumsum(moves, axis=0))
        self.spread = np.round(np.clip(level, 30, 300), 2)
        self.spread[rng.random((ROWS, n)) < 0.01] = np.nan   # single days without a quote
        column = NAMES.index
        self.spread[1, column("DE")] = np.nan                # the trade of entry waits for a quote
        self.spread[:2, column("META")] = self.spread[:2, column("AMZN")]  # (both are there at the start)
        self.spread[0, column("GE")] = np.nan                # not a member at entry; joins at a rehedge
        self.spread[:70, column("MSFT")] = np.nan            # listed later
        self.spread[100:135, column("LMT")] = np.nan         # away over a month end
        self.spread[440:, column("ITW")] = np.nan            # gone for good
        self.duration = dict(zip(NAMES, np.round(rng.uniform(3.5, 9.5, n), 2)))
        self.convexity = dict(zip(NAMES, np.round(rng.uniform(20, 110, n), 1)))
        self.slope = np.round(rng.normal(3, 1, (ROWS, n)), 2)
        self.slope[rng.random((ROWS, n)) < 0.2] = np.nan
        self.loss = np.full((ROWS, n), np.nan)
        self.loss[200, column("UNP")] = 0.015
        self.loss[321, column("META")] = 0.15
        self.excess_return = np.round(rng.normal(0, 0.002, (ROWS, n)), 6)
        self.excess_return[rng.random((ROWS, n)) < 0.01] = np.nan

    def write(self, folder):
        def wide(file, values):
            lines = ["date," + ",".join(NAMES)]
            for day, row in zip(self.days, values):
                lines.append(f"{day}," + ",".join("" if np.isnan(x) else repr(float(x)) for x in row))
            (folder / file).write_text("\n".join(lines) + "\n", encoding="utf-8")

        wide("spreads.csv", self.spread)
        wide("slopes.csv", self.slope)
        wide("losses.csv", self.loss)
        wide("returns.csv", self.excess_return)
        constants = lambda values: ", ".join(f"{name}: {float(x)!r}" for name, x in values.items())
        head = ("store: {file: STORE, title: Fourteen names, origin: random walk, licence: none, synthetic: true}\n"
                "instruments:\n  defaults: {kind: spread_index, currency: USD, sector_l1: industrial}\n  list:\n"
                + "".join(f"    {name}: {{}}\n" for name in INDUSTRIAL)
                + "".join(f"    {name}: {{sector_l1: hyperscaler}}\n" for name in HYPERSCALER)
                + "fields:\n  spread: {file: spreads.csv, unit: bp, quote: constant_maturity}\n"
                f"  duration: {{constant: 7, constants: {{{constants(self.duration)}}}}}\n")
        more = (f"  convexity: {{constant: 60, constants: {{{constants(self.convexity)}}}}}\n"
                "  slope: {file: slopes.csv, unit: bp/year}\n  loss: {file: losses.csv, unit: fraction}\n"
                "  excess_return: {file: returns.csv, unit: fraction}\n")
        (folder / "plain.yaml").write_text(head.replace("STORE", "plain.h5"), encoding="utf-8")
        (folder / "rich.yaml").write_text(head.replace("STORE", "rich.h5") + more, encoding="utf-8")


class Oracle:
    """The trade, one day and one name at a time."""

    def __init__(self, market, rich, how):
        self.m, self.rich, self.how = market, rich, how
        self.day_numbers = market.days.astype("datetime64[D]").astype(int)
        self.members = {"industrial": INDUSTRIAL, "hyperscaler": HYPERSCALER}
        self.n = len(NAMES)
        self.quantity = np.zeros(self.n)
        self.orders = [[] for _ in NAMES]  # (due row, quantity to hold), oldest first
        self.parts = {p: np.zeros((ROWS, self.n)) for p in PARTS}
        self.total = np.zeros((ROWS, self.n))
        self.closing = np.zeros((ROWS, self.n))
        self.cs01, self.dts = np.zeros((ROWS, self.n)), np.zeros((ROWS, self.n))
        self.traded = []
        self.known = np.full(self.n, np.nan)        # last quoted spread
        self.known_slope = np.zeros(self.n)
        self.quoted = np.full(self.n, -1000)        # row of the last quote
        self.inside = {leg: [] for leg in self.members}
        self.leg_size = {leg: 0.0 for leg in self.members}

    def regroup(self, t):
        """Who is in each leg: names with a quote of the last five rows, at the start and on each month's last close."""
        x, changed = t + self.how["timing"]["delay"], []
        ends_month = x + 1 < ROWS and str(self.m.days[x])[:7] != str(self.m.days[x + 1])[:7]
        for leg, names in self.members.items():
            if t > 0 and self.inside[leg] and not ends_month:
                continue
            held = self.inside[leg] if t > 0 else []
            now = [i for i, name in enumerate(NAMES) if name in names and (i in held or t - self.quoted[i] <= 5)]
            if now != self.inside[leg]:
                self.inside[leg] = now
                if t > 0 and self.leg_size[leg] != 0:
                    changed.append(leg)
        return changed

    def run(self):
        entered, before_slope = False, None
        for t in range(ROWS):
            if t > 0:
                for i in range(self.n):
                    self.earn(t, i)
            for i in range(self.n):
                if not np.isnan(self.m.spread[t, i]):
                    self.known[i] = self.m.spread[t, i]
                    self.quoted[i] = t
                if self.rich and not np.isnan(self.m.slope[t, i]):
                    self.known_slope[i] = self.m.slope[t, i]
            for i in range(self.n):
                self.trade(t, i)
            changed = self.regroup(t)
            if not entered and all(self.weights(leg) for leg in self.members):
                entered = True
                self.order_all(t)
            elif entered and str(self.m.days[t])[:7] != str(self.m.days[t - 1])[:7]:
                resized = self.rehedge(t)
                changed = [leg for leg in changed if leg not in resized]
            for leg in changed:
                self.divide(t, leg)
            self.closing[t] = self.quantity
            d = np.array([self.m.duration[name] for name in NAMES])
            s = np.where(np.isnan(self.known), 0, self.known)
            self.cs01[t], self.dts[t] = -self.quantity * d * 1e-4, self.quantity * d * s * 1e-4
        return self

    def years(self, t):
        basis = self.how["valuation"].get("carry_basis", "act365")
        a, b = (self.m.days[k].astype(datetime.date) for k in (t - 1, t))
        if basis == "act365":
            return (b - a).days / 365
        if basis == "act360":
            return (b - a).days / 360
        first = min(a.day, 30)
        last = 30 if b.day == 31 and first == 30 else b.day
        return (360 * (b.year - a.year) + 30 * (b.month - a.month) + last - first) / 360

    def earn(self, t, i):
        q = self.quantity[i]
        if q == 0:
            return
        m, v, name = self.m, self.how["valuation"], NAMES[i]
        mode = v.get("total", "log_quadratic")
        d, s0 = m.duration[name], self.known[i]
        c = m.convexity[name] if self.rich else {"bullet": 1.1, "index": 1.5}.get(v.get("convexity"), 0) * d * d
        k = self.known_slope[i] if v.get("rolldown") == "slope_series" else 0.0
        ds = 0.0 if np.isnan(m.spread[t, i]) else (m.spread[t, i] - s0) * 1e-4
        for broken in self.how.get("breaks", []):
            if str(m.days[t]) == broken["date"] and name in broken["instruments"]:
                ds = broken["change_bp"] * 1e-4
        rc, rr = s0 * 1e-4 * self.years(t), d * k * 1e-4 * self.years(t)
        # Without sums that cancel: a notional that drifts gathers their rounding over all rows.
        growth = np.expm1(-d * ds + 0.5 * (c - d * d) * ds * ds)
        loss = m.loss[t, i] if self.rich and mode != "returns" and not np.isnan(m.loss[t, i]) else 0.0
        gross = {"log_quadratic": (rc + rr) + growth + (rc + rr) * growth,
                 "taylor": rc + rr - d * ds + 0.5 * c * ds * ds,
                 "returns": 0.0 if np.isnan(m.excess_return[t, i]) else m.excess_return[t, i]}[mode]
        f = self.how["financing"]
        year = (self.day_numbers[t] - self.day_numbers[t - 1]) / 360
        haircut = -abs(q) * f["haircut"] * f["haircut_spread_bp"] * 1e-4 * year
        p = {"carry": q * rc, "roll_down": q * rr, "spread_first": -q * d * ds,
             "spread_convexity": 0.5 * q * c * ds * ds,
             "spread_cross": 0.0 if mode == "taylor" else q * (rc + rr) * growth, "default": -q * loss,
             "funding": haircut - (q * f["long_spread_bp"] * 1e-4 * year if q > 0 else 0),
             "borrow": -abs(q) * f["borrow_fee_bp"] * 1e-4 * year if q < 0 else 0.0}
        for part, x in p.items():
            self.parts[part][t, i] = x
        self.total[t, i] = q * gross + p["default"] + p["funding"] + p["borrow"]
        self.parts["residual"][t, i] = self.total[t, i] - sum(p.values())
        if v.get("notional") == "drift":
            self.quantity[i] = q * (1 + gross - loss)

    def trade(self, t, i):
        due = [o for o in self.orders[i] if o[0] <= t]
        if not due or np.isnan(self.m.spread[t, i]):
            return
        self.orders[i] = [o for o in self.orders[i] if o[0] > t]
        change = due[-1][1] - self.quantity[i]
        if change == 0:
            return
        leg = "industrial" if i < len(INDUSTRIAL) else "hyperscaler"
        costs = self.how["costs"].get(leg, self.how["costs"]["default"])
        half_spread = max(costs["half_spread_floor_bp"], costs["half_spread_share"] * self.m.spread[t, i])
        cost = -abs(change) * self.m.duration[NAMES[i]] * half_spread * 1e-4
        self.parts["cost"][t, i] += cost
        self.total[t, i] += cost
        self.quantity[i] = due[-1][1]
        if abs(change) > 1e-6:
            self.traded.append((str(self.m.days[t]), NAMES[i], change))

    def weights(self, leg):
        return self.inside[leg]

    def targets(self):
        """What each leg holds: equal notionals of its names, together per_leg of the sizing unit."""
        out, sizing = np.zeros(self.n), self.how["sizing"]
        one = {"notional": lambda d, s: 1.0, "cs01": lambda d, s: d * 1e-4, "dts": lambda d, s: d * s * 1e-4}
        for leg, sign in (("industrial", 1), ("hyperscaler", -1)):
            names = self.weights(leg)
            risk = np.mean([one[sizing["unit"]](self.m.duration[NAMES[i]], self.known[i]) for i in names])
            out[names] = sign * sizing["per_leg"] / risk / len(names)
        return out

    def order_all(self, t, leg=None):
        for i, x in enumerate(self.targets()):
            if leg is None or NAMES[i] in self.members[leg]:
                self.orders[i].append((t + self.how["timing"]["delay"], x))
        for name, members in self.members.items():
            if leg is None or leg == name:
                self.leg_size[name] = sum(x for i, x in enumerate(self.targets()) if NAMES[i] in members)

    def divide(self, t, leg):
        """A leg's names changed: its notional, as it was last sized, is shared out anew."""
        for i, name in enumerate(NAMES):
            if name in self.members[leg]:
                share = self.leg_size[leg] / len(self.inside[leg]) if i in self.inside[leg] else 0.0
                self.orders[i].append((t + self.how["timing"]["delay"], share))

    def rehedge(self, t):
        beyond, targets, done = self.how["sizing"]["rehedge"]["beyond"], self.targets(), []
        for leg, names in self.members.items():
            mine = [NAMES.index(name) for name in names]
            off = np.abs(targets[mine] - self.quantity[mine]).sum()
            if off > beyond * np.abs(targets[mine]).sum():
                self.order_all(t, leg)
                done.append(leg)
        return done


def yaml(value):
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k}: {yaml(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(yaml(v) for v in value) + "]"
    return str(value).lower() if isinstance(value, bool) else str(value)


STANDARD = {
    "from": "2023-06-01", "to": "2025-05-09", "market": {"store": "plain.h5"}, "timing": {"delay": 1},
    "legs": {"industrial": {"instruments": INDUSTRIAL}, "hyperscaler": {"instruments": HYPERSCALER}},
    "strategy": {"name": "static_pair", "long": "industrial", "short": "hyperscaler"},
    "sizing": {"unit": "cs01", "per_leg": 75000, "rehedge": {"every": "month", "beyond": 0}},
    "portfolio": {"capital": 20000000},
    "costs": {"default": {"half_spread_floor_bp": 0.75, "half_spread_share": 0.01},
              "hyperscaler": {"half_spread_floor_bp": 1.5, "half_spread_share": 0.02}},
    "financing": {"long_spread_bp": 15, "borrow_fee_bp": 30, "haircut": 0.05, "haircut_spread_bp": 40},
    "valuation": {}, "report": {"by_name": True}}


class FourteenNames(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory()
        cls.folder = pathlib.Path(cls.scratch.name)
        cls.market = Market(seed=20250501)
        cls.market.write(cls.folder)
        for spec in ("plain.yaml", "rich.yaml"):
            cls.relval("data", "import", spec)

    @classmethod
    def tearDownClass(cls):
        cls.scratch.cleanup()

    @classmethod
    def relval(cls, *words):
        done = subprocess.run([RELVAL, *words], cwd=cls.folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"relval {' '.join(words)}: exit {done.returncode}\n{done.stdout}{done.stderr}"

    def compare(self, rich=False, **changes):
        how = {**STANDARD, **changes, "market": {"store": "rich.h5" if rich else "plain.h5"}}
        how["to"] = str(self.market.days[-1])
        config = "".join(f"{k}: {yaml(v)}\n" for k, v in how.items())
        (self.folder / "fourteen.yaml").write_text(config, encoding="utf-8")
        self.relval("run", "fourteen.yaml")
        with np.errstate(invalid="raise"):
            oracle = Oracle(self.market, rich, how).run()
        with h5py.File(self.folder / "results/fourteen/latest/result.h5") as r:
            self.assertEqual(list(r["instrument"].asstr()), NAMES)
            component = list(r["component"].asstr())
            legs = {leg: k for k, leg in enumerate(r["leg"].asstr())}
            self.assertEqual(r["time"].shape, (ROWS,))
            for part in component:
                expected = oracle.parts.get(part, np.zeros((ROWS, len(NAMES))))
                k = component.index(part)
                self.close(r["pnl_by_name"][:, :, k], expected, part)
                self.close_legs(r["pnl"][:, :, :, k], expected, legs, part)
            self.close(r["total_by_name"][()], oracle.total, "total")
            self.close_legs(r["total"][()], oracle.total, legs, "total")
            self.close(r["positions"][()], oracle.closing, "positions")
            for what, expected in (("notional", oracle.closing), ("cs01", oracle.cs01), ("dts", oracle.dts)):
                self.close_legs(r[what][()], expected, legs, what)
            trades = r["tables/trades"][()]
        found = [(t["date"].decode(), t["instrument"].decode(), t["traded"]) for t in trades if abs(t["traded"]) > 1e-6]
        self.assertEqual([t[:2] for t in found], [t[:2] for t in oracle.traded])
        self.close(np.array([t[2] for t in found]), np.array([t[2] for t in oracle.traded]), "traded")
        return oracle

    def close(self, found, expected, what):
        worst = np.unravel_index(np.argmax(np.abs(found - expected)), found.shape)
        self.assertLessEqual(abs(found[worst] - expected[worst]), TOLERANCE,
                             f"{what} at {worst}: {found[worst]!r} found, {expected[worst]!r} expected")

    def close_legs(self, found, expected, legs, what):
        """found: [row][leg][side]; the long leg holds only longs, the short one only shorts."""
        first = len(INDUSTRIAL)
        sums = np.zeros_like(found)
        sums[:, legs["industrial"], 0] = expected[:, :first].sum(axis=1)
        sums[:, legs["hyperscaler"], 1] = expected[:, first:].sum(axis=1)
        self.close(found, sums, what + " of legs")

    def test_two_baskets_by_list_of_names(self):
        oracle = self.compare()
        late = {name: [t[0] for t in oracle.traded if t[1] == name][0] for name in ("CAT", "DE", "GE", "MSFT")}
        # What the series were made for is there: one trade waited for a quote, one name joined late, one much later.
        self.assertEqual(late["CAT"], str(self.market.days[1]))
        self.assertEqual(late["DE"], str(self.market.days[2]))
        self.assertEqual(late["GE"], "2023-06-30")  # the first month end
        self.assertGreater(late["MSFT"], str(self.market.days[70]))
        self.assertNotEqual(oracle.closing[-1, NAMES.index("ITW")], 0)  # still held, its last quote carried

    def test_every_total_mode_carry_basis_and_notional_mode(self):
        modes = ("log_quadratic", "taylor", "returns"), ("act365", "act360", "30/360"), ("constant", "drift")
        for total, basis, notional in itertools.product(*modes):
            with self.subTest(total=total, basis=basis, notional=notional):
                oracle = self.compare(rich=True, valuation={"total": total, "carry_basis": basis, "notional": notional,
                                                            "rolldown": "slope_series"})
                if total == "taylor":
                    self.assertLessEqual(np.abs(oracle.parts["residual"]).max(), 1e-7)

    def test_sizing_units_and_rehedge_tolerance(self):
        sizes = ("notional", 1e8), ("cs01", 75000), ("dts", 7.5e6)
        for (unit, per_leg), beyond, notional in itertools.product(sizes, (0, 0.05), ("constant", "drift")):
            with self.subTest(unit=unit, beyond=beyond, notional=notional):
                rehedge = {"every": "month", "beyond": beyond}
                self.compare(sizing={"unit": unit, "per_leg": per_leg, "rehedge": rehedge},
                             valuation={"notional": notional})

    def test_delays(self):
        for delay in (2, 30):
            with self.subTest(delay=delay):
                self.compare(timing={"delay": delay}, sizing={"unit": "dts", "per_leg": 5e6,
                                                              "rehedge": {"every": "month", "beyond": 0.02}})

    def test_convexity_proxies_and_a_break(self):
        for proxy in ("bullet", "index"):
            with self.subTest(proxy=proxy):
                jump = {"date": str(self.market.days[150]), "instruments": ["CAT", "AMZN"], "change_bp": 1.25}
                self.compare(valuation={"convexity": proxy}, breaks=[jump])

    def test_costs_scale_and_nothing_else_moves(self):
        free = self.compare(costs={"default": {"half_spread_floor_bp": 0, "half_spread_share": 0}})
        dear = self.compare(costs={"default": {"half_spread_floor_bp": 3, "half_spread_share": 0.05}})
        self.assertEqual(free.parts["cost"].sum(), 0)
        self.assertLess(dear.parts["cost"].sum(), -1e5)


if __name__ == "__main__":
    RELVAL = os.path.abspath(sys.argv.pop(1))
    unittest.main(verbosity=1)
