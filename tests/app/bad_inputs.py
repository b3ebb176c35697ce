"""Reads bad_inputs.txt, for the tests of this folder."""
import pathlib
import re

from sandbox import CONFIG

HERE = pathlib.Path(__file__).resolve().parent


def bad_inputs():
    """The cases: a title, what to change or run and the config it makes, the exit code and the answer."""
    text = re.sub(r"(?m)\A(#.*\n)+", "", (HERE / "bad_inputs.txt").read_text(encoding="utf-8"))
    for block in re.split(r"(?m)^=== ", text)[1:]:
        head, code, answer = re.split(r"(?m)^exit (\d+)\n", block)
        title, *lines = head.splitlines()
        keys = dict(re.split(": ?", line, maxsplit=1) for line in lines)
        case = {k: v.replace("\\n", "\n").replace("\\t", "\t") for k, v in keys.items()}
        change = case.get("replace", "portfolio")
        assert CONFIG.count(change) == 1, f"{title}: the edit does not fit the config"
        case["config"] = CONFIG.replace(change, case.get("with", change))
        yield title, case, int(code), answer.rstrip("\n") + "\n"
