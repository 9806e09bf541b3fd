#!/usr/bin/python3
"""Counts the test cases of one `bazel test`.

    count_tests.py EVENTS STATUS

EVENTS is what --build_event_json_file wrote, STATUS is Bazel's exit status.
Prints "PASSED FAILED", then a line for each failure: the target and the case. Only
the results in EVENTS are counted, never the logs of an earlier run:

  - each case in a test's XML counts as itself, unless it was skipped;
  - a test that passed without naming cases counts as one that passed;
  - a test that failed though all its cases passed (a leak found at exit), that
    was not built, or that did not run counts as one that failed;
  - a test that Bazel's flags leave out counts as nothing;
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
    """The number of cases that passed in one XML file, and the names of those that
    failed; none of either if it is unreadable."""
    try:
        cases = ElementTree.parse(xml_path).iter("testcase")
    except (OSError, ElementTree.ParseError):
        return 0, []
    passed = 0
    failures = []
    for case in cases:
        if case.find("failure") is not None or case.find("error") is not None:
            names = case.get("classname"), case.get("name")
            failures.append(".".join(name for name in names if name))
        elif case.find("skipped") is None and case.get("status") != "notrun":
            passed += 1
    return passed, failures


def count_result(result):
    """The number of cases that passed in one run of one test target, and the names of
    those that failed."""
    passed = 0
    failures = []
    for output in result.get("testActionOutput", []):
        if output["name"] == "test.xml":
            path = urllib.parse.urlparse(output["uri"]).path
            passed, failures = count_cases(urllib.parse.unquote(path))
    if result.get("status") not in ("PASSED", "FLAKY"):
        return passed, failures or [f"no case, but its status: {result.get('status')}"]
    return max(passed, 1), failures


def count(events, status):
    """The number of cases that passed, and a line for each failure."""
    expected = set()  # labels of the test targets
    results = {}  # by label, run and shard: the last attempt's result
    for event in events:
        identity = event["id"]
        if "testSize" in event.get("configured", {}):
            expected.add(identity["targetConfigured"]["label"])
        # A target that was built and announces no test is one that the flags leave
        # out (--test_tag_filters).
        if event.get("completed", {}).get("success") and not any(
            "testResult" in child for child in event.get("children", [])
        ):
            expected.discard(identity["targetCompleted"]["label"])
        if "testResult" in event:
            key = identity["testResult"]
            results[key["label"], key.get("run"), key.get("shard")] = event["testResult"]
    passed = 0
    failures = []
    for (label, _, _), result in results.items():
        more_passed, names = count_result(result)
        passed += more_passed
        failures += [f"{label} {name}" for name in names]
    missing = expected - {label for label, _, _ in results}
    failures += [f"{label} was not run" for label in sorted(missing)]
    if status != 0 and not failures:
        failures = [f"bazel ended with exit status {status}"]
    return passed, failures


def main():
    passed, failures = count(read_events(sys.argv[1]), int(sys.argv[2]))
    print(passed, len(failures))
    print(*failures, sep="\n")


if __name__ == "__main__":
    main()
