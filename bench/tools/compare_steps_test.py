#!/usr/bin/python3
"""compare_steps.py with a made-up Otava. Argument: the program."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.path.abspath(sys.argv[1])

# Finds a step at 5 whatever it is given.
OTAVA = """
class Metric: pass
class Point: index = 5
class Series:
    def __init__(self, data, **ignored): self.change_points = {"time": [Point()]}
    def analyze(self): return self
"""


class CompareStepsTest(unittest.TestCase):

    def setUp(self):
        scratch = tempfile.TemporaryDirectory(dir=os.environ["TEST_TMPDIR"])
        self.addCleanup(scratch.cleanup)
        self.directory = pathlib.Path(scratch.name)
        (self.directory / "otava").mkdir()
        (self.directory / "otava/series.py").write_text(OTAVA)
        lines = [
            {"what": "a step", "shape": "Normal", "processes": 3,
             "truth": [6], "found": [8], "values": [1] * 10},
            {"what": "flat", "shape": "Normal", "processes": 1,
             "truth": [], "found": [], "values": [1] * 10}]
        (self.directory / "series.jsonl").write_text(
            "".join(json.dumps(line) + "\n" for line in lines))

    def told(self, *arguments, path="", status=0):
        done = subprocess.run(
            [sys.executable, PROGRAM, *arguments], cwd=self.directory,
            check=False, text=True, timeout=60, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONPATH": path})
        self.assertEqual(done.returncode, status, done.stdout)
        return done.stdout

    def test_both_are_counted_alike(self):
        told = self.told("series.jsonl", path=str(self.directory))
        self.assertIn("| a step | Normal | 3 | 0.0 % | 100.0 % | 100.0 % "
                      "| 0.0 % |", told)
        self.assertIn("| flat | Normal | 1 |  |  | 0.0 % | 100.0 % |", told)

    def test_what_is_missing_is_said(self):
        self.assertIn("history_power --series_out", self.told(
            "none.jsonl", path=str(self.directory), status=2))
        self.assertIn("history_power", self.told(status=2))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
