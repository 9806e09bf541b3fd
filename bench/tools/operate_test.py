#!/usr/bin/python3
"""//bench/tools:operate from its command line: the files it reads and writes.

Argument: the program.
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

OPERATE = os.path.abspath(sys.argv[1])
METHOD = ("--feluda_method=kmeans", "--feluda_clusters=2",
          "--feluda_dimension=4")
ROWS = 20
LABELS = 4 * ROWS


class OperateTest(unittest.TestCase):

    def setUp(self):
        scratch = tempfile.TemporaryDirectory(dir=os.environ["TEST_TMPDIR"])
        self.addCleanup(scratch.cleanup)
        self.directory = pathlib.Path(scratch.name)

    def operate(self, *arguments, status=0, **options):
        """Returns what it printed."""
        done = subprocess.run(
            [OPERATE, *METHOD, *arguments], cwd=self.directory, check=False,
            timeout=60, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            **options)
        self.assertEqual(done.returncode, status, done.stderr)
        return done.stdout if status == 0 else done.stderr.decode()

    def test_the_output_may_be_a_pipe(self):
        os.mkfifo(self.directory / "pipe")
        with subprocess.Popen(["cat", "pipe"], cwd=self.directory,
                              stdout=subprocess.PIPE) as reader:
            self.operate("--feluda_input=random_20",
                         "--feluda_repetitions=3",
                         "--feluda_save_output=pipe")
            self.assertEqual(len(reader.communicate()[0]), LABELS)
        self.assertTrue((self.directory / "pipe").is_fifo())

    def test_the_output_may_be_where_it_prints(self):
        printed = self.operate("--feluda_input=random_20",
                               "--feluda_save_output=/dev/stdout")
        self.assertEqual(printed[LABELS:LABELS + 1], b"{")

    def test_a_link_is_followed(self):
        (self.directory / "link").symlink_to("labels")
        self.operate("--feluda_input=random_20", "--feluda_save_output=link")
        self.assertTrue((self.directory / "link").is_symlink())
        self.assertEqual((self.directory / "labels").stat().st_size, LABELS)

    def test_what_cannot_be_written_is_told_before_anything_runs(self):
        for flag in ["--feluda_save_input", "--feluda_save_output"]:
            told = self.operate("--feluda_input=missing", flag + "=.",
                                status=2)
            self.assertEqual(told,
                             f"{flag}: cannot write .: Is a directory\n")
        self.assertIn("No space left on device", self.operate(
            "--feluda_input=random_20", "--feluda_save_output=/dev/full",
            status=1))

    def test_the_input_may_be_a_pipe(self):
        self.operate("--feluda_input=random_20", "--feluda_save_input=rows")
        printed = self.operate(
            "--feluda_input=/dev/stdin",
            input=(self.directory / "rows").read_bytes())
        self.assertIn(b'"rows":20,', printed)

    def test_what_is_no_input_is_told(self):
        (self.directory / "empty").touch()
        os.mkfifo(self.directory / "pipe")
        for file, told in [
                ("/dev/zero", "/dev/zero: is not a regular file"),
                (".", ".: Is a directory"),
                ("missing", "missing: No such file or directory"),
                ("pipe", "pipe: is a pipe that nobody writes into"),
                ("empty", "empty has 0 bytes")]:
            with self.subTest(file):
                self.assertIn("--feluda_input: " + told, self.operate(
                    "--feluda_input=" + file, status=2))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
