#!/usr/bin/python3 -B
"""The disk that the report goes to is lost, or full, while benchmarks run."""

import ctypes
import json
import os
import shutil
import unittest

import harness

# One that is measured, one that takes its time, and one that is measured.
SLOW = "--benchmark_filter=misbehaving/(exits|loops)/|operator/behaves"


def write(path, text):
    with open(path, "w", encoding="ascii") as file:
        file.write(text)


def mount_small_disk(path):
    """Why not, or None. For this process and those that it starts."""
    libc = ctypes.CDLL(None, use_errno=True)
    clone_newns, clone_newuser = 0x20000, 0x10000000
    private_and_all_below = 0x44000
    user, group = os.geteuid(), os.getegid()
    if libc.unshare(clone_newuser | clone_newns) != 0:
        return f"no name space: {os.strerror(ctypes.get_errno())}"
    write("/proc/self/setgroups", "deny")
    write("/proc/self/uid_map", f"{user} {user} 1")
    write("/proc/self/gid_map", f"{group} {group} 1")
    libc.mount(None, b"/", None, private_and_all_below, None)
    if libc.mount(b"tmpfs", path.encode(), b"tmpfs", 0, b"size=16k") != 0:
        return f"no tmpfs: {os.strerror(ctypes.get_errno())}"
    return None


class LostDiskTest(harness.Case):

    def assert_report_is_printed(self, process):
        output, told = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 1, told)
        self.assertIn("Not saved: ", told)
        self.assertIn(self.results, told)
        self.assertIn("The report follows on stdout instead.", told)
        report = json.loads(output[output.index("\n{") + 1:])
        self.assertEqual(len(report["results"]), len(report["benchmarks"]))
        return report, told

    def test_vanished_results_directory(self):
        process = self.start(SLOW, "--feluda_timeout=2s")
        self.wait_for_reports()
        # In one step, as files are being written into it.
        gone = self.results + "_gone"
        os.rename(self.results, gone)
        shutil.rmtree(gone)
        report, _ = self.assert_report_is_printed(process)
        self.assertIn("operator/behaves",
                      [run["name"] for run in report["benchmarks"]])
        self.assert_nothing_is_left()

    def test_full_disk(self):
        os.mkdir(self.results)
        refusal = mount_small_disk(self.results)
        if refusal:
            self.skipTest(refusal)
        self.addCleanup(ctypes.CDLL(None).umount, self.results.encode())
        self.trivial = 200
        report, told = self.assert_report_is_printed(self.start())
        self.assertIn("No space left on device", told)
        self.assertEqual(len(report["benchmarks"]), 200)
        # What was saved before the disk was full is whole.
        self.assertEqual(len(self.reports()), 1)
        self.assert_nothing_is_left()


if __name__ == "__main__":
    unittest.main()
