"""A folder with a small store and a config, and the built program to run in it. For the tests of this folder."""
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import unittest

import h5py
import numpy as np

CONFIG = """\
market: {store: my.h5}
from: 2024-01-01
to: 2024-12-31
legs:
  long_leg: {instruments: [IND]}
  short_leg: {instruments: [UTIL, TECH]}
strategy: {name: static_pair, long: long_leg, short: short_leg}
sizing: {unit: cs01, per_leg: 10000}
portfolio: {capital: 10000000}
"""
BOOK = CONFIG.replace(
    "strategy: {name: static_pair, long: long_leg, short: short_leg}\nsizing: {unit: cs01, per_leg: 10000}\n",
    "strategy: {name: fixed_positions, positions: pos.csv}\n")


def business_days():
    days = np.arange("2024-01-01", "2025-01-01", dtype="datetime64[D]")
    return days[np.is_busday(days)]


def month_ends():
    return np.arange("2015-02", "2025-02", dtype="datetime64[M]").astype("datetime64[D]") - 1


def write_store(path, days=None):
    """Three names by h5py's defaults: contiguous, no checksums."""
    days = business_days() if days is None else days
    walk = np.random.default_rng(1).normal(0, 1, (len(days), 3)).cumsum(axis=0).round(3)
    with h5py.File(path, "w") as f:
        f.attrs.update(relval_store=1, title="Three names", origin="random numbers", licence="none", synthetic=1)
        f["dates"] = days.astype("int64").astype("int32")
        f["instruments/id"] = np.array(["IND", "UTIL", "TECH"], "S")
        f["instruments/kind"] = np.array(["spread_index"] * 3, "S")
        f["instruments/issuer"] = np.array(["Ind Corp", "Util Corp", "Tech Corp"], "S")
        f["instruments/sector_l1"] = np.array(["industrial", "utility", "tech"], "S")
        f["fields/spread"], f["fields/duration"] = [100.0, 80.0, 90.0] + walk, np.full(walk.shape, 4.5)
        f["fields/spread"].attrs["unit"], f["fields/duration"].attrs["unit"] = "bp", "years"


def limit_memory():
    """A fault must end the program, not the machine."""
    resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))


class Sandbox(unittest.TestCase):
    program = None
    limits = None  # limit_memory, but for AddressSanitizer, which reserves all addresses

    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = pathlib.Path(scratch.name).resolve()
        write_store(self.folder / "my.h5")
        self.write("c.yaml", CONFIG)

    def write(self, name, content):
        (self.folder / name).write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))

    def relval(self, *words, folder=None, env=None, **how):
        how = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **how}
        return subprocess.run([self.program, *words], cwd=folder or self.folder, env={**os.environ, **(env or {})},
                              encoding="utf-8", errors="replace", timeout=60, check=False, preexec_fn=self.limits,
                              **how)

    def good(self, *words, **how):
        done = self.relval(*words, **how)
        self.assertEqual(done.returncode, 0, f"relval {' '.join(words)}\n{done.stdout}{done.stderr}")
        return done.stdout

    def refused(self, code, message, *words, **how):
        """Exit code and the whole of stderr; nothing on stdout, nothing published."""
        done = self.relval(*words, **how)
        self.assertEqual((done.returncode, done.stderr, done.stdout), (code, message, ""))
        self.assertFalse((self.folder / "results").exists(), "a refused run has left results")

    def files(self, run):
        return {p.name: p.read_bytes() for p in sorted((self.folder / run).iterdir())}

    def only_run(self, results="results/c"):
        runs = [p for p in (self.folder / results).iterdir() if p.name != "latest"]
        self.assertEqual(len(runs), 1, runs)
        return runs[0]


def is_sanitized():
    linked = subprocess.run(["ldd", Sandbox.program], capture_output=True, text=True, check=True).stdout
    return "libasan" in linked


def main():
    """SCRIPT RELVAL"""
    Sandbox.program = os.path.abspath(sys.argv.pop(1))
    os.environ.pop("RELVAL_PLUGIN_PATH", None)
    if not is_sanitized():
        Sandbox.limits = staticmethod(limit_memory)
    unittest.main(module="__main__")
