#!/usr/bin/python3
"""compare_peers finds its parts however it is started, from any directory.

Argument: the program.
"""

import os
import pathlib
import subprocess
import sys
import tempfile

PROGRAM = os.path.abspath(sys.argv[1])
OURS = "| kmeans clustered_10x1000 | ours |"


def compare(program, directory):
    return subprocess.run(
        [program, "--rounds=1", "kmeans clustered"],
        cwd=directory,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def expect_rows(program, directory):
    done = compare(program, directory)
    assert done.returncode == 0, done
    assert OURS in done.stdout, done
    # A peer that is not installed is named instead.
    for peer in ("opencv", "faiss", "sklearn"):
        assert f"kmeans_{peer}" in done.stdout + done.stderr, done


def main():
    with tempfile.TemporaryDirectory() as directory:
        expect_rows(PROGRAM, directory)
        expect_rows(os.path.relpath(PROGRAM, directory), directory)

        link = pathlib.Path(directory, "link")
        link.symlink_to(PROGRAM)
        expect_rows(str(link), "/")

        copy = pathlib.Path(directory, "copy")
        copy.write_bytes(pathlib.Path(PROGRAM).read_bytes())
        copy.chmod(0o755)
        done = compare(str(copy), directory)
        assert done.returncode == 1, done
        assert "lacks operate; bazel run //bench:" in done.stderr, done


main()
