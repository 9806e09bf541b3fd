#!/usr/bin/python3
"""Runs the operators with made-up weights, and with a user's."""

import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

PROGRAM = os.path.abspath(sys.argv[1])
FLAGS = ("--benchmark_min_time=0.001",)


def run(directory, *flags, status, cache):
    """Returns the results by name, what stderr tells, and the Markdown."""
    done = subprocess.run(
        [PROGRAM, f"--feluda_results_dir={directory}", *FLAGS, *flags],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "XDG_CACHE_HOME": str(cache)},
        universal_newlines=True,
    )
    assert done.returncode == status, (done.returncode, done.stderr)
    report = directory.glob("*.json") if directory.exists() else ()
    results = [
        result
        for path in report
        for result in json.loads(path.read_text(encoding="utf-8"))["results"]
    ]
    by_name = {result["benchmark"]: result for result in results}
    return by_name, done


def only(results):
    assert len(results) == 1, results.keys()
    return next(iter(results.values()))


def test_made_up(directory, cache):
    results, _ = run(
        directory / "made_up",
        "--benchmark_filter=image_vec_rep/small_128x128",
        status=0,
        cache=cache,
    )
    result = only(results)
    assert result["weights"] == "synthetic", result
    assert result["output_info"]["weights"] == "synthetic", result
    assert "weights: synthetic" in result["data_description"], result
    markdown = next((directory / "made_up").glob("*.md")).read_text()
    assert "weights: synthetic" in markdown
    made = cache / "feluda_benchmarks" / "resnet18_v1.safetensors"
    assert made.stat().st_size > 44_000_000
    return made


def test_users(directory, cache, made):
    models = directory / "models"
    models.mkdir()
    model = models / "resnet18.safetensors"
    os.link(made, model)
    results, _ = run(
        directory / "users",
        f"--feluda_model_dir={models}",
        "--benchmark_filter=image_vec_rep/small_128x128",
        status=0,
        cache=directory / "no_cache",
    )
    result = only(results)
    digest = hashlib.sha256(model.read_bytes()).hexdigest()
    assert result["weights"] == f"{model.name}, SHA-256 {digest[:12]}", result
    assert "synthetic" not in json.dumps(result), result
    assert not (directory / "no_cache").exists()
    return model


def test_wrong(directory, cache, model):
    whole = model.read_bytes()
    model.unlink()
    model.write_bytes(whole[:-1])
    results, done = run(
        directory / "torn",
        f"--feluda_model_dir={model.parent}",
        status=2,
        cache=cache,
    )
    assert not results and str(model) in done.stderr, done.stderr
    model.unlink()
    results, done = run(
        directory / "empty",
        f"--feluda_model_dir={model.parent}",
        status=2,
        cache=cache,
    )
    assert re.search(r"has no resnet18\.safetensors", done.stderr), done.stderr


def test_no_room(directory):
    """A cache that cannot be made is a failed result with the remedy."""
    in_the_way = directory / "file"
    in_the_way.write_text("")
    results, _ = run(
        directory / "no_room",
        "--benchmark_filter=image_vec_rep/small_128x128",
        status=1,
        cache=in_the_way,
    )
    error = only(results)["error"]
    assert str(in_the_way) in error and "XDG_CACHE_HOME" in error, error


with tempfile.TemporaryDirectory() as temporary:
    root = pathlib.Path(temporary)
    cached = test_made_up(root, root / "cache")
    users = test_users(root, root / "cache", cached)
    test_wrong(root, root / "cache", users)
    test_no_room(root)
