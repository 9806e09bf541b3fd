#!/usr/bin/python3
"""What does not fit into memory ends operate by a message and its exit status,
never by an uncaught exception.

Argument: the program.
"""

import resource
import subprocess
import sys

LIMIT = 400 << 20

with open(sys.argv[1], "rb") as program:
    CODE = program.read()
if b"__asan_init" in CODE or b"__tsan_init" in CODE:
    print("Skipped: a sanitizer reserves more addresses than any limit allows.")
    sys.exit(0)


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
