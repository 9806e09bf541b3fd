#!/usr/bin/python3
"""Other Bazel workspaces use this one: the meter alone, and a suite of their own.

Argument: this repository's README.md, in the folder that the workspace names.

The workspaces begin in empty directories, and Bazel with an empty one of its own, so
that nothing is known from this repository's build. The programs of the meter are
built and run, in one workspace that has an Abseil of its own, too. The suite is analysed: its labels, visibilities and repositories must
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
INTERFACE = REPOSITORY / "lib/measure/testing/benchmark_api/benchmark/benchmark.h"
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

# In the layout of Abseil's own repository, which Debian's has not.
OWN_ABSEIL = """
new_local_repository(
    name = "com_google_absl",
    build_file_content = "cc_library(name = 'own')",
    path = "abseil",
)
"""

BUILD_WITHOUT_ABSEIL = """
cc_binary(
    name = "alone",
    srcs = ["alone.cc"],
    deps = ["@feluda_benchmarks//lib/measure/plain"],
)

cc_binary(
    name = "registered",
    srcs = ["benchmark.cc"],
    deps = [
        "@com_github_google_benchmark//:benchmark_main",
        "@feluda_benchmarks//lib/measure/plain:benchmark",
    ],
)
"""

# As Google Benchmark's own rules link a test: all of it is in the program, except
# for main(). A stand-in has the interface and says what is called.
STATIC_BENCHMARK = """
new_local_repository(
    name = "com_github_google_benchmark",
    build_file_content = '''
cc_library(
    name = "benchmark",
    srcs = ["benchmark.cc"],
    hdrs = ["benchmark/benchmark.h"],
    alwayslink = True,
    includes = ["."],
    linkstatic = True,
    visibility = ["//visibility:public"],
)

cc_library(
    name = "benchmark_main",
    srcs = ["main.cc"],
    visibility = ["//visibility:public"],
    deps = [":benchmark"],
)
''',
    path = "google_benchmark",
)
"""

BUILD_STATIC_BENCHMARK = """
cc_test(
    name = "main_in_a_library",
    deps = [
        "@com_github_google_benchmark//:benchmark_main",
        "@feluda_benchmarks//lib/measure/plain:benchmark",
    ],
)
"""

STAND_IN = """
#include <cstdio>
#include "benchmark/benchmark.h"
namespace benchmark {
size_t RunSpecifiedBenchmarks() { return std::puts("the program's own"), 0; }
size_t RunSpecifiedBenchmarks(BenchmarkReporter*) { return 0; }
}
"""

MAIN = """
#include "benchmark/benchmark.h"
int main() { return static_cast<int>(benchmark::RunSpecifiedBenchmarks()); }
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


def bazel(*arguments, workspace):
    """Runs Bazel in the workspace, apart from any other; returns what it printed."""
    folder = workspace.parent
    done = subprocess.run(
        ["/usr/bin/bazel", f"--output_user_root={folder}/bazel", *arguments],
        cwd=workspace, check=False, text=True,
        env={"PATH": os.environ["PATH"], "HOME": str(folder)},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode != 0:
        raise AssertionError(f"{arguments} ended with {done.returncode}:\n{done.stderr}")
    return done.stdout


class WorkspaceTest(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.directory = pathlib.Path(tempfile.mkdtemp(dir=os.environ["TEST_TMPDIR"]))
        main = "BENCHMARK_MAIN();\n"
        cls.stranger = cls.workspace("stranger", {
            "WORKSPACE": WORKSPACE, "BUILD": BUILD, "benchmark.cc": BENCHMARKS + main,
            "suite.cc": BENCHMARKS})
        cls.own_abseil = cls.workspace("own_abseil", {
            "WORKSPACE": OWN_ABSEIL + WORKSPACE, "BUILD": BUILD_WITHOUT_ABSEIL,
            "benchmark.cc": BENCHMARKS, "abseil/NONE": ""})
        cls.static_benchmark = cls.workspace("static_benchmark", {
            "WORKSPACE": STATIC_BENCHMARK + WORKSPACE, "BUILD": BUILD_STATIC_BENCHMARK,
            "google_benchmark/benchmark.cc": STAND_IN, "google_benchmark/main.cc": MAIN,
            "google_benchmark/benchmark/benchmark.h": INTERFACE.read_text()})

    @classmethod
    def workspace(cls, name, files):
        """Makes a workspace of the files; returns its directory."""
        workspace = cls.directory / name
        workspace.mkdir()
        for file, text in {".bazelrc": BAZELRC, "alone.cc": ALONE, **files}.items():
            (workspace / file).parent.mkdir(parents=True, exist_ok=True)
            (workspace / file).write_text(text)
        return workspace

    @classmethod
    def tearDownClass(cls):
        for workspace in (cls.stranger, cls.own_abseil, cls.static_benchmark):
            bazel("shutdown", workspace=workspace)
        # Bazel's folders are not writable, which keeps rmtree from emptying them.
        subprocess.run(["chmod", "-R", "u+w", cls.directory], check=False)
        shutil.rmtree(cls.directory)

    def run_program(self, workspace, name, *arguments):
        bazel("build", f"//:{name}", workspace=workspace)
        return subprocess.run(
            [workspace / "bazel-bin" / name, *arguments], check=True, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout

    def test_the_meter_alone(self):
        for workspace in (self.stranger, self.own_abseil):
            self.assertEqual(self.run_program(workspace, "alone"), "1000000\n")

    def test_a_benchmark_without_a_line_for_the_meter(self):
        for workspace in (self.stranger, self.own_abseil):
            printed = self.run_program(workspace, "registered", "--benchmark_format=json")
            row = json.loads(printed)["benchmarks"][0]
            self.assertGreaterEqual(row["max_bytes_used"], 100_000)
            self.assertLess(row["max_bytes_used"], 110_000)
            console = self.run_program(workspace, "registered")
            self.assertIn("allocs_per_iter=1", console)

    def test_a_program_whose_main_is_in_a_library(self):
        printed = self.run_program(self.static_benchmark, "main_in_a_library")
        self.assertEqual(printed, "the program's own\n")

    def test_a_suite_of_its_own_resolves(self):
        bazel("build", "--nobuild", "//:suite", workspace=self.stranger)


if __name__ == "__main__":
    del sys.argv[1:]
    unittest.main()
