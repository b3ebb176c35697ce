#!/usr/bin/python3
"""permute_store.py STORE OUT [SEED]: the same market with its instruments in another order.

Every per-instrument dataset is put into the new order: columns of instruments/ and of the fields, of each case too.
What is in rows of dates alone, in events and in series stays as it is: they name instruments by id.
"""
import sys

import h5py
import numpy as np


def permute(source, target, seed=1):
    with h5py.File(source) as old, h5py.File(target, "w") as new:
        count = len(old["instruments/id"])
        order = np.random.default_rng(seed).permutation(count)
        assert (order != np.arange(count)).any(), "the order is the old one"
        new.attrs.update(old.attrs)
        moved = []

        def copy(name, item):
            if isinstance(item, h5py.Group):
                group = new.require_group(name)
                group.attrs.update(item.attrs)
                return
            values = item[()]
            parts = name.split("/")
            if parts[0] == "instruments":
                values = values[order]
                moved.append(name)
            elif "fields" in parts[:-1]:
                values = values[:, order]
                moved.append(name)
            checked = {"fletcher32": True} if item.shape else {}  # as the store had it: else the run warns
            made = new.create_dataset(name, data=values, dtype=item.dtype, **checked)
            made.attrs.update(item.attrs)

        old.visititems(copy)
        assert {"instruments/id", "fields/spread"} <= set(moved), moved
    return moved


if __name__ == "__main__":
    print("\n".join(permute(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:4]))))
