"""A run on a store whose instruments stand in another order: the same figures, but for the order in which sums run."""
import csv
import json
import math
import shutil
import subprocess

import permute_store

CONFIG = "configs/tenor_matched.yaml"
# Sums over members run in the store's order, so the last bits of a sum differ. Figures are of a book of 100 million:
# 1e-6 is its fourteenth digit, and what is left of differences of large numbers is judged by it.
RELATIVE, ABSOLUTE = 1e-9, 1e-6
NOT_FIGURES = {"digest", "id", "sha256"}  # they name the data and the run, and the data are others


def flat(value, place=""):
    if isinstance(value, dict):
        for key, inside in value.items():
            if key not in NOT_FIGURES or not isinstance(inside, str):
                yield from flat(inside, f"{place}/{key}")
    elif isinstance(value, list):
        for i, inside in enumerate(value):
            yield from flat(inside, f"{place}/{i}")
    else:
        yield place, value


def near(a, b):
    if isinstance(a, bool) or not isinstance(a, (int, float)) or not isinstance(b, (int, float)):
        return a == b
    return math.isclose(a, b, rel_tol=RELATIVE, abs_tol=ABSOLUTE)


def number(text):
    try:
        return float(text)
    except ValueError:
        return text


def figures(program, tree, out, *words):
    """Every figure of a run by its place: the summary, the days, and the trades by date and instrument."""
    shutil.rmtree(tree / out, ignore_errors=True)
    subprocess.run([program, "run", CONFIG, "--out", out, *words], cwd=tree, check=True, capture_output=True)
    run = next((tree / out).glob("*/latest"))
    found = dict(flat(json.loads((run / "summary.json").read_text(encoding="utf-8"))))
    for file, key in (("daily.csv", ("date",)), ("trades.csv", ("decided", "date", "instrument"))):
        with open(run / file, encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                place = "/".join([file, *(row[k] for k in key)])
                found.update({f"{place}/{column}": number(text) for column, text in row.items()})
    return found


def fault(program, tree):
    """What differs between the two orders, in a line, or None."""
    permute_store.permute(tree / "data/ig_credit_synthetic.h5", tree / "permuted.h5")
    there, here = figures(program, tree, "as_it_is"), figures(program, tree, "permuted",
                                                              "--set", "market.store=permuted.h5")
    assert len(here) > 3000, f"{len(here)} figures only"
    if there == here:
        return "not one bit differs: was the store permuted?"
    wrong = sorted(place for place in there.keys() | here.keys() if not near(there.get(place), here.get(place)))
    return f"{len(wrong)} of {len(here)} figures differ, as {wrong[0]}" if wrong else None
