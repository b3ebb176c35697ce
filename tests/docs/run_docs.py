#!/usr/bin/python3
"""The documentation does what it says: its commands run, its screens are real, its links lead somewhere.

run_docs.py RELVAL: each page of README.md and docs/ runs in a scratch copy of the tree's inputs, block by block, in
order:

  ```sh                   run by bash -euo pipefail; relval and build/release/relval are the program given
  ```sh no-run            not run; its first line is a comment that says why, and it calls scripts/ only
  ```python               run by Debian's python3
  ```csv NAME             written to NAME (also yaml, cpp, python); the last word of the fence is the file's name
  ```text from COMMAND    its lines stand in COMMAND's output in this order; a line ... skips some

Links are checked in every *.md file of the tree.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
INPUTS = ["configs", "data", "docs", "results/baselines",
          "engine/sdk", "strategies", "python", "tests/reference/pair_pnl_example"]
FILES = {"csv", "yaml", "cpp", "python"}
PYTHON = "/usr/bin/python3"


def blocks(text):
    """(line of the fence, words of its info string, lines inside) of every fenced block."""
    found, inside = [], None
    for number, line in enumerate(text.splitlines(), 1):
        if inside is None and line.startswith("```"):
            inside = (number, line[3:].split(), [])
        elif inside is not None and line.startswith("```"):
            found.append(inside)
            inside = None
        elif inside is not None:
            inside[2].append(line)
    return found


class Scratch:
    """A folder that looks like the tree to a user's commands."""

    def __init__(self, program, folder):
        self.folder = folder / "tree"
        binaries = folder / "bin"
        binaries.mkdir()
        (binaries / "relval").symlink_to(program)
        (binaries / "python3").symlink_to(PYTHON)
        for name in INPUTS:
            shutil.copytree(ROOT / name, self.folder / name)
        (self.folder / "build/release").mkdir(parents=True)
        (self.folder / "build/release/relval").symlink_to(program)
        self.environment = dict(os.environ, PATH=f"{binaries}:{os.environ['PATH']}")
        self.environment.pop("RELVAL_PLUGIN_PATH", None)

    def run(self, words):
        done = subprocess.run(words, cwd=self.folder, env=self.environment, capture_output=True, text=True, timeout=300)
        return done.returncode, done.stdout, done.stdout + done.stderr

    def shell(self, script):
        return self.run(["bash", "-euo", "pipefail", "-c", script])


def excused(lines):
    commands = [line for line in lines if line.strip() and not line.startswith("#")]
    return bool(lines) and lines[0].startswith("# ") and all(line.startswith("scripts/") for line in commands)


def missing_line(wanted, printed):
    """The first line of a quoted screen that the real one lacks."""
    real, at = printed.splitlines(), 0
    for line in wanted:
        if line.strip() == "...":
            continue
        while at < len(real) and real[at].rstrip() != line.rstrip():
            at += 1
        if at == len(real):
            return line
        at += 1
    return None


def check_block(scratch, words, lines):
    """What is wrong with one block, or None."""
    body = "\n".join(lines) + "\n"
    if words[:2] == ["sh", "no-run"]:
        return None if excused(lines) else "a no-run block says why in its first line and calls scripts/ only"
    if words == ["sh"] or words == ["python"]:
        code, _, output = scratch.shell(body) if words == ["sh"] else scratch.run([PYTHON, "-c", body])
        return f"exit code {code}\n{output}" if code else None
    if words[:2] == ["text", "from"]:
        code, printed, output = scratch.shell(" ".join(words[2:]))
        if code:
            return f"exit code {code}\n{output}"
        line = missing_line(lines, printed)
        return None if line is None else f"the output has no such line here, quote it anew: {line}\n{printed}"
    if len(words) > 1 and words[0] in FILES:
        file = scratch.folder / words[-1]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(body, encoding="utf-8")
    return None


def check_commands(program, name, text):
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        scratch = Scratch(program, pathlib.Path(folder))
        for line, words, lines in blocks(text):
            fault = check_block(scratch, words, lines) if words else None
            if fault:
                faults.append(f"{name}:{line}: {fault}")
    return faults


def without_code(text):
    text = re.sub(r"^```.*?^```", lambda block: "\n" * block.group().count("\n"), text, flags=re.M | re.S)
    return re.sub(r"`[^`\n]*`", "", text)


def anchors(text):
    titles = re.findall(r"^#+ +(.+?) *$", re.sub(r"^```.*?^```", "", text, flags=re.M | re.S), flags=re.M)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def check_links(page, name, text):
    faults = []
    for number, line in enumerate(without_code(text).splitlines(), 1):
        for link in re.findall(r"\[[^\]]*\]\(([^)\s]+)\)", line):
            if re.match(r"[a-z]+:", link):
                continue
            path, _, anchor = link.partition("#")
            target = (page.parent / path) if path else page
            if not target.exists():
                faults.append(f"{name}:{number}: {link} leads nowhere")
            elif anchor and anchor not in anchors(target.read_text(encoding="utf-8")):
                faults.append(f"{name}:{number}: {link}: no such heading")
    return faults


def pages():
    skipped = {"build", "results"}
    for page in sorted(ROOT.rglob("*.md")):
        parts = page.relative_to(ROOT).parts
        if parts[0] not in skipped and not any(part.startswith(".") for part in parts):
            yield page, page.relative_to(ROOT).as_posix()


def check_the_checker(program):
    """Each kind of fault, made up, is seen."""
    page = ROOT / "README.md"
    for text in ["```sh\nrelval run nothing.yaml\n```\n", "```sh no-run\nscripts/run\n```\n",
                 "```sh no-run\n# because\nrelval --version\n```\n", "```python\nraise SystemExit(1)\n```\n",
                 "```text from relval --version\nrelval 0.0.0\n```\n",
                 "```sh\ntrue\nfalse\ntrue\n```\n"]:
        assert len(check_commands(program, "made up", text)) == 1, f"not seen as wrong:\n{text}"
    good = "```csv a/b.csv\n1\n```\n```sh\ntest -s a/b.csv\nbuild/release/relval --version | grep -q relval\n```\n"
    assert check_commands(program, "made up", good) == [], "seen as wrong, though it is not"
    script = "```python a/b.py\nprint(1)\n```\n```text from python3 a/b.py\n1\n```\n"
    assert check_commands(program, "made up", script) == [], "a script that was written does not run"
    assert len(check_commands(program, "made up", script.replace("\n1\n", "\n2\n"))) == 1, "its screen is not compared"
    links = "[a](docs/nowhere.md) `[b](nowhere)` [c](README.md) [d](#no-such-heading)"
    assert len(check_links(page, "made up", links)) == 2, "links are not checked"


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    check_the_checker(program)
    faults, commands, seen = [], 0, 0
    for page, name in pages():
        text = page.read_text(encoding="utf-8")
        seen += 1
        faults += check_links(page, name, text)
        if name == "README.md" or name.startswith("docs/"):
            commands += sum(
                words in (["sh"], ["python"]) or words[:2] == ["text", "from"] for _, words, _ in blocks(text))
            faults += check_commands(program, name, text)
    assert not faults, "\n".join(faults)
    assert commands > 10 and seen > 10, f"{commands} blocks on {seen} pages: were the pages found?"
    print(f"{commands} blocks run, links of {seen} pages checked")


if __name__ == "__main__":
    main()
