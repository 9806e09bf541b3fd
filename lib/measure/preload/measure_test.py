#!/usr/bin/python3
"""//lib/measure/preload:measure from its command line.

Arguments: the program, and a program to measure.
"""

import json
import os
import pathlib
import re
import shutil
import stat
import struct
import subprocess
import sys
import tempfile
import unittest

MEASURE, PLAIN = (os.path.abspath(path) for path in sys.argv[1:3])
PT_INTERP = 3


def without_loader(program):
    """The program as one that is linked statically: it names no loader."""
    changed = bytearray(program)
    table, = struct.unpack_from("<Q", changed, 32)
    entry_bytes, entries = struct.unpack_from("<HH", changed, 54)
    for entry in range(table, table + entries * entry_bytes, entry_bytes):
        if struct.unpack_from("<I", changed, entry)[0] == PT_INTERP:
            struct.pack_into("<I", changed, entry, 0)
    return bytes(changed)


class MeasureTest(unittest.TestCase):

    def setUp(self):
        scratch = tempfile.TemporaryDirectory(dir=os.environ["TEST_TMPDIR"])
        self.addCleanup(scratch.cleanup)
        self.directory = pathlib.Path(scratch.name)

    def measure(self, *arguments, status=0, **options):
        """Runs it; returns what it printed to stdout and to stderr."""
        done = subprocess.run(
            [MEASURE, *arguments], cwd=self.directory, check=False, timeout=60,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)
        self.assertEqual(done.returncode, status, done.stderr)
        return done.stdout, done.stderr

    def figures(self, *command, status=0, runs=1):
        self.measure(f"--runs={runs}", "--json=out.json", *command, status=status)
        return json.loads((self.directory / "out.json").read_text(encoding="utf-8"))

    def program(self, name, content):
        path = self.directory / name
        path.write_bytes(content)
        path.chmod(0o755)
        return str(path)

    def test_a_run_has_every_figure(self):
        nothing = self.figures(PLAIN)["median"]
        figures = self.figures(PLAIN, "allocate")["median"]
        self.assertEqual(figures["heap_allocations"] - nothing["heap_allocations"], 3)
        self.assertEqual(
            figures["heap_allocated_bytes"] - nothing["heap_allocated_bytes"], 6000)
        self.assertEqual(figures["heap_left_bytes"] - nothing["heap_left_bytes"], 3000)
        for name in ("wall_seconds", "resident_peak_bytes", "heap_peak_bytes"):
            self.assertGreater(figures[name], 0)

    def test_children_are_summed_and_listed(self):
        one = self.figures(PLAIN, "allocate")["runs"][0]
        both = self.figures(PLAIN, "allocate", "spawn")["runs"][0]
        self.assertEqual(len(both["processes"]), 2)
        self.assertEqual(both["heap_allocations"], 2 * one["heap_allocations"])
        self.assertEqual(both["absent"], [])
        _, table = self.measure(PLAIN, "spawn")
        self.assertIn("1 run, 2 programs", table)
        self.assertRegex(table, r"B  child allocate\n")

    def test_medians_are_of_all_runs(self):
        figures = self.figures(PLAIN, "allocate", runs=3)
        self.assertEqual(len(figures["runs"]), 3)
        _, table = self.measure("--runs=3", PLAIN, "allocate")
        self.assertRegex(table, r" median +min +max\n")
        row = re.search(r"Allocations +(\S+) +(\S+) +(\S+)\n", table)
        self.assertEqual(len(set(row.groups())), 1)

    def test_stdout_is_the_commands(self):
        self.assertEqual(self.measure("echo", "hello")[0], "hello\n")
        self.assertEqual(self.measure("--runs=2", "echo", "hello")[0], "")
        self.assertEqual(self.measure("--runs=2", "--show-output", "echo", "hi")[0],
                         "hi\nhi\n")

    def test_arguments_after_the_command_are_its_own(self):
        self.assertEqual(self.measure("--", "echo", "--runs=2")[0], "--runs=2\n")
        self.assertEqual(self.measure("echo", "--", "--json")[0], "-- --json\n")

    def test_the_exit_status_is_the_commands(self):
        _, table = self.measure("--runs=5", "sh", "-c", "exit 7", status=7)
        self.assertIn("1 run,", table)
        _, table = self.measure(PLAIN, "allocate", "kill", status=128 + 9)
        self.assertIn("ended by SIGKILL", table)
        self.assertRegex(table, r"Allocations +absent\n")

    def test_bad_use_is_named(self):
        for arguments, said in (((), "name the command"), (("--runs=0", "ls"), "--runs=0"),
                                (("--rounds=2", "ls"), "--rounds=2")):
            with self.subTest(arguments):
                self.assertIn(said, self.measure(*arguments, status=2)[1])

    def test_what_is_not_found_is_named(self):
        self.assertIn("no_such_program: not found",
                      self.measure("no_such_program", status=127)[1])
        self.assertIn("./nor_this: not found", self.measure("./nor_this", status=127)[1])

    def test_what_cannot_be_measured_is_refused_with_the_reason(self):
        plain = pathlib.Path(PLAIN).read_bytes()
        static = self.program("static", without_loader(plain))
        with_musl = plain.replace(
            b"/lib64/ld-linux-x86-64.so.2", b"/lib/ld-musl-x86_64.so.1\0\0\0")
        other = bytearray(plain)
        struct.pack_into("<H", other, 18, 0xf3)
        for path, reason in (
                (static, "is linked statically"),
                (self.program("musl", with_musl), "runs on musl"),
                (self.program("riscv", bytes(other)), "is of another processor"),
                (self.program("text", b"no program"), "is no 64-bit program"),
                (self.program("cut", plain[:70]), "is linked statically"),
                (self.program("script", b"#!" + static.encode() + b" -x\n"),
                 f"is run by {static}, which is linked statically"),
                (str(self.directory), "is no program that may be run")):
            with self.subTest(reason):
                self.assertIn(f"measure: {path} {reason}", self.measure(path, status=126)[1])

    def test_a_program_that_gains_rights_is_refused(self):
        path = self.program("setuid", pathlib.Path(PLAIN).read_bytes())
        if os.getuid() != 0:
            self.skipTest("only root can make a program of another owner")
        try:
            os.chown(path, 65534, 65534)
        except OSError as error:
            self.skipTest(f"a sandbox without other users: {error.strerror}")
        os.chmod(path, 0o755 | stat.S_ISUID)
        self.assertIn("is set-user-ID", self.measure(path, status=126)[1])

    def test_scripts_are_measured_by_their_interpreter(self):
        script = self.program("script", b"#!/bin/sh\necho hello\n")
        output, table = self.measure(script)
        self.assertEqual(output, "hello\n")
        self.assertRegex(table, r"Allocations +\d")

    @unittest.skipUnless(shutil.which("bash"), "bash is not installed")
    def test_pipes_break_as_they_would(self):
        _, table = self.measure("bash", "-c", "yes | head -n1")
        self.assertNotIn("Broken pipe", table)


if __name__ == "__main__":
    del sys.argv[1:]
    unittest.main()
