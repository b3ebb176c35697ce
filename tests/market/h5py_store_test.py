#!/usr/bin/python3
"""Writes the store of docs/file_formats.md with exactly the Python lines shown there.

h5py_store_test.py DIRECTORY: my_store.h5 appears in DIRECTORY. Prints nothing; fails when the page has no such lines,
when they fail, or when what h5py reads back is not what the page promises.
"""
import pathlib
import re
import subprocess
import sys

import h5py

PAGE = pathlib.Path(__file__).resolve().parents[2] / "docs" / "file_formats.md"
MOST_LINES = 11  # an import and ten lines


def lines_of_the_page():
    blocks = re.findall(r"^```python\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.M | re.S)
    stores = [block for block in blocks if "relval_store=1" in block]
    assert len(stores) == 1, f"{PAGE}: one block that writes a store was expected, found {len(stores)}"
    return stores[0]


def main():
    directory = pathlib.Path(sys.argv[1])
    code = lines_of_the_page()
    assert len(code.splitlines()) <= MOST_LINES, f"{PAGE}: the block has grown to {len(code.splitlines())} lines"
    subprocess.run([sys.executable, "-c", code], cwd=directory, check=True)
    with h5py.File(directory / "my_store.h5", "r") as store:
        assert store["fields/spread"].shape == (len(store["dates"]), len(store["instruments/id"])) == (262, 2)


if __name__ == "__main__":
    main()
