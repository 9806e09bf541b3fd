#!/usr/bin/python3 -B
"""The program is interrupted, or killed, while benchmarks run."""

import json
import os
import random
import re
import shutil
import signal
import time
import unittest

import harness

# One that is measured, then one that does not end.
LOOPS = "--benchmark_filter=misbehaving/(leaves_children|loops)/"
IGNORES = "--benchmark_filter=fine/after_exits/|misbehaving/ignores_sigterm/"
KILLS = 20


def ignores_sigterm(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as file:
        ignored = re.search(r"^SigIgn:\s*(\w+)$", file.read(), re.MULTILINE)
    return int(ignored[1], 16) >> (signal.SIGTERM - 1) & 1 != 0


class InterruptedTest(harness.Case):

    def start_and_wait(self, *flags):
        """Until the first benchmark is saved and the next one runs."""
        process = self.start("--benchmark_format=json", *flags)
        self.wait_for_reports()
        self.wait_for(lambda: self.child_runs(process), "no child")
        return process

    def child_runs(self, process):
        """The program, its supervisor, and the benchmark's process."""
        return len(harness.processes_with(self.mark)) >= 3

    def interrupt(self, signal_number, *flags):
        process = self.start_and_wait(*flags)
        process.send_signal(signal_number)
        output, told = process.communicate(timeout=60)
        json.loads(output)
        return process.returncode, told

    def assert_partial(self, reason):
        report, = self.reports()
        self.assertIn(reason, report["partial"])
        self.assertGreaterEqual(len(report["benchmarks"]), 1)
        for run in report["benchmarks"]:
            self.assertNotIn("error_message", run)

    def test_sigint_saves_what_was_done(self):
        status, _ = self.interrupt(signal.SIGINT, LOOPS)
        self.assertEqual(status, 130)
        self.assert_partial("interrupted by SIGINT")
        self.assert_nothing_is_left()

    def test_sigterm_saves_what_was_done(self):
        status, _ = self.interrupt(signal.SIGTERM, LOOPS)
        self.assertEqual(status, 143)
        self.assert_partial("interrupted by SIGTERM")
        self.assert_nothing_is_left()

    def test_second_sigint_ends_at_once(self):
        process = self.start_and_wait(IGNORES, "--feluda_timeout=10m")
        self.wait_for(
            lambda: any(map(ignores_sigterm,
                            harness.processes_with(self.mark))),
            "nobody ignores SIGTERM")
        process.send_signal(signal.SIGINT)
        time.sleep(0.3)
        self.assertIsNone(process.poll())  # The benchmark has five seconds.
        began = time.monotonic()
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
        self.assertEqual(process.returncode, 130)
        self.assertLess(time.monotonic() - began, 3)
        self.assertEqual(len(self.reports()), 1)
        self.assert_nothing_is_left()

    def test_killed_with_its_whole_group(self):
        process = self.start_and_wait(LOOPS, "--feluda_timeout=10m")
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate(timeout=60)
        self.assert_nothing_is_left()


class KilledTest(harness.Case):

    def test_report_is_whole_and_no_process_is_left(self):
        """At any moment: before, while and after the report is written."""
        self.trivial = 1000  # They take longer than the second.
        seed = random.randrange(2**32)
        moments = random.Random(seed)
        found = 0
        for kill in range(int(os.environ.get("MISBEHAVING_KILLS", KILLS))):
            process = self.start("--feluda_timeout=10m")
            # Every other one has a report, however slow the machine is.
            if kill % 2 == 1:
                self.wait_for_reports()
            time.sleep(moments.uniform(0, 1))
            process.kill()
            process.communicate(timeout=60)
            with self.subTest(seed=seed):
                found += len(self.reports())
                self.assert_nothing_is_left()
            self.remove_reports()
        self.assertGreater(found, 0)
        print(f"{found} reports, all whole")

    def remove_reports(self):
        shutil.rmtree(self.results, ignore_errors=True)


if __name__ == "__main__":
    unittest.main()
