#!/usr/bin/python3
"""A strategy of one's own, from `relval strategies new` to a run, outside the tree: plugins_test.py RELVAL BUILD.

From the build tree and from an installed prefix, with g++ and with clang++.
"""
import datetime
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM, BUILD = "", ""
CONFIG = """\
market: {store: market.h5}
from: 2025-01-02
to: 2025-03-31
legs: {wide: {instruments: [A]}, other: {instruments: [B]}}
strategy: {name: mine, library: LIBRARY, long: wide, short: other, window: 20}
sizing: {unit: cs01, per_leg: 10000}
portfolio: {capital: 10000000}
"""


def run(*words, cwd, code=0, **environment):
    own = {k: v for k, v in os.environ.items() if k not in ("RELVAL_PLUGIN_PATH", "CXX", "CXXFLAGS")}
    done = subprocess.run([str(w) for w in words], cwd=cwd, env={**own, **environment}, text=True, check=False,
                          capture_output=True)
    assert done.returncode == code, f"{words}: exit {done.returncode}\n{done.stdout}{done.stderr}"
    return done.stdout if code == 0 else done.stderr


KIT = """\
#include <relval/testkit.hpp>
using namespace relval::testkit;
template <class F> bool throws(F f) {
  try { f(); } catch (const std::exception&) { return true; }
  return false;
}
int main() {
  Market market("2025-01-02", 20);
  market.asset("AAA", "long_leg", 100).asset("BBB", "short_leg", 80);
  const Run run = run_strategy(market, "{name: static_pair, long: long_leg, short: short_leg}");
  RELVAL_CHECK(run.ok);
  RELVAL_CHECK(run.held("AAA", 19) > 0 && run.held("long_leg", 19) == run.held("AAA", 19));
  RELVAL_CHECK(throws([&] { run.held("AAB", 19); }));  // a check that a name nobody has is not held would always pass
  RELVAL_CHECK(throws([&] { run.held("AAA", 20); }));
  RELVAL_CHECK(throws([&] { market.move("AAA", 20, 120); }));
  RELVAL_CHECK(throws([&] { market.move("AAB", 5, 120); }));
  return result();
}
"""


class Plugins(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory(prefix="relval_plugins_")
        cls.folder = pathlib.Path(cls.scratch.name)

    @classmethod
    def tearDownClass(cls):
        cls.scratch.cleanup()

    def build(self, program, name, compiler):
        """new, build, test, describe and run, each as the README of the new folder says."""
        where = self.folder / f"{name}_{compiler.replace('+', 'p')}"
        where.mkdir()
        run(program, "strategies", "new", name, cwd=where)
        folder = where / name
        run("cmake", "-B", "build", cwd=folder, CXX=compiler)
        run("cmake", "--build", "build", cwd=folder)
        self.assertIn("100% tests passed", run("ctest", "--test-dir", "build", "--output-on-failure", cwd=folder))
        path = str(folder / "build/plugins")
        described = json.loads(run(program, "strategies", "describe", name, "--json", cwd=folder,
                                   RELVAL_PLUGIN_PATH=path))
        self.assertEqual([p["name"] for p in described["parameters"]], ["long", "short", "window", "enter", "exit"])
        self.assertEqual(described["parameters"][2] | {"help": ""},
                         {"name": "window", "kind": "whole number", "unit": "rows", "help": "", "required": False,
                          "default": "60", "least": 3.0, "most": 2000.0})
        self.assertIn("clang" if "clang" in compiler else "gcc", described["build"])
        screen = run(program, "run", f"{name}.yaml", "--out", "results", cwd=folder, RELVAL_PLUGIN_PATH=path)
        self.assertIn("TOTAL", screen)
        explained = json.loads(run(program, "explain", f"{name}.yaml", "--json", cwd=folder, RELVAL_PLUGIN_PATH=path))
        value = {v["key"]: v["value"] for v in explained["values"]}
        # The flagship varies the leg that is short: never the one that is long here.
        self.assertNotIn(value["strategy.long"], value["report.vary.strategy.short"])
        daily = (folder / f"results/{name}/latest/daily.csv").read_bytes()
        symbols = run("nm", "-D", "--defined-only", f"build/plugins/{name}.so", cwd=folder).split()
        self.assertEqual(symbols[2::3], ["relval_strategy"])
        return daily

    def test_a_new_strategy_builds_tests_and_runs_from_the_build_tree(self):
        by_gcc = self.build(PROGRAM, "mine", "g++")
        if shutil.which("clang++"):
            self.assertEqual(self.build(PROGRAM, "mine", "clang++"), by_gcc)
        else:
            self.assertNotIn("CI", os.environ, "clang++ is missing")

    def test_a_new_strategy_builds_tests_and_runs_from_an_installed_prefix(self):
        prefix = self.folder / "prefix"
        run("cmake", "--install", BUILD, "--prefix", prefix, cwd=self.folder)
        self.build(prefix / "bin/relval", "other", "g++")

    def test_the_test_kit_refuses_names_and_rows_that_its_market_has_not(self):
        where = self.folder / "kit"
        where.mkdir()
        (where / "kit.cpp").write_text(KIT)
        sdk = pathlib.Path(__file__).resolve().parents[2] / "engine/sdk"
        run("c++", "-std=c++20", "-Wall", "-Wextra", "-Werror", "-I", sdk, f'-DRELVAL_TESTKIT_PROGRAM="{PROGRAM}"',
            "kit.cpp", "-o", "kit", cwd=where)
        self.assertEqual(run("./kit", cwd=where), "all checks passed\n")

    def test_a_strategy_called_state_compiles_too(self):
        run(PROGRAM, "strategies", "new", "state", cwd=self.folder)
        sdk = pathlib.Path(__file__).resolve().parents[2] / "engine/sdk"
        run("c++", "-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Werror", "-I", sdk, "state/state.cpp",
            cwd=self.folder)

    def test_a_name_that_is_taken_or_wrong_writes_nothing(self):
        (self.folder / "there").mkdir()
        for name, text in (("static_pair", "there is a strategy 'static_pair' already"),
                           ("My-Idea", "'My-Idea' cannot be the name of a strategy"),
                           ("there", "it is there already")):
            self.assertIn(text, run(PROGRAM, "strategies", "new", name, cwd=self.folder, code=2))
        self.assertEqual(list((self.folder / "there").iterdir()), [])

    def test_a_config_names_a_library_of_the_plugin_path_and_no_other(self):
        where = self.folder / "library"
        (where / "a").mkdir(parents=True)
        run(PROGRAM, "strategies", "new", "mine", "--in", "source", cwd=where)
        run("cmake", "-S", "source/mine", "-B", "build", cwd=where)
        run("cmake", "--build", "build", "--target", "plugin_mine", cwd=where)
        shutil.move(where / "build/plugins/mine.so", where / "a/mine.so")
        days = [datetime.date(2025, 1, 2) + datetime.timedelta(i) for i in range(88)]
        rows = [f"{d},{100 + d.day % 3 + (20 if d.month == 3 else 0)},80" for d in days if d.weekday() < 5]
        (where / "s.csv").write_text("\n".join(["date,A,B", *rows]) + "\n")
        (where / "import.yaml").write_text(
            "store: {file: market.h5, title: t, origin: o, licence: l}\n"
            "instruments: {defaults: {kind: spread_index}, list: [A, B]}\n"
            "fields: {spread: {file: s.csv, unit: bp}, duration: {constant: 5}}\n")
        run(PROGRAM, "data", "import", "import.yaml", cwd=where)
        config = where / "run.yaml"
        config.write_text(CONFIG.replace("LIBRARY", "a/mine.so"))
        message = run(PROGRAM, "run", "run.yaml", cwd=where, code=2)
        self.assertIn("run.yaml:5:33: 'a/mine.so' does not lie in a folder of the plugin path", message)
        path = {"RELVAL_PLUGIN_PATH": str(where / "a")}
        run(PROGRAM, "run", "run.yaml", cwd=where, **path)
        by_library = os.readlink(where / "results/run/latest")
        run(PROGRAM, "run", "results/run/latest/config.yaml", "--out", "again", cwd=where, **path)
        config.write_text(CONFIG.replace("library: LIBRARY, ", ""))
        run(PROGRAM, "run", "run.yaml", cwd=where, **path)
        self.assertEqual(os.readlink(where / "results/run/latest"), by_library)  # the same run, however it is found
        self.assertEqual(os.readlink(where / "again/config/latest"), by_library)
        config.write_text(CONFIG.replace("LIBRARY", "b/mine.so"))
        self.assertIn("there is no plugin 'b/mine.so'", run(PROGRAM, "run", "run.yaml", cwd=where, code=2, **path))


if __name__ == "__main__":
    PROGRAM, BUILD = (str(pathlib.Path(p).resolve()) for p in sys.argv[1:3])
    unittest.main(argv=sys.argv[:1])
