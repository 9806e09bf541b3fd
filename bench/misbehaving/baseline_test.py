#!/usr/bin/python3 -B
"""A run is kept as a baseline, and later ones are compared with it."""

import json
import os
import signal
import unittest

import harness

RUN = ("--benchmark_filter=operator/behaves", "--benchmark_min_time=0.01",
       "--feluda_rounds=2", "--feluda_report=json")


class BaselineTest(harness.Case):

    def setUp(self):
        super().setUp()
        self.file = os.path.join(self.results, "baseline_main.json")

    def run_with(self, name="main"):
        return self.run_program(*RUN, f"--feluda_baseline={name}")

    def change(self, counter, factor):
        with open(self.file, encoding="utf-8") as file:
            report = json.load(file)
        for run in report["benchmarks"]:
            if counter in run:
                run[counter] *= factor
        with open(self.file, "w", encoding="utf-8") as file:
            json.dump(report, file)

    def test_first_is_kept_and_an_equal_one_is_not_worse(self):
        status, output = self.run_with()
        self.assertEqual(status, 0, self.told)
        self.assertIn("Kept as", output)
        self.assertEqual(self.run_with()[0], 0, self.told)

    @unittest.skipIf(harness.is_sanitized(), "a sanitizer's malloc is not counted")
    def test_an_allocation_more_is_worse_though_two_rounds_tell_no_time(self):
        self.run_with()
        self.change("execution.heap_allocations", 0)
        status, output = self.run_with()
        self.assertEqual(status, 1, self.told)
        self.assertIn("worse", output)
        self.assertIn("llocations", output)

    def test_interrupted_is_not_kept(self):
        process = self.start(*RUN, "--feluda_baseline=main",
                             "--feluda_rounds=1000")
        for line in process.stderr:
            if line.startswith("[round 2/"):
                break
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
        self.assertEqual(process.returncode, 130)
        self.assertFalse(os.path.exists(self.file))

    def test_what_is_wrong_is_told_before_anything_runs(self):
        os.mkdir(self.results)
        with open(self.file, "w", encoding="utf-8") as file:
            file.write('{"benchmarks": 3}')
        for name, told in (("main", "remove the file"),
                           ("../main", "say a name of letters"),
                           ("a" * 101, "say a name of letters")):
            self.assertEqual(self.run_with(name)[0], 2)
            self.assertIn(told, self.told)
            self.assertEqual(os.listdir(self.results), ["baseline_main.json"])


if __name__ == "__main__":
    unittest.main()
