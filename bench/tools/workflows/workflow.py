"""A GitHub workflow's steps, run as far as a machine without GitHub can."""

import os
import re
import shutil
import subprocess
import tempfile
import textwrap
import unittest


class Workflow:

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            self.text = file.read()

    def commands(self):
        """The scripts of the steps that have one, by the steps' names."""
        steps = re.findall(
            r"^ +- name: (.*)\n +run: \|\n((?: {10}.*\n|\n)+)", self.text, re.M)
        return {name: textwrap.dedent(script) for name, script in steps}

    def actions(self):
        return re.findall(r"uses: (\S+)", self.text)

    def lines_missing_in(self, page):
        """The lines of its scripts that the page does not show."""
        return [line.strip() for script in self.commands().values()
                for line in script.strip().splitlines()
                if line.strip() not in page]


class WorkflowCase(unittest.TestCase):
    """A test with a tree to check out, a home and the files that GitHub gives."""

    def setUp(self):
        self.directory = tempfile.mkdtemp(dir=os.environ.get("TEST_TMPDIR"))
        self.addCleanup(shutil.rmtree, self.directory, ignore_errors=True)
        self.tree = os.path.join(self.directory, "tree")
        for name in ("tree", "home", "temp", "tmp"):
            os.mkdir(os.path.join(self.directory, name))
        self.summary = os.path.join(self.directory, "summary.md")

    def write(self, name, text):
        path = os.path.join(self.tree, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(path, 0o755)

    def run_step(self, workflow, name):
        """The exit status; GitHub starts scripts so in a container."""
        done = subprocess.run(
            ["sh", "-e", "-c", workflow.commands()[name]], cwd=self.tree,
            env={"PATH": os.environ["PATH"],
                 "HOME": os.path.join(self.directory, "home"),
                 "TMPDIR": os.path.join(self.directory, "tmp"),
                 "RUNNER_TEMP": os.path.join(self.directory, "temp"),
                 "GITHUB_STEP_SUMMARY": self.summary},
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True)
        self.told = done.stdout
        return done.returncode
