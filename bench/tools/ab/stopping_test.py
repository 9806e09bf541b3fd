#!/usr/bin/python3 -B
"""What is measured no further, and why.

Argument: //reporters:compare.
"""

import json
import os
import sys
import tempfile
import unittest

COMPARE = os.path.abspath(sys.argv[1])
sys.path.insert(0, os.path.dirname(os.path.realpath(__file__)))

from pairs import NEW, OLD, Pairs
from programs import BadUse
from stopping import Ends, widths


def run_of(name, seconds):
    return {"name": name, "run_name": name, "run_type": "iteration",
            "iterations": 1, "real_time": seconds, "cpu_time": seconds,
            "time_unit": "s"}


class StoppingTest(unittest.TestCase):

    def widths(self, times):
        """TIMES has the pairs of each benchmark."""
        pairs = Pairs(times)
        for name, pairs_of_times in times.items():
            for sides in pairs_of_times:
                pairs.add(name, [(side, [run_of(name, sides[side])])
                                 for side in (OLD, NEW)])
        with tempfile.TemporaryDirectory(
                dir=os.environ.get("TEST_TMPDIR")) as folder:
            files = []
            for side in (OLD, NEW):
                files.append(os.path.join(folder, f"{side}.json"))
                with open(files[-1], "w", encoding="utf-8") as file:
                    json.dump(pairs.report(side, {}), file)
            return widths(COMPARE, files, folder)

    def test_width_is_that_of_the_comparison(self):
        shares = (1.00, 1.04, 1.01, 1.02, 1.03, 1.00)
        found = self.widths({"sort": [(2.0, 2.0 * share) for share in shares],
                             "exact": [(1.0, 3.0)] * 6,
                             "few": [(1.0, 3.0)] * 5})
        # Of six pairs it reaches from the least to the most.
        self.assertAlmostEqual(found["sort"], 0.04)
        self.assertAlmostEqual(found["exact"], 0)
        self.assertNotIn("few", found)

    def test_no_time_on_one_side_is_never_narrow(self):
        found = self.widths({"sort": [(0.0, 1.0)] * 6})
        self.assertFalse(found.get("sort", 9) < 1)

    def test_compare_that_does_not_work_is_told(self):
        with tempfile.TemporaryDirectory(
                dir=os.environ.get("TEST_TMPDIR")) as folder:
            with self.assertRaisesRegex(BadUse, "nowhere"):
                widths(COMPARE, ["nowhere", "nowhere"], folder)

    def test_ends_say_pairs_and_reasons(self):
        names = [f"sort/{i}" for i in range(13)]
        pairs = Pairs(names)
        for name in names:
            pairs.add(name, [(OLD, [run_of(name, 1)]), (NEW, [run_of(name, 1)])])
        pairs.add("sort/1", [(NEW, [{"error_occurred": True}])])
        ends = Ends(names, pairs, 0.05)
        self.assertEqual(ends.update({"sort/0": 0.05, "sort/2": 0.1}),
                         names[2:])
        ends.end(Ends.TIME)
        narrow, failed, time = ends.lines()
        self.assertEqual(narrow,
                         "Narrow enough: sort/0 (1 pair, interval of 5.0 %).")
        self.assertEqual(failed, "Failed: sort/1 (1 pair).")
        self.assertIn("(--feluda_time): sort/2 (1 pair, interval of 10.0 %), "
                      "sort/3 (1 pair)", time)
        self.assertTrue(time.endswith("and 1 more."))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
