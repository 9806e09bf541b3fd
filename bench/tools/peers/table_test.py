#!/usr/bin/python3 -B
"""The rows of the comparison, and the processor above them.

Argument: table.py.
"""

import os
import platform
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(sys.argv[1])))
import table

AVX512 = "avx512f avx512cd avx512dq avx512bw avx512vl"


def cpuinfo(flags, name="AMD EPYC 7B13"):
    return (
        f"processor\t: 0\nmodel name\t: {name}\nflags\t\t: {flags}\n\n"
        "processor\t: 1\nmodel name\t: another\nflags\t\t: none\n"
    )


def line(wall, cpu=0.5, peak=1 << 20, version="thing 1.2"):
    return {"wall_s": [wall], "cpu_s": [cpu], "peak_growth_bytes": peak,
            "version": version}


class ProcessorTest(unittest.TestCase):
    def test_the_best_instruction_set_is_told(self):
        for flags, expected in [
                ("fpu sse2 sse4_1 sse4_2 avx2 fma " + AVX512, "AVX-512"),
                ("fpu sse2 sse4_1 sse4_2 avx2 fma avx512f", "AVX2"),
                ("fpu sse2 sse4_1 sse4_2 avx2", "SSE4"),
                ("fpu sse2", "SSE2")]:
            with self.subTest(expected):
                self.assertEqual(table.processor(cpuinfo(flags)),
                                 "AMD EPYC 7B13 with " + expected)

    def test_a_kernel_that_tells_less_is_no_error(self):
        arm = "processor\t: 0\nBogoMIPS\t: 50.00\nFeatures\t: fp asimd\n"
        self.assertEqual(table.processor(arm), platform.machine() + " with NEON")
        self.assertEqual(table.processor(""),
                         platform.machine() + ", instruction set unknown")

    def test_the_conditions_stand_in_one_line(self):
        for target, threads, words in [
                (None, 1, "; medians of 3 rounds, 1 thread each"),
                ("AVX2", 2, ", limited to AVX2; medians of 3 rounds, 2 threads "
                 "each")]:
            self.assertEqual(
                table.conditions(cpuinfo("sse2"), target, 3, threads, "pip's"),
                f"AMD EPYC 7B13 with SSE2{words}; Python's peers: pip's.")


class RowLineTest(unittest.TestCase):
    def test_figures_are_medians_and_the_ratio_is_the_peers_time_over_ours(self):
        ours = [line(2.0), line(1.0), line(9.0)]
        peer = [line(4.0, peak=3 << 20), line(8.0, peak=5 << 20),
                line(5.0, peak=4 << 20)]
        self.assertEqual(
            table.row_line("kmeans x", "peer", peer, ours, {"inertia": 1234567.8}),
            "| kmeans x | peer | thing 1.2 | 5.000 | 0.500 | 4.0 "
            "| inertia 1.23457e+06 | 2.5 |")

    def test_what_is_unknown_is_said(self):
        run = line(1.0)
        del run["peak_growth_bytes"], run["version"]
        self.assertEqual(
            table.row_line("t", "p", [run], [run], {"KL": 2.0, "ARI": None}),
            "| t | p |  | 1.000 | 0.500 |  | KL 2, ARI unknown | 1.0 |")

    def test_a_row_has_the_columns_of_the_header(self):
        run = line(1.0, version="a|b")
        header, rule = table.HEADER.splitlines()
        row = table.row_line("t", "p", [run], [run], {"KL": 2.0})
        self.assertEqual({row.count("|"), header.count("|"), rule.count("|")},
                         {9})


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
