#!/usr/bin/python3
"""//reporters:convert and //reporters:merge from their command lines.

Arguments: the two programs.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

CONVERT, MERGE = (os.path.abspath(path) for path in sys.argv[1:3])
MADE_UP = os.path.abspath("reporters/testing/testdata/made_up.json")


class CommandLineTest(unittest.TestCase):

    def setUp(self):
        scratch = tempfile.TemporaryDirectory(dir=os.environ["TEST_TMPDIR"])
        self.addCleanup(scratch.cleanup)
        self.directory = pathlib.Path(scratch.name)
        shutil.copyfile(MADE_UP, self.directory / "in.json")

    def run_program(self, program, *arguments, status=0, stdin=None):
        """Returns stdout and stderr as one."""
        done = subprocess.run(
            [program, *arguments], cwd=self.directory, check=False, text=True,
            timeout=60, input=stdin,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.assertEqual(done.returncode, status, done.stdout)
        return done.stdout

    def names(self):
        return sorted(path.name for path in self.directory.rglob("*.*"))

    def summary(self):
        return (self.directory / "summary.md").read_text()

    def test_convert_writes_the_forms_beside_the_file(self):
        self.run_program(CONVERT, "in.json", "--to=markdown,github,csv")
        self.assertEqual(self.names(), [
            "in.csv", "in.github.json", "in.json", "in.md"])

    def test_convert_adds_the_markdown_to_a_summary(self):
        append = "--feluda_markdown_append=summary.md"
        self.run_program(CONVERT, "in.json", append)
        self.run_program(CONVERT, "in.json", append)
        self.assertEqual(self.names(), ["in.json", "summary.md"])
        self.assertEqual(self.summary().count("# Benchmark Report\n"), 2)

    def test_convert_says_what_it_cannot_do(self):
        for status, told, *arguments in [
                (2, "--to=html", "in.json"),
                (2, "--feluda_markdown_append: cannot append to .", "in.json",
                 "--feluda_markdown_append=."),
                (1, "cannot append to /dev/full", "in.json", "--to=json",
                 "--feluda_markdown_append=/dev/full")]:
            with self.subTest(arguments):
                self.assertIn(told, self.run_program(
                    CONVERT, *arguments, status=status))
        # The format that could be saved was saved.
        self.assertIn("in_2.json", self.names())

    def test_both_read_a_pipe(self):
        text = (self.directory / "in.json").read_text()
        self.run_program(CONVERT, "/dev/stdin", "--to=markdown", stdin=text)
        self.run_program(MERGE, "/dev/stdin", "--feluda_report=json",
                         "--feluda_results_dir=new", stdin=text)
        self.run_program(CONVERT, "in.json", "--to=markdown")
        names = self.names()
        self.assertIn("converted.md", names)
        self.assertEqual((self.directory / "converted.md").read_text(),
                         (self.directory / "in.md").read_text())
        self.assertEqual(len(list((self.directory / "new").iterdir())), 1)

    def test_neither_reads_what_has_no_end(self):
        os.mkfifo(self.directory / "pipe")
        for file, told in [
                ("/dev/zero", "/dev/zero: is not a regular file"),
                (".", ".: Is a directory"),
                ("pipe", "pipe: is a pipe that nobody writes into"),
                ("/dev/null", "/dev/null: is not a regular file")]:
            with self.subTest(file):
                self.assertEqual(told, self.run_program(
                    CONVERT, file, "--to=html", status=2).strip())
                self.assertEqual(told, self.run_program(
                    MERGE, file, "in.json", status=2).strip())
        self.assertEqual(self.names(), ["in.json"])

    def test_merge_writes_the_forms_that_are_asked_for(self):
        self.run_program(MERGE, "in.json", "--feluda_report=html,bencher",
                         "--feluda_results_dir=new",
                         "--feluda_markdown_append=summary.md")
        endings = [name.partition(".")[2] for name in self.names()]
        self.assertEqual(endings, ["bencher.json", "html", "json", "md"])
        self.assertIn("- Merged From: in.json", self.summary())

    def test_merge_says_what_it_cannot_do(self):
        for told, *arguments in [
                ("--feluda_report: 'pdf' is no format", "--feluda_report=pdf"),
                ("--feluda_markdown_append: cannot append to .",
                 "--feluda_markdown_append=.")]:
            with self.subTest(arguments):
                self.assertIn(told, self.run_program(
                    MERGE, "in.json", *arguments, status=2))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
