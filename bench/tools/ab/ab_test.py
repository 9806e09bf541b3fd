#!/usr/bin/python3 -B
"""ab runs two programs in turn, whatever they do, and leaves nothing behind.

Arguments: ab.py, a program of this project, and one of Google Benchmark's own.
"""

import glob
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

AB, OURS, STOCK = (os.path.abspath(path) for path in sys.argv[1:4])
FAKE = os.path.join(os.path.dirname(AB), "fake_program.py")
OLD = {"times": {"sort/8": 0.5, "sort/64": 4.0}}


def is_sanitized(path):
    with open(path, "rb") as file:
        return b"__asan_init" in file.read()


class Case(unittest.TestCase):

    def setUp(self):
        self.directory = tempfile.mkdtemp(dir=os.environ.get("TEST_TMPDIR"))
        self.addCleanup(shutil.rmtree, self.directory, ignore_errors=True)
        self.temporary = os.path.join(self.directory, "tmp")
        os.mkdir(self.temporary)

    def path(self, *parts):
        return os.path.join(self.directory, *parts)

    def make(self, name, spec, folder=None):
        """A program that is made up."""
        path = os.path.join(folder or self.directory, name)
        shutil.copy(FAKE, path)
        os.chmod(path, 0o755)
        with open(path + ".json", "w", encoding="utf-8") as file:
            json.dump(spec, file)
        return path

    def start(self, *arguments, **variables):
        environment = {**os.environ, "TMPDIR": self.temporary, **variables}
        environment.pop("BUILD_WORKING_DIRECTORY", None)
        return subprocess.Popen([AB, *arguments], cwd=self.directory,
                                env=environment, stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                text=True)

    def run_ab(self, *arguments, **variables):
        process = self.start(*arguments, **variables)
        self.output, self.told = process.communicate(timeout=100)
        self.assertEqual(os.listdir(self.temporary), [])
        return process.returncode

    def wait_for(self, process, text):
        """Until a line on stderr has the text."""
        for line in process.stderr:
            if text in line:
                return
        self.fail(f"ended without {text!r}")

    def log(self):
        with open(self.path("log"), encoding="utf-8") as file:
            return [line.strip() for line in file]

    def report(self, side):
        file, = glob.glob(self.path("results", f"ab_*_{side}.json"))
        with open(file, encoding="utf-8") as opened:
            return json.load(opened)



class AbTest(Case):

    def test_blocks_until_the_interval_is_narrow(self):
        old = self.make("old", OLD)
        new = self.make("new", {"times": {"sort/8": 1.0, "sort/64": 4.0}})
        self.assertEqual(self.run_ab(old, new), 1)
        # Six pairs are the fewest that have an interval.
        self.assertEqual(len(self.log()), 2 * 3 * 4)
        blocks = [[line.split()[0] for line in self.log()[i:i + 4]]
                  for i in range(0, 24, 4)]
        for block in blocks:
            self.assertIn("".join(side[0] for side in block), ("onno", "noon"))
        self.assertIn("sort/8", self.output)
        self.assertIn("2 worse", self.output)  # Wall and CPU time.
        self.assertIn("Narrow enough: sort/8 (6 pairs, interval of 0.0 %), "
                      "sort/64 (6 pairs, interval of 0.0 %).\n", self.told)
        for side in ("old", "new"):
            runs = self.report(side)["benchmarks"]
            self.assertEqual([run["round_index"] for run in runs],
                             2 * list(range(6)))
            self.assertEqual({run["repetitions"] for run in runs}, {6})
            self.assertEqual(self.report(side)["context"],
                             {"host_name": "made up"})

    def test_the_seed_draws_the_same_orders(self):
        old, new = self.make("old", OLD), self.make("new", OLD)
        logs = []
        for seed in (7, 7, 8):
            self.run_ab(old, new, f"--feluda_seed={seed}", "--feluda_blocks=3")
            logs.append(self.log())
            os.remove(self.path("log"))
        self.assertEqual(logs[0], logs[1])
        self.assertNotEqual(logs[0], logs[2])
        self.assertEqual(len(os.listdir(self.path("results"))), 6)

    def test_time_that_is_up_leaves_a_block_of_each(self):
        old, new = self.make("old", OLD), self.make("new", OLD)
        self.assertEqual(self.run_ab(old, new, "--feluda_time=0.001"), 0)
        self.assertEqual(len(self.log()), 2 * 4)
        self.assertEqual(len(self.report("old")["benchmarks"]), 4)
        self.assertIn("The time was up (--feluda_time): sort/8 (2 pairs), "
                      "sort/64 (2 pairs).\n", self.told)

    def test_what_one_side_lacks_is_named_and_not_run(self):
        old = self.make("old", {"times": {"sort/8": 1, "gone": 1}})
        new = self.make("new", {"times": {"sort/8": 1, "hash": 1, "read": 1}})
        self.assertEqual(self.run_ab(old, new, "--feluda_blocks=1"), 0)
        self.assertIn("Only the old program has 1, which are not run: gone",
                      self.told)
        self.assertIn("Only the new program has 2, which are not run: hash, "
                      "read", self.told)
        self.assertEqual(len(self.log()), 4)
        self.assertIn("All blocks were run (--feluda_blocks): sort/8 (2 pairs)",
                      self.told)

    def test_nothing_in_common_is_not_comparable(self):
        old = self.make("old", OLD)
        new = self.make("new", {"times": {"hash": 1}})
        self.assertEqual(self.run_ab(old, new), 3)
        self.assertEqual(self.run_ab(old, old, "--benchmark_filter=no"), 3)
        self.assertFalse(os.path.exists(self.path("results")))

    def test_failures_say_why_and_are_not_tried_for_ever(self):
        times = {"fails": 1, "crashes": 1, "hangs": 1}
        old = self.make("old", {"times": times})
        new = self.make("new", {"times": times,
                                **{name: [name] for name in times}})
        self.assertEqual(self.run_ab(old, new, "--feluda_timeout=1"), 1)
        self.assertEqual(len(self.log()), 3 * 4)
        self.assertIn("Failed: fails (2 pairs), crashes (2 pairs), "
                      "hangs (2 pairs).\n", self.told)
        told = {run["name"]: run["error_message"]
                for run in self.report("new")["benchmarks"]}
        self.assertEqual(told, {
            "fails": "no model", "hangs": "ended after 1 s",
            "crashes": "exit status 1 and no figures: out of luck"})

    def test_the_figure_of_a_process_is_its_median(self):
        spec = {"times": {"sort": 1.0}, "repeats": ["sort"]}
        old, new = self.make("old", spec), self.make("new", spec)
        self.run_ab(old, new, "--feluda_blocks=1")
        self.assertEqual([run["real_time"]
                          for run in self.report("old")["benchmarks"]],
                         [2e9, 2e9])

    def test_interrupted_keeps_whole_blocks(self):
        varies = {"times": {"sort": 1.0}, "varies": ["sort"]}
        old, new = self.make("old", varies), self.make("new", varies)
        for number in (signal.SIGINT, signal.SIGTERM):
            process = self.start(old, new, "--feluda_width=1e-9",
                                 "--feluda_seed=1")
            self.wait_for(process, "[block 4")
            process.send_signal(number)
            output, told = process.communicate(timeout=60)
            self.assertEqual(process.returncode, 128 + number)
            self.assertIn("sort", output)
            self.assertIn("Interrupted: sort (", told)
            runs = [len(self.report(side)["benchmarks"])
                    for side in ("old", "new")]
            self.assertEqual(runs[0], runs[1])
            self.assertEqual(runs[0] % 2, 0)
            self.assertEqual(os.listdir(self.temporary), [])
            shutil.rmtree(self.path("results"))

    def test_bad_use_is_told_before_anything_runs(self):
        old = self.make("old", OLD)
        text = self.path("text")
        with open(text, "w", encoding="utf-8") as file:
            file.write("no program\n")
        os.chmod(text, 0o755)
        for arguments, told in (
                ((), "name the old and the new program"),
                ((old,), "name the old and the new program"),
                ((old, self.path("nowhere")), "no such program"),
                ((old, old + ".json"), "may not be run"),
                ((old, text), "name a program that this machine runs"),
                ((old, "/bin/false"), "exit status 1"),
                ((old, old, "--feluda_width=wide"), "say a number above 0"),
                ((old, old, "--feluda_time=0"), "say a number above 0"),
                ((old, old, "--feluda_tiem=1"), "no such flag"),
                ((old, old, "--benchmark_out=x"), "leave it out"),
                ((old, old, "--feluda_git=HEAD"), "name the new program alone"),
        ):
            self.assertEqual(self.run_ab(*arguments), 2, arguments)
            self.assertIn(told, self.told)
        self.assertFalse(os.path.exists(self.path("log")))

    def test_directory_that_cannot_be_is_bad_use(self):
        old = self.make("old", OLD)
        self.assertEqual(
            self.run_ab(old, old, "--feluda_results_dir=/dev/null/x"), 2)
        self.assertIn("--feluda_results_dir", self.told)
        self.assertFalse(os.path.exists(self.path("log")))

    def test_lost_directory_leaves_the_figures(self):
        old = self.make("old", {"times": {"sort": 1.0}, "varies": ["sort"]})
        process = self.start(old, old, "--feluda_blocks=9")
        self.wait_for(process, "[block 4")
        shutil.rmtree(self.path("results"))
        output, told = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 1)
        self.assertIn("Not saved: ", told)
        self.assertIn("Of 1 benchmark", output)

    def test_ours_tell_memory_and_the_machine(self):
        self.assertEqual(self.run_ab(
            OURS, OURS, "--benchmark_filter=operator/behaves",
            "--benchmark_min_time=0.001", "--feluda_blocks=1"), 0)
        report = self.report("new")
        self.assertIn("binary", report["system_info"])
        for run in report["benchmarks"]:
            self.assertGreater(run["execution.wall_seconds"], 0)
            if not is_sanitized(OURS):
                self.assertGreater(run["execution.heap_allocations"], 0)

    def test_programs_of_others_tell_time(self):
        self.assertEqual(self.run_ab(STOCK, STOCK, "--feluda_blocks=1"), 0)
        for run in self.report("old")["benchmarks"]:
            self.assertGreater(run["real_time"], 0)


BAZELW = """#!/bin/sh
# Builds by copying a file of the tree.
case "$*" in
  *clean*) rm -rf "${1#--output_base=}" ;;
  *build*)
    if [ -e slow ]; then sleep 600; fi
    case "$1" in --output_base=*) mkdir -p "${1#--output_base=}" ;; esac
    mkdir -p bazel-bin/bench && cp program.py bazel-bin/bench/operators &&
      chmod +x bazel-bin/bench/operators ;;
esac
"""


class GitTest(Case):
    """With a repository whose program tells what its revision was."""

    def git(self, *arguments):
        return subprocess.run(
            ["git", "-C", self.path("tree"), "-c", "user.name=a", "-c",
             "user.email=a@b", *arguments], check=True, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE).stdout

    def setUp(self):
        super().setUp()
        os.mkdir(self.path("tree"))
        with open(self.path("tree", "bazelw"), "w", encoding="utf-8") as file:
            file.write(BAZELW)
        os.chmod(self.path("tree", "bazelw"), 0o755)
        self.git("init", "-b", "main")
        self.commit("0.5")
        self.commit("1.0")

    def commit(self, seconds, slow=False):
        with open(FAKE, encoding="utf-8") as file:
            program = file.read()
        # Its figures are in it, since Bazel builds one file.
        spec = '{"times": {"sort": %s}}' % seconds
        program = re.sub(r'    with open\(PATH \+ ".json".*\n.*\n',
                         f"    spec = {spec}\n", program)
        with open(self.path("tree", "program.py"), "w") as file:
            file.write(program)
        if slow:
            with open(self.path("tree", "slow"), "w"):
                pass
        self.git("add", "-A")
        self.git("commit", "-m", seconds)

    def run_git(self, *arguments):
        return self.run_ab(*arguments,
                           BUILD_WORKSPACE_DIRECTORY=self.path("tree"))

    def assert_nothing_is_left(self):
        self.assertEqual(os.listdir(self.temporary), [])
        self.assertEqual(len(self.git("worktree", "list").splitlines()), 1)

    def test_builds_the_revision_and_cleans_up(self):
        # A worktree of the same revision is in nobody's way.
        self.git("worktree", "add", self.path("other"), "HEAD~1")
        self.assertEqual(self.run_git("--feluda_git=HEAD~1"), 1, self.told)
        self.assertIn("2 worse", self.output)  # Wall and CPU time.
        self.git("worktree", "remove", "--force", self.path("other"))
        self.assert_nothing_is_left()

    def test_what_cannot_be_built_cleans_up(self):
        for arguments, told in (
                (("--feluda_git=nowhere",), "nowhere"),
                (("--feluda_git=--help",), "--help"),
                (("--feluda_git=HEAD", "--feluda_target=//bench:no"),
                 "//bench:no is no program")):
            self.assertEqual(self.run_git(*arguments), 2)
            self.assertIn(told, self.told)
            self.assert_nothing_is_left()

    def test_interrupted_while_it_builds_cleans_up(self):
        self.commit("2.0", slow=True)
        for number in (signal.SIGINT, signal.SIGTERM):
            process = self.start("--feluda_git=HEAD",
                                 BUILD_WORKSPACE_DIRECTORY=self.path("tree"))
            self.wait_for(process, "Building")
            time.sleep(0.3)
            process.send_signal(number)
            process.communicate(timeout=60)
            self.assertEqual(process.returncode, 128 + number)
            self.assert_nothing_is_left()


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
