#!/usr/bin/python3
"""A plugin that crashes, ends the process or leaves the folder is named, and never looks like success:
crash_test.py RELVAL."""
import json
import pathlib
import sys

sys.dont_write_bytecode = True  # sandbox.py stands in the source tree
import sandbox  # noqa: E402
from sandbox import CONFIG, Sandbox  # noqa: E402

AFTER = "\n  the fault is in the strategy; nothing was written; gdb shows the line (docs/plugin_guide.md)\n"
WRITTEN = AFTER.replace("nothing was written", "what was written before stands")
MEMORY = "relval: crashes 2024-01-08: decide read or wrote memory that is not its own, or overflowed the stack" + AFTER
WORD = "\n  every number after it would be computed differently; the plugin must leave it as it was\n"
FOLDER = " changed the working directory to /\n  the paths of a config hang on it: open files by their whole path\n"


class Crashes(Sandbox):
    def write_config(self, how, name="crashes.yaml"):
        config = "".join(line for line in CONFIG.splitlines(True) if not line.startswith("strategy:"))
        self.write(name, config + f"strategy: {{name: crashes, held: IND, how: {how}}}\n")

    def on_path(self, *words, **more):
        plugins = str(pathlib.Path(self.program).parent / "tests/plugins")
        return self.relval(*words, env={"RELVAL_PLUGIN_PATH": plugins, **more})

    def run_it(self, how, *more):
        self.write_config(how)
        return self.on_path("run", "crashes.yaml", *more)

    def fails(self, how, answer):
        done = self.run_it(how)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (4, "", answer))
        self.assertFalse((self.folder / "results").exists())

    def handlers(self):
        if sandbox.is_sanitized():
            self.skipTest("the address sanitizer tells of crashes in words of its own")

    def test_it_runs_where_nothing_is_wrong(self):
        self.assertEqual(self.run_it("nothing").returncode, 0)

    def test_a_crash_names_the_strategy_the_call_and_the_date(self):
        self.handlers()
        self.fails("pointer", MEMORY)
        self.fails("recursion", MEMORY)
        self.fails("abort", "relval: crashes 2024-01-08: decide called abort(): an uncaught exception, or an assertion"
                   + AFTER)
        self.fails("timer", "relval: crashes 2024-01-08: decide was ended by a timer that a strategy started" + AFTER)

    def test_a_crash_after_the_call_names_the_plugin_too(self):
        self.handlers()
        done = self.run_it("beyond_state")
        self.assertEqual((done.returncode, done.stdout), (4, ""))
        self.assertIn("relval: outside of a plugin's call", done.stderr)
        self.assertIn("the plugin 'crashes' was called before", done.stderr)

    def test_a_crash_at_the_end_leaves_the_result_and_its_screen(self):
        self.handlers()
        done = self.run_it("crash_at_end")
        self.assertEqual(done.stderr, "relval: crashes: destroy read or wrote memory that is not its own, or "
                         "overflowed the stack" + WRITTEN)
        self.assertEqual(done.returncode, 4)
        self.assertIn("TOTAL", done.stdout)
        self.assertTrue(list((self.folder / "results/crashes").glob("*/summary.json")))

    def test_exit_is_no_success(self):
        says = " called exit(): a strategy cannot end the run" + AFTER
        self.fails("exit", "relval: crashes 2024-01-08: decide" + says)
        self.fails("exit_in_setup", "relval: crashes: setup" + says)
        self.handlers()
        self.fails("own_exit", "relval: crashes 2024-01-08: decide" + says.replace("exit()", "_exit()"))

    def test_another_working_directory_or_rounding_is_refused_wherever_it_is_set(self):
        self.fails("folder", "relval: crashes: decide" + FOLDER)
        self.fails("folder_in_state", "relval: crashes: init_state" + FOLDER)
        self.fails("rounding_in_state", "relval: crashes: init_state: changed the floating-point control word: "
                   "rounding is up, x87 rounding is up" + WORD)

    def test_rounding_set_at_the_end_of_one_run_does_not_reach_another(self):
        def daily(name):
            return next((self.folder / "results" / name).glob("*/daily.csv")).read_bytes()
        self.write_config("nothing", "good.yaml")
        self.write_config("rounding_at_end")
        vary = ("--vary", "sizing.per_leg=20000,30000")
        for words in (("good.yaml", "--out", "alone"), ("crashes.yaml", "good.yaml", *vary)):
            self.assertEqual(self.on_path("run", *words).returncode, 0)
        alone = next((self.folder / "alone/good").glob("*/daily.csv")).read_bytes()
        self.assertEqual(daily("good"), alone)
        self.assertEqual(daily("crashes"), alone)  # the run itself comes after the variations' ends, or before

    def test_a_fork_ends_in_the_child(self):
        done = self.run_it("fork", "--json")
        self.assertEqual(done.returncode, 0, done.stderr)
        json.loads(done.stdout)
        self.assertIn("crashes: decide forked and went on in the child, which ends here", done.stderr)
        done = self.on_path("audit", "crashes.yaml")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_what_a_plugin_says_is_fit_for_a_screen(self):
        self.fails("escape", "relval: crashes 2024-01-08: one\n  two ?[2J ?\n"
                   "  the fault is in the strategy; nothing was written\n")
        self.fails("wordless", "relval: crashes 2024-01-08: an exception without words\n"
                   "  the fault is in the strategy; nothing was written\n")

    def test_what_a_plugin_prints_does_not_spoil_json(self):
        done = self.run_it("prints", "--json")
        self.assertEqual(done.returncode, 0, done.stderr)
        json.loads(done.stdout)
        self.assertIn("a line of the plugin's", done.stderr)

    def test_one_of_several_configs_that_crashes_leaves_the_others(self):
        self.handlers()
        self.write_config("pointer")
        self.write_config("exit_in_setup", "ends.yaml")
        for name in ("first.yaml", "last.yaml"):
            self.write_config("nothing", name)
        names = ["first.yaml", "crashes.yaml", "ends.yaml", "last.yaml"]
        done = self.on_path("run", *names)
        self.assertEqual((done.returncode, done.stdout.count("TOTAL")), (4, 2), done.stderr)
        self.assertIn("crashes.yaml: crashes 2024-01-08: decide read or wrote memory", done.stderr)
        self.assertIn("ends.yaml: crashes: setup called exit()", done.stderr)
        done = self.on_path("run", *names, "--json")
        self.assertEqual([run["directory"].split("/")[1] for run in json.loads(done.stdout)], ["first", "last"])
        done = self.on_path("validate", *names)
        self.assertEqual((done.returncode, done.stdout.count(": ok: ")), (4, 3), done.stderr)

    def test_a_library_that_falls_where_it_is_loaded_hides_no_other(self):
        ways = {"throw": "loading it threw an exception: made too early",
                "exit": "falls: loading it called exit()"}
        if not sandbox.is_sanitized():
            ways.update({"pointer": "falls: loading it read or wrote memory",
                         "own_exit": "falls: loading it called _exit()", "loop": "stopped after 10 s"})
        for way, says in ways.items():
            done = self.on_path("strategies", "list", "--json", RELVAL_TEST_FALL=way)
            self.assertEqual(done.returncode, 0, (way, done.stderr))
            listed = {s["name"]: s for s in json.loads(done.stdout)}
            self.assertIn(says, listed["falls"]["fault"])
            self.assertIn("summary", listed["crashes"])
            if way == "loop":
                continue
            done = self.on_path("schema", RELVAL_TEST_FALL=way)
            self.assertEqual(done.returncode, 0, (way, done.stderr))
            self.assertIn("spread_zscore", json.dumps(json.loads(done.stdout)))
            done = self.on_path("strategies", "describe", "falls", RELVAL_TEST_FALL=way)
            self.assertEqual((done.returncode, done.stdout), (4, ""), way)
            self.assertIn(says, done.stderr)
        done = self.on_path("strategies", "list", "--json", RELVAL_TEST_FALL="print")
        self.assertIn("falls", [s["name"] for s in json.loads(done.stdout)])


if __name__ == "__main__":
    sandbox.main()
