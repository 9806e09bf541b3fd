#!/usr/bin/python3 -B
"""The commands of the GitHub workflow do what it says, without GitHub.

They run in a repository whose HEAD is a pull request merged into its base, with
a Bazel that copies the program of the revision and runs the real ab.

Arguments: ab.py, the workflow, and the page that shows it.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import textwrap
import unittest

AB, WORKFLOW, PAGE = (os.path.abspath(path) for path in sys.argv[1:4])
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


def commands():
    """The scripts of the steps, by name."""
    with open(WORKFLOW, encoding="utf-8") as file:
        text = file.read()
    steps = re.findall(r"^ +- name: (.*)\n +run: \|\n((?: {10}.*\n|\n)+)", text,
                       re.M)
    return {name: textwrap.dedent(script) for name, script in steps}


class WorkflowTest(unittest.TestCase):

    def setUp(self):
        self.directory = tempfile.mkdtemp(dir=os.environ.get("TEST_TMPDIR"))
        self.addCleanup(shutil.rmtree, self.directory, ignore_errors=True)
        self.tree = os.path.join(self.directory, "tree")
        for name in ("tree", "home", "temp", "tmp"):
            os.mkdir(os.path.join(self.directory, name))
        self.summary = os.path.join(self.directory, "summary.md")
        self.write("bazelw", BAZELW)
        self.git("init", "-b", "main")

    def write(self, name, text):
        path = os.path.join(self.tree, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(path, 0o755)

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

    def run_step(self, name):
        """The exit status; GitHub starts scripts so in a container."""
        done = subprocess.run(
            ["sh", "-e", "-c", commands()[name]], cwd=self.tree,
            env={"PATH": os.environ["PATH"],
                 "HOME": os.path.join(self.directory, "home"),
                 "TMPDIR": os.path.join(self.directory, "tmp"),
                 "RUNNER_TEMP": os.path.join(self.directory, "temp"),
                 "GITHUB_STEP_SUMMARY": self.summary},
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True)
        self.told = done.stdout
        return done.returncode

    def compare(self, base, head):
        self.merge(base, head)
        self.assertEqual(self.run_step("Build the pull request"), 0, self.told)
        return self.run_step("Compare it with its base")

    def test_slower_is_red_and_in_the_summary(self):
        self.assertEqual(self.compare(0.5, 1.0), 1, self.told)
        with open(self.summary, encoding="utf-8") as file:
            self.assertIn("cluster_kmeans/clustered", file.read())
        self.assertEqual(len(os.listdir(os.path.join(self.tree, "results"))), 2)

    def test_faster_is_green(self):
        self.assertEqual(self.compare(1.0, 0.5), 0, self.told)

    def test_what_is_not_run_here_is_as_expected(self):
        self.assertEqual(list(commands()), [
            "Install git", "Build the pull request", "Compare it with its base"])
        with open(WORKFLOW, encoding="utf-8") as file:
            uses = re.findall(r"uses: (\S+)", file.read())
        self.assertEqual(uses, ["actions/checkout@v4", "actions/cache@v4",
                                "actions/upload-artifact@v4"])

    def test_the_page_shows_it(self):
        with open(PAGE, encoding="utf-8") as file:
            page = file.read()
        for script in commands().values():
            for line in script.strip().splitlines():
                self.assertIn(line.strip(), page)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
