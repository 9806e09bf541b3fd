#!/usr/bin/python3 -B
"""Behaves as a Google Benchmark program does, with figures that are made up.

What it does stands in a file beside it, as JSON: {"times": {name: seconds}, and
for some names "varies", "fails", "crashes", "hangs" or "repeats"}. Each measurement adds
a line to the file `log` beside it.
"""

import json
import os
import random
import re
import sys
import time

PATH = os.path.abspath(sys.argv[0])


def flag(name, default=""):
    for argument in sys.argv[1:]:
        if argument.startswith(f"--benchmark_{name}="):
            default = argument.partition("=")[2]
    return default


def run_of(name, seconds, index=0):
    return {"name": name, "run_name": name, "run_type": "iteration",
            "family_index": 0, "repetition_index": index, "iterations": 10,
            "real_time": seconds * 1e9, "cpu_time": seconds * 1e9,
            "time_unit": "ns"}


def runs_of(name, spec):
    seconds = spec["times"][name]
    if name in spec.get("varies", []):
        seconds *= random.uniform(0.9, 1.1)
    if name in spec.get("crashes", []):
        sys.exit("out of luck")
    if name in spec.get("hangs", []):
        time.sleep(600)
    if name in spec.get("fails", []):
        return [{**run_of(name, 0), "error_occurred": True,
                 "error_message": "no model"}]
    if name in spec.get("repeats", []):
        return [run_of(name, seconds * n, n) for n in (3, 1, 2)]
    return [run_of(name, seconds)]


def main():
    if "--help" in sys.argv:
        print("[--benchmark_filter=<regex>]")
        return
    with open(PATH + ".json", encoding="utf-8") as file:
        spec = json.load(file)
    names = [name for name in spec["times"]
             if re.search(flag("filter", "."), name)]
    if flag("list_tests"):
        print("\n".join(names))
        return
    with open(os.path.join(os.path.dirname(PATH), "log"), "a") as log:
        log.write(f"{os.path.basename(PATH)} {' '.join(names)}\n")
    benchmarks = [run for name in names for run in runs_of(name, spec)]
    with open(flag("out"), "w", encoding="utf-8") as file:
        json.dump({"context": {"host_name": "made up"},
                   "benchmarks": benchmarks}, file)


if __name__ == "__main__":
    main()
