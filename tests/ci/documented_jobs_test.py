#!/usr/bin/python3
"""documented_jobs_test.py RELVAL: the jobs of docs/ci do what they say: their own steps run, in a copy of the tree.

Steps that install the package need root and a package server and are read only: they must name the package that
CPack makes.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]


def github(job):
    steps = job["jobs"]["regression"]["steps"]
    kept = [step["with"]["path"] for step in steps if step.get("uses", "").startswith("actions/upload-artifact@")]
    assert job[True] == ["push", "pull_request"], job  # YAML 1.1 reads the key `on` as true
    return job["env"], [line for step in steps for line in step.get("run", "").splitlines()], kept


def gitlab(job):
    one = job["regression"]
    return job["variables"], one["before_script"] + one["script"], [one["artifacts"]["reports"]["junit"]]


def run_job(program, variables, commands, kept):
    version = re.search(r"project\(relval VERSION ([\d.]+)", (ROOT / "CMakeLists.txt").read_text(encoding="utf-8"))[1]
    assert variables == {"RELVAL_DEB": f"relval_{version}_amd64.deb"}, variables
    installs = [command for command in commands if command.startswith("apt-get ")]
    own = [command for command in commands if command not in installs]
    assert any('"./$RELVAL_DEB"' in command for command in installs), installs
    assert own, "nothing left to run"
    with tempfile.TemporaryDirectory() as folder:
        tree, binaries = pathlib.Path(folder, "tree"), pathlib.Path(folder, "bin")
        binaries.mkdir()
        for name in ("configs", "data", "results/baselines"):
            shutil.copytree(ROOT / name, tree / name)
        (binaries / "relval").symlink_to(program)
        environment = {**os.environ, **variables, "PATH": f"{binaries}:{os.environ['PATH']}"}
        done = subprocess.run(["bash", "-euo", "pipefail", "-c", "\n".join(own)], cwd=tree, env=environment,
                              capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{own}: exit {done.returncode}\n{done.stdout}{done.stderr}"
        assert len(kept) == 1, kept
        report = xml.etree.ElementTree.parse(tree / kept[0]).getroot()
        assert sum(1 for _ in report.iter("testcase")) >= 1, "the report has no case"
    return len(own)


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    for name, parts in (("github-actions.yml", github), ("gitlab-ci.yml", gitlab)):
        job = yaml.safe_load((ROOT / "docs/ci" / name).read_text(encoding="utf-8"))
        print(f"{name}: {run_job(program, *parts(job))} steps run")


if __name__ == "__main__":
    main()
