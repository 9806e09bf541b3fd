#!/usr/bin/python3
"""Checks that Google Benchmark's compare.py compares two reports.

    check_compare.py OLD.json NEW.json

compare.py must succeed and print a row for every benchmark of the first report.
"""

import json
import subprocess
import sys

COMPARE = "/usr/share/benchmark/compare.py"


def main(old, new):
    # compare.py imports Debian's packages, which Debian's Python has.
    run = subprocess.run(
        [sys.executable, COMPARE, "--no-color", "benchmarks", old, new],
        capture_output=True,
        text=True,
    )
    print(run.stdout, run.stderr)
    if run.returncode != 0:
        return f"{COMPARE} {old} {new}: exit status {run.returncode}"
    with open(old, encoding="utf-8") as file:
        names = {benchmark["name"] for benchmark in json.load(file)["benchmarks"]}
    rows = {line.split("  ")[0] for line in run.stdout.splitlines()}
    if not names:
        return f"{old}: `benchmarks` is empty"
    if names - rows:
        return f"{COMPARE} has no row for: {', '.join(sorted(names - rows))}"
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
