#!/usr/bin/python3 -B
"""The qualities of results, on inputs whose qualities are known.

Argument: qualities.py.
"""

import os
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(sys.argv[1])))
import numpy as np
import qualities


def line(count):
    """Rows on a line, each further from the next than the last was."""
    return (np.arange(count, dtype=float) ** 1.5)[:, None]


class TrustworthinessTest(unittest.TestCase):
    def test_the_rows_themselves_are_trusted_wholly(self):
        x = line(60)
        self.assertEqual(
            qualities.trustworthiness(x, 3 * x + 7, np.arange(60)), 1)

    # As scikit-learn's own, which looks at all pairs.
    def test_a_wrong_neighbour_costs_its_rank(self):
        draw = np.random.default_rng(1)
        x, embedding = draw.normal(size=(50, 3)), draw.normal(size=(50, 2))
        penalty = 0
        for i in range(50):
            ranks = np.linalg.norm(x - x[i], axis=1).argsort().argsort()
            near = np.linalg.norm(embedding - embedding[i], axis=1).argsort()
            penalty += sum(max(0, ranks[j] - 15) for j in near[1:16])
        expected = 1 - 2 * penalty / (50 * 15 * (2 * 50 - 3 * 15 - 1))
        self.assertAlmostEqual(
            qualities.trustworthiness(x, embedding, np.arange(50)), expected)

    def test_many_rows_are_judged_by_a_sample_that_repeats(self):
        self.assertEqual(len(qualities.judged_rows(20000)), 20000)
        some = qualities.judged_rows(100000)
        self.assertEqual(len(set(some)), 2000)
        self.assertTrue((some == qualities.judged_rows(100000)).all())


class ClusteringTest(unittest.TestCase):
    def test_inertia_is_the_sum_of_squares_around_the_means(self):
        x = np.array([[0.0], [2.0], [10.0]], np.float32)
        self.assertEqual(qualities.inertia(x, np.array([0, 0, 1])), 2)

    def test_exemplars_give_up_the_median_similarity(self):
        x = np.array([[0.0], [1.0], [3.0]], np.float32)
        # Similarities: 0 0 0 -1 -1 -4 -4 -9 -9, of which -1 is the median.
        told = qualities.quality(
            "affinity_propagation", x, np.array([1, 1, 1]), None)
        self.assertEqual(told, {"net similarity": -1 - 4 - 1, "exemplars": 1})

    def test_a_partition_without_reference_is_unknown(self):
        self.assertIsNone(qualities.same_partition(np.array([0, 1]), None))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
