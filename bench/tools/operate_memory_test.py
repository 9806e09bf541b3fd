#!/usr/bin/python3
"""What does not fit into memory ends operate by a message and its exit status,
never by an uncaught exception.

Argument: the program.
"""

import resource
import subprocess
import sys

LIMIT = 400 << 20


def run(*flags):
    return subprocess.run(
        [sys.argv[1], *flags], stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS,
                                              (LIMIT, LIMIT)))


for name, flags in {
        "input": ["--feluda_method=kmeans", "--feluda_input=random_1000000"],
        "operator": ["--feluda_method=affinity_propagation",
                     "--feluda_dimension=2", "--feluda_input=random_20000"],
        "threads": ["--feluda_method=kmeans", "--feluda_dimension=2",
                    "--feluda_input=random_20000", "--feluda_threads=1024"],
}.items():
    done = run(*flags)
    assert done.returncode == 1, (name, done)
    assert done.stdout == "", (name, done.stdout)
    assert len(done.stderr.splitlines()) == 1, (name, done.stderr)
