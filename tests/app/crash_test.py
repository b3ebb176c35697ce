#!/usr/bin/python3
"""A plugin that crashes, ends the process or leaves the folder is named, and never looks like success:
crash_test.py RELVAL."""
import pathlib
import subprocess
import sys

sys.dont_write_bytecode = True  # sandbox.py stands in the source tree
import sandbox  # noqa: E402
from sandbox import CONFIG, Sandbox  # noqa: E402

NOTHING, POINTER, EXIT, ABORT, RECURSION, FOLDER, EXIT_IN_SETUP = range(7)
AFTER = "\n  the fault is in the strategy; nothing was written; gdb shows the line (docs/plugin_guide.md)\n"
MEMORY = "relval: crashes 2024-01-08: decide read or wrote memory that is not its own, or overflowed the stack" + AFTER


class Crashes(Sandbox):
    def run_it(self, how):
        config = "".join(line for line in CONFIG.splitlines(True) if not line.startswith("strategy:"))
        self.write("crashes.yaml", config + f"strategy: {{name: crashes, held: IND, how: {how}}}\n")
        plugins = str(pathlib.Path(self.program).parent / "tests/plugins")
        return self.relval("run", "crashes.yaml", env={"RELVAL_PLUGIN_PATH": plugins})

    def fails(self, how, answer):
        done = self.run_it(how)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (4, "", answer))
        self.assertFalse((self.folder / "results").exists())

    def handlers(self):
        linked = subprocess.run(["ldd", self.program], capture_output=True, text=True, check=True).stdout
        if "libasan" in linked:
            self.skipTest("the address sanitizer tells of crashes in words of its own")

    def test_it_runs_where_nothing_is_wrong(self):
        self.assertEqual(self.run_it(NOTHING).returncode, 0)

    def test_a_crash_names_the_strategy_the_call_and_the_date(self):
        self.handlers()
        self.fails(POINTER, MEMORY)
        self.fails(RECURSION, MEMORY)
        self.fails(ABORT, "relval: crashes 2024-01-08: decide called abort(): an uncaught exception, or an assertion"
                   + AFTER)

    def test_exit_is_no_success(self):
        says = " called exit(): a strategy cannot end the run" + AFTER
        self.fails(EXIT, "relval: crashes 2024-01-08: decide" + says)
        self.fails(EXIT_IN_SETUP, "relval: crashes: setup" + says)

    def test_another_working_directory_is_refused(self):
        self.fails(FOLDER, "relval: crashes: decide changed the working directory to /\n"
                   "  the paths of a config hang on it: open files by their whole path\n")


if __name__ == "__main__":
    sandbox.main()
