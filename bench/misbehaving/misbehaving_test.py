#!/usr/bin/python3 -B
"""One run over all that a benchmark can do to its process."""

import json
import unittest

import harness

MEASURED = None
LIMIT = r"with a memory limit of 256 MiB \(--feluda_memory_limit_mb\)"
EXITED = r"exited with status 0 after .* s, before it was done"
STOPPED = r"ran over its 2.0 s \(--feluda_timeout\) and was stopped"

EXPECTED = {
    "misbehaving/aborts": r"killed by SIGABRT after ",
    "misbehaving/closes_descriptors": EXITED,
    "misbehaving/deletes_directory": MEASURED,
    "misbehaving/exits": EXITED,
    "misbehaving/exits_at_once": EXITED,
    "misbehaving/floods_stdout": MEASURED,
    "misbehaving/forks_and_returns": MEASURED,
    "misbehaving/ignores_sigterm":
        r"ran over its 2.0 s \(--feluda_timeout\) and was killed",
    "misbehaving/kills_group": r"killed by SIGKILL after ",
    "misbehaving/leaves_children": MEASURED,
    "misbehaving/leaves_processes_that_fork": MEASURED,
    "misbehaving/loops": STOPPED,
    "misbehaving/speaks_in_tongues":
        "exited with status 3 .*; its last words:\n.* last words \ufffd",
    "misbehaving/stops_itself": STOPPED,
    "misbehaving/throws": r"threw an exception: no model$",
    "misbehaving/throws_in_a_thread":
        r"killed by SIGABRT(.|\n)*its last words:\n(.|\n)*in a thread",
    "misbehaving/throws_int": r"threw an exception that is not a std::exception$",
    "misbehaving/writes_garbage": r"its result cannot be read: ",
    "misbehaving/allocates": r"threw an exception: std::bad_alloc, " + LIMIT,
    "misbehaving/allocates_unchecked": r"killed by SIGSEGV .*, " + LIMIT,
    "misbehaving/allows_no_files": MEASURED,
    "misbehaving/overflows_stack": r"killed by SIGSEGV after ",
    "misbehaving/segfaults": r"killed by SIGSEGV after ",
    "operator/behaves": MEASURED,
    "operator/throws_int": r"execution: threw an exception that is not ",
    "operator/aborts": r"killed by SIGABRT after ",
    "operator/exits": EXITED,
    "operator/fails": r"execution: no model$",
    "operator/loops_in_cleanup": STOPPED,
}
# Sanitizers end these their own way.
NOT_UNDER_SANITIZERS = ("misbehaving/allocates", "misbehaving/allocates_unchecked",
                        "misbehaving/allows_no_files", "misbehaving/overflows_stack",
                        "misbehaving/segfaults")


def expected():
    if not harness.is_sanitized():
        return EXPECTED
    return {name: message for name, message in EXPECTED.items()
            if name not in NOT_UNDER_SANITIZERS}


class MisbehavingTest(harness.Case):

    def check(self, runs):
        """Each benchmark has one row, and each misbehaving one is followed by one
        that was measured."""
        wanted = []
        for name in expected():
            wanted.append(name)
            if name.startswith("misbehaving/"):
                wanted.append(name.replace("misbehaving/", "fine/after_"))
        names = [run["name"].replace("/iterations:1", "") for run in runs]
        self.assertEqual(names, wanted)
        for name, run in zip(names, runs):
            with self.subTest(name):
                message = expected().get(name, MEASURED)
                self.assertEqual("error_message" in run, message is not None)
                if message is not None:
                    self.assertRegex(run["error_message"], message)

    def test_each_ends_with_one_row_and_nothing_is_left(self):
        limit = [] if harness.is_sanitized() else [
            "--feluda_memory_limit_mb=256"]
        out = self.directory + "/out.json"
        status, output = self.run_program(
            "--benchmark_format=json", f"--benchmark_out={out}",
            "--benchmark_filter=-^family/",
            "--benchmark_min_time=0.001", "--feluda_timeout=2s", *limit)
        self.assertEqual(status, 1, self.told)
        self.check(json.loads(output)["benchmarks"])
        with open(out, encoding="utf-8") as file:
            self.check(json.load(file)["benchmarks"])
        report, = self.reports()
        self.check(report["benchmarks"])
        self.assertEqual(len(report["results"]), len(report["benchmarks"]))
        self.assert_nothing_is_left()


if __name__ == "__main__":
    unittest.main()
