#!/usr/bin/python3
"""Compares the steps that //reporters:history finds with Apache Otava's.

    python3 -m venv otava && otava/bin/pip install apache-otava
    bazel run //reporters:history_power -- --series_out=series.jsonl
    otava/bin/python bench/tools/compare_steps.py series.jsonl

Feeds Otava, with its defaults, the made-up series that history_power wrote, and
prints a row for each kind of them: in how many all steps were found within one
commit of their places, in how many a false one, and the seconds that Otava took.
Exit status 0 whatever the figures, 2 for bad use.
"""

import collections
import json
import sys
import time


def otavas_steps(values):
    """The places of the steps that Otava finds with its defaults."""
    from otava.series import Metric, Series
    series = Series(test_name="made up", branch=None,
                    time=list(range(len(values))), metrics={"time": Metric()},
                    data={"time": values}, attributes={})
    points = series.analyze().change_points["time"]
    return [point.index for point in points]


def is_near(place, places):
    return any(abs(place - other) <= 1 for other in places)


class Tally:
    """How many series came out so."""

    def __init__(self):
        self.series = self.found = self.false = 0

    def add(self, truth, found):
        self.series += 1
        self.found += all(is_near(place, found) for place in truth)
        self.false += not all(is_near(place, truth) for place in found)

    def cells(self, has_steps):
        found = "%.1f %%" % (100 * self.found / self.series) if has_steps else ""
        return [found, "%.1f %%" % (100 * self.false / self.series)]


def main(arguments):
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print(__doc__)
        return 0 if arguments in (["--help"], ["-h"]) else 2
    try:
        import otava.series
    except ImportError:
        print("Otava is missing; python3 -m venv otava && otava/bin/pip install "
              "apache-otava, and start this with otava/bin/python")
        return 2
    try:
        with open(arguments[0], encoding="utf-8") as lines:
            series = [json.loads(line) for line in lines]
    except (OSError, ValueError) as error:
        print(f"{arguments[0]}: {error}; history_power --series_out writes it")
        return 2
    kinds = collections.defaultdict(lambda: (Tally(), Tally()))
    seconds = 0
    for each in series:
        began = time.perf_counter()
        steps = otavas_steps(each["values"])
        seconds += time.perf_counter() - began
        kind = each["what"], each["shape"], each["processes"], bool(each["truth"])
        for tally, found in zip(kinds[kind], (each["found"], steps)):
            tally.add(each["truth"], found)
    print("| what | shape | processes a commit | all steps found: ours | Otava "
          "| with a false step: ours | Otava |")
    print("| --- | --- | ---: | ---: | ---: | ---: | ---: |")
    for (what, shape, processes, has_steps), tallies in kinds.items():
        (found, false), (others_found, others_false) = (
            tally.cells(has_steps) for tally in tallies)
        print(f"| {what} | {shape} | {processes} | {found} | {others_found} "
              f"| {false} | {others_false} |")
    print(f"\nOtava took {seconds:.1f} s for {len(series)} series.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
