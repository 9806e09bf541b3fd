#!/usr/bin/python3 -B
"""Many benchmarks: all are reported, and the program stays small."""

import os
import unittest

import harness

MANY = int(os.environ.get("MISBEHAVING_MANY", 300))


class ManyTest(harness.Case):

    def test_all_are_reported(self):
        self.trivial = MANY
        process = self.start("--benchmark_format=csv")
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        process.stdout.close()
        process.stderr.close()
        self.assertEqual(process.returncode, 0)
        self.assertEqual(output.count("trivial/"), MANY)
        report, = self.reports()
        self.assertEqual(report["total_benchmarks"], MANY)
        if not harness.is_sanitized():
            self.assertLess(usage.ru_maxrss, 200 * 1024)
        self.assert_nothing_is_left()


if __name__ == "__main__":
    unittest.main()
