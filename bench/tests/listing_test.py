#!/usr/bin/python3
"""--benchmark_list_tests: a name a line on stdout, each a filter of its own, and
on stderr which of them run only when picked.

Argument: the program //bench:operators.
"""

import os
import re
import subprocess
import sys

PROGRAM = os.path.abspath(sys.argv[1])


def listing(*flags):
    done = subprocess.run([PROGRAM, "--benchmark_list_tests", *flags],
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, check=True)
    heading, *manual = done.stderr.strip().split("\n") if done.stderr else [""]
    assert not manual or "--benchmark_filter" in heading, heading
    return done.stdout.splitlines(), [name.strip() for name in manual]


names, manual = listing()
assert "video_hash/long_length/seconds:3600" in names, names
assert "video_hash/long_length" in manual, manual
# Feluda's names for the inputs, all of them in the default run.
for method in "tsne", "umap":
    for collection in ("small_500x512", "medium_2000x512", "large_5000x512",
                       "xlarge_10000x512"):
        name = f"dimension_reduction_{method}/{collection}"
        assert name in names and name not in manual, name
for name in manual:
    assert any(f"{listed}/".startswith(f"{name}/") for listed in names), name
for name in names[::20]:
    assert listing(f"--benchmark_filter=^{re.escape(name)}$")[0] == [name], name
assert listing("--benchmark_filter=kmeans/clustered")[1] == []
