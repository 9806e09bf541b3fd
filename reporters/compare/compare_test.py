#!/usr/bin/python3
"""//reporters:compare and //reporters:compare_power from their command lines.

Arguments: the two programs.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

COMPARE, POWER = (os.path.abspath(path) for path in sys.argv[1:3])


def run(name, round_index, time, **more):
    """A run as Google Benchmark writes it, in a round."""
    return {"name": name, "run_name": name, "run_type": "iteration",
            "iterations": 1, "real_time": time, "cpu_time": time,
            "time_unit": "ms", "round_index": round_index, **more}


def rounds(name, time, count=10, **more):
    return [run(name, i, time * (1 + 0.001 * (i * 7 % count)), **more)
            for i in range(count)]


class CompareTest(unittest.TestCase):

    def setUp(self):
        scratch = tempfile.TemporaryDirectory(dir=os.environ["TEST_TMPDIR"])
        self.addCleanup(scratch.cleanup)
        self.directory = pathlib.Path(scratch.name)
        self.write("old.json", rounds("sort/8", 1))
        self.write("new.json", rounds("sort/8", 1.5))

    def write(self, name, benchmarks, **context):
        (self.directory / name).write_text(
            json.dumps({"context": context, "benchmarks": benchmarks}))

    def compare(self, *arguments, status, program=COMPARE):
        """Returns stdout and stderr as one."""
        done = subprocess.run(
            [program, *arguments], cwd=self.directory, check=False, text=True,
            timeout=60, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.assertEqual(done.returncode, status, done.stdout)
        return done.stdout

    def test_the_status_is_the_verdict(self):
        self.assertIn("2 worse", self.compare("old.json", "new.json", status=1))
        self.assertIn("2 better", self.compare("new.json", "old.json", status=0))
        self.assertIn("2 the same",
                      self.compare("old.json", "old.json", "--strict", status=0))

    def test_a_threshold_lets_a_change_pass(self):
        self.compare("old.json", "new.json", "--feluda_threshold=60%", status=0)
        self.compare("old.json", "new.json",
                     "--feluda_threshold=60%,^sort/:cpu_time=5%", status=1)

    def test_a_failure_is_no_improvement(self):
        failed = run("sort/8", 0, 0, error_occurred=True, error_message="lost")
        self.write("failed.json", [failed])
        told = self.compare("old.json", "failed.json", status=1)
        self.assertIn("Newly failed:\n  sort/8: lost\n", told)
        self.assertIn("All benchmarks of failed.json failed.", told)

    def test_what_cannot_be_compared_is_said(self):
        self.write("other.json", rounds("hash", 1))
        self.write("none.json", [])
        text = (self.directory / "new.json").read_text()
        (self.directory / "cut.json").write_text(text[:-100])
        for other, told in [("other.json", "no benchmark in common"),
                            ("none.json", "has no benchmark that ran"),
                            ("cut.json", "cut.json: is cut short")]:
            with self.subTest(other):
                self.assertIn(told, self.compare("old.json", other, status=3))

    def test_bad_use_is_said(self):
        (self.directory / "text.json").write_text("hello")
        (self.directory / "ocr.budget").write_text("^ocr/ time=1s\n")
        pair = ("old.json", "new.json")
        for told, *arguments in [
                ("say compare old.json new.json", "old.json"),
                ("say compare old.json new.json", *pair, "--old=a"),
                ("text.json: line 1", "old.json", "text.json"),
                ("missing.json", "old.json", "missing.json"),
                ("'x' finds no benchmark", *pair, "--benchmark_filter=x"),
                ("--benchmark_filter: '(' is no regular", *pair,
                 "--benchmark_filter=("),
                ("--feluda_threshold: 'x' has no", *pair,
                 "--feluda_threshold=x"),
                ("--to: 'pdf' is no format", *pair, "--to=pdf"),
                ("--feluda_budget: ocr.budget:1: '^ocr/' finds no", *pair,
                 "--feluda_budget=ocr.budget")]:
            with self.subTest(arguments):
                self.assertIn(told, self.compare(*arguments, status=2))

    def test_strict_refuses_and_asks_for_verdicts(self):
        self.write("g12.json", rounds("sort/8", 1), library_build_type="debug")
        self.write("g13.json", rounds("sort/8", 1), library_build_type="release")
        told = self.compare("g12.json", "g13.json", status=0)
        self.assertIn("build of Google Benchmark: debug, now release", told)
        self.compare("g12.json", "g13.json", "--strict", status=3)
        self.write("one.json", [run("sort/8", 0, 1)])
        self.compare("one.json", "one.json", status=0)
        self.compare("one.json", "one.json", "--strict", status=4)

    def test_several_files_a_side_are_processes(self):
        for i in range(6):
            for name, time in [("a", 1), ("b", 2)]:
                benchmark = run("sort/8", 0, time + 0.001 * i)
                del benchmark["round_index"]
                self.write(f"{name}{i}.json", [benchmark])
        sides = ["--%s=%s" % (flag, ",".join(f"{name}{i}.json" for i in range(6)))
                 for flag, name in [("old", "a"), ("new", "b")]]
        told = self.compare(*sides, status=1)
        self.assertIn("Old: a0.json, a1.json, a2.json, 3 more (6 processes)",
                      told)

    def test_a_budget_fails_what_is_not_worse(self):
        (self.directory / "sort.budget").write_text("^sort/ time=0.5ms\n")
        told = self.compare("old.json", "old.json",
                            "--feluda_budget=sort.budget", status=1)
        self.assertIn("sort/8: time is 1.00 ms, at most 500 µs", told)

    def test_files_are_written_and_none_replaced(self):
        (self.directory / "comparison.md").write_text("mine")
        told = self.compare("old.json", "new.json", "--to=markdown,json,html",
                            "--feluda_markdown_append=summary.md", status=1)
        for ending in ["md", "json", "html"]:
            self.assertIn(f"comparison_2.{ending}\n", told)
        self.assertEqual((self.directory / "comparison.md").read_text(), "mine")
        data = json.loads((self.directory / "comparison_2.json").read_text())
        self.assertEqual(data["summary"]["worse"], 2)
        self.assertTrue((self.directory / "summary.md").read_text()
                        .startswith("## Comparison\n"))

    def test_power_counts_false_alarms(self):
        told = self.compare("--comparisons=5", "old.json", status=0,
                            program=POWER)
        self.assertIn("| nothing | 5 | 0 | 0.0 % | 0 |", told)
        self.assertIn("| one allocation more in one benchmark | 5 |", told)
        self.compare("--comparisons=2", "--pairs", "--write=.", "old.json",
                     "old.json", status=0, program=POWER)
        written = json.loads((self.directory / "1_1_new.json").read_text())
        self.assertEqual(len(written["benchmarks"]), 10)
        self.assertIn("interval covers", self.compare(
            "--comparisons=5", status=0, program=POWER))
        self.write("one.json", [run("sort/8", 0, 1)])
        self.assertIn("one.json: has no rounds", self.compare(
            "one.json", status=2, program=POWER))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
