#!/usr/bin/python3 -B
"""Scripts as they stand, with the modules that Feluda's users import."""

import json
import subprocess
import unittest

from program_case import PROGRAM, ProgramCase, is_sanitized

# What benchmark files written for Feluda 0.10 may call, by name and default.
SIGNATURES = {
    "Profiler.get_system_info": "()",
    "Profiler.profile": "(func)",
    "Profiler.benchmark_operator":
        "(operator_class, operator_name, runtime_kwargs={}, operator_kwargs={})",
    "DataGenerator.generate_embeddings": "(num_samples, dim=512)",
    "DataGenerator.generate_embeddings_with_clusters":
        "(num_clusters=5, samples_per_cluster=100, dim=512, cluster_spread=0.3)",
    "DataGenerator.generate_test_images": "(output_dir)",
    "DataGenerator.generate_embedding_datasets": "()",
    "DataGenerator": "()",
    "BenchmarkReport": "()",
    "BenchmarkReport.add": "(self, result)",
    "BenchmarkReport.extend": "(self, results)",
    "BenchmarkReport.generate_summary": "(self)",
    "BenchmarkReport.save_json": "(self, filepath=None)",
    "BenchmarkReport.save_markdown": "(self, filepath=None)",
    "BenchmarkReport().save_json": "(filepath=None)",
}


class PythonScriptTest(ProgramCase):

    def run_script(self, text, *arguments, name="script.py"):
        self.write(name, text)
        return subprocess.run(
            [PROGRAM, f"--feluda_python_script={name}", "--", *arguments],
            cwd=self.directory, text=True, capture_output=True, check=False)

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

    def test_signatures_are_those_that_files_rely_on(self):
        told = self.run_script(f"""
            import inspect, json
            from benchmark.data_generator import DataGenerator
            from benchmark.profiler import Profiler
            from benchmark.report import BenchmarkReport
            print(json.dumps({{name: [str(inspect.signature(eval(name))),
                                      eval(name).__doc__.partition("(")[0]]
                              for name in {list(SIGNATURES)}}}))
            """)
        self.assertEqual(told.stderr, "")
        said = json.loads(told.stdout)
        self.assertEqual({name: signature for name, (signature, _) in said.items()},
                         SIGNATURES)
        for name, (_, documentation) in said.items():
            self.assertRegex(documentation, r"^[A-Z]\w+ ", name)

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

    def test_a_script_that_is_not_there_is_bad_use(self):
        told = subprocess.run(
            [PROGRAM, "--feluda_python_script=nowhere.py"], text=True,
            cwd=self.directory, capture_output=True, check=False)
        self.assertEqual(told.returncode, 2)
        self.assertIn("nowhere.py: no file that can be read", told.stderr)


if __name__ == "__main__":
    unittest.main()
