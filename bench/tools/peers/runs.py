"""Runs one program, ours or a peer's, that tells what it cost as JSON."""

import json
import os
import subprocess

NOT_INSTALLED = 3
THREADS = (
    "MKL_NUM_THREADS",
    "NUMBA_NUM_THREADS",
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
)
# Set for some other program, these make numpy slow.
FOREIGN = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")
# What makes the peers run as on a processor that has no more. numpy 1 and 2 name
# what they shall not use differently, and pass over the other's names.
LIMITS = {
    "AVX2": {
        "FAISS_SIMD_LEVEL": "AVX2",
        "NPY_DISABLE_CPU_FEATURES": "X86_V4 AVX512_ICL AVX512_SPR AVX512F "
        "AVX512CD AVX512_SKX AVX512_CLX AVX512_CNL",
        "NUMBA_CPU_FEATURES": "+avx2,+fma",
        "NUMBA_CPU_NAME": "haswell",
        "OPENBLAS_CORETYPE": "Haswell",
        "OPENCV_CPU_DISABLE": "AVX512F,AVX512-SKX",
    },
}
LAST_WORDS = 2000


class Missing(Exception):
    """A program that is not installed."""


class Failed(Exception):
    """A run that ended badly."""


def run_json(command, threads, target=None):
    """Returns the last line of what it prints, parsed.

    `target`, one of LIMITS, is the best instruction set that libraries may use.

    Raises Missing for exit status 3, with the last line of stderr, which names
    the package; Failed for any other but 0; FileNotFoundError if there is no
    such program.
    """
    environment = {k: v for k, v in os.environ.items() if k not in FOREIGN}
    environment.update((name, str(threads)) for name in THREADS)
    environment.update(LIMITS.get(target, {}))
    command = [str(word) for word in command]
    done = subprocess.run(
        command,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        universal_newlines=True,
    )
    if done.returncode == NOT_INSTALLED:
        raise Missing(done.stderr.strip().splitlines()[-1])
    if done.returncode != 0:
        raise Failed(f"{' '.join(command)}\n{done.stderr[-LAST_WORDS:]}")
    return json.loads(done.stdout.splitlines()[-1])
