#!/usr/bin/python3 -B
"""Rounds are interrupted, killed, resumed, and have failures and lost disks."""

import glob
import json
import os
import shutil
import signal
import statistics
import subprocess
import unittest

import harness

# Long enough to be interrupted in, short enough for some rounds.
STEADY = ("--benchmark_filter=operator/behaves|fine/after_exits/",
          "--benchmark_min_time=0.2")
COMPARE = "/usr/share/benchmark/compare.py"


def repetitions(report):
    """The runs by benchmark, which must stand together, as repetitions."""
    found = {}
    previous = None
    for run in report["benchmarks"]:
        name = run["run_name"]
        assert name == previous or name not in found, name
        previous = name
        runs = found.setdefault(name, [])
        if run["run_type"] == "iteration":
            runs.append(run)
    for runs in found.values():
        for i, run in enumerate(runs):
            assert run["repetitions"] == len(runs), run
            assert run["repetition_index"] == i, run
            assert run["round_index"] == i, run
    return found


def parent_and_state(pid):
    """The parent's process number and the letter of the state in /proc; 0 and X
    (dead) of a process that is gone."""
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
            state, parent = file.read().rpartition(")")[2].split()[:2]
    except OSError:
        return 0, "X"
    return int(parent), state


class RoundsTest(harness.Case):

    def wait_for_round(self, process, number):
        """Until that round has ended."""
        for line in process.stderr:
            if line.startswith(f"[round {number}/"):
                return
        self.fail(f"no round {number}")

    def report(self):
        report, = self.reports()
        return report

    def assert_rounds(self, report, number):
        found = repetitions(report)
        self.assertEqual(len(found), 2)
        for runs in found.values():
            self.assertEqual(len(runs), number)

    def kill_benchmark(self, program):
        """Kills a benchmark's process, a grandchild of the program, if it finds
        one that still runs: stopped first, so that it cannot end by itself."""
        pids = harness.processes_with(self.mark)
        supervisors = [pid for pid in pids if parent_and_state(pid)[0] == program]
        for pid in pids:
            if parent_and_state(pid)[0] not in supervisors:
                continue
            try:
                os.kill(pid, signal.SIGSTOP)
            except ProcessLookupError:
                continue
            self.wait_for(lambda: parent_and_state(pid)[1] in "TZX", "no stop")
            if parent_and_state(pid)[1] == "T":
                os.kill(pid, signal.SIGKILL)
                return True
        return False

    def test_report_has_repetitions_and_their_aggregates(self):
        status, output = self.run_program(
            *STEADY, "--feluda_rounds=4", "--feluda_rounds_seed=77",
            "--benchmark_min_time=0.01", "--benchmark_format=json",
            "--benchmark_out=out.json")
        self.assertEqual(status, 0, self.told)
        self.assertIn("--feluda_rounds_seed=77", self.told)
        report = self.report()
        self.assert_rounds(report, 4)
        self.assertEqual(report["context"]["rounds"], "4")
        self.assertEqual(report["context"]["rounds_seed"], "77")
        self.assertNotIn("partial", report)
        for name, runs in repetitions(report).items():
            aggregates = {run["aggregate_name"]: run
                          for run in report["benchmarks"]
                          if run["run_name"] == name and run not in runs}
            self.assertEqual(list(aggregates),
                             ["mean", "median", "stddev", "cv"])
            times = [run["real_time"] for run in runs]
            self.assertAlmostEqual(aggregates["median"]["real_time"] /
                                   statistics.median(times), 1)
            self.assertEqual(aggregates["mean"]["repetitions"], 4)
            self.assertNotIn("round_index", aggregates["mean"])
            self.assertEqual(len({r["timestamp_seconds"] for r in runs}), 4)
        with open(os.path.join(self.directory, "out.json")) as file:
            self.assertEqual(len(json.load(file)["benchmarks"]), 16)
        self.assertEqual(len(json.loads(output)["benchmarks"]), 16)
        self.assert_nothing_is_left()

    def test_compare_py_takes_them_as_repetitions(self):
        if not os.path.exists(COMPARE):
            self.skipTest(f"no {COMPARE}")
        self.run_program(*STEADY, "--feluda_rounds=9", "--feluda_report=json",
                         "--benchmark_min_time=0.01")
        file, = glob.glob(os.path.join(self.results, "*.json"))
        compared = subprocess.run(
            ["/usr/bin/python3", COMPARE, "--no-color", "benchmarks", file,
             file], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.assertEqual(compared.returncode, 0, compared.stderr)
        self.assertIn("U Test, Repetitions: 9 vs 9", compared.stdout)

    def test_killed_child_is_a_failed_repetition(self):
        process = self.start(*STEADY, "--feluda_rounds=3",
                             "--benchmark_format=json")
        self.wait_for_round(process, 1)
        self.wait_for(lambda: self.kill_benchmark(process.pid), "no child")
        process.communicate(timeout=60)
        self.assertEqual(process.returncode, 1)
        report = self.report()
        self.assert_rounds(report, 3)
        failed = [run for run in report["benchmarks"] if "error_message" in run]
        self.assertEqual(len(failed), 1)
        self.assertIn("SIGKILL", failed[0]["error_message"])
        self.assertGreater(failed[0]["repetition_index"], 0)
        medians = [run for run in report["benchmarks"]
                   if run.get("aggregate_name") == "median"]
        self.assertEqual(sorted(run["iterations"] for run in medians), [2, 3])
        self.assert_nothing_is_left()

    def test_interrupted_keeps_whole_rounds_then_resumed(self):
        process = self.start(*STEADY, "--feluda_rounds=50",
                             "--benchmark_format=json")
        self.wait_for_round(process, 2)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
        self.assertEqual(process.returncode, 130)
        before = self.report()
        # Two, or more where this test was slow to send the signal.
        done = len(next(iter(repetitions(before).values())))
        self.assertGreaterEqual(done, 2)
        self.assert_rounds(before, done)
        self.assertEqual(before["partial"],
                         f"interrupted by SIGINT in round {done + 1} of 50")
        self.assert_nothing_is_left()

        file, = glob.glob(os.path.join(self.results, "*.json"))
        moved = os.path.join(self.directory, "before.json")
        os.rename(file, moved)
        status, _ = self.run_program(*STEADY, f"--feluda_rounds={done + 2}",
                                     f"--feluda_resume={moved}")
        self.assertEqual(status, 0, self.told)
        self.assertIn("0 of 2 benchmarks, and rounds of 2 more", self.told)
        self.assertNotIn(f"[round {done}/", self.told)
        after = self.report()
        self.assert_rounds(after, done + 2)
        kept = repetitions(before)
        for name, runs in repetitions(after).items():
            self.assertEqual([run["timestamp_seconds"] for run in runs[:done]],
                             [run["timestamp_seconds"] for run in kept[name]])

    def test_killed_run_leaves_whole_rounds(self):
        process = self.start(*STEADY, "--feluda_rounds=50",
                             "--benchmark_format=json")
        self.wait_for_round(process, 2)
        process.kill()
        process.communicate(timeout=60)
        report = self.report()
        rounds = {len(runs) for runs in repetitions(report).values()}
        self.assertEqual(len(rounds), 1)
        self.assertGreater(min(rounds), 0)
        self.assertIn("partial", report)
        self.assert_nothing_is_left()

    def test_vanished_results_directory(self):
        process = self.start(*STEADY, "--feluda_rounds=3")
        self.wait_for_round(process, 1)
        gone = self.results + "_gone"
        os.rename(self.results, gone)
        shutil.rmtree(gone)
        output, told = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 1, told)
        self.assertIn("The report follows on stdout instead.", told)
        self.assert_rounds(json.loads(output[output.index("\n{") + 1:]), 3)

    def test_what_cannot_be_is_refused_before_anything_runs(self):
        for flag, told in {
                "--feluda_isolate=false": "--feluda_isolate=false runs all",
                "--benchmark_enable_random_interleaving=true": "leave it out",
                "--feluda_rounds=-1": "must be from 0",
                "--feluda_rounds=many": "--feluda_rounds=many",
        }.items():
            status, _ = self.run_program("--feluda_rounds=2", flag)
            self.assertEqual(status, 2, flag)
            self.assertIn(told, self.told)
            self.assertFalse(os.path.exists(self.results))


if __name__ == "__main__":
    unittest.main()
