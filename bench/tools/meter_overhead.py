#!/usr/bin/python3 -B
"""Prints what measuring costs, as ratios.

    bazel run //bench:meter_overhead [-- ROUNDS]

Runs a program without the heap meter and one with it in turn (A B A B ...), as
the speed of a machine changes from one second to the next, and prints medians
over the rounds, 7 by default. The goals are printed beside the figures; the exit
status is 0 whatever they are, since a speed is no test.
"""

import json
import os
import statistics
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.realpath(__file__)))
try:
    from tool_parts import find_folder
except ImportError:
    sys.exit(f"{sys.path[0]} lacks tool_parts.py; bazel run //bench:meter_overhead "
             "has it")

PROGRAMS = ("meter_overhead_baseline", "meter_overhead_metered")
OFF_GOAL = 1.10
ON_GOAL = 1.60

HERE = find_folder(PROGRAMS)


def measure(program):
    """Nanoseconds of CPU time an iteration, by benchmark."""
    output = subprocess.run(
        [os.path.join(HERE, program), "--benchmark_format=json"],
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ).stdout
    return {
        run["name"].replace("/min_time:0.100", ""): run["cpu_time"]
        for run in json.loads(output)["benchmarks"]
    }


def ratio_row(rounds, what, base, measured, goal):
    """Compares two benchmarks by the median of their ratios in each round."""
    ratio = statistics.median(r[measured] / r[base] for r in rounds)
    before = statistics.median(r[base] for r in rounds)
    after = statistics.median(r[measured] for r in rounds)
    print(f"{what:<38} {before:8.2f} {after:8.2f} {ratio:7.2f}   {goal}")


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    rounds = []
    for number in range(1, count + 1):
        print(f"round {number} of {count}", file=sys.stderr)
        rounds.append({k: v for p in PROGRAMS for k, v in measure(p).items()})

    print(f"{'':<38} {'without':>8} {'with':>8} {'ratio':>7}   goal")
    print(f"{'':<38} {'ns':>8} {'ns':>8}")
    for threads in (1, 2, 4):
        base = f"malloc_pair/threads:{threads}"
        for state, goal in (("off", OFF_GOAL), ("on", ON_GOAL)):
            ratio_row(
                rounds,
                f"malloc and free, meter {state}, {threads} thread(s)",
                base,
                f"malloc_pair_{state}/threads:{threads}",
                f"<= {goal:.2f}",
            )
    ratio_row(
        rounds,
        "an operator in the fixture",
        "operator_bare",
        "operator_in_fixture",
        "none measurable",
    )
    for memory, what in ((0, "wall and CPU time"), (1, "everything")):
        cost = statistics.median(r[f"profile_nothing/memory:{memory}"] for r in rounds)
        print(f"Profile() of nothing, {what}: {cost / 1000:.1f} microseconds a call")


if __name__ == "__main__":
    main()
