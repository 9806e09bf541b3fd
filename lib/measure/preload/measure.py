#!/usr/bin/python3
"""Measures what a command costs: time, CPU, resident memory and heap.

    bazel run //bench:measure -- COMMAND [ARGUMENT...]
    bazel run //bench:measure -- --runs=10 COMMAND [ARGUMENT...]

Preloads libfeluda_measure.so into the command and its children, so nothing is
compiled or linked. Times are those of the whole tree of processes, memory is that
of each process. With several runs it prints medians and discards the command's
stdout, unless --show-output is given. The table goes to stderr.

Exit status: that of the command (128 and the signal's number if one ended it), at
the first run that fails; 2 for bad use, 126 for a command that cannot be run or
measured, 127 for one that is not found.
"""

import argparse
import json
import os
import pathlib
import signal
import statistics
import sys
import tempfile
import time

import executable

LIBRARY = "libfeluda_measure.so"
SAYS_NOTHING = "no report: ended by {}, or it gave the meter up; its heap is not known"


def find_library():
    """The library: beside this program where Bazel built it, else where installed."""
    built = pathlib.Path(os.path.abspath(__file__)).parent / LIBRARY
    installed = pathlib.Path(os.path.realpath(__file__)).parents[1] / LIBRARY
    for path in (built, installed):
        if path.exists():
            return path
    sys.exit(f"measure: neither {built} nor {installed} is there; build or install it")


def parse_arguments():
    parser = argparse.ArgumentParser(
        prog="measure", description=__doc__.split("\n\n", maxsplit=1)[0],
        usage="measure [--runs=N] [--json=FILE] [--show-output] COMMAND [ARGUMENT...]")
    parser.add_argument("--runs", type=int, default=1, metavar="N",
                        help="how often to run the command")
    parser.add_argument("--json", metavar="FILE", help="write every figure to FILE")
    parser.add_argument("--show-output", action="store_true",
                        help="pass the command's stdout on with several runs too")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    arguments = parser.parse_args()
    if arguments.command[:1] == ["--"]:
        arguments.command = arguments.command[1:]
    if not arguments.command:
        parser.error("name the command to measure")
    if arguments.runs < 1:
        parser.error(f"--runs={arguments.runs}: at least 1")
    return arguments


def environment_for(library, report):
    preloaded = [str(library)] + os.environ.get("LD_PRELOAD", "").split()
    return {**os.environ, "LD_PRELOAD": ":".join(preloaded),
            "FELUDA_MEASURE_OUT": report, "FELUDA_MEASURE_FORMAT": "json"}


def read_processes(report):
    """The reports of a run. An exec that failed has two, of which the last holds."""
    processes = {}
    for line in pathlib.Path(report).read_text(encoding="utf-8").splitlines():
        process = json.loads(line)
        processes[process["process"], process["began_nanoseconds"]] = process
    return sorted(processes.values(), key=lambda process: process["began_nanoseconds"])


def run_once(path, command, library, discard):
    """Runs the command; returns its figures."""
    with tempfile.TemporaryDirectory(prefix="feluda_measure_") as folder:
        report = os.path.join(folder, "report")
        pathlib.Path(report).touch()
        actions = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)] if discard else []
        began = time.monotonic()
        # Python ignores SIGPIPE, and this program the two keys meanwhile.
        pid = os.posix_spawn(
            path, command, environment_for(library, report), file_actions=actions,
            setsigdef=[signal.SIGPIPE, signal.SIGXFSZ, signal.SIGINT, signal.SIGQUIT])
        _, status, usage = os.wait4(pid, 0)
        wall = time.monotonic() - began
        processes = read_processes(report)
    return {"exit_status": exit_status(status), "wall_seconds": wall,
            "user_seconds": usage.ru_utime, "system_seconds": usage.ru_stime,
            "processes": processes, **memory_of(processes, pid, status)}


def exit_status(status):
    code = os.waitstatus_to_exitcode(status)
    return code if code >= 0 else 128 - code


def memory_of(processes, pid, status):
    """The memory of all processes together, or why some of it is not known."""
    missing = [p["heap_absent"] for p in processes if p["heap"] is None]
    if not any(p["process"] == pid and p["ended"] != "exec" for p in processes):
        code = os.waitstatus_to_exitcode(status)
        how = signal.Signals(-code).name if code < 0 else "a call that bypasses exit"
        missing.insert(0, SAYS_NOTHING.format(how))
    heaps = [p["heap"] for p in processes if p["heap"] is not None]
    peaks = [p["resident_peak_bytes"] for p in processes
             if p["resident_peak_bytes"] is not None]
    memory = {"resident_peak_bytes": max(peaks, default=None), "absent": missing}
    for name, combine in (("peak_bytes", max), ("allocations", sum),
                          ("allocated_bytes", sum), ("left_bytes", sum)):
        memory["heap_" + name] = combine([h[name] for h in heaps]) if heaps else None
    return memory


def seconds(value):
    for unit, factor in (("s", 1), ("ms", 1e3)):
        if value * factor >= 1:
            return f"{value * factor:.3g} {unit}" if value < 1 else f"{value:.3f} s"
    return f"{value * 1e6:.0f} µs"


def count(value):
    return f"{value:,.0f}"


def size(value):
    for unit in ("B", "KiB", "MiB", "GiB"):
        if abs(value) < 1024 or unit == "GiB":
            return f"{value:.0f} {unit}" if unit == "B" else f"{value:.1f} {unit}"
        value /= 1024
    return None


ROWS = (
    ("Wall clock", "wall_seconds", seconds),
    ("CPU, user", "user_seconds", seconds),
    ("CPU, system", "system_seconds", seconds),
    ("Resident peak", "resident_peak_bytes", size),
    ("Heap peak", "heap_peak_bytes", size),
    ("Allocations", "heap_allocations", count),
    ("Bytes allocated", "heap_allocated_bytes", count),
    ("Bytes left", "heap_left_bytes", count),
)


def median_of(runs):
    known = {name: [run[name] for run in runs if run[name] is not None] for _, name, _ in ROWS}
    return {name: statistics.median(values) if values else None
            for name, values in known.items()}


def print_figures(runs, out):
    several = len(runs) > 1
    median = median_of(runs)
    if several:
        print(f"{'':16}{'median':>16}{'min':>16}{'max':>16}", file=out)
    for title, name, shown in ROWS:
        values = [run[name] for run in runs if run[name] is not None]
        columns = [median[name], min(values), max(values)] if values else []
        cells = [shown(value) for value in columns[:3 if several else 1]] or ["absent"]
        print(f"{title:16}" + "".join(f"{cell:>16}" for cell in cells), file=out)


def print_processes(processes, out):
    print(f"\n{'Process':>8} {'Wall':>9} {'Resident':>10} {'Heap peak':>10} "
          f"{'Allocations':>12} {'Left':>10}  Program", file=out)
    for p in processes:
        heap = p["heap"]
        cells = [size(heap["peak_bytes"]), count(heap["allocations"]),
                 size(heap["left_bytes"])] if heap else ["absent"] * 3
        resident = p["resident_peak_bytes"]
        print(f"{p['process']:>8} {seconds(p['wall_seconds']):>9} "
              f"{'absent' if resident is None else size(resident):>10} {cells[0]:>10} "
              f"{cells[1]:>12} {cells[2]:>10}  {p['command'][:60]}", file=out)


def print_report(command, runs, out):
    last = runs[-1]
    processes = len(last["processes"])
    print(f"\nfeluda: {' '.join(command)[:200]}\n{len(runs)} run{'s' * (len(runs) > 1)}, "
          f"{processes} program{'s' * (processes != 1)}; times are of all, peaks of the "
          "largest, allocations their sum", file=out)
    print_figures(runs, out)
    rounded = {p["heap"]["rounded_by"] for p in last["processes"]
               if p["heap"] and "rounded_by" in p["heap"]}
    for allocator in sorted(rounded):
        print(f"Bytes are as rounded up by {allocator}.", file=out)
    for reason in dict.fromkeys(last["absent"]):
        print(f"Not in the heap's figures: {reason}.", file=out)
    if processes > 1:
        print_processes(last["processes"], out)


def main():
    arguments = parse_arguments()
    os.chdir(os.environ.get("BUILD_WORKING_DIRECTORY", "."))
    library = find_library()
    path = executable.find(arguments.command[0])
    if path is None:
        print(f"measure: {arguments.command[0]}: not found", file=sys.stderr)
        return 127
    refusal = executable.why_not_measured(path, str(library))
    if refusal is not None:
        print(f"measure: {path} {refusal}", file=sys.stderr)
        return 126
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGQUIT, signal.SIG_IGN)
    runs = []
    discard = arguments.runs > 1 and not arguments.show_output
    while len(runs) < arguments.runs and not (runs and runs[-1]["exit_status"]):
        try:
            runs.append(run_once(path, arguments.command, library, discard))
        except OSError as error:
            print(f"measure: cannot run {path}: {error.strerror}", file=sys.stderr)
            return 126
    print_report(arguments.command, runs, sys.stderr)
    if arguments.json:
        document = {"command": arguments.command, "median": median_of(runs), "runs": runs}
        pathlib.Path(arguments.json).write_text(json.dumps(document, indent=1) + "\n",
                                                encoding="utf-8")
    return runs[-1]["exit_status"]


if __name__ == "__main__":
    sys.exit(main())
