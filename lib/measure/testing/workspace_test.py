#!/usr/bin/python3
"""Another Bazel workspace uses this one: the meter alone, and a suite of its own.

Argument: this repository's README.md, in the folder that the workspace names.

The workspace begins in an empty directory, and Bazel with an empty one of its own,
so that nothing is known from this repository's build. The programs of the meter are
built and run. The suite is analysed: its labels, visibilities and repositories must
resolve; compiling all of it takes minutes.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

REPOSITORY = pathlib.Path(os.path.realpath(sys.argv[1])).parent
# What a benchmark program takes from a workspace's own settings.
BAZELRC = "build --jobs=2 --cxxopt=-std=c++17 --compilation_mode=fastbuild\n"

WORKSPACE = f"""
local_repository(name = "feluda_benchmarks", path = "{REPOSITORY}")

load(
    "@feluda_benchmarks//third_party:dependencies.bzl",
    "feluda_benchmarks_dependencies",
)

feluda_benchmarks_dependencies()
"""

BUILD = """
cc_binary(
    name = "alone",
    srcs = ["alone.cc"],
    deps = ["@feluda_benchmarks//lib/measure"],
)

cc_binary(
    name = "registered",
    srcs = ["benchmark.cc"],
    deps = ["@feluda_benchmarks//lib/measure:benchmark"],
)

cc_binary(
    name = "suite",
    srcs = ["suite.cc"],
    deps = ["@feluda_benchmarks//lib/runner:main"],
)
"""

ALONE = """
#include "feluda/measure/profile.h"
#include <cstdio>
#include <vector>
int main() {
  const auto usage = feluda::Profile([] { std::vector<char> bytes(1'000'000); });
  std::printf("%d\\n", static_cast<int>(usage.heap->peak_bytes));
}
"""

BENCHMARKS = """
#include "benchmark/benchmark.h"
#include <cstdlib>
static void Allocate(benchmark::State& state) {
  for (auto _ : state) {
    void* block = std::malloc(100'000);
    benchmark::DoNotOptimize(block);
    std::free(block);
  }
}
BENCHMARK(Allocate)->Iterations(16);
"""


def bazel(*arguments, folder):
    """Runs Bazel in the folder, apart from any other; returns what it printed."""
    done = subprocess.run(
        ["/usr/bin/bazel", f"--output_user_root={folder}/bazel", *arguments],
        cwd=folder / "stranger", check=False, text=True,
        env={"PATH": os.environ["PATH"], "HOME": str(folder)},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode != 0:
        raise AssertionError(f"{arguments} ended with {done.returncode}:\n{done.stderr}")
    return done.stdout


class WorkspaceTest(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.directory = pathlib.Path(tempfile.mkdtemp(dir=os.environ["TEST_TMPDIR"]))
        cls.stranger = cls.directory / "stranger"
        cls.stranger.mkdir()
        main = "BENCHMARK_MAIN();\n"
        for name, text in (("WORKSPACE", WORKSPACE), ("BUILD", BUILD), (".bazelrc", BAZELRC),
                           ("alone.cc", ALONE), ("benchmark.cc", BENCHMARKS + main),
                           ("suite.cc", BENCHMARKS)):
            (cls.stranger / name).write_text(text)

    @classmethod
    def tearDownClass(cls):
        bazel("shutdown", folder=cls.directory)
        # Bazel's folders are not writable, which keeps rmtree from emptying them.
        subprocess.run(["chmod", "-R", "u+w", cls.directory], check=False)
        shutil.rmtree(cls.directory)

    def run_program(self, name, *arguments):
        bazel("build", f"//:{name}", folder=self.directory)
        return subprocess.run(
            [self.stranger / "bazel-bin" / name, *arguments], check=True, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout

    def test_the_meter_alone(self):
        self.assertEqual(self.run_program("alone"), "1000000\n")

    def test_a_benchmark_without_a_line_for_the_meter(self):
        printed = self.run_program("registered", "--benchmark_format=json")
        row = json.loads(printed)["benchmarks"][0]
        self.assertGreaterEqual(row["max_bytes_used"], 100_000)
        self.assertLess(row["max_bytes_used"], 110_000)
        console = subprocess.run([self.stranger / "bazel-bin/registered"], check=True,
                                 text=True, stdout=subprocess.PIPE).stdout
        self.assertIn("allocs_per_iter=1", console)

    def test_a_suite_of_its_own_resolves(self):
        bazel("build", "--nobuild", "//:suite", folder=self.directory)


if __name__ == "__main__":
    del sys.argv[1:]
    unittest.main()
