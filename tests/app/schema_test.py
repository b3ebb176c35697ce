#!/usr/bin/python3
"""relval schema and explain: schema_test.py RELVAL. Every shipped config passes, every bad one that a schema can
tell of fails."""
import json
import pathlib
import re
import sys
import unittest

import jsonschema
import yaml

sys.dont_write_bytecode = True  # sandbox.py stands in the source tree
import sandbox  # noqa: E402
from bad_inputs import bad_inputs  # noqa: E402
from sandbox import CONFIG, Sandbox  # noqa: E402

CONFIGS = sorted((pathlib.Path(__file__).resolve().parents[2] / "configs").glob("*.yaml"))


class Loader(yaml.SafeLoader):
    """YAML as editors read it: numbers and true/false, no dates, no yes and no."""

    def construct_mapping(self, node, deep=False):
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        if len(set(map(str, keys))) < len(keys):
            raise yaml.YAMLError("a duplicate key")
        return {str(k): v for k, v in super().construct_mapping(node, deep).items()}


Loader.yaml_implicit_resolvers = {}
for tag, pattern, first in [
        ("bool", r"^(true|True|TRUE|false|False|FALSE)$", "tTfF"),
        ("null", r"^(~|null|Null|NULL|)$", ["~", "n", "N", ""]),
        ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
        ("float", r"^([-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))$",
         "-+0123456789.")]:
    Loader.add_implicit_resolver("tag:yaml.org,2002:" + tag, re.compile(pattern), list(first))

# How relval tells of a fault that the file alone shows, and those of them that escape a schema: YAML's other
# spellings of a number, a calendar, a form of its own.
OF_THE_FILE = re.compile(r"unknown key|missing key|duplicate key|expects|must be|not valid YAML|is empty|needs '|a tab|"
                         r"has no parameter|no strategy|a second document|merge keys|an alias|never closed")
ESCAPE = {"an octal-looking number", "not a number", "infinity", "beyond a double", "a delay of nothing",
          "a day that does not exist"}


class Schema(Sandbox):
    def setUp(self):
        super().setUp()
        self.schema = json.loads(self.good("schema"))
        jsonschema.Draft7Validator.check_schema(self.schema)
        self.validator = jsonschema.Draft7Validator(self.schema)

    def faults(self, text):
        try:
            tree = yaml.load(text, Loader)
        except yaml.YAMLError as e:
            return [str(e)]
        return [e.message for e in self.validator.iter_errors(tree)]

    def test_every_shipped_config_passes(self):
        self.assertGreater(len(CONFIGS), 5)
        for config in CONFIGS:
            with self.subTest(config.name):
                self.assertEqual(self.faults(config.read_text()), [])

    def test_an_effective_config_passes(self):
        self.assertEqual(self.faults(self.good("explain", "c.yaml")), [])

    def test_every_bad_config_that_a_schema_can_tell_of_fails(self):
        told = 0
        for title, case, code, answer in bad_inputs():
            if "replace" not in case or "run" in case or "c.yaml:" not in answer or code != 2:
                continue
            if title in ESCAPE or not OF_THE_FILE.search(answer.splitlines()[0]):
                continue
            told += 1
            with self.subTest(title):
                self.assertNotEqual(self.faults(case["config"]), [])
        self.assertGreater(told, 30)

    def test_an_editor_is_told_what_a_key_means_and_takes(self):
        sizing = self.schema["definitions"]["whole"]["properties"]["sizing"]["properties"]
        self.assertEqual(sizing["unit"]["enum"],
                         ["notional", "cs01", "dts", "vol", "pair_beta", "market_beta"])
        self.assertIn("what a weight of 1 holds", sizing["per_leg"]["description"])
        strategy = self.schema["definitions"]["whole"]["properties"]["strategy"]
        zscore = next(s["then"]["properties"] for s in strategy["allOf"]
                      if s["if"]["properties"]["name"]["const"] == "spread_zscore")
        window = zscore["window"]["anyOf"][0]
        self.assertEqual((window["type"], window["minimum"], window["maximum"]), ("integer", 3, 5000))
        self.assertEqual(zscore["include_today"]["enum"], [True, "true", False, "false"])
        self.assertIn("default", zscore["enter"])
        self.assertEqual(self.faults(CONFIG.replace("name: static_pair", "name: spread_zscore, window: 6m")), [])

    def test_a_config_that_extends_another_may_say_little_and_is_still_checked(self):
        self.assertEqual(self.faults("extends: c.yaml\nsizing: {unit: dts}\nlimits: null\n"), [])
        self.assertNotEqual(self.faults("extends: c.yaml\nsizing: {unit: cs1}\n"), [])
        self.assertNotEqual(self.faults("extends: c.yaml\nsizeing: {unit: dts}\n"), [])
        self.assertNotEqual(self.faults("sizing: {unit: dts}\n"), [])


class Explain(Sandbox):
    def test_each_value_is_told_with_where_it_comes_from(self):
        self.write("mine.yaml", "extends: c.yaml\nsizing: {unit: dts}\n")
        told = self.good("explain", "mine.yaml", "--set", "portfolio.capital=5000000")
        self.assertRegex(told, r"(?m)^# mine.yaml: every value of the run, and where it comes from$")
        self.assertRegex(told, r"(?m)^  unit: dts +# mine.yaml:2$")
        self.assertRegex(told, r"(?m)^  per_leg: 10000 +# c.yaml:8$")
        self.assertRegex(told, r"(?m)^  capital: 5000000 +# --set$")
        self.assertRegex(told, r"(?m)^  delay: 1 +# default$")

    def test_it_runs_again_to_the_same_id(self):
        self.write("mine.yaml", "extends: c.yaml\nsizing: {unit: dts}\n")
        self.write("full.yaml", self.good("explain", "mine.yaml"))
        ids = [json.loads(self.good("run", name, "--json"))["id"] for name in ("mine.yaml", "full.yaml")]
        self.assertEqual(ids[0], ids[1])

    def test_a_strategy_s_defaults_are_told(self):
        zscore = "strategy: {name: spread_zscore, long: long_leg, short: short_leg, enter: 1.5}"
        self.write("z.yaml", CONFIG.replace("strategy: {name: static_pair, long: long_leg, short: short_leg}", zscore))
        told = self.good("explain", "z.yaml")
        self.assertRegex(told, r"(?m)^  enter: 1.5 +# z.yaml:7$")
        self.assertRegex(told, r"(?m)^  window: \d+ +# default$")

    def test_as_json_each_value_has_its_type_and_place(self):
        values = {v["key"]: v for v in json.loads(self.good("explain", "c.yaml", "--json"))["values"]}
        self.assertEqual(values["sizing.per_leg"],
                         {"key": "sizing.per_leg", "value": 10000, "from": "file", "file": "c.yaml", "line": 8})
        self.assertEqual(values["stale.max_rows"], {"key": "stale.max_rows", "value": 5, "from": "default"})
        self.assertEqual(values["legs.short_leg.instruments"]["value"], ["UTIL", "TECH"])
        self.assertEqual(len(json.loads(self.good("explain", "c.yaml", "c.yaml", "--json"))), 2)

    def test_a_faulty_config_is_refused_as_run_refuses_it(self):
        self.write("bad.yaml", CONFIG.replace("capital", "captial"))
        self.assertEqual(self.relval("explain", "bad.yaml").returncode, 2)


sandbox.main()
