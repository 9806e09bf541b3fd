#!/usr/bin/python3 -B
"""What compare.py's U test says of the files that compare_power wrote.

    bazel run //reporters:compare_power -- --write=DIR results/rounds.json
    reporters/compare/power/compare_py.py DIR [/usr/share/benchmark]

For each kind of change: how many comparisons have a benchmark whose time or CPU
time rose with a p-value below 0.05, which compare.py prints in red, and in how many
that is the one that was changed. Debian has compare.py in libbenchmark-tools, and
it needs python3-scipy.
"""

import json
import os
import statistics
import sys

ALPHA = 0.05
CHANGES = ("nothing", "10 % more time in one benchmark",
           "one allocation more in one benchmark")


def slower(benchmark):
    """Whether compare.py calls it significantly slower."""
    test = benchmark["utest"]
    if not test:
        return False
    for key, p_value in (("real_time", test["time_pvalue"]),
                         ("cpu_time", test["cpu_pvalue"])):
        old, new = (statistics.median(
            run[f"{key}{suffix}"] for run in benchmark["measurements"])
                    for suffix in ("", "_other"))
        if p_value < ALPHA and new > old:
            return True
    return False


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def main(directory, tools="/usr/share/benchmark"):
    sys.path.insert(0, tools)
    from gbench import report  # compare.py itself prints what this returns.

    print("| what changed | comparisons | red | the change found |\n"
          "| --- | ---: | ---: | ---: |")
    for index, change in enumerate(CHANGES):
        count = red = found = 0
        while os.path.exists(f"{directory}/{index}_{count}_old.json"):
            old, new = (load(f"{directory}/{index}_{count}_{side}.json")
                        for side in ("old", "new"))
            names = {benchmark["name"]
                     for benchmark in report.get_difference_report(
                         old, new, utest=True) if slower(benchmark)}
            red += bool(names)
            found += old["context"]["changed"] in names
            count += 1
        print(f"| {change} | {count} | {red} | {found} |")


if __name__ == "__main__":
    main(*sys.argv[1:])
