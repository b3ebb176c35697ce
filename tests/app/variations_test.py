#!/usr/bin/python3
"""Variations of the committed pair through the program: variations_test.py RELVAL. Each member stands for a run of its
own, so it is compared with that run: the same config with the value set, to the last bit."""
import json
import pathlib
import sys
import unittest

sys.dont_write_bytecode = True  # sandbox.py stands in the source tree
import sandbox  # noqa: E402
from sandbox import CONFIG, Sandbox  # noqa: E402

PAIR = str(pathlib.Path(__file__).resolve().parents[2] / "configs/industrial_vs_hyperscaler.yaml")


class Variations(Sandbox):
    def summary(self, *words):
        """Without the variations of the config: they take the time."""
        return self.whole("--set", "report.vary={}", "--set", "report.entry_shift_days=[]", *words)

    def whole(self, *words):
        return json.loads(self.good("run", PAIR, "--json", *words))["summary"]

    def compare(self, member, run):
        """A member of a table against the summary of the run it stands for."""
        self.assertNotIn("fault", member)
        self.assertEqual(member["total"], run["pnl"]["total"]["total"])
        self.assertEqual(member["cost"], run["pnl"]["total"]["cost"])
        self.assertEqual(member["trades"], run["statistics"]["trades"])
        self.assertEqual(member["max_drawdown"]["value"], run["statistics"]["max_drawdown"]["value"])
        self.assertEqual(member["market_beta"], run["pair"]["split"]["beta_at_entry"])
        self.assertEqual(member["carry_a_day_at_entry"], run["pair"]["net_carry_a_day"]["at_entry"])
        self.assertEqual(member["carry_a_day_now"], run["pair"]["net_carry_a_day"]["now"])

    def test_a_member_is_the_run_with_its_value_set(self):
        beta = ("--set", "sizing.unit=pair_beta", "--set", "neutral.cs01.band=100%")
        for base, key, values in (
                ((), "sizing.unit", ("dts", "pair_beta")),
                ((), "timing.delay", ("1d", "3")),
                ((), "universe.when_outside", ("hold_to_month_end", "sell")),
                ((), "legs.hyperscaler.exclude", ("[ORCL]", "[]")),
                ((), "legs.industrial.weights.rebalance", ("week", "never")),
                ((), "strategy.short", ("market",)),
                ((), "costs.default.stress_multiple", ("1",)),
                ((), "sizing.rehedge.beyond", ("0%",)),
                ((), "from", ("2025-06-02",)),
                ((), "stale.max_rows", ("0",)),
                ((), "market.case", ("low",)),
                (beta, "sizing.beta.window", ("60", "250")),
                (beta, "sizing.beta.changes", ("relative",)),
                (beta, "valuation.notional", ("drift",))):
            with self.subTest(key):
                tables = self.summary(*base, "--vary", key + "=" + ",".join(values))["variations"]["tables"]
                self.assertEqual([t["key"] for t in tables], [key])
                members = tables[0]["members"]
                self.assertEqual([m["value"] for m in members], list(values))
                for value, member in zip(values, members):
                    self.compare(member, self.summary(*base, "--set", key + "=" + value))

    def test_cases_and_entries_are_runs_of_their_own_too(self):
        variations = self.whole()["variations"]
        self.assertEqual([(m["value"], m["as_run"]) for m in variations["cases"]],
                         [("base", True), ("low", False), ("stylised", False)])
        units = {m["value"]: m for m in variations["tables"][0]["members"]}
        for case in variations["cases"]:
            self.compare(case, self.summary("--set", "market.case=" + case["value"]))
        low = self.summary("--set", "market.case=low", "--set", "sizing.unit=dts")
        self.assertEqual(units["dts"]["total_in_case"]["low"], low["pnl"]["total"]["total"])
        self.assertEqual(sum(e["days"] == 0 for e in variations["entries"]), 1)
        for entry in variations["entries"][:2] + variations["entries"][-1:]:
            run = self.summary("--set", "from=" + entry["from"])
            self.assertEqual(entry["total"], run["pnl"]["total"]["total"])

    def test_one_member_at_most_is_the_run_itself_and_has_its_figures(self):
        whole = self.whole()
        for table in whole["variations"]["tables"]:
            own = [m for m in table["members"] if m["as_run"]]
            self.assertEqual(len(own), 1, table["key"])
            self.compare(own[0], whole)

    def test_variations_change_nothing_of_the_run(self):
        plain, varied = self.summary(), self.whole("--vary", "timing.delay=2")
        self.assertEqual([t["key"] for t in varied["variations"]["tables"]],
                         ["sizing.unit", "legs.hyperscaler.exclude", "strategy.short", "timing.delay"])
        varied["findings"] = [f for f in varied["findings"] if f["id"] != "hindsight_window"]  # is about them
        for part in plain:
            if part not in ("run", "variations"):
                self.assertEqual(varied[part], plain[part], part)

    def test_a_member_that_cannot_run_keeps_its_fault_and_the_others_stand(self):
        summary = self.summary("--vary", "strategy.short=hyperscaler,nowhere,market")
        members = summary["variations"]["tables"][-1]["members"]
        self.assertIn("nowhere", members[1]["fault"])
        self.assertNotIn("total", members[1])
        self.compare(members[0], self.summary())
        self.compare(members[2], self.summary("--set", "strategy.short=market"))
        members = self.summary("--vary", "market.case=low,no_such")["variations"]["tables"][-1]["members"]
        self.assertIn("no_such", members[1]["fault"])
        members = self.summary("--vary", "market.store=my.h5")["variations"]["tables"][-1]["members"]
        self.assertIn("variations are of one store", members[0]["fault"])
        screen = self.good("run", PAIR, "--vary", "strategy.short=nowhere,market")
        self.assertRegex(screen, r"(?m)^ *nowhere +.*nowhere")


class Refused(Sandbox):
    def test_a_key_that_no_config_has_is_named(self):
        done = self.relval("run", "c.yaml", "--vary", "sizing.unot=cs01,dts")
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertIn("unknown key 'sizing.unot'", done.stderr)
        self.assertIn("did you mean", done.stderr)
        self.assertFalse((self.folder / "results").exists())

    def test_a_value_that_the_key_cannot_have_is_named(self):
        done = self.relval("run", "c.yaml", "--vary", "sizing.unit=cs01,dtz")
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertIn("dtz", done.stderr)
        self.assertIn("did you mean 'dts'", done.stderr)

    def test_more_than_fifty_members_are_refused_however_they_are_asked_for(self):
        values = ",".join(str(i) for i in range(1, 52))
        done = self.relval("run", "c.yaml", "--vary", "sizing.per_leg=" + values)
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertIn("vary asks for 51 runs, at most 50", done.stderr)
        self.write("v.yaml", CONFIG + f"report: {{vary: {{sizing.per_leg: [{values}]}}}}\n")
        done = self.relval("validate", "v.yaml")
        self.assertEqual(done.returncode, 2)
        self.assertIn("vary asks for 51 runs, at most 50", done.stderr)
        self.write("v.yaml", CONFIG + f"report: {{vary: {{sizing.per_leg: [{values[:values.rindex(',')]}]}}}}\n")
        done = self.relval("run", "v.yaml", "--vary", "timing.delay=2")  # 50 and one
        self.assertEqual(done.returncode, 2)
        self.assertIn("vary asks for 51 runs, at most 50", done.stderr)
        members = json.loads(self.good("run", "v.yaml", "--json"))["summary"]["variations"]["tables"][0]["members"]
        self.assertEqual(len(members), 50)
        self.assertAlmostEqual(members[39]["total"], 40 * members[0]["total"], delta=1e-6)  # per_leg 40 against 1

    def test_a_vary_without_values_says_how_it_is_written(self):
        for words in ("sizing.unit", "sizing.unit=", "=cs01"):
            done = self.relval("run", "c.yaml", "--vary", words)
            self.assertEqual((done.returncode, done.stdout), (2, ""))
            self.assertIn("for example --vary sizing.unit=cs01,dts", done.stderr)


if __name__ == "__main__":
    sandbox.main()
