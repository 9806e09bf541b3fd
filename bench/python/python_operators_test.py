#!/usr/bin/python3 -B
"""The program, with benchmark files as Feluda's users write them."""

import json
import os
import platform
import shutil
import unittest

from program_case import ProgramCase, is_sanitized

WAYS = ["segfaults", "exits_at_once", "exits", "leaks_a_thread",
        "leaks_a_raw_thread", "leaves_a_child", "leaves_a_zombie", "raises"]

FAILURES = {
    "hostile/segfaults": r"killed by SIGSEGV after ",
    "hostile/exits_at_once": r"exited with status 0 after .* s, before it was done",
    "hostile/exits": r"execution: SystemExit: 3; raised in ops.py:\d+ \(exits\), "
                     r"called in ops.py:\d+ \(run\)$",
    "hostile/leaks_a_thread": r"left running after cleanup, .*: thread sleep",
    "hostile/leaks_a_raw_thread": r"left running after cleanup, .*: thread forever",
    "hostile/leaves_a_child": r"left running after cleanup, .*: process sleep 1000",
    "hostile/leaves_a_zombie": r"process that has ended and was not waited for",
    "hostile/raises": r"execution: ValueError: n_clusters \| must be positive; "
                      r"raised in ops.py:\d+ \(raises\)",
    "hostile/no model": r"initialization: RuntimeError: no weights at the hub",
    "hostile/stuck": r"cleanup: OSError: busy; raised in ops.py:\d+ \(cleanup\)",
    "hostile/benchmark()": r"KeyError: 'the end'; raised in hostile.py:\d+ "
                           r"\(benchmark\)$",
}


class PythonOperatorsTest(ProgramCase):

    def test_a_call_is_a_benchmark_named_by_its_description(self):
        self.write_file("sums", """
            import random
            from benchmark.config import SIZES
            class Number:
                def __float__(self): return 0.5
                def __str__(self): return "a half"
            def benchmark():
                results = []
                for size in SIZES:
                    data = [random.random()] * size
                    result = Profiler.benchmark_operator(
                        Op, "sums", runtime_kwargs={"how": "fine", "data": data},
                        operator_kwargs={"start": random.randint(0, 1 << 60)})
                    assert result["status"] == "success", result
                    assert result["execution"]["execution_time_seconds"] >= 0
                    result["data_description"] = f"rows_{size}"
                    result["output_info"] = {"n": size, "shape": (size, 2),
                                             "odd": Number(), "none": None}
                    result["recall"] = {"at": [size, 0.5]}
                    results.append(result)
                return results
            """)
        results = self.results()
        self.assertEqual(self.told.returncode, 0, self.told)
        self.assertEqual(list(results), ["sums/rows_10", "sums/rows_20"])
        for size in (10, 20):
            result = results[f"sums/rows_{size}"]
            self.assertEqual(result["data_description"], f"rows_{size}")
            self.assertEqual(result["output_info"], {
                "n": size, "shape": [size, 2], "odd": "a half", "none": None})
            self.assertEqual(result["recall"], {"at": [size, 0.5]})
            self.assertGreater(result["import"]["time_seconds"], 0)
        system = self.report()["system_info"]
        self.assertEqual(system["python_version"], platform.python_version())
        self.assertEqual(system["python_allocator"],
                         "pymalloc, whose small objects the heap has")

    def test_a_file_may_describe_its_results_at_the_end(self):
        self.write_file("late", """
            def benchmark():
                results = [Profiler.benchmark_operator(
                    Op, "late", {"how": "fine", "data": [0] * size})
                    for size in (1, 2)]
                for i, result in enumerate(results):
                    result["data_description"] = f"the {i}th"
                    result["output_info"] = {"i": i}
            """)
        results = self.results()
        self.assertEqual(
            [(name, result["data_description"], result["output_info"])
             for name, result in results.items()],
            [("late/the 0th", "the 0th", {"i": 0}),
             ("late/the 1th", "the 1th", {"i": 1})])

    def test_names_are_made_of_the_data_and_are_unique(self):
        self.write_file("bare", """
            def benchmark():
                for _ in range(2):
                    Profiler.benchmark_operator(
                        Op, "a/b", {"how": "fine", "data": [1, 2, 3]})
                Profiler.benchmark_operator(Op, "c", {"how": "fine"})[
                    "data_description"] = "two\\nlines/"
            """)
        told = self.run_program("--benchmark_list_tests")
        self.assertEqual(told.stdout.splitlines(),
                         ["a_b/how=fine, 3 items", "a_b/how=fine, 3 items (2)",
                          "c/two lines"])

    def test_what_an_operator_does_to_its_process_is_one_failed_row(self):
        self.write_file("hostile", f"""
            def measure(name, cls, how):
                result = Profiler.benchmark_operator(cls, "hostile", {{"how": how}})
                result["data_description"] = name
            def benchmark():
                for way in {WAYS}:
                    measure(way, Op, way)
                    measure("after " + way, Op, "fine")
                measure("no model", NoModel, "fine")
                measure("stuck", Stuck, "fine")
                raise KeyError("the end")
            """)
        results = self.results()
        self.assertEqual(self.told.returncode, 1, self.told)
        failed = {name: result["error"] for name, result in results.items()
                  if result["status"] == "failed"}
        if is_sanitized():
            del failed["hostile/segfaults"]
        for name, error in failed.items():
            self.assertRegex(error, FAILURES[name])
            self.assertNotIn("execution", results[name])
        self.assertEqual(len(failed), len(FAILURES) - is_sanitized())
        for way in WAYS:
            self.assertEqual(results[f"hostile/after {way}"]["status"], "success")

    @unittest.skipIf(is_sanitized(), "sanitizers take all address space")
    def test_memory_is_limited_and_counted_to_the_byte(self):
        self.write_file("memory", """
            def benchmark():
                for how, data in (("eats_memory", 0), ("holds", 100 << 20)):
                    Profiler.benchmark_operator(
                        Op, "memory", {"how": how, "data": data}
                    )["data_description"] = how
            """)
        results = self.results("--feluda_memory_limit_mb=500")
        self.assertRegex(results["memory/eats_memory"]["error"], "MemoryError")
        execution = results["memory/holds"]["execution"]
        # A bytearray has one byte more, and its object, of 56, is in an arena.
        self.assertEqual(execution["heap_peak_bytes"], (100 << 20) + 1 + 56)
        self.assertEqual(execution["heap_net_bytes"], 0)

    @unittest.skipIf(is_sanitized(), "sanitizers have a malloc of their own")
    def test_small_objects_are_in_the_heap_whatever_python_allocates_with(self):
        self.write_file("small", """
            class Floats:
                def run(self): return [float(i) for i in range(100000)]
                def cleanup(self): pass
            def benchmark():
                Profiler.benchmark_operator(Floats, "floats")
            """)
        heaps = {}
        for allocator in ("pymalloc", "malloc"):
            shutil.rmtree(self.directory / "results", ignore_errors=True)
            os.environ["PYTHONMALLOC"] = allocator
            result = self.results("--benchmark_repetitions=2")["floats/no arguments"]
            execution = result["execution"]
            heaps[self.report()["system_info"]["python_allocator"]] = [
                execution[f"heap_{figure}"]
                for figure in ("allocations", "allocated_bytes", "peak_bytes")]
        del os.environ["PYTHONMALLOC"]
        self.assertEqual(list(heaps),
                         ["pymalloc, whose small objects the heap has", "malloc"])
        python, malloc = heaps.values()
        self.assertEqual(python, malloc)
        # 24 bytes a float, 8 in the list.
        self.assertGreater(python[2], 100000 * (24 + 8) - 10000)

    def test_a_file_that_does_not_go_on_is_one_failed_row(self):
        self.write_file("a_missing", "import feluda_no_such\ndef benchmark(): pass")
        self.write_file("a_part", """
            import parted
            def benchmark(): parted.Part.make()
            """)
        self.write("feluda/parted.py", """
            import warnings
            Part = None
            warnings.warn("Part is unavailable because 'parted[part]' was not "
                          "installed.", ImportWarning)
            """)
        self.write_file("b_crash", "ctypes.string_at(0)")
        self.write_file("c_empty", "")
        self.write_file("d_top", "Profiler.benchmark_operator(Op, 'op')")
        self.write_file("e_fine", """
            def benchmark():
                Profiler.benchmark_operator(Op, "fine", {"how": "fine"})
            """)
        self.write("feluda/benchmark/operators/__init__.py", """
            from . import a_missing, b_crash
            all_operators = [a_missing, b_crash]
            """)
        results = self.results()
        errors = {
            "a_missing/benchmark()": "No module named 'feluda_no_such'; raised in "
                                     "a_missing.py:3 .*pip install feluda_no_such",
            "a_part/benchmark()": r"AttributeError: .*; raised in a_part.py:5 .*; "
                                  r"when it was imported: Part is unavailable .* "
                                  r"\(pip install 'parted\[part\]'\)$",
            "b_crash/benchmark()": "killed by SIGSEGV",
            "c_empty/benchmark()": "the file has no function benchmark",
            "d_top/benchmark()": "call it in the function benchmark",
        }
        for name, error in errors.items():
            if not (is_sanitized() and name.startswith("b_")):
                self.assertRegex(results[name]["error"], error)
        self.assertEqual(results["fine/how=fine"]["status"], "success")

    def test_other_calls_the_second_time_are_told(self):
        self.write_file("unstable", """
            def benchmark():
                if os.path.exists("seen"):
                    Profiler.benchmark_operator(
                        Op, "op", {"how": "fine", "data": os.urandom(4).hex()})
                else:
                    for i in range(2):
                        Profiler.benchmark_operator(
                            Op, "op", {"how": "fine", "data": "0"}
                        )["data_description"] = str(i)
                open("seen", "w").close()
            """)
        results = self.results()
        self.assertRegex(results["op/0"]["error"],
                         r"made another call than when it was listed: data was 0 "
                         r"and is \w{8}; .* must be seeded")
        self.assertRegex(results["op/1"]["error"], "the file made 1 calls now")

    def test_data_and_reports_are_this_programs(self):
        self.write_file("generated", """
            from benchmark.data_generator import DataGenerator
            from benchmark.report import BenchmarkReport
            import sys, types
            sys.modules["undistributed"] = types.ModuleType("undistributed")
            sys.modules["undistributed"].__version__ = "1.5"
            def benchmark():
                rows, labels = DataGenerator.generate_embeddings_with_clusters(
                    num_clusters=3, samples_per_cluster=4, dim=8)
                result = Profiler.benchmark_operator(
                    Op, "op", {"how": "fine", "data": rows.tobytes()})
                report = BenchmarkReport()
                report.add(result)
                report.save_json("mine/report.json")
                result["data_description"] = "clustered"
                result["output_info"] = {
                    "shape": rows.shape, "clusters": labels.max() + 1}
                return [result]
            """)
        result = self.results()["op/clustered"]
        self.assertEqual(result["status"], "success", result)
        self.assertEqual(result["output_info"], {"shape": [12, 8], "clusters": 3})
        packages = self.report()["system_info"]["python_packages"]
        self.assertIn("numpy", packages)
        self.assertEqual(packages["undistributed"], "1.5")
        mine = json.loads((self.directory / "mine/report.json").read_text())
        self.assertEqual(mine["results"][0]["operator"], "op")
        self.assertGreater(
            mine["results"][0]["execution"]["execution_time_seconds"], 0)

    def test_bad_flags_are_refused(self):
        os.mkdir(self.directory / "empty")
        cases = [
            ((), "", "--feluda_python_benchmarks: name a benchmark file"),
            ((), "nowhere", "--feluda_python_benchmarks: nowhere: No such file"),
            ((), "empty", "--feluda_python_benchmarks: empty: has no benchmark"),
            (("--feluda_python_path=nowhere",), "feluda/ops.py",
             "--feluda_python_path: nowhere: no such directory; make one by"),
            (("--feluda_isolate=false",), "feluda/ops.py", "--feluda_isolate=false"),
            (("--feluda_report=docx",), "runs.py", "--feluda_report: 'docx'"),
            (("--feluda_out=/dev/null",), "runs.py", "--feluda_out: /dev/null"),
            (("--benchmark_out=/proc/no/file",), "runs.py", "--benchmark_out: "),
            (("--feluda_baseline=a/b",), "runs.py", "--feluda_baseline=a/b"),
            (("--feluda_report=docx",), "nowhere",
             "--feluda_python_benchmarks: nowhere"),
        ]
        # None of these runs the file, even to list its calls.
        self.write("runs.py", "open('it_ran', 'w').close()\n")
        for flags, path, message in cases:
            told = self.run_program(*flags, path=path)
            self.assertEqual(told.returncode, 2, told)
            self.assertIn(message, told.stderr)
            self.assertFalse((self.directory / "it_ran").exists())
            self.assertEqual(list(self.directory.glob("results/*")), [])


if __name__ == "__main__":
    unittest.main()
