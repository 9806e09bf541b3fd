#!/usr/bin/python3 -B
"""The commands of debian.yml do what it says, without GitHub.

Bazel's tests are not run here, and of the main job one benchmark.

Arguments: the main program, the workflow, the other workflow, and bazelw.
"""

import glob
import os
import re
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.realpath(__file__)))

from workflow import Workflow, WorkflowCase

OPERATORS = os.path.abspath(sys.argv[1])
WORKFLOW, COMPARE = (Workflow(path) for path in sys.argv[2:4])
BAZELW_ITSELF = sys.argv[4]
# Notes what it is told, tests as `tests` says, and runs the real program.
BAZELW = f"""#!/bin/sh
echo "$*" >>told
case "$*" in
  "test "*) exit "$(cat tests)" ;;
  "run "*" //bench:operators -- "*)
    while [ "$1" != -- ]; do shift; done; shift
    exec env BUILD_WORKSPACE_DIRECTORY="$PWD" BUILD_WORKING_DIRECTORY="$PWD" \\
      {OPERATORS} --benchmark_filter=kmeans/clustered_3clusters \\
      --benchmark_min_time=0.001 "$@" ;;
  *) echo "unknown: $*"; exit 9 ;;
esac
"""


def read(*parts):
    with open(os.path.join(*parts), encoding="utf-8") as file:
        return file.read()


class DebianTest(WorkflowCase):

    def setUp(self):
        super().setUp()
        self.write("bazelw", BAZELW)

    def test_all_tests_run_and_their_failure_is_red(self):
        for status in (0, 3):
            self.write("tests", str(status))
            self.assertEqual(self.run_step(WORKFLOW, "Test"), status, self.told)
        self.assertRegex(read(self.tree, "told"), r"^test .* //\.\.\.\n")

    def test_both_commands_keep_what_was_compiled_where_the_cache_is(self):
        self.write("tests", "0")
        self.run_step(WORKFLOW, "Test")
        self.run_step(WORKFLOW, "Measure")
        kept = os.path.join(self.directory, "home/.cache/feluda_benchmarks")
        self.assertIn("path: ~/.cache/feluda_benchmarks\n", WORKFLOW.text)
        for line in read(self.tree, "told").splitlines():
            self.assertIn(f"--disk_cache={kept} ", line)

    def test_what_is_old_is_forgotten(self):
        kept = os.path.join(self.directory, "home/.cache/feluda_benchmarks")
        for _ in range(2):  # without a cache, and with one
            self.assertEqual(self.run_step(WORKFLOW, "Forget what is old"), 0,
                             self.told)
            for name in ("new", "old"):
                with open(os.path.join(kept, name), "w", encoding="utf-8"):
                    pass
            os.utime(os.path.join(kept, "old"), (0, 0))
        self.run_step(WORKFLOW, "Forget what is old")
        self.assertEqual(os.listdir(kept), ["new"])

    def test_the_report_is_an_artifact_and_in_the_summary(self):
        self.assertEqual(self.run_step(WORKFLOW, "Measure"), 0, self.told)
        self.assertIn("clustered_3clusters", read(self.summary))
        self.assertIn("path: results/\n", WORKFLOW.text)
        for ending in ("json", "md", "html"):
            reports = glob.glob(os.path.join(self.tree, f"results/*.{ending}"))
            self.assertEqual(len(reports), 1, ending)

    def test_it_names_the_debians_that_bazelw_takes(self):
        named = re.search(r"debian: \[(.*)\]", WORKFLOW.text)[1]
        self.assertEqual(named.split(", "),
                         re.findall(r'"debian (\d+)"', read(BAZELW_ITSELF)))

    def test_no_debian_takes_what_another_compiled(self):
        for workflow in (WORKFLOW, COMPARE):
            keys = re.findall(r"keys?: (.*)", workflow.text)
            self.assertEqual(len(keys), 2)
            for key in keys:
                self.assertRegex(
                    key, r"^compiled-debian(12|\$\{\{ matrix.debian \}\})-")

    def test_what_is_not_run_here_is_as_expected(self):
        self.assertEqual(list(WORKFLOW.commands()),
                         ["Install git", "Forget what is old", "Test", "Measure"])
        self.assertEqual(WORKFLOW.actions(), [
            "actions/checkout@v4", "actions/cache@v4",
            "actions/upload-artifact@v4"])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
