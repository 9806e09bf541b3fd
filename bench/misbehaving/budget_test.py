#!/usr/bin/python3 -B
"""A budget is kept, broken, or wrong."""

import os
import unittest

import harness

RUN = ("--benchmark_filter=operator/(behaves|fails)", "--benchmark_min_time=0.01")


class BudgetTest(harness.Case):

    def run_with(self, budget, *flags):
        with open(os.path.join(self.directory, "my.budget"), "w") as file:
            file.write(budget)
        return self.run_program(*RUN, "--feluda_budget=my.budget", *flags)[0]

    def test_what_is_kept_is_not_told(self):
        status = self.run_with("^operator/behaves time=60min peak_memory=1GiB\n",
                               "--benchmark_filter=operator/behaves")
        self.assertEqual(status, 0, self.told)
        self.assertNotIn("Over budget", self.told)

    def test_what_is_broken_is_named(self):
        status = self.run_with("^operator/ allocations=0 time=60min\n",
                               "--feluda_rounds=2")
        self.assertEqual(status, 1)
        told = self.told[self.told.index("Over budget:"):].splitlines()
        self.assertIn("operator/behaves: allocations", told[1])
        # What failed kept nothing.
        self.assertTrue(any("operator/fails" in line for line in told), told)
        self.assertEqual(len(self.reports()), 1)

    def test_what_is_wrong_is_told_before_anything_runs(self):
        for budget, told in (("^oprator/ time=1s\n", "my.budget:1: ^oprator/"),
                             ("^operator/ tiem=1s\n", "tiem"), ("", "my.budget")):
            self.assertEqual(self.run_with(budget), 2)
            self.assertIn(told, self.told)
            self.assertEqual(self.reports(), [])


if __name__ == "__main__":
    unittest.main()
