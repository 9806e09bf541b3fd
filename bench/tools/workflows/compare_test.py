#!/usr/bin/python3 -B
"""The commands of compare.yml do what it says, without GitHub.

They run in a repository whose HEAD is a pull request merged into its base, with
a Bazel that copies the program of the revision and runs the real ab.

Arguments: ab.py, the workflow, and the page that shows it.
"""

import os
import re
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.realpath(__file__)))

from workflow import Workflow, WorkflowCase

AB = os.path.abspath(sys.argv[1])
WORKFLOW = Workflow(sys.argv[2])
PAGE = sys.argv[3]
FAKE = os.path.join(os.path.dirname(AB), "fake_program.py")
BAZELW = f"""#!/bin/sh
case "$*" in
  *clean*) rm -rf "${{1#--output_base=}}" ;;
  *build*) mkdir -p bazel-bin/bench && cp program.py bazel-bin/bench/operators &&
    chmod +x bazel-bin/bench/operators ;;
  "run //bench:ab -- "*) shift 3; exec env BUILD_WORKSPACE_DIRECTORY="$PWD" \\
    {AB} "$@" ;;
  *) echo "unknown: $*"; exit 9 ;;
esac
"""


class CompareTest(WorkflowCase):

    def setUp(self):
        super().setUp()
        self.write("bazelw", BAZELW)
        self.git("init", "-b", "main")

    def git(self, *arguments):
        subprocess.run(
            ["git", "-C", self.tree, "-c", "user.name=a", "-c", "user.email=a@b",
             *arguments], check=True, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE)

    def commit(self, seconds):
        with open(FAKE, encoding="utf-8") as file:
            program = file.read()
        times = '{"times": {"cluster_kmeans/clustered": %s}}' % seconds
        self.write("program.py", re.sub(
            r'    with open\(PATH \+ ".json".*\n.*\n',
            f"    spec = {times}\n", program))
        self.git("add", "-A")
        self.git("commit", "-m", str(seconds))

    def merge(self, base, head):
        """HEAD merges a branch of one commit into another."""
        self.commit(base)
        self.git("checkout", "-b", "change")
        self.commit(head)
        self.git("checkout", "main")
        self.git("merge", "--no-ff", "-m", "merge", "change")

    def compare(self, base, head):
        self.merge(base, head)
        built = self.run_step(WORKFLOW, "Build the pull request")
        self.assertEqual(built, 0, self.told)
        return self.run_step(WORKFLOW, "Compare it with its base")

    def test_slower_is_red_and_in_the_summary(self):
        self.assertEqual(self.compare(0.5, 1.0), 1, self.told)
        with open(self.summary, encoding="utf-8") as file:
            self.assertIn("cluster_kmeans/clustered", file.read())
        self.assertEqual(len(os.listdir(os.path.join(self.tree, "results"))), 2)

    def test_faster_is_green(self):
        self.assertEqual(self.compare(1.0, 0.5), 0, self.told)

    def test_what_is_not_run_here_is_as_expected(self):
        self.assertEqual(list(WORKFLOW.commands()), [
            "Install git", "Build the pull request", "Compare it with its base"])
        self.assertEqual(WORKFLOW.actions(), [
            "actions/checkout@v4", "actions/cache@v4",
            "actions/upload-artifact@v4"])

    def test_the_page_shows_it(self):
        with open(PAGE, encoding="utf-8") as file:
            self.assertEqual(WORKFLOW.lines_missing_in(file.read()), [])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
