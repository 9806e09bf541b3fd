#!/usr/bin/python3 -B
"""The interval of a ratio holds what it says, on data whose truth is known."""

import os
import random
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.realpath(__file__)))

from pairs import cut, is_narrow, ratio_interval


class RatioIntervalTest(unittest.TestCase):

    def test_fewer_than_six_pairs_have_none(self):
        for pairs in range(6):
            self.assertIsNone(ratio_interval([1.0] * pairs, [2.0] * pairs))
        self.assertEqual(ratio_interval([1.0] * 6, [2.0] * 6), (2, 2, 2))

    def test_ends_are_those_of_the_tables(self):
        # Lehmann, table H: sums of ranks with a tail of at most 0.025, plus 1.
        for pairs, outside in ((6, 1), (7, 3), (10, 9), (20, 53), (30, 138)):
            self.assertEqual(cut(pairs), outside)
        # The approximation goes on where the table ends.
        self.assertLess(abs(cut(61) - cut(60) - (cut(60) - cut(59))), 3)

    def test_what_both_share_cancels(self):
        drift = [1.0, 5.0, 2.0, 9.0, 3.0, 4.0, 7.0]
        low, ratio, high = ratio_interval(drift, [1.1 * v for v in drift])
        for value in (low, ratio, high):
            self.assertAlmostEqual(value, 1.1)

    def test_no_time_has_no_ratio(self):
        self.assertIsNone(ratio_interval([0.0] * 9, [1.0] * 9))

    def test_covers_the_truth_on_skewed_noise(self):
        draw = random.Random(7)
        covered = 0
        trials = 1000
        for _ in range(trials):
            shared = [draw.lognormvariate(0, 1) for _ in range(12)]
            old = [s * draw.expovariate(1) for s in shared]
            new = [1.5 * s * draw.expovariate(1) for s in shared]
            low, _, high = ratio_interval(old, new)
            covered += low <= 1.5 <= high
        # 95 % with a standard deviation of 0.7 %.
        self.assertGreater(covered / trials, 0.93)
        self.assertLess(covered / trials, 0.98)

    def test_narrow_is_a_share(self):
        old, new = [1.0] * 6, [1.0, 1.0, 1.0, 1.0, 1.0, 1.04]
        self.assertTrue(is_narrow(old, new, 0.05))
        self.assertFalse(is_narrow(old, new, 0.03))


if __name__ == "__main__":
    unittest.main()
