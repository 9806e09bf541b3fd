#!/usr/bin/python3 -B
"""Runs of programs that tell what they cost.

Argument: runs.py.
"""

import os
import sys
import unittest
from unittest import mock

sys.path.insert(0, os.path.dirname(os.path.abspath(sys.argv[1])))
from runs import Failed, Missing, run_json


def shell(script, threads=1):
    return run_json(["/bin/sh", "-c", script], threads)


class RunJsonTest(unittest.TestCase):
    def test_the_last_line_is_taken(self):
        self.assertEqual(shell("echo warning; echo '{\"wall_s\": [2]}'"),
                         {"wall_s": [2]})

    def test_threads_are_set_and_what_slows_numpy_is_not(self):
        with mock.patch.dict(os.environ, {"OPENBLAS_CORETYPE": "Prescott"}):
            told = shell('echo "[$OMP_NUM_THREADS, $NUMBA_NUM_THREADS,'
                         ' \\"$OPENBLAS_CORETYPE\\"]"', threads=3)
        self.assertEqual(told, [3, 3, ""])

    def test_a_target_limits_the_libraries(self):
        told = run_json(["/bin/sh", "-c", 'echo "\\"$OPENBLAS_CORETYPE'
                         ' $FAISS_SIMD_LEVEL\\""'], 1, "AVX2")
        self.assertEqual(told, "Haswell AVX2")

    def test_what_is_not_installed_is_told_by_its_last_line(self):
        with self.assertRaisesRegex(Missing, "^no x; apt-get install x$"):
            shell("echo noise >&2; echo 'no x; apt-get install x' >&2; exit 3")

    def test_a_failure_has_the_command_and_what_it_said(self):
        with self.assertRaisesRegex(Failed, "(?s)/bin/sh -c .*broken"):
            shell("echo broken >&2; exit 1")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
