#!/usr/bin/python3 -B
"""Families with Complexity() whose members fail tell why, however they are run."""

import json
import unittest

import harness

EXPECTED = {
    "half_an_input/100": "no page",
    "no_input/100": "no page",
    "throws_for_input/100": "threw an exception that is not a std::exception",
    "no_model/100": "initialization: no model",
    "fails/100": "execution: no result",
    "throws/100": "execution: threw an exception: thrown",
    "allocates/100": "execution: threw an exception: std::bad_alloc",
    "skips/1/threads:2": "skipped",
}
# A sanitizer ends the process rather than refuse such memory.
NOT_UNDER_SANITIZERS = ("allocates",)


class FamiliesTest(harness.Case):

    def run_families(self, *flags):
        unwanted = NOT_UNDER_SANITIZERS if harness.is_sanitized() else ("none",)
        names = {name.split("/")[0] for name in EXPECTED} - set(unwanted)
        picked = "|".join(sorted(names | {"behaves"}))
        status, output = self.run_program(
            f"--benchmark_filter=^family/({picked})/", "--benchmark_format=json",
            "--benchmark_min_time=0.001", "--feluda_report=json", *flags)
        self.assertEqual(status, 1, self.told)
        runs = json.loads(output)["benchmarks"]
        failed = {run["name"]: run["error_message"] for run in runs
                  if "error_message" in run}
        for name, message in EXPECTED.items():
            if name.split("/")[0] in unwanted:
                continue
            with self.subTest(name):
                self.assertIn(message, failed.get(f"family/{name}", "measured"))
        rows = [run["name"] for run in runs if run["name"].endswith("_BigO")]
        self.assertEqual(rows, ["family/behaves_BigO"])
        self.assertEqual(len(failed), 2 * len(names) - 1)

    def test_each_in_a_process_of_its_own(self):
        self.run_families()

    def test_all_in_one_process(self):
        self.run_families("--feluda_isolate=false")

    def test_all_in_one_process_in_random_order(self):
        self.run_families("--benchmark_enable_random_interleaving=true")

    def test_with_repetitions(self):
        status, output = self.run_program(
            "--benchmark_filter=^family/fails/100", "--benchmark_format=json",
            "--benchmark_repetitions=3", "--feluda_report=json")
        self.assertEqual(status, 1, self.told)
        messages = [run["error_message"]
                    for run in json.loads(output)["benchmarks"]]
        self.assertEqual(messages, ["execution: no result"] * 3)


if __name__ == "__main__":
    unittest.main()
