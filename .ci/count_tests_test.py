#!/usr/bin/python3
"""Tests count_tests.py on made-up build events."""

import os
import pathlib
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.realpath(__file__)))

from count_tests import count

LABEL = "//lib:a_test"
PASSED = '<testcase classname="A" name="Works"/>'
FAILED = '<testcase classname="A" name="Fails"><failure/></testcase>'
SKIPPED = '<testcase classname="A" name="LacksFonts"><skipped/></testcase>'
NOT_RUN = '<testcase classname="A" name="DISABLED_One" status="notrun"/>'


def configured():
    return {"id": {"targetConfigured": {"label": LABEL}},
            "configured": {"testSize": "SMALL"}}


def completed(success=True, announces_a_test=True):
    event = {"id": {"targetCompleted": {"label": LABEL}},
             "completed": {"success": success}}
    if announces_a_test:
        event["children"] = [{"testResult": {"label": LABEL, "run": 1}}]
    return event


class CountTestsTest(unittest.TestCase):

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.xml = pathlib.Path(folder.name, "test.xml")

    def result(self, status, *cases):
        self.xml.write_text(f"<testsuites>{''.join(cases)}</testsuites>")
        return {"id": {"testResult": {"label": LABEL, "run": 1}},
                "testResult": {"status": status, "testActionOutput": [
                    {"name": "test.xml", "uri": self.xml.as_uri()}]}}

    def assert_counts(self, events, status, passed, *failures):
        self.assertEqual(count(events, status), (passed, list(failures)))

    def test_cases_count_as_themselves(self):
        events = [configured(), completed(),
                  self.result("FAILED", PASSED, PASSED, FAILED, SKIPPED, NOT_RUN)]
        self.assert_counts(events, 3, 2, f"{LABEL} A.Fails")

    def test_a_program_without_cases_counts_as_one(self):
        self.assert_counts([configured(), completed(), self.result("PASSED")], 0, 1)

    def test_a_script_is_named_by_its_target(self):
        events = [configured(), completed(),
                  self.result("FAILED", '<testcase name="lib/a_test"><error/></testcase>')]
        self.assert_counts(events, 3, 0, f"{LABEL} lib/a_test")

    def test_a_failure_after_all_cases_passed_counts(self):
        events = [configured(), completed(), self.result("FAILED", PASSED)]
        self.assert_counts(events, 3, 1, f"{LABEL} no case, but its status: FAILED")

    def test_what_was_not_built_or_not_run_failed(self):
        for events in ([configured()],
                       [configured(), completed(success=False, announces_a_test=False)],
                       [configured(), completed()]):
            self.assert_counts(events, 1, 0, f"{LABEL} was not run")

    def test_what_the_flags_leave_out_counts_as_nothing(self):
        self.assert_counts([configured(), completed(announces_a_test=False)], 0, 0)

    def test_bazel_that_failed_by_itself_is_one_failure(self):
        self.assert_counts([], 1, 0, "bazel ended with exit status 1")


if __name__ == "__main__":
    unittest.main()
