#!/usr/bin/python3
"""Checks a report: as a program that knows only Feluda's keys would read it, and
against the schema of the whole report.

    check_report.py REPORT.json

Run it on the machine that made the report, within the hour: units are checked by
comparing with what this machine has. Prints a line for each thing that is wrong.
"""

import datetime
import json
import math
import os
import pathlib
import platform
import statistics
import sys

import jsonschema

TREE = pathlib.Path(__file__).resolve().parent.parent
SCHEMA = TREE / "reporters/schema/report.schema.json"

TOTAL_MIB = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**20
HOUR = datetime.timedelta(hours=1)
# The kernel counts resident pages a little late.
SLACK_MIB = 1


def peak_can_be_reset():
    try:
        with open("/proc/self/clear_refs", "w", encoding="ascii") as file:
            file.write("5")
        return True
    except OSError:
        return False


def is_object(value):
    return isinstance(value, dict)


def is_text(value):
    return isinstance(value, str) and value != ""


def is_count(value):
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def is_seconds(value):
    """Below a minute: CI's iterations are short, so milliseconds would show."""
    return is_number(value) and 0 <= value < 60


def is_mib(value):
    """Less than this machine has, or null where the kernel tells no peaks."""
    if value is None:
        return not peak_can_be_reset()
    return is_number(value) and abs(value) < TOTAL_MIB


def is_resident_mib(value):
    """More than a MiB, as any process has: GiB would show, and so would bytes."""
    return is_mib(value) and (value is None or value > 1)


def is_gib_of_this_machine(value):
    return is_number(value) and math.isclose(value, TOTAL_MIB / 1024, rel_tol=0.01)


def is_mhz(value):
    return is_number(value) and 100 < value < 10000


def is_frequency(value):
    """Current, minimum and maximum; the limits are 0 where they are unknown."""
    if value is None:
        return True
    if not is_object(value) or list(value)[:3] != ["current", "min", "max"]:
        return False
    limits = value["min"], value["max"]
    return is_mhz(value["current"]) and all(limit == 0 or is_mhz(limit) for limit in limits)


def is_recent_timestamp(value):
    try:
        time = datetime.datetime.fromisoformat(value).astimezone()
    except (TypeError, ValueError):
        return False
    return -HOUR < time - datetime.datetime.now().astimezone() <= datetime.timedelta(0)


# Feluda's keys in Feluda's order, and the check of each value. A key with "?" may
# be missing.
REPORT = {
    "system_info": is_object,
    "total_benchmarks": is_count,
    "results": lambda value: isinstance(value, list) and value != [],
    "statistics": is_object,
}
SYSTEM_INFO = {
    "platform": lambda value: value == platform.platform(),
    "processor": is_text,
    "cpu_count": lambda value: value == os.cpu_count(),
    "cpu_freq": is_frequency,
    "total_memory_gb": is_gib_of_this_machine,
    "python_version?": is_text,
    "timestamp": is_recent_timestamp,
}
RESULT = {
    "operator": is_text,
    "timestamp": is_recent_timestamp,
    "initialization?": is_object,
    "execution?": is_object,
    "cleanup?": is_object,
    "status": lambda value: value in ("success", "failed"),
    "error?": is_text,
    "data_description?": is_text,
    "output_info?": is_object,
}
INITIALIZATION = {"time_seconds": is_seconds, "memory_change_mb": is_mib}
EXECUTION = {
    "execution_time_seconds": is_seconds,
    "cpu_time_seconds": is_seconds,
    "memory_before_mb": is_resident_mib,
    "memory_after_mb": is_resident_mib,
    "memory_change_mb": is_mib,
    "peak_memory_mb": is_resident_mib,
}
CLEANUP = {"time_seconds": is_seconds, "memory_released_mb": is_mib}


def check_object(where, value, keys):
    """Yields what is wrong with the keys of one object."""
    names = [key.rstrip("?") for key in keys]
    for key, fits in keys.items():
        name = key.rstrip("?")
        if name not in value:
            if not key.endswith("?"):
                yield f"{where}.{name} is missing"
        elif not fits(value[name]):
            yield f"{where}.{name} cannot be {json.dumps(value[name])[:200]}"
    order = [name for name in value if name in names]
    if order != [name for name in names if name in value]:
        yield f"{where}: keys out of order: {', '.join(order)}"


def check_execution(where, execution):
    """Yields what does not add up within one execution."""
    seconds = execution["execution_time_seconds"]
    cpu_seconds = execution["cpu_time_seconds"]
    if not 0 < cpu_seconds < 1.1 * os.cpu_count() * seconds + 0.01:
        yield f"{where}: {cpu_seconds} s of CPU in {seconds} s"
    before, after, change, peak = (
        execution[f"memory_{key}_mb"] if key != "peak" else execution["peak_memory_mb"]
        for key in ("before", "after", "change", "peak")
    )
    if None in (before, after, change, peak):
        return
    if not math.isclose(change, after - before, abs_tol=1e-6):
        yield f"{where}: memory changed from {before} to {after}, not by {change}"
    if peak < max(before, after) - SLACK_MIB:
        yield f"{where}: peak {peak} below before {before} or after {after}"


def check_presence(where, result):
    """A success has its three phases. A failure has its reason instead, and those
    phases beside the execution that were measured before it."""
    succeeded = result["status"] == "success"
    for key in ("initialization", "cleanup", "execution"):
        if succeeded and key not in result:
            yield f"{where}.{key} is missing in a success"
    if not succeeded and "execution" in result:
        yield f"{where}.execution cannot be in a failure"
    if succeeded == ("error" in result):
        yield f"{where}: `error` does not fit `{result['status']}`"


def check_result(where, result):
    problems = list(check_object(where, result, RESULT))
    yield from problems
    if problems:
        return
    for phase, keys in (("initialization", INITIALIZATION), ("cleanup", CLEANUP)):
        if phase in result:
            yield from check_object(f"{where}.{phase}", result[phase], keys)
    yield from check_presence(where, result)
    if "execution" in result:
        problems = list(check_object(f"{where}.execution", result["execution"], EXECUTION))
        yield from problems or check_execution(f"{where}.execution", result["execution"])


def expected_statistics(results):
    """Computes Feluda's statistics of one operator from its results."""
    executions = [result["execution"] for result in results if result["status"] == "success"]
    expected = {"total_runs": len(executions), "success_rate": len(executions) / len(results)}
    if not executions:
        return expected
    times = [execution["execution_time_seconds"] for execution in executions]
    expected.update(
        avg_execution_time=statistics.fmean(times),
        min_execution_time=min(times),
        max_execution_time=max(times),
        std_execution_time=statistics.pstdev(times),
    )
    changes = [execution["memory_change_mb"] for execution in executions]
    peaks = [execution["peak_memory_mb"] for execution in executions]
    if None not in changes + peaks:
        expected.update(avg_memory_change=statistics.fmean(changes), max_memory_peak=max(peaks))
    return expected


def check_statistics(report):
    by_operator = {}
    for result in report["results"]:
        by_operator.setdefault(result["operator"], []).append(result)
    if set(by_operator) != set(report["statistics"]):
        yield f"statistics are of {list(report['statistics'])}, results of {list(by_operator)}"
        return
    for operator, results in by_operator.items():
        for key, expected in expected_statistics(results).items():
            found = report["statistics"][operator].get(key)
            if not is_number(found) or not math.isclose(found, expected, rel_tol=1e-9, abs_tol=1e-12):
                yield f"statistics.{operator}.{key} is {found}, the results say {expected}"


def check_report(report):
    problems = list(check_object("report", report, REPORT))
    if problems:
        return problems
    problems += check_object("system_info", report["system_info"], SYSTEM_INFO)
    if report["total_benchmarks"] != len(report["results"]):
        problems.append(f"total_benchmarks is not {len(report['results'])}")
    of_results = []
    for i, result in enumerate(report["results"]):
        of_results += check_result(f"results[{i}]", result)
    # Statistics are compared where there is something to compute them from.
    return problems + (of_results or list(check_statistics(report)))


def check_schema(report):
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    for error in jsonschema.Draft202012Validator(schema).iter_errors(report):
        yield f"schema: {error.json_path}: {error.message[:200]}"


def reject(constant):
    raise ValueError(f"{constant} is not JSON")


def main(path):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    problems = [] if text.startswith('{\n  "') else ["not indented by 2"]
    report = json.loads(text, parse_constant=reject)
    problems += check_schema(report)
    problems += check_report(report)
    for problem in problems:
        print(f"{path}: {problem}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
