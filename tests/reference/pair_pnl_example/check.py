#!/usr/bin/python3
"""The reference table through the real program: CSV, import, store, fixed_positions, result.h5.

check.py RELVAL: imports import.yaml and runs config.yaml in a temporary copy of this folder, then compares every
column of the result with the reference, to 1e-6 currency: each component, total, notional, CS01 and DTS of both legs
and of the pair.
"""
import csv
import pathlib
import shutil
import subprocess
import sys
import tempfile

import h5py
import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
TOLERANCE = 1e-6  # currency; the notionals are 100m
INPUTS = {"spread_bp", "dur", "conv", "slope_bp_per_yr", "loss"}  # of a leg, in the store and not in the result
DTS_UNIT = 1e-4  # the reference has notional x duration x spread in bp; the result takes the spread as a fraction


def reference(folder):
    with open(folder / "pair_pnl_example.csv", encoding="utf-8") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    return [row.pop("date") for row in rows], {name: np.array([float(row[name]) for row in rows]) for name in rows[0]}


def check_positions(folder, wanted):
    with open(folder / "positions.csv", encoding="utf-8") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    for leg in "AB":
        stated = np.array([float(row[leg]) for row in rows])
        assert (stated == wanted[f"{leg}_notional"]).all(), f"positions.csv: column {leg} is not the reference's"


def run(program, folder):
    subprocess.run([program, "data", "import", "import.yaml"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    subprocess.run([program, "run", "config.yaml"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return folder / "results" / "config" / "latest"


def result(directory):
    """Dates and columns named as in the reference; P_ is the pair."""
    with h5py.File(directory / "result.h5") as file:
        dates = [str(np.datetime64(int(day), "D")) for day in file["time"]]
        names = [name.decode() for name in file["component"]]
        legs = [name.decode() for name in file["leg"]]
        parts, total = file["pnl"][:], file["total"][:]
        closing = {name: file[name][:].sum(axis=2) for name in ("notional", "cs01", "dts")}
    left_to_right = np.zeros(total.shape)
    for c in range(len(names)):
        left_to_right = left_to_right + parts[..., c]
    assert (left_to_right == total).all(), "components and total agree to the bit in every cell"

    columns = {}
    for i, leg in enumerate(legs):
        for c, name in enumerate(names):
            columns[f"{leg}_{name}"] = parts[:, i, :, c].sum(axis=1)
        columns[f"{leg}_total"] = total[:, i, :].sum(axis=1)
        for name, values in closing.items():
            columns[f"{leg}_{name}"] = values[:, i]
    for name in [*names, "total", "cs01", "dts"]:
        columns[f"P_{name}"] = sum(columns[f"{leg}_{name}"] for leg in legs)
    columns["P_cum_total"] = np.cumsum(columns["P_total"])
    return dates, columns


def compare(wanted, found):
    compared, wrong = 0, []
    for column, values in wanted.items():
        if column.split("_", 1)[1] in INPUTS:
            continue
        expected = values * (DTS_UNIT if column.endswith("_dts") else 1)
        apart = np.abs(found[column] - expected)
        compared += 1
        if not apart.max() <= TOLERANCE:
            wrong.append(f"{column}: off by {apart.max():g} in row {int(apart.argmax())}")
    return compared, wrong


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch) / "pair"
        shutil.copytree(HERE, folder)
        dates, wanted = reference(folder)
        check_positions(folder, wanted)
        directory = run(program, folder)
        found_dates, found = result(directory)
        assert found_dates == dates, f"dates differ: {found_dates}"
        compared, wrong = compare(wanted, found)
        assert not wrong, "\n".join(wrong)
        with open(directory / "daily.csv", encoding="utf-8") as file:
            cumulative = [float(row["cumulative"]) for row in csv.DictReader(file)]
        assert np.abs(np.array(cumulative) - wanted["P_cum_total"]).max() <= TOLERANCE, "daily.csv: cumulative"
    print(f"{compared} columns x {len(dates)} dates agree to {TOLERANCE:g}")


if __name__ == "__main__":
    main()
