#!/usr/bin/python3
"""relval_results.py says what is wrong with a run that it does not read: refused_test.py RELVAL."""
import hashlib
import json
import pathlib
import shutil
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path += [str(ROOT / "python"), str(ROOT / "tests/app")]
import sandbox  # noqa: E402
from relval_results import RunError, load  # noqa: E402


class Refused(sandbox.Sandbox):
    def setUp(self):
        super().setUp()
        self.good("run", "c.yaml")
        self.run_there = self.only_run()
        self.manifest = self.run_there / "manifest.json"

    def message(self, path=None):
        with self.assertRaises(RunError) as caught:
            load(self.run_there if path is None else path)
        return str(caught.exception).replace(str(self.folder), "FOLDER").replace(self.run_there.name, "ID")

    def digest(self, name):
        return hashlib.sha256((self.run_there / name).read_bytes()).hexdigest()[:12]

    def rewrite(self, **changes):
        manifest = json.loads(self.manifest.read_text())
        self.manifest.write_text(json.dumps({**manifest, **changes}))

    def test_one_changed_byte_of_any_file_is_seen(self):
        for name in ("config.yaml", "summary.json", "result.h5", "daily.csv", "trades.csv"):
            path, was = self.run_there / name, self.digest(name)
            content = path.read_bytes()
            for place in (0, len(content) // 2, len(content) - 1):
                changed = bytearray(content)
                changed[place] ^= 1
                path.write_bytes(changed)
                self.assertEqual(self.message(),
                                 "FOLDER/results/c/ID: damaged, its files are not those that its manifest names\n"
                                 f"  {name}: expected SHA-256 {was}..., found {self.digest(name)}\n"
                                 "run its config again: relval replaces what is damaged")
            path.write_bytes(content)
        load(self.run_there)

    def test_all_damage_is_told_at_once(self):
        (self.run_there / "summary.json").unlink()
        content = (self.run_there / "result.h5").read_bytes()
        (self.run_there / "result.h5").write_bytes(content[:len(content) // 2])
        message = self.message()
        self.assertIn("  summary.json: expected SHA-256 ", message)
        self.assertIn("..., found missing", message)
        self.assertIn("  result.h5: expected SHA-256 ", message)

    def test_running_again_repairs_as_the_message_says(self):
        before = load(self.run_there).daily
        (self.run_there / "result.h5").write_bytes(b"")
        self.message()
        self.good("run", "c.yaml")
        self.assertTrue(load(self.folder / "results/c").daily.equals(before))

    def expected_run(self, path, found):
        return (f"{path}: expected a finished run, results/<config>/<id>, or results/<config> for the newest; "
                f"found {found}; `relval run CONFIG` makes one")

    def test_a_run_without_its_manifest_is_unfinished(self):
        unfinished = "an unfinished one, without the manifest.json that is written last"
        partial = self.run_there.with_name(f"{self.run_there.name}.host.1.partial")
        partial.mkdir()
        self.assertEqual(self.message(partial), self.expected_run("FOLDER/results/c/ID.host.1.partial", unfinished))
        self.manifest.unlink()
        self.assertEqual(self.message(), self.expected_run("FOLDER/results/c/ID", unfinished))

    def test_a_manifest_that_does_not_say_complete_is_unfinished(self):
        self.rewrite(status="running")
        self.assertEqual(self.message(), "FOLDER/results/c/ID/manifest.json: expected version 1 and status 'complete', "
                         "found version 1 and status 'running'; run its config again, with the relval that this file "
                         "comes with")

    def test_a_manifest_of_another_version_is_not_guessed_at(self):
        self.rewrite(relval_manifest=2)
        self.assertIn("found version 2 and status 'complete'", self.message())

    def test_a_manifest_that_was_cut_short_is_damaged(self):
        content = self.manifest.read_bytes()
        for length in (0, 1, len(content) // 2, len(content) - 3):
            self.manifest.write_bytes(content[:length])
            self.assertRegex(self.message(), r"^FOLDER/results/c/ID/manifest.json: damaged \(JSONDecodeError\(.*\)\); "
                             "run its config again$")
        for other in ("[]", "{}", '{"relval_manifest": 1, "status": "complete", "files": [{}]}', '"x"', "3", "null"):
            self.manifest.write_text(other)
            self.assertIn("manifest.json: damaged (", self.message())
        self.manifest.write_bytes(b"\xff" + content)
        self.assertIn("manifest.json: damaged (UnicodeDecodeError", self.message())

    def test_a_manifest_that_leaves_out_the_result_is_refused(self):
        files = json.loads(self.manifest.read_text())["files"]
        self.rewrite(files=[file for file in files if file["name"] not in ("result.h5", "summary.json")])
        self.assertIn("  result.h5: not in the manifest\n  summary.json: not in the manifest\n", self.message())

    def test_a_path_that_is_no_run_says_what_it_is(self):
        for path, found in (("results/d", "nothing"), ("results", "another folder"), ("c.yaml", "a file")):
            self.assertEqual(self.message(self.folder / path), self.expected_run(f"FOLDER/{path}", found))

    def test_a_link_to_a_run_that_was_removed_leads_to_nothing(self):
        shutil.rmtree(self.run_there)
        self.assertEqual(self.message(self.folder / "results/c"), self.expected_run("FOLDER/results/c/ID", "nothing"))


if __name__ == "__main__":
    sandbox.main()
