#!/usr/bin/python3
"""A stranger's project gets the meter, in each of the ways that CMake knows.

Argument: //lib/measure/CMakeLists.txt, beside which its sources are.

Each test begins in an empty directory with benchmarks that have no line for the
meter, linked with Google Benchmark's own main(), a program with a manager of its own,
and one that uses the meter alone. They are configured, built and run against the
Google Benchmark of this system.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
import unittest

SOURCES = pathlib.Path(os.path.abspath(sys.argv[1])).parent
NEEDED = ("cmake", "pkg-config")

BENCHMARK = """
#include <benchmark/benchmark.h>
#include <atomic>
#include <cstdlib>
#include <thread>
#ifdef EXPECTED_STANDARD
static_assert(__cplusplus == EXPECTED_STANDARD, "the standard was changed");
#endif
// Each of two threads waits for the other in each iteration.
static std::atomic<int> turns(0);
static void TakeTurns(benchmark::State& state) {
  for (auto _ : state) {
    while (turns % 2 != state.thread_index()) std::this_thread::yield();
    ++turns;
  }
}
BENCHMARK(TakeTurns)->Threads(2)->Iterations(16);
static void Allocate(benchmark::State& state) {
  for (auto _ : state) {
    void* block = std::malloc(100'000);
    benchmark::DoNotOptimize(block);
    std::free(block);
  }
}
BENCHMARK(Allocate)->Iterations(16);
"""

OWN_MANAGER = """
#include <benchmark/benchmark.h>
struct Manager : benchmark::MemoryManager {
  void Start() override {}
  void Stop(Result& result) override { result.num_allocs = 160; }
  void Stop(Result* result) { Stop(*result); }
} manager;
static void Nothing(benchmark::State& state) {
  for (auto _ : state) {
  }
}
BENCHMARK(Nothing)->Iterations(16);
int main(int argc, char** argv) {
  benchmark::RegisterMemoryManager(&manager);
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  benchmark::RegisterMemoryManager(nullptr);
}
"""

ALONE = """
#include <feluda/measure/profile.h>
#include <cstdio>
#include <vector>
int main() {
  const feluda::ResourceUsage usage = feluda::Profile([] {
    std::vector<char> bytes(1'000'000, 'x');
    std::vector<char> more(bytes);
  });
  if (!usage.heap.ok()) return std::puts(usage.heap.status().message().c_str()), 1;
  std::printf("%d allocations, peak %d\\n", int(usage.heap->allocations),
              int(usage.heap->peak_bytes));
  return !(feluda::ToDoubleSeconds(usage.wall) > 0 && usage.resident.ok());
}
"""

PROJECT = """
cmake_minimum_required(VERSION 3.16)
project(stranger CXX)
{settings}
find_package(benchmark REQUIRED)
add_executable(stranger_benchmark benchmark.cc)
target_link_libraries(stranger_benchmark PRIVATE benchmark::benchmark_main)
add_executable(stranger_manager manager.cc)
target_link_libraries(stranger_manager PRIVATE benchmark::benchmark)
add_executable(stranger_alone alone.cc)
set_target_properties(stranger_alone PROPERTIES CXX_STANDARD 17)
{lines}
target_link_libraries(stranger_benchmark PRIVATE FeludaMeasure::benchmark)
target_link_libraries(stranger_manager PRIVATE FeludaMeasure::benchmark)
target_link_libraries(stranger_alone PRIVATE FeludaMeasure::measure)
"""

FETCHED = """
include(FetchContent)
FetchContent_Declare(feluda URL {archive} SOURCE_SUBDIR lib/measure)
FetchContent_MakeAvailable(feluda)
"""

# What a project may set for all of its targets.
SETTINGS = """
set(CMAKE_CXX_STANDARD 14)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_UNITY_BUILD ON)
set(CMAKE_INTERPROCEDURAL_OPTIMIZATION ON)
add_compile_options(-Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion
  -Wold-style-cast -Wuseless-cast -Wshadow -Weffc++ -Werror)
"""

VERSION = '#define IN_THE_TREE_A_FUNCTION "1.2.3"\n'


def run(*command, **options):
    done = subprocess.run(command, check=False, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, timeout=600, **options)
    if done.returncode != 0:
        raise AssertionError(f"{command} ended with {done.returncode}:\n{done.stdout}")
    return done.stdout


def cmake(source, build, *options):
    run("cmake", "-S", source, "-B", build, "-DCMAKE_BUILD_TYPE=Debug", *options)
    run("cmake", "--build", build, "-j2")


@unittest.skipUnless(all(map(shutil.which, NEEDED)),
                     f"of {NEEDED} something is not installed")
class StrangerTest(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory(dir=os.environ["TEST_TMPDIR"])
        cls.addClassCleanup(scratch.cleanup)
        cls.directory = pathlib.Path(scratch.name)
        cls.tree = cls.directory / "tree"
        shutil.copytree(SOURCES, cls.tree / "lib/measure")
        (cls.tree / "lib/provenance").mkdir()
        (cls.tree / "lib/provenance/version.h").write_text(VERSION)

    def project(self, lines, settings=""):
        """Makes the stranger's project; returns its directory."""
        project = self.directory / self.id().split(".")[-1]
        project.mkdir()
        (project / "benchmark.cc").write_text(BENCHMARK)
        (project / "manager.cc").write_text(OWN_MANAGER)
        (project / "alone.cc").write_text(ALONE)
        (project / "CMakeLists.txt").write_text(PROJECT.format(lines=lines, settings=settings))
        return project

    def check(self, folder):
        """Runs the programs of a folder."""
        benchmark, alone = folder / "stranger_benchmark", folder / "stranger_alone"
        printed = run(benchmark, "--benchmark_format=json")
        report = json.loads(printed[printed.index("{"):])
        self.assertEqual(printed.count('"allocs_per_iter"'), 1)
        turns, row = report["benchmarks"]
        # A benchmark of several threads has no memory, and comes to its end.
        self.assertIn("TakeTurns", turns["name"])
        self.assertNotIn("allocs_per_iter", turns)
        # Google Benchmark itself allocates a little in the pass.
        self.assertGreaterEqual(row["allocs_per_iter"], 1)
        self.assertLess(row["allocs_per_iter"], 1.5)
        self.assertGreaterEqual(row["max_bytes_used"], 100_000)
        self.assertLess(row["max_bytes_used"], 110_000)
        self.assertIn("allocs_per_iter=1", run(benchmark))
        self.assertEqual(run(alone), "2 allocations, peak 2000000\n")
        self.check_manager(folder / "stranger_manager")

    def check_manager(self, program):
        """A manager of the program's own is kept, and the program says so."""
        if not program.exists():
            return
        printed = run(program, "--benchmark_format=json")
        row = json.loads(printed[printed.index("{"):])["benchmarks"][0]
        self.assertEqual(row["allocs_per_iter"], 10)
        self.assertEqual(printed.count("registers a MemoryManager of its own"), 1)

    def install(self, name, *options):
        prefix = self.directory / name
        cmake(self.tree / "lib/measure", self.directory / (name + "_build"),
              f"-DCMAKE_INSTALL_PREFIX={prefix}", "-DCMAKE_INSTALL_LIBDIR=lib", *options)
        run("cmake", "--install", self.directory / (name + "_build"))
        return prefix

    def test_add_subdirectory(self):
        project = self.project(f"add_subdirectory({self.tree}/lib/measure measure)")
        # As leveldb and snappy are built.
        cmake(project, project / "build",
              "-DCMAKE_CXX_FLAGS=-fno-exceptions -fno-rtti -Wall -Wextra -Werror")
        self.check(project / "build")

    def test_settings_of_another_project(self):
        added = ("set(CMAKE_CXX_CLANG_TIDY no_such_program)\n"
                 f"add_subdirectory({self.tree}/lib/measure measure)")
        # A manager of one's own is no code for -Weffc++.
        warned = "target_compile_options(stranger_manager PRIVATE -w)"
        project = self.project(f"{added}\n{warned}", SETTINGS)
        cmake(project, project / "build", "-DBUILD_SHARED_LIBS=ON",
              "-DCMAKE_CXX_FLAGS=-std=c++14 -DEXPECTED_STANDARD=201402L")
        self.check(project / "build")

    def test_fetch_content(self):
        archive = self.directory / "feluda.tar.gz"
        with tarfile.open(archive, "w:gz") as tar:
            tar.add(self.tree, "feluda-1.2.3")
        project = self.project(FETCHED.format(archive=archive))
        cmake(project, project / "build", "-DBUILD_SHARED_LIBS=ON")
        self.check(project / "build")

    def installed(self, *options):
        prefix = self.install(self.id().split(".")[-1] + "_prefix", *options)
        project = self.project("find_package(FeludaMeasure 1.2 REQUIRED)")
        cmake(project, project / "build", f"-DCMAKE_PREFIX_PATH={prefix}",
              "-DCMAKE_EXE_LINKER_FLAGS=-Wl,--as-needed")
        self.check(project / "build")
        return prefix, project

    def pkg_config(self, prefix, project):
        path = {**os.environ, "PKG_CONFIG_PATH": str(prefix / "lib/pkgconfig")}
        package = ("pkg-config", "--cflags", "--libs")
        flags = run(*package, "feluda-measure-benchmark", env=path).split()
        run("c++", project / "benchmark.cc", "-o", project / "stranger_benchmark",
            "-lbenchmark_main", *flags, f"-Wl,-rpath,{prefix}/lib")
        flags = run(*package, "feluda-measure", env=path).split()
        run("c++", "-std=c++17", project / "alone.cc", "-o", project / "stranger_alone",
            *flags, f"-Wl,-rpath,{prefix}/lib")
        self.check(project)

    def check_static(self, prefix, project):
        """A program that is linked statically runs, and says what it lacks."""
        path = {**os.environ, "PKG_CONFIG_PATH": str(prefix / "lib/pkgconfig")}
        flags = run("pkg-config", "--static", "--cflags", "--libs", "feluda-measure",
                    env=path).split()
        run("c++", "-std=c++17", "-static", project / "alone.cc", "-o",
            project / "static", *flags)
        done = subprocess.run(project / "static", check=False, text=True, timeout=60,
                              stdout=subprocess.PIPE)
        self.assertIn("no shared C library is behind the meter", done.stdout)
        self.assertEqual(done.returncode, 1)

    def test_installed_static(self):
        prefix, project = self.installed()
        self.pkg_config(prefix, project)
        self.check_static(prefix, project)
        # What is preloaded must not bring the C++ library into programs of C.
        self.assertNotIn("libstdc++", run("ldd", prefix / "lib/libfeluda_measure.so"))
        # The program that preloads finds its library.
        said = run(prefix / "bin/feluda-measure", "ls", project)
        self.assertIn("Resident peak", said)

    def test_installed_shared(self):
        prefix, project = self.installed("-DBUILD_SHARED_LIBS=ON")
        self.pkg_config(prefix, project)

    def test_another_c_library_is_refused(self):
        (self.directory / "features.h").write_text("// musl's says as little.\n")
        with self.assertRaisesRegex(AssertionError, "needs Linux with glibc"):
            run("cmake", "-S", self.tree / "lib/measure", "-B",
                self.directory / "other_build", f"-DCMAKE_CXX_FLAGS=-I{self.directory}")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + sys.argv[2:])
