"""Starts the misbehaving program in directories of its own and sees what it leaves.

Every process of a run has a mark in its environment, which a process cannot
lose by going into another group or session.
"""

import glob
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
import unittest
import uuid

# Bazel starts a test where this is.
PROGRAM = os.path.abspath(
    os.environ.get("MISBEHAVING_PROGRAM", "bench/misbehaving/misbehaving"))
MARK = "MISBEHAVING_MARK"


def is_sanitized():
    with open(PROGRAM, "rb") as file:
        program = file.read()
    return b"__asan_init" in program or b"__tsan_init" in program


def processes_with(mark):
    """The living processes of a run; zombies have no environment."""
    wanted = f"{MARK}={mark}".encode()
    found = []
    for path in glob.glob("/proc/[0-9]*/environ"):
        try:
            with open(path, "rb") as file:
                if wanted in file.read().split(b"\0"):
                    found.append(int(path.split("/")[2]))
        except OSError:
            pass
    return found


class Case(unittest.TestCase):
    """A test in an empty directory; nothing may be left when it ends."""

    def setUp(self):
        self.mark = uuid.uuid4().hex
        self.directory = tempfile.mkdtemp(dir=os.environ.get("TEST_TMPDIR"))
        self.addCleanup(shutil.rmtree, self.directory, ignore_errors=True)
        self.addCleanup(self.kill_all)
        self.results = os.path.join(self.directory, "results")
        self.temporary = os.path.join(self.directory, "tmp")
        os.mkdir(self.temporary)
        self.trivial = 0

    def kill_all(self):
        for pid in processes_with(self.mark):
            os.kill(pid, signal.SIGKILL)

    def start(self, *flags):
        environment = dict(os.environ, TMPDIR=self.temporary)
        environment[MARK] = self.mark
        if self.trivial:
            environment["MISBEHAVING_TRIVIAL"] = str(self.trivial)
        for name in list(environment):
            if name.startswith("TEST_") or name == "BUILD_WORKING_DIRECTORY":
                del environment[name]  # Bazel's sharding is for this test.
        return subprocess.Popen(
            [PROGRAM, f"--feluda_results_dir={self.results}", *flags],
            cwd=self.directory, env=environment, text=True,
            start_new_session=True, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def run_program(self, *flags):
        process = self.start(*flags)
        output, self.told = process.communicate(timeout=120)
        return process.returncode, output

    def wait_for(self, condition, what):
        """Polls, for up to half a minute."""
        end = time.monotonic() + 30
        while time.monotonic() < end:
            if condition():
                return
            time.sleep(0.01)
        self.fail(what)

    def wait_for_reports(self):
        self.wait_for(lambda: self.reports(), "no report")

    def reports(self):
        """The reports on disk, each of which must be whole."""
        found = []
        for path in glob.glob(os.path.join(self.results, "*.json")):
            with open(path, encoding="utf-8") as file:
                found.append(json.load(file))
        return found

    def assert_no_process_is_left(self):
        self.wait_for(lambda: not processes_with(self.mark),
                      f"left: {processes_with(self.mark)}")

    def assert_nothing_is_left(self):
        self.assert_no_process_is_left()
        self.assertEqual(os.listdir(self.temporary), [])
        self.assertEqual(glob.glob(os.path.join(self.results, ".*")), [])
