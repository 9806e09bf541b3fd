#!/usr/bin/python3 -B
"""The program, with benchmark files as Feluda's users write them."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import textwrap
import unittest

PROGRAM = os.path.abspath("bench/python/python_operators")

OPERATORS = """
    import ctypes, os, subprocess, sys, threading, time

    class Op:
        def __init__(self, start=0):
            self.start = start
        def run(self, how, data=None):
            return getattr(self, how)(data)
        def cleanup(self):
            pass
        def fine(self, data):
            return len(data or ())
        def holds(self, data):
            held = bytearray(data)
            time.sleep(0.02)
        def segfaults(self, data):
            ctypes.string_at(0)
        def exits_at_once(self, data):
            os._exit(0)
        def exits(self, data):
            sys.exit(3)
        def leaks_a_thread(self, data):
            threading.Thread(target=time.sleep, args=(1000,)).start()
            time.sleep(0.1)
        def leaves_a_child(self, data):
            subprocess.Popen(["sleep", "1000"])
            time.sleep(0.1)
        def leaves_a_zombie(self, data):
            os.spawnlp(os.P_NOWAIT, "true", "true")
            time.sleep(0.1)
        def eats_memory(self, data):
            eaten = []
            while True:
                eaten.append(bytearray(50 << 20))
        def raises(self, data):
            raise ValueError("n_clusters | must be positive")

    class NoModel(Op):
        def __init__(self):
            raise RuntimeError("no weights at the hub")

    class Stuck(Op):
        def cleanup(self):
            raise OSError("busy")
"""

WAYS = ["segfaults", "exits_at_once", "exits", "leaks_a_thread",
        "leaves_a_child", "leaves_a_zombie", "raises"]

FAILURES = {
    "hostile/segfaults": r"killed by SIGSEGV after ",
    "hostile/exits_at_once": r"exited with status 0 after .* s, before it was done",
    "hostile/exits": r"execution: SystemExit: 3; raised in ops.py:\d+ \(exits\), "
                     r"called in ops.py:\d+ \(run\)$",
    "hostile/leaks_a_thread": r"left running after cleanup, .*: thread sleep",
    "hostile/leaves_a_child": r"left running after cleanup, .*: process sleep 1000",
    "hostile/leaves_a_zombie": r"process that has ended and was not waited for",
    "hostile/raises": r"execution: ValueError: n_clusters \| must be positive; "
                      r"raised in ops.py:\d+ \(raises\)",
    "hostile/no model": r"initialization: RuntimeError: no weights at the hub",
    "hostile/stuck": r"cleanup: OSError: busy; raised in ops.py:\d+ \(cleanup\)",
    "hostile/benchmark()": r"KeyError: 'the end'; raised in hostile.py:\d+ "
                           r"\(benchmark\)$",
}


def is_sanitized():
    with open(PROGRAM, "rb") as file:
        program = file.read()
    return b"__asan_init" in program or b"__tsan_init" in program


class PythonOperatorsTest(unittest.TestCase):

    def setUp(self):
        self.directory = pathlib.Path(
            tempfile.mkdtemp(dir=os.environ.get("TEST_TMPDIR"), prefix="my files "))
        self.addCleanup(shutil.rmtree, self.directory)
        self.write("feluda/ops.py", OPERATORS)
        self.write("feluda/benchmark/config.py", "SIZES = [10, 20]")

    def write(self, name, text):
        path = self.directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text), encoding="utf-8")

    def write_file(self, name, body):
        self.write(f"feluda/benchmark/operators/{name}.py",
                   "from benchmark.profiler import Profiler\n"
                   "from ops import *\n" + textwrap.dedent(body))

    def run_program(self, *flags, path="feluda/benchmark/operators"):
        environment = {name: value for name, value in os.environ.items()
                       if not name.startswith(("TEST_", "BUILD_", "VIRTUAL_ENV"))}
        return subprocess.run(
            [PROGRAM, f"--feluda_python_benchmarks={path}",
             "--feluda_results_dir=results", "--benchmark_min_time=0.01", *flags],
            cwd=self.directory, env=environment, text=True, capture_output=True,
            check=False, timeout=240)

    def report(self):
        path, = (self.directory / "results").glob("*.json")
        return json.loads(path.read_text(encoding="utf-8"))

    def results(self, *flags):
        """The results by name, in the report's order."""
        self.told = self.run_program(*flags)
        report = self.report()
        return {f"{result['operator']}/{run['name'].partition('/')[2]}": result
                for result, run in zip(report["results"], report["benchmarks"])}

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
            self.assertGreater(result["import"]["time_seconds"], 0)
        system = self.report()["system_info"]
        self.assertRegex(system["python_version"], r"^3\.11\.\d+$")
        self.assertEqual(system["python_allocator"], "pymalloc")

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
        # A bytearray has one byte more, and its object is in Python's arenas.
        self.assertEqual(execution["heap_peak_bytes"], (100 << 20) + 1)
        self.assertEqual(execution["heap_net_bytes"], 0)

    def test_a_file_that_does_not_go_on_is_one_failed_row(self):
        self.write_file("a_missing", "import feluda_no_such\ndef benchmark(): pass")
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
                                     "a_missing.py:3 .*-m pip install",
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

    def run_script(self, text, *arguments, name="script.py"):
        self.write(name, text)
        return subprocess.run(
            [PROGRAM, f"--feluda_python_script={name}", "--", *arguments],
            cwd=self.directory, text=True, capture_output=True, check=False,
            timeout=60)

    def test_a_script_runs_as_it_stands_and_is_metered(self):
        told = self.run_script("""
            import json, sys, time
            from benchmark.profiler import Profiler

            @Profiler.profile
            def fill(mib, *, name):
                "Fills memory."
                held = bytearray(mib << 20)
                time.sleep(0.01)
                return name

            class Op:
                def run(self, text): return text
                def cleanup(self): pass
            class Bad(Op):
                def run(self): raise ValueError("bad")

            if __name__ == "__main__":
                result, profile = fill(100, name="x")
                print(json.dumps({
                    "argv": sys.argv[1:], "result": result, "profile": profile,
                    "kept": [fill.__name__, fill.__doc__],
                    "good": Profiler.benchmark_operator(Op, "op", {"text": "t"}),
                    "bad": Profiler.benchmark_operator(Bad, "bad"),
                    "system": Profiler.get_system_info()}))
                sys.exit(3)
            """, "-x", "a b")
        self.assertEqual((told.returncode, told.stderr), (3, ""))
        said = json.loads(told.stdout)
        self.assertEqual(said["argv"], ["-x", "a b"])
        self.assertEqual(said["result"], "x")
        self.assertEqual(said["kept"], ["fill", "Fills memory."])
        profile_keys = ["execution_time_seconds", "cpu_time_seconds",
                        "memory_before_mb", "memory_after_mb",
                        "memory_change_mb", "peak_memory_mb"]
        self.assertEqual(list(said["profile"]), profile_keys)
        if not is_sanitized():
            self.assertAlmostEqual(
                said["profile"]["peak_memory_mb"]
                - said["profile"]["memory_before_mb"], 100, delta=1.5)
        self.assertEqual(list(said["good"]), [
            "operator", "timestamp", "initialization", "execution", "cleanup",
            "status"])
        self.assertEqual(list(said["good"]["execution"]), profile_keys)
        self.assertEqual(list(said["good"]["initialization"]),
                         ["time_seconds", "memory_change_mb"])
        self.assertEqual(list(said["good"]["cleanup"]),
                         ["time_seconds", "memory_released_mb"])
        self.assertEqual(said["bad"]["status"], "failed")
        self.assertNotIn("execution", said["bad"])
        self.assertRegex(said["bad"]["error"], "^ValueError: bad; raised in script.py")
        self.assertEqual(list(said["system"]), [
            "platform", "processor", "cpu_count", "cpu_freq", "total_memory_gb",
            "python_version", "timestamp"])

    def test_the_whole_interface_is_there(self):
        self.write("feluda/benchmark/main.py", """
            import pathlib
            from benchmark.data_generator import DataGenerator
            from benchmark.profiler import Profiler
            from benchmark.report import BenchmarkReport

            class Rows:
                def run(self, rows): return rows.sum()
                def cleanup(self): pass

            data = DataGenerator.generate_embeddings(10, dim=4)
            result = Profiler.benchmark_operator(Rows, "rows", {"rows": data})
            result["data_description"] = "x".join(map(str, data.shape))
            report = BenchmarkReport()
            report.add(result)
            report.save_json(pathlib.Path("out.json"))
            report.save_markdown("out.md")
            """)
        told = subprocess.run(
            [PROGRAM, "--feluda_python_script=feluda/benchmark/main.py"],
            cwd=self.directory, text=True, capture_output=True, check=False)
        self.assertEqual((told.returncode, told.stderr), (0, ""))
        report = json.loads((self.directory / "out.json").read_text())
        self.assertEqual(report["results"][0]["data_description"], "10x4")
        self.assertRegex(report["context"]["isolation"], "^none: a script made all")
        self.assertIn("| rows | 10x4 |", (self.directory / "out.md").read_text())

    def test_a_script_below_benchmark_has_the_folder_above_on_its_path(self):
        self.write("feluda/benchmark/operators/__init__.py",
                   "from . import one\nall_operators = [one]")
        self.write_file("one", "def benchmark(): return [Op().fine('abc')]")
        told = self.run_script("""
            from benchmark.config import SIZES
            from benchmark.operators import all_operators
            print(SIZES, [module.benchmark() for module in all_operators])
            """, name="feluda/benchmark/main.py")
        self.assertEqual((told.stdout, told.stderr), ("[10, 20] [[3]]\n", ""))

    def test_a_script_that_fails_is_told_as_python_tells_it(self):
        told = self.run_script("def f():\n  1 / 0\nf()\n")
        self.assertEqual(told.returncode, 1)
        self.assertRegex(told.stderr, r"(?s)^Traceback .*script.py\", line 2, in f"
                                      r".*ZeroDivisionError: division by zero\n$")

    def test_data_and_reports_are_this_programs(self):
        self.write_file("generated", """
            from benchmark.data_generator import DataGenerator
            from benchmark.report import BenchmarkReport
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
        self.assertIn("numpy", self.report()["system_info"]["python_packages"])
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
        ]
        for flags, path, message in cases:
            told = self.run_program(*flags, path=path)
            self.assertEqual(told.returncode, 2, told)
            self.assertIn(message, told.stderr)
            self.assertFalse((self.directory / "results").exists())
        told = subprocess.run(
            [PROGRAM, "--feluda_python_script=nowhere.py"], text=True,
            cwd=self.directory, capture_output=True, check=False)
        self.assertEqual(told.returncode, 2)
        self.assertIn("nowhere.py: no file that can be read", told.stderr)


if __name__ == "__main__":
    unittest.main()
