#!/usr/bin/python3
"""difference_test.py PROGRAM: scripts/determinism sees one cell that differs, and no other."""
import os
import pathlib
import subprocess
import sys
import tempfile

SCRIPT = pathlib.Path(__file__).resolve().parents[2] / "scripts/determinism"


def judged(program, words, **environment):
    done = subprocess.run([SCRIPT, "--program", program, *words], capture_output=True, text=True, check=False,
                          env={**os.environ, **environment})
    assert not done.stderr, done.stderr
    return done.returncode, [line for line in done.stdout.splitlines() if not line.startswith("equal")]


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        wrong = pathlib.Path(folder) / "relval"

        def behaves(script):
            wrong.write_text(f'#!/bin/sh\n{script}\nexec "{program}" "$@"\n', encoding="utf-8")
            wrong.chmod(0o755)

        behaves('[ "$TZ" != ABC+12 ] || set -- "$@" --set portfolio.capital=10000001')
        code, lines = judged(wrong, ["--cells", "time zone"])
        assert code == 1 and len(lines) == 2 and lines[0].startswith(f"DIFFERS {wrong}, time zone ABC+12: "), lines
        assert lines[1] == "3 cells equal, 1 differ, 0 could not be run", lines

        behaves('[ "$TZ" != ABC+12 ] || exit 3')
        code, lines = judged(wrong, ["--cells", "time zone"])
        assert code == 1 and lines[0] == f"DIFFERS {wrong}, time zone ABC+12: exit 3: ", lines

        behaves('case "$*" in *permuted.h5*) set -- "$@" --set sizing.per_leg=75000.001 ;; esac')
        code, lines = judged(wrong, ["--cells", "another order"])
        assert code == 1 and lines[0].startswith(f"DIFFERS {wrong}, instruments in another order: "), lines

        # A locale that cannot be made is a missing package.
        (pathlib.Path(folder) / "localedef").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
        (pathlib.Path(folder) / "localedef").chmod(0o755)
        path = f"{folder}:{os.environ['PATH']}"
        for ci, wanted in (("", 0), ("true", 1)):
            code, lines = judged(program, ["--cells", "locale"], PATH=path, CI=ci)
            assert code == wanted and len(lines) == 3, lines
            assert lines[0].startswith(f"not run {program}, locale de_DE: "), lines
    print("differences are seen")


if __name__ == "__main__":
    main()
