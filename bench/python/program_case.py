"""What the tests of the program share: operators, and files of Feluda's users."""

import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import textwrap
import unittest

PROGRAM = os.path.abspath("bench/python/python_operators")

OPERATORS = """
    import _thread, ctypes, os, subprocess, sys, threading, time

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
        def leaks_a_raw_thread(self, data):
            began = threading.Event()
            def forever():
                began.set()
                time.sleep(1000)
            _thread.start_new_thread(forever, ())
            began.wait()
        def leaves_a_child(self, data):
            subprocess.Popen(["sleep", "1000"])
        def leaves_a_zombie(self, data):
            child = os.spawnlp(os.P_NOWAIT, "true", "true")
            # Until it has ended; it stays a child that nobody waited for.
            os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
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


def is_sanitized():
    with open(PROGRAM, "rb") as file:
        program = file.read()
    return b"__asan_init" in program or b"__tsan_init" in program


class ProgramCase(unittest.TestCase):

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
            check=False)

    def report(self):
        path, = (self.directory / "results").glob("*.json")
        return json.loads(path.read_text(encoding="utf-8"))

    def results(self, *flags):
        """The results by name, in the report's order."""
        self.told = self.run_program(*flags)
        report = self.report()
        return {f"{result['operator']}/{run['name'].partition('/')[2]}": result
                for result, run in zip(report["results"], report["benchmarks"])}
