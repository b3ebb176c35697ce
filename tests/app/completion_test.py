#!/usr/bin/python3
"""What bash is offered when Tab is pressed, and the manual page: completion_test.py RELVAL."""
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM = ""
# Calls the function as bash does, with the words broken as bash breaks them, and prints the line each reply makes.
PRESS_TAB = r"""
source <("$1" completion bash)
relval() { "$program" "$@"; }
program=$1
COMP_LINE=$2 COMP_POINT=${#2}
compopt() { :; }
_relval
kept=$COMP_LINE
while [[ -n $kept && ${kept: -1} != [[:space:]] && $COMP_WORDBREAKS != *"${kept: -1}"* ]]; do kept=${kept%?}; done
for reply in "${COMPREPLY[@]}"; do echo "$kept$reply"; done
"""


class Completion(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="relval_completion_"))
        (self.folder / "configs").mkdir()
        for name in ("configs/pair.yaml", "configs/pair.txt", "my.h5", "other.yml"):
            (self.folder / name).write_text("")

    def tearDown(self):
        shutil.rmtree(self.folder)

    def offered(self, line):
        done = subprocess.run(["bash", "-c", PRESS_TAB, "bash", PROGRAM, line], cwd=self.folder, text=True,
                              capture_output=True, check=False)
        self.assertEqual((done.returncode, done.stderr), (0, ""), line)
        return done.stdout.splitlines()

    def test_commands_and_their_verbs(self):
        self.assertIn("relval explain", self.offered("relval "))
        self.assertEqual(self.offered("relval va"), ["relval validate"])
        self.assertEqual(self.offered("relval data i"), ["relval data info", "relval data import"])
        self.assertEqual(self.offered("relval help com"), ["relval help compare", "relval help completion"])
        self.assertEqual(self.offered("relval completion "), ["relval completion bash"])

    def test_options_are_those_of_the_command(self):
        self.assertEqual(self.offered("relval run --f"), ["relval run --force", "relval run --full"])
        self.assertEqual(self.offered("relval data import --a"), ["relval data import --append"])
        self.assertEqual(self.offered("relval runs prune --k"), ["relval runs prune --keep"])
        self.assertEqual(self.offered("relval check --missing-data "),
                         ["relval check --missing-data skip", "relval check --missing-data fail"])
        self.assertEqual(self.offered("relval check --missing-data=f"), ["relval check --missing-data=fail"])

    def test_files_by_their_endings(self):
        self.assertEqual(self.offered("relval run "), ["relval run configs", "relval run other.yml"])
        self.assertEqual(self.offered("relval run configs/"), ["relval run configs/pair.yaml"])
        self.assertEqual(self.offered("relval data info "), ["relval data info configs", "relval data info my.h5"])
        self.assertEqual(self.offered("relval run x.yaml --out c"), ["relval run x.yaml --out configs"])
        self.assertEqual(self.offered("relval check --junit=m"), ["relval check --junit=my.h5"])
        self.assertIn("relval runs configs", self.offered("relval runs c"))

    def test_keys_of_the_config_and_their_values(self):
        self.assertEqual(self.offered("relval run c.yaml --set timing.d"), ["relval run c.yaml --set timing.delay="])
        self.assertEqual(self.offered("relval run c.yaml --set sizing.unit=c"),
                         ["relval run c.yaml --set sizing.unit=cs01"])
        self.assertEqual(self.offered("relval run c.yaml --set=sizing.unit=c"),
                         ["relval run c.yaml --set=sizing.unit=cs01"])
        self.assertEqual(self.offered("relval run c.yaml --vary sizing.unit=cs01,not"),
                         ["relval run c.yaml --vary sizing.unit=cs01,notional"])

    def test_strategies_by_name(self):
        self.assertIn("relval strategies describe spread_zscore",
                      self.offered("relval strategies describe s"))

    def test_nothing_is_offered_after_an_unknown_command(self):
        self.assertEqual(self.offered("relval nonsense "), [])
        self.assertEqual(self.offered("relval run --nonsense=x"), [])


class Manual(unittest.TestCase):
    def setUp(self):
        self.page = subprocess.run([PROGRAM, "manual"], text=True, capture_output=True, check=True).stdout

    def test_it_is_troff_without_a_warning(self):
        groff = subprocess.run(["groff", "-ww", "-man", "-Tutf8"], input=self.page, text=True, capture_output=True,
                               check=False)
        self.assertEqual((groff.returncode, groff.stderr), (0, ""))

    def test_it_tells_of_every_command_that_help_lists(self):
        listed = subprocess.run([PROGRAM, "--help"], text=True, capture_output=True, check=True).stdout
        commands = [line.split()[1] for line in listed.splitlines() if line.startswith("  relval ")]
        self.assertGreater(len(commands), 15)
        for command in commands:
            self.assertIn(f".SS relval {command}", self.page)
        self.assertIn(r".B \-\-vary \fIKEY=A,B\fR", self.page)


if __name__ == "__main__":
    PROGRAM = str(pathlib.Path(sys.argv[1]).resolve())
    unittest.main(argv=sys.argv[:1])
