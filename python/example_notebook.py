# %% [markdown]
# Industrials against hyperscalers, in pandas: who earned what, how deep it fell, when, by which trades, how neutral.
# A script whose cells open as a notebook (VS Code, Spyder, jupytext). Start it in the root of the tree. The program is
# what the variable RELVAL names, or else build/release/relval; on synthetic data the numbers show what a model assumes.

# %%
import json
import os
import subprocess
import sys

import numpy as np
import pandas as pd

sys.path.append("python")
from relval_results import load  # noqa: E402

RELVAL = os.environ.get("RELVAL", "build/release/relval")
pd.set_option("display.width", 120, "display.max_columns", 20, "display.float_format", "{:,.2f}".format)

# %% Run it: --json says where the results are.
printed = subprocess.run([RELVAL, "run", "configs/industrial_vs_hyperscaler.yaml", "--json"],
                         stdout=subprocess.PIPE, check=True).stdout
run = load(json.loads(printed)["directory"])
pnl = run.daily / 1e3  # thousands
month = run.dates.to_period("M").rename("month")
print(run)

# %% Who earned it, by component and leg.
earned = pnl.sum().unstack("leg").loc[pnl.columns.unique("component"), pnl.columns.unique("leg")]
earned = earned[(earned != 0).any(axis="columns")]
print("\nP&L by component and leg, thousands", earned, sep="\n")

# %% The way there, by component and by leg.
by_component = pnl.xs("all", axis="columns", level="leg")[earned.index].cumsum()
by_leg = pnl["total"].cumsum()
print("\ncumulative P&L by component, month ends", by_component.groupby(month).last(), sep="\n")
print("\ncumulative P&L by leg, month ends", by_leg.groupby(month).last(), sep="\n")

# %% Drawdown: the fall from the highest cumulative P&L so far, which is 0 before the first row.
cumulative = by_leg["all"]
drawdown = cumulative - cumulative.cummax().clip(lower=0)
trough = drawdown.idxmin()
print(f"\ndeepest drawdown {-drawdown[trough]:,.1f} on {trough:%Y-%m-%d}, "
      f"from the high of {cumulative[:trough].idxmax():%Y-%m-%d}")

# %% Months.
print("\nP&L by month and leg", pnl["total"].groupby(month).sum(), sep="\n")

# %% Why it traded, and what that cost.
trades = run.trades.groupby(["reason", "leg"]).agg(
    trades=("traded", "size"), days=("date", "nunique"), cost=("cost", "sum"),
    traded=("traded", lambda notional: notional.abs().sum()), half_spread_bp=("half_spread_bp", "mean"))
print("\ntrades by reason and leg", trades, sep="\n")

# %% Neutral to what? Net over gross CS01, and the same with each leg weighted by its beta on the market's spread. The
# betas here are of the quoted spreads over 60 rows of the run; relval's own use the rows before it as well.
cs01 = run.exposures["cs01"]
gross = cs01.abs().sum(axis="columns").replace(0, np.nan)
moves = run.levels["leg_spread_bp"].diff()
beta = moves.rolling(60).cov(moves["market"]).div(moves["market"].rolling(60).var(), axis="index")
leg_cs01 = cs01.T.groupby(level="leg").sum().T
path = pd.DataFrame({"net CS01": leg_cs01.sum(axis="columns") / gross,
                     "beta-weighted": (leg_cs01 * beta).sum(axis="columns", skipna=False) / gross,
                     "beta industrial": beta["industrial"], "beta hyperscaler": beta["hyperscaler"]})
print("\nneutrality at month ends, shares of gross CS01", path.groupby(month).last(), sep="\n")
split = run.summary["pair"]["split"]
print(f"of {split['total']:,.0f} the market's move is {split['market']:,.0f}, divergence {split['divergence']:,.0f}")

# %% Pictures, where matplotlib is installed.
try:
    import matplotlib.pyplot as plt
except ImportError:
    print("\nno matplotlib, no pictures")
else:
    figure, axes = plt.subplots(3, 1, figsize=(9, 10), sharex=True)
    by_component.plot(ax=axes[0], title="cumulative P&L by component, thousands")
    by_leg.plot(ax=axes[1], title="cumulative P&L by leg, thousands")
    drawdown.plot(ax=axes[2], title="drawdown, thousands")
    figure.tight_layout()
    figure.savefig(run.directory.parent.with_suffix(".png"))
