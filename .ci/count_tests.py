#!/usr/bin/python3
"""Counts the test cases of one `bazel test`.

    count_tests.py EVENTS STATUS

EVENTS is what --build_event_json_file wrote, STATUS is Bazel's exit status.
Prints "PASSED FAILED". Only the results in EVENTS are counted, never the logs of
an earlier run:

  - each case in a test's XML counts as itself, unless it was skipped;
  - a test that passed without naming cases counts as one that passed;
  - a test that failed though all its cases passed (a leak found at exit), that
    was not built, or that did not run counts as one that failed;
  - if Bazel failed and none of these did (a BUILD file that cannot be read),
    that is one failure.
"""

import json
import sys
import urllib.parse
import xml.etree.ElementTree as ElementTree


def read_events(path):
    try:
        with open(path, encoding="utf-8") as file:
            return [json.loads(line) for line in file if line.strip()]
    except (OSError, ValueError) as error:
        print(f"count_tests.py: no build events: {error}", file=sys.stderr)
        return []


def count_cases(xml_path):
    """(passed, failed) of one XML file; (0, 0) if it is unreadable."""
    try:
        cases = ElementTree.parse(xml_path).iter("testcase")
    except (OSError, ElementTree.ParseError):
        return 0, 0
    passed = failed = 0
    for case in cases:
        if case.find("failure") is not None or case.find("error") is not None:
            failed += 1
        elif case.find("skipped") is None and case.get("status") != "notrun":
            passed += 1
    return passed, failed


def count_result(result):
    """(passed, failed) of one run of one test target."""
    passed = failed = 0
    for output in result.get("testActionOutput", []):
        if output["name"] == "test.xml":
            path = urllib.parse.urlparse(output["uri"]).path
            passed, failed = count_cases(urllib.parse.unquote(path))
    if result.get("status") not in ("PASSED", "FLAKY"):
        return passed, max(failed, 1)
    return max(passed, 1), failed


def count(events, status):
    expected = set()  # labels of the test targets
    results = {}  # by label, run and shard: the last attempt's result
    for event in events:
        identity = event["id"]
        if "testSize" in event.get("configured", {}):
            expected.add(identity["targetConfigured"]["label"])
        if "testResult" in event:
            key = identity["testResult"]
            results[key["label"], key.get("run"), key.get("shard")] = event["testResult"]
    passed = failed = 0
    for result in results.values():
        more_passed, more_failed = count_result(result)
        passed += more_passed
        failed += more_failed
    failed += len(expected - {label for label, _, _ in results})
    if status != 0 and failed == 0:
        failed = 1
    return passed, failed


if __name__ == "__main__":
    print(*count(read_events(sys.argv[1]), int(sys.argv[2])))
