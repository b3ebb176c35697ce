#!/usr/bin/python3
"""What only a terminal sees: curve, colour, progress: terminal_test.py RELVAL."""
import os
import pathlib
import pty
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
CONFIG = str(ROOT / "configs/industrial_vs_hyperscaler.yaml")
SLOW = ["--set", "report.seeds=60"]
PROGRAM = ""


class Terminal(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()

    def tearDown(self):
        self.folder.cleanup()

    def run_on_a_terminal(self, *words, **environment):
        """What is printed where stdout and stderr are one terminal."""
        parent, child = pty.openpty()
        own = {**os.environ, "TERM": "xterm", "RELVAL_WORKERS": "1", **environment}
        with subprocess.Popen([PROGRAM, "run", CONFIG, "--out", self.folder.name, *words], stdout=child, stderr=child,
                              env=own) as process:
            os.close(child)
            pieces = []
            while True:
                try:
                    pieces.append(os.read(parent, 65536))
                except OSError:  # the other end was closed
                    break
                if not pieces[-1]:
                    break
            self.assertEqual(process.wait(), 0)
        os.close(parent)
        return b"".join(pieces).decode()

    def test_curve_colour_and_progress(self):
        text = self.run_on_a_terminal(*SLOW)
        self.assertRegex(text, "CURVE    [▁▂▃▄▅▆▇█]{60}  P&L, -[0-9.]+k to [+][0-9.]+m")
        self.assertIn("\x1b[31m !! ", text)
        self.assertRegex(text, "seeds drawn: [0-9]+ of 60, [0-9.]+ (a second|s each), [0-9]+ s left")
        self.assertNotIn("seeds drawn", text.rpartition("\x1b[K")[2])  # taken away at the end
        again = self.run_on_a_terminal(*SLOW)
        self.assertIn("unchanged since", again)
        self.assertIn("CURVE ", again)

    def test_no_colour_where_the_user_wants_none(self):
        text = self.run_on_a_terminal(NO_COLOR="1")
        self.assertIn("CURVE ", text)
        self.assertNotIn("\x1b[3", text)
        self.assertNotIn("CURVE ", self.run_on_a_terminal(TERM="dumb"))

    def test_a_pipe_gets_plain_text_alone(self):
        done = subprocess.run([PROGRAM, "run", CONFIG, "--out", self.folder.name, *SLOW], capture_output=True,
                              text=True, check=True)
        self.assertNotIn("CURVE", done.stdout)
        self.assertNotIn("\x1b", done.stdout + done.stderr)
        self.assertEqual(done.stderr, "")


if __name__ == "__main__":
    PROGRAM = str(pathlib.Path(sys.argv[1]).resolve())
    unittest.main(argv=sys.argv[:1])
