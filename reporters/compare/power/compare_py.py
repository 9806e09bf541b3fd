#!/usr/bin/python3 -B
"""What compare.py's U test says of the files that compare_power wrote.

    bazel run //reporters:compare_power -- --write=DIR results/rounds.json
    reporters/compare/power/compare_py.py DIR [/usr/share/benchmark]

For each kind of change: how many comparisons are red, having a benchmark whose time
or CPU time rose with a p-value below 0.05, and in how many that is the one that was
changed. Then the same with the largest limit of the p-value at which one comparison
in fifty of equal builds is red, as it is for ours. Debian has compare.py in
libbenchmark-tools, and it needs python3-scipy.
"""

import json
import os
import statistics
import sys

COMPARE_PY_LIMIT = 0.05
RED_OF_EQUAL = 1 / 50
CHANGES = ("nothing", "10 % more time in one benchmark",
           "one allocation more in one benchmark")


def p_of_slower(benchmark):
    """The least p-value of its time and CPU time, of those that rose, or 1."""
    test = benchmark["utest"]
    if not test:
        return 1
    least = 1
    for key, p_value in (("real_time", test["time_pvalue"]),
                         ("cpu_time", test["cpu_pvalue"])):
        old, new = (statistics.median(
            run[f"{key}{suffix}"] for run in benchmark["measurements"])
                    for suffix in ("", "_other"))
        if new > old:
            least = min(least, p_value)
    return least


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def comparisons(report, directory, index):
    """Of each comparison: the least p-value, and that of the changed benchmark."""
    found = []
    while os.path.exists(f"{directory}/{index}_{len(found)}_old.json"):
        old, new = (load(f"{directory}/{index}_{len(found)}_{side}.json")
                    for side in ("old", "new"))
        p_values = {benchmark["name"]: p_of_slower(benchmark)
                    for benchmark in report.get_difference_report(
                        old, new, utest=True)}
        found.append((min(p_values.values(), default=1),
                      p_values.get(old["context"]["changed"], 1)))
    return found


def print_table(by_change, limit):
    print(f"\n| red is p < {limit:.3g} | comparisons | red | the change found |\n"
          "| --- | ---: | ---: | ---: |")
    for change, of_change in zip(CHANGES, by_change):
        red = sum(least < limit for least, _ in of_change)
        found = sum(changed < limit for _, changed in of_change)
        print(f"| {change} | {len(of_change)} | {red} | {found} |")


def main(directory, tools="/usr/share/benchmark"):
    sys.path.insert(0, tools)
    from gbench import report  # compare.py itself prints what this returns.

    by_change = [comparisons(report, directory, index)
                 for index in range(len(CHANGES))]
    print_table(by_change, COMPARE_PY_LIMIT)
    of_equal = sorted(least for least, _ in by_change[0])
    if of_equal:
        print_table(by_change, of_equal[int(RED_OF_EQUAL * len(of_equal))])


if __name__ == "__main__":
    main(*sys.argv[1:])
