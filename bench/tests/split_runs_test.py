#!/usr/bin/python3
"""Runs that are spread over shards and merged, or resumed, must give the report
that one run gives: the same benchmarks, in the same families, with the same
keys. Only figures may differ.

Arguments: a benchmark program, //reporters:merge, what to test (`shards` or
`resume`, which wants the benchmarks of split_runs.cc), and flags for the
program's runs.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

PROGRAM, MERGE = (os.path.abspath(path) for path in sys.argv[1:3])
# Which benchmark workers are tried on depends on the shard.
FLAGS = ["--benchmark_min_time=0.001", "--feluda_try_workers=false",
         *sys.argv[4:]]


def run(program, directory, *flags, status=0, **variables):
    """Returns the JSON report, or None if there is none, and stderr."""
    environment = {k: v for k, v in os.environ.items() if "SHARD" not in k}
    done = subprocess.run(
        [program, f"--feluda_results_dir={directory}", *flags],
        env={**environment, **variables}, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert done.returncode == status, (done.returncode, flags, done.stderr)
    files = sorted(pathlib.Path(directory).glob("*.json"))
    return (files[-1] if files else None), done.stderr


def load(path):
    return json.loads(path.read_text())


def names(report):
    return [run["name"] for run in report["benchmarks"]]


def form(report):
    """What does not depend on figures: a line a benchmark, in any order."""
    lines = []
    for run in report["benchmarks"]:
        keys = ("name", "run_name", "run_type", "per_family_instance_index",
                "repetitions", "repetition_index", "threads", "aggregate_name",
                "time_unit", "label")
        facts = [f"{key}={run.get(key)}" for key in keys]
        # Only a benchmark that ran in a process of its own tells these.
        of_process = {"process_seconds", "process_other_cpu_seconds"}
        # A utilization is absent where a phase was too short for the clock.
        lines.append(" ".join(facts + sorted(
            key for key in set(run) - of_process
            if "cpu_utilization" not in key)))
    for result in report["results"]:
        lines.append(" ".join([result["benchmark"], result["status"],
                               *sorted(result)]))
    return sorted(lines)


def families(report):
    """The sets of benchmarks that share a number."""
    members = {}
    for run in report["benchmarks"]:
        members.setdefault(run["family_index"], set()).add(run["run_name"])
    return sorted(sorted(family) for family in members.values())


def check_same(report, whole):
    differences = set(form(report)) ^ set(form(whole))
    assert form(report) == form(whole), "\n".join(sorted(differences))
    assert report["total_benchmarks"] == whole["total_benchmarks"]
    assert sorted(report["statistics"]) == sorted(whole["statistics"])
    assert "partial" not in report


def run_shard(directory, index, total):
    status_file = directory / "status"
    path, told = run(PROGRAM, directory / f"{index}_of_{total}", *FLAGS,
                     TEST_TOTAL_SHARDS=str(total), TEST_SHARD_INDEX=str(index),
                     TEST_SHARD_STATUS_FILE=str(status_file))
    assert status_file.exists()
    status_file.unlink()
    return path, told


def test_shards(directory):
    whole = load(run(PROGRAM, directory / "whole", *FLAGS)[0])
    shards = [run_shard(directory, index, 2)[0] for index in (0, 1)]
    assert not set(names(load(shards[0]))) & set(names(load(shards[1])))
    for index, shard in enumerate(shards):
        context = load(shard)["context"]
        assert context["shard_index"] == str(index), context
        assert context["total_shards"] == "2", context
    path, _ = run(MERGE, directory / "merged", *map(str, shards))
    merged = load(path)
    check_same(merged, whole)
    assert families(merged) == families(whole)
    assert len(merged["system_info"]["merged_from"]) == 2
    assert path.with_suffix(".md").exists()

    _, told = run(MERGE, directory / "none", str(shards[0]), str(shards[0]),
                  status=2)
    assert names(load(shards[0]))[0] in told, told
    _, told = run(MERGE, directory / "one", str(shards[0]))
    assert "Shard 1 of 2 is not among them" in told, told
    path, told = run_shard(directory, 98, 99)
    assert path is None and "Shard 98 of 99 has nothing to run" in told, told
    run(PROGRAM, directory / "none", status=2, TEST_TOTAL_SHARDS="2",
        TEST_SHARD_INDEX="2")
    assert not (directory / "none").exists()


def timestamps(report):
    return {result["benchmark"]: result["timestamp"]
            for result in report["results"]}


def test_resume_of_a_filter(directory, whole, *flags):
    """A first run has some benchmarks, one of them failed."""
    first, _ = run(PROGRAM, directory, *FLAGS, "--benchmark_filter=plain/large|"
                   "grown/[12]/|repeated|fragile", *flags, status=1,
                   FELUDA_TEST_FAILS="1")
    path, told = run(PROGRAM, directory, *FLAGS, f"--feluda_resume={first}",
                     *flags)
    # Not `fragile`, which failed, nor `grown`, whose rows need all members.
    assert "2 of 10 benchmarks" in told, told
    assert path != first
    resumed = load(path)
    check_same(resumed, whole)
    assert names(resumed) == names(whole), names(resumed)
    assert families(resumed) == families(whole)
    assert resumed["context"]["resumed_from"] == str(first)
    before, after = timestamps(load(first)), timestamps(resumed)
    kept = {name for name in before if before[name] == after[name]}
    assert len(kept) == 2 and all("fragile" not in name for name in kept), kept
    return path


def test_resume(directory):
    whole = load(run(PROGRAM, directory / "whole", *FLAGS)[0])
    if not any("rounds" in flag for flag in FLAGS):
        test_resume_of_a_filter(directory / "here", whole,
                                "--feluda_isolate=false")
    path = test_resume_of_a_filter(directory / "isolated", whole)
    again, told = run(PROGRAM, directory / "again", *FLAGS,
                      f"--feluda_resume={path}")
    assert "10 of 10 benchmarks" in told, told
    check_same(load(again), whole)
    assert load(again)["benchmarks"] == load(path)["benchmarks"]

    other = directory / "other.json"
    report = load(path)
    report["system_info"]["processor"] = "abacus"
    other.write_text(json.dumps(report))
    _, told = run(PROGRAM, directory / "none", f"--feluda_resume={other}",
                  status=2)
    assert f"{other}: differs in processor: abacus, here" in told, told
    assert not list((directory / "none").glob("*"))


with tempfile.TemporaryDirectory() as temporary:
    {"shards": test_shards, "resume": test_resume}[sys.argv[3]](
        pathlib.Path(temporary))
