#!/usr/bin/python3
"""Reports are as their schema says, mutilated ones are not, and Feluda's keys
are all there.

Arguments: //reporters:convert and //reporters:merge.
"""

import copy
import json
import os
import pathlib
import shutil
import subprocess
import sys
import unittest

import jsonschema

CONVERT, MERGE = (os.path.abspath(path) for path in sys.argv[1:3])
SCRATCH = pathlib.Path(os.environ["TEST_TMPDIR"])
SCHEMA = json.loads(
    pathlib.Path("reporters/schema/report.schema.json").read_text("utf-8"))
MADE_UP = pathlib.Path("reporters/testing/testdata/made_up.json")
FELUDA = pathlib.Path("reporters/testing/testdata/feluda_sample.json")
RECORDED = sorted(pathlib.Path("lib/runs/json/testdata").glob("google_*.json"))

MISSING = object()


def reject(constant):
    raise ValueError(f"{constant} is not JSON")


def load(path):
    return json.loads(path.read_text("utf-8"), parse_constant=reject)


def errors(report):
    validator = jsonschema.Draft202012Validator(SCHEMA)
    return [f"{error.json_path}: {error.message[:200]}"
            for error in validator.iter_errors(report)]


def run(*arguments):
    done = subprocess.run(arguments, stdout=subprocess.PIPE, check=True,
                          text=True, cwd=SCRATCH)
    files = [SCRATCH / line for line in done.stdout.split()]
    return next(path for path in files if path.suffix == ".json")


def converted(path):
    copied = SCRATCH / path.name
    shutil.copyfile(path, copied)
    return run(CONVERT, copied, "--to=json")


def with_change(report, path, value):
    """A copy in which what is at the path is replaced or, if MISSING, gone."""
    changed = copy.deepcopy(report)
    *way, last = path
    place = changed
    for key in way:
        place = place[key]
    if value is MISSING:
        del place[last]
    else:
        place[last] = value
    return changed


def kind(value):
    """The type as Feluda's readers see it."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return type(value)
    return float


def differences(feluda, ours, where):
    """Yields where ours lacks a key of Feluda's, or has it otherwise."""
    if isinstance(feluda, dict):
        names = list(feluda)
        for key, value in feluda.items():
            if key not in ours:
                yield f"{where}.{key} is missing"
            elif ours[key] is not None or kind(value) is not dict:
                yield from differences(value, ours[key], f"{where}.{key}")
        order = [key for key in ours if key in names]
        if order != [key for key in names if key in ours]:
            yield f"{where}: another order: {order}"
    elif kind(feluda) is not kind(ours) and not isinstance(feluda, list):
        yield f"{where}: {ours!r} is no {kind(feluda).__name__}"


class SchemaTest(unittest.TestCase):

    def assert_fits(self, report):
        self.assertEqual(errors(report), [])

    def test_is_a_schema(self):
        jsonschema.Draft202012Validator.check_schema(SCHEMA)

    def test_describes_every_key(self):
        def undescribed(schema, where):
            for key, value in schema.get("properties", {}).items():
                if isinstance(value, dict):
                    yield from undescribed(value, f"{where}.{key}")
                    if not {"description", "$ref"} & set(value):
                        yield f"{where}.{key}"
        every = [SCHEMA, *SCHEMA["$defs"].values()]
        self.assertEqual(
            [key for schema in every for key in undescribed(schema, "")], [])

    def test_takes_the_golden(self):
        self.assert_fits(load(MADE_UP))

    def test_takes_what_python_ran(self):
        report = load(MADE_UP)
        for benchmark in report["benchmarks"]:
            benchmark.update({
                "python.version=3.11.2": 1, "python.package.numpy=1.24.2": 1,
                "python.parameter.modality=audio": 1,
                'python.output_info={"shape": [900, null], "x": true}': 1,
                "import.wall_seconds": 0.5, "import.heap_peak_bytes": 512})
        path = SCRATCH / "python.json"
        path.write_text(json.dumps(report), "utf-8")
        ours = load(run(CONVERT, path, "--to=json"))
        self.assert_fits(ours)
        self.assertEqual(ours["system_info"]["python_version"], "3.11.2")
        self.assertEqual(ours["results"][0]["import"]["time_seconds"], 0.5)
        self.assertEqual(ours["results"][0]["output_info"]["shape"], [900, None])

    def test_takes_what_is_converted(self):
        self.assertTrue(RECORDED)
        for path in [MADE_UP, *RECORDED]:
            with self.subTest(path.name):
                self.assert_fits(load(converted(path)))

    def test_takes_aggregates_alone_and_skipped_runs(self):
        common = {"run_name": "sort/8", "repetitions": 3, "threads": 1,
                  "real_time": 5.0, "cpu_time": 4.0, "time_unit": "ns"}
        path = SCRATCH / "others.json"
        path.write_text(json.dumps({"benchmarks": [
            {"name": "sort/8_mean", "run_type": "aggregate", "iterations": 3,
             "aggregate_name": "mean", "aggregate_unit": "time", **common},
            {"name": "capture", "run_type": "iteration", "skipped": True,
             "skip_message": "no camera"}]}))
        report = load(run(CONVERT, path, "--to=json"))
        self.assert_fits(report)
        self.assertEqual(report["results"][0]["aggregate"]["name"], "mean")
        self.assertEqual(report["skipped"][0]["message"], "no camera")

    def test_takes_what_is_merged(self):
        report = load(MADE_UP)
        for benchmark in report["benchmarks"]:
            benchmark["name"] = "other_" + benchmark["name"]
            benchmark["run_name"] = "other_" + benchmark["run_name"]
        report["system_info"]["cpu_count"] = 4
        other = SCRATCH / "other.json"
        other.write_text(json.dumps(report))
        merged = load(run(MERGE, MADE_UP.resolve(), other, "--feluda_force"))
        self.assertEqual(len(merged["system_info"]["merged_from"]), 2)
        self.assert_fits(merged)

    def test_results_and_phases_may_have_keys_of_the_users_own(self):
        report = load(MADE_UP)
        for path in [("results", 0, "recall"), ("results", 0, "execution", "loss")]:
            self.assertEqual(errors(with_change(report, path, {"at": [10, "x"]})), [])

    def test_refuses_what_is_mutilated(self):
        report = load(MADE_UP)
        for path, value in [
                (("context",), MISSING),
                (("total_benchmarks",), -1),
                (("total_benchmarks",), "5"),
                (("colour",), "red"),
                (("partial",), ""),
                (("system_info", "platform"), MISSING),
                (("system_info", "cpu_count"), "2"),
                (("system_info", "load_at_start"), [1, 2]),
                (("system_info", "unknown_fact"), 1),
                (("system_info", "timestamp"), "yesterday"),
                (("results", 0, "status"), "fine"),
                (("results", 0, "execution"), MISSING),
                (("results", 0, "cleanup", "time_seconds"), MISSING),
                (("results", 0, "execution", "peak_memory_mb"), "27 MB"),
                (("results", 0, "error"), "and yet it succeeded"),
                (("results", 0, "threads"), 0),
                (("results", 3, "error"), MISSING),
                (("statistics", "tiny", "success_rate"), 1.5),
                (("statistics", "tiny", "avg_execution_time"), MISSING),
                (("sizing", "tiny", "unit"), MISSING),
                (("context", "json_schema_version"), 2),
                (("benchmarks", 0, "time_unit"), "h"),
                (("benchmarks", 0, "execution.wall_seconds"), "1"),
                (("benchmarks", 0, "name"), MISSING)]:
            with self.subTest(path):
                self.assertTrue(errors(with_change(report, path, value)))

    def test_refuses_a_report_without_any_of_feludas_keys(self):
        report = load(MADE_UP)
        result = load(FELUDA)["results"][0]
        for phase in ["initialization", "execution", "cleanup"]:
            for key in result[phase]:
                with self.subTest(f"{phase}.{key}"):
                    path = ("results", 0, phase, key)
                    self.assertTrue(errors(with_change(report, path, MISSING)))


class FeludaTest(unittest.TestCase):

    def setUp(self):
        self.feluda, self.ours = load(FELUDA), load(MADE_UP)
        # Ours has it only where a Python operator was measured.
        del self.feluda["system_info"]["python_version"]
        # Their readers look for the first success and the first failure.
        self.ours["results"] = [
            next(result for result in self.ours["results"]
                 if result["status"] == status)
            for status in ["success", "failed"]]

    def differences(self):
        found = list(differences(self.feluda, self.ours, "report"))
        for theirs, ours in zip(self.feluda["results"], self.ours["results"]):
            # When a failed run began nobody may have told.
            ours["timestamp"] = ours["timestamp"] or ""
            # Facts are each operator's own.
            theirs.pop("output_info", None)
            found += differences(theirs, ours, f"{theirs['status']}")
        return found

    def test_has_all_keys_with_their_types_in_their_order(self):
        self.assertEqual(self.differences(), [])

    def test_a_missing_key_would_be_seen(self):
        del self.ours["results"][0]["execution"]["cpu_time_seconds"]
        self.ours["system_info"]["cpu_count"] = "2"
        self.assertEqual(self.differences(), [
            "report.system_info.cpu_count: '2' is no float",
            "success.execution.cpu_time_seconds is missing"])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
