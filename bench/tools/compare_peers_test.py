#!/usr/bin/python3
"""compare_peers from its command line: it finds its parts however it is started,
from any directory, and names what is missing.

Argument: the program.
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.path.abspath(sys.argv[1])
OURS = "| kmeans clustered_10x1000 | ours | Feluda Benchmarks "


class ComparePeersTest(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.directory = pathlib.Path(scratch.name)

    def compare(self, *arguments, program=PROGRAM, status=0, **environment):
        done = subprocess.run(
            [program, "--rounds=1", *(arguments or ["kmeans clustered"])],
            cwd=self.directory,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.assertEqual(done.returncode, status, done)
        return done

    def expect_rows(self, program):
        done = self.compare(program=program)
        self.assertIn(OURS, done.stdout)
        # A peer that is not installed is named instead.
        for peer in ("opencv", "faiss", "sklearn"):
            self.assertIn(f"kmeans_{peer}", done.stdout + done.stderr)

    def test_it_finds_its_parts_by_any_path(self):
        self.expect_rows(PROGRAM)
        self.expect_rows(os.path.relpath(PROGRAM, self.directory))
        link = self.directory / "link"
        link.symlink_to(PROGRAM)
        self.expect_rows(str(link))

    def test_a_target_is_told_with_the_processor(self):
        with open("/proc/cpuinfo", encoding="utf-8") as cpuinfo:
            if " avx2 " not in cpuinfo.read():
                self.skipTest("this processor has no AVX2")
        done = self.compare("--target=AVX2", "--against=opencv",
                            "kmeans clustered")
        self.assertIn(", limited to AVX2; ", done.stdout)
        self.assertIn(OURS, done.stdout)
        self.assertIn("| kmeans_opencv |", done.stdout)
        self.assertNotIn("faiss", done.stdout + done.stderr)

    def test_a_copy_that_lost_its_parts_says_so(self):
        copy = self.directory / "copy"
        copy.write_bytes(pathlib.Path(PROGRAM).read_bytes())
        copy.chmod(0o755)
        self.assertIn("lacks tool_parts.py; bazel run //bench:compare_peers",
                      self.compare(program=str(copy), status=1).stderr)

    def test_without_numpy_what_needs_none_is_compared(self):
        bare = self.directory / "bare"
        bare.write_text('#!/bin/sh\nexec /usr/bin/python3 -S "$@"\n')
        bare.chmod(0o755)
        done = self.compare(f"--python={bare}", "kmeans clustered")
        self.assertIn(OURS, done.stdout)
        self.assertIn("| kmeans_opencv | OpenCV ", done.stdout)
        self.assertIn("kmeans_sklearn: No module named 'numpy'; apt-get install",
                      done.stderr)

    def test_without_a_package_index_there_is_no_environment(self):
        done = self.compare(
            "--peers=pip", "kmeans clustered", status=2,
            XDG_CACHE_HOME=str(self.directory), PIP_NO_INDEX="1",
            PIP_FIND_LINKS=str(self.directory))
        self.assertIn("--peers=pip: pip's index has no ", done.stderr)
        self.assertIn("leave out --peers=pip", done.stderr)
        left = os.listdir(self.directory / "feluda_benchmarks")
        self.assertEqual([name[-5:] for name in left], [".lock"])

    def test_bad_use_is_refused(self):
        for argument, cause in [
                ("--rounds=0", "--rounds must be at least 1"),
                ("nothing", "no row has nothing"),
                ("(", "REGEX is a regular expression"),
                ("--against=(", "REGEX is a regular expression"),
                ("--target=MMX", "invalid choice: 'MMX'"),
                ("--peers=conda", "invalid choice: 'conda'")]:
            with self.subTest(argument):
                self.assertIn(cause, self.compare(argument, status=2).stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
