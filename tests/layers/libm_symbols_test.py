#!/usr/bin/python3
"""From libm the program takes functions that IEEE 754 defines to the bit, and no other.

libm_symbols_test.py PROGRAM ARCHIVE...: exp, log, pow and the like give other bits with another CPU or C library, so
the engine takes them from SLEEF (base/numeric). This looks at what each archive and the linked program leave undefined.
"""
import ctypes
import subprocess
import sys

EXACT = {"sqrt", "fabs", "floor", "ceil"}
NOT_EXACT = {"exp", "log", "pow", "tanh", "erf", "lgamma", "sin", "expm1", "log1p"}  # some that must be seen as libm's


def path_of_libm():
    ctypes.CDLL("libm.so.6")
    with open("/proc/self/maps", encoding="utf-8") as maps:
        return next(line.split()[-1] for line in maps if "/libm.so" in line or "/libm-" in line)


def symbols(file, *flags):
    out = subprocess.run(["nm", *flags, file], capture_output=True, text=True, check=True).stdout
    lines = [line.split() for line in out.splitlines()]
    return {words[-1].split("@")[0] for words in lines if len(words) >= 2 and len(words[-2]) == 1}


def main():
    program, archives = sys.argv[1], sys.argv[2:]
    libm = symbols(path_of_libm(), "-D", "--defined-only")
    assert libm >= EXACT | NOT_EXACT, f"{path_of_libm()} lacks {sorted((EXACT | NOT_EXACT) - libm)}: is it libm?"
    assert len(archives) == 11, f"the libraries of the eleven rooms were expected, found {archives}"

    taken, faults = set(), []
    for file, flags in [(archive, ["-u"]) for archive in archives] + [(program, ["-D", "-u"])]:
        wants = symbols(file, *flags) & libm
        taken |= wants
        faults += [f"{file} takes {name} from libm; use base/numeric.hpp" for name in sorted(wants - EXACT)]
    assert not faults, "\n".join(faults)
    assert "sqrt" in taken, "not even sqrt was found: nm did not see the engine's symbols"
    print("from libm:", ", ".join(sorted(taken)))


if __name__ == "__main__":
    main()
