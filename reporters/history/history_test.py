#!/usr/bin/python3
"""//reporters:history and //reporters:history_power from their command lines.

Arguments: the two programs.
"""

import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import unittest

HISTORY, POWER = (os.path.abspath(path) for path in sys.argv[1:3])


def run(name, time, **more):
    """A run as Google Benchmark writes it."""
    return {"name": name, "run_name": name, "run_type": "iteration",
            "iterations": 1, "real_time": time, "cpu_time": time,
            "time_unit": "ms", **more}


class HistoryTest(unittest.TestCase):

    def setUp(self):
        scratch = tempfile.TemporaryDirectory(dir=os.environ["TEST_TMPDIR"])
        self.addCleanup(scratch.cleanup)
        self.directory = pathlib.Path(scratch.name)

    def write(self, name, benchmarks, **context):
        (self.directory / name).write_text(
            json.dumps({"context": context, "benchmarks": benchmarks}))

    def write_days(self, count=16, step=9, ratio=1.3, **context):
        """A report a day; "sort/8" is slower from day `step` on, "flat" is not.

        The files' names are in no order.
        """
        noise = random.Random(17)
        files = []
        for day in range(count):
            def time(level):
                return level * noise.gauss(1, 0.01)
            files.append(f"r{day * 7 % count}.json")
            self.write(files[-1],
                       [run("sort/8", time(ratio if day >= step else 1)),
                        run("flat", time(2))],
                       **{"date": f"2026-11-{day + 1:02}T09:05:00+00:00",
                          "git_commit": f"{day:x}" * 40, **context})
        return files

    def history(self, *arguments, status=0, program=HISTORY):
        """Returns stdout and stderr as one."""
        done = subprocess.run(
            [program, *arguments], cwd=self.directory, check=False, text=True,
            timeout=60, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.assertEqual(done.returncode, status, done.stdout)
        return done.stdout

    def test_a_step_is_told_between_its_two_reports(self):
        told = self.history(*sorted(self.write_days()))
        rows = [line for line in told.splitlines() if "2026-11-09" in line]
        self.assertEqual(len(rows), 2, told)
        for row, figure in zip(sorted(rows), ["CPU time", "time"]):
            self.assertIn(figure, row)
            self.assertIn("888888888 2026-11-09 09:05  "
                          "999999999 2026-11-10 09:05", row)
        self.assertIn("2 steps in 2 of 4 series; 2 benchmarks, 16 reports, "
                      "2026-11-01 09:05 to 2026-11-16 09:05 UTC.", told)

    def test_a_threshold_and_a_filter_leave_out(self):
        files = self.write_days()
        self.assertIn("0 steps in 0 of 4 series",
                      self.history(*files, "--feluda_threshold=50%"))
        self.assertIn("0 steps in 0 of 2 series",
                      self.history(*files, "--benchmark_filter=flat"))

    def test_files_without_dates_keep_their_order_where_that_is_asked(self):
        for i in range(8):
            self.write(f"r{i}.json", [run("sort/8", 1 if i < 4 else 2)])
        files = [f"r{i}.json" for i in range(8)]
        self.assertIn("r3.json: does not tell when it was made; --as_given",
                      self.history(*files, status=2))
        self.assertIn("r3.json      r4.json",
                      self.history(*files, "--as_given"))

    def test_commits_order_reports_of_any_date(self):
        git = ["git", "-c", "user.name=Ada", "-c", "user.email=a@b"]
        try:
            subprocess.run([*git, "init", "-q", "tree"], cwd=self.directory,
                           check=True)
        except FileNotFoundError:
            self.skipTest("git is not installed")
        tree = self.directory / "tree"
        for i in range(8):
            subprocess.run([*git, "commit", "-q", "--allow-empty", "-m",
                            f"Change {i}"], cwd=tree, check=True)
        commits = subprocess.run(
            [*git, "log", "--reverse", "--format=%H"], cwd=tree, check=True,
            text=True, stdout=subprocess.PIPE).stdout.split()
        for i, commit in enumerate(commits):
            # The later the commit, the earlier it was measured.
            self.write(f"r{i}.json", [run("sort/8", 1 if i < 4 else 2)],
                       date=f"2026-11-{20 - i}T09:05:00+00:00",
                       git_commit=commit)
        files = [f"r{i}.json" for i in range(8)]
        told = self.history(*files, "--feluda_git=tree", "--to=github")
        self.assertIn(f"{commits[3][:9]} 2026-11-17 09:05  "
                      f"{commits[4][:9]} 2026-11-16 09:05", told)
        script = (self.directory / "history.js").read_text()
        data = json.loads(script.partition(" = ")[2])
        entries = data["entries"]["Benchmark"]
        self.assertEqual([entry["commit"]["message"] for entry in entries],
                         [f"Change {i}" for i in range(8)])
        self.assertEqual(entries[0]["benches"][0],
                         {"name": "sort/8 (time)", "unit": "ns", "value": 1e6})

    def test_machines_have_series_of_their_own(self):
        files = self.write_days(count=8, step=8, num_cpus=2)
        for i in range(8):
            self.write(f"other{i}.json", [run("sort/8", 5)], num_cpus=8,
                       date=f"2026-11-{i + 1:02}T12:00:00+00:00")
            files.append(f"other{i}.json")
        told = self.history(*files)
        self.assertIn("[1] CPUs 2: 8 reports\n  [2] CPUs 8: 8 reports\n", told)
        self.assertIn("0 steps in 0 of 6 series", told)
        self.assertIn("Where the steps are, not only the commit changed:\n",
                      self.history(*files, "--across", "--as_given"))

    def test_files_are_written_and_none_replaced(self):
        (self.directory / "history.html").write_text("mine")
        told = self.history(*self.write_days(), "--to=json,html,github")
        for ending in ["json", "html", "js"]:
            self.assertIn(f"history_2.{ending}\n", told)
        self.assertEqual((self.directory / "history.html").read_text(), "mine")
        data = json.loads((self.directory / "history_2.json").read_text())
        step = data["series"][0]["steps"][0]
        self.assertEqual(
            [step["last_before"], step["first_after"]], [8, 9])
        page = (self.directory / "history_2.html").read_text()
        self.assertEqual(page.count("<svg "), 4)

    def test_other_forms_are_left_out_with_a_note(self):
        files = self.write_days()
        (self.directory / "r1.github.json").write_text("[]")
        self.assertIn("r1.github.json: is another form of a report",
                      self.history(*files, "r1.github.json"))

    def test_the_same_files_give_the_same_text(self):
        files = self.write_days()
        self.assertEqual(self.history(*files),
                         self.history(*reversed(files)))

    def test_bad_use_is_said(self):
        files = self.write_days()
        (self.directory / "text.json").write_text("hello")
        for told, *arguments in [
                ("say history results/*.json",),
                ("text.json: line 1", *files, "text.json"),
                ("mend it or leave it out", *files, "text.json"),
                ("missing.json", *files, "missing.json"),
                ("'x' finds no benchmark", *files, "--benchmark_filter=x"),
                ("--benchmark_filter: '(' is no regular", *files,
                 "--benchmark_filter=("),
                ("--feluda_threshold: 'x' has no", *files,
                 "--feluda_threshold=x"),
                ("--to: 'pdf' is no format", *files, "--to=pdf"),
                ("--out: 'new/' has no name", *files, "--out=new/"),
                ("--repository_url: 'me' is no address", *files,
                 "--repository_url=me"),
                ("say one", *files, "--as_given", "--feluda_git=."),
                ("--feluda_git: . is no git", *files, "--feluda_git=."),
                ]:
            with self.subTest(arguments):
                self.assertIn(told, self.history(*arguments, status=2))
        self.assertIn("Not saved", self.history(
            *files, "--to=json", "--out=text.json/x", status=1))

    def test_power_prints_and_writes_made_up_series(self):
        told = self.history("--series=2", "--length=40",
                            "--series_out=series.jsonl", program=POWER)
        self.assertEqual(told.count("| a step of 5 % | Normal |"), 3)
        lines = (self.directory / "series.jsonl").read_text().splitlines()
        self.assertEqual(len(lines), 2 * (told.count("\n|") - 2))
        self.assertEqual(len(json.loads(lines[-1])["values"]), 40)
        self.assertEqual(len(json.loads(lines[-1])["truth"]), 2)
        self.history("--series=0", program=POWER, status=2)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
