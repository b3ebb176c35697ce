#!/usr/bin/python3
"""The example notebook runs from top to bottom and shows the run's numbers: example_test.py RELVAL."""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "python"))
from relval_results import load  # noqa: E402

program = pathlib.Path(sys.argv[1]).resolve()
with tempfile.TemporaryDirectory() as scratch:
    tree = pathlib.Path(scratch)
    for name in ("configs", "data", "python"):
        (tree / name).symlink_to(ROOT / name)
    words = ["/usr/bin/python3", "-W", "error::FutureWarning", "python/example_notebook.py"]  # what pandas will drop
    done = subprocess.run(words, cwd=tree, env={**os.environ, "RELVAL": str(program)}, capture_output=True, text=True,
                          check=False)
    assert done.returncode == 0 and done.stderr == "", done.stdout + done.stderr
    run = load(tree / "results/industrial_vs_hyperscaler")
    total = run.summary["pnl"]["total"]["total"] / 1e3

printed = done.stdout
assert printed.startswith(repr(run)), printed
assert re.search(rf"^total .* {total:,.2f}$", printed, re.M), "the table ends with the total of the summary"
assert re.search(rf"^{run.dates[-1]:%Y-%m} .* {total:,.2f}$", printed, re.M), "the path ends with it too"
deepest = run.summary["statistics"]["drawdowns"][0]
assert (f"deepest drawdown {deepest['depth'] / 1e3:,.1f} on {deepest['trough']}, from the high of {deepest['peak']}"
        in printed), "the drawdown is the report's"
for title in ("P&L by component and leg", "cumulative P&L by leg", "P&L by month and leg", "trades by reason and leg",
              "neutrality at month ends"):
    assert title in printed, title
cells = (ROOT / "python/example_notebook.py").read_text(encoding="utf-8").count("# %%")
assert cells >= 8, f"{cells} cells"
