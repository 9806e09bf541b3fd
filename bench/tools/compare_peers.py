#!/usr/bin/python3
"""Compares the operators with libraries of Python, R and C++.

    bazel run //bench:compare_peers [-- [--rounds=N] [--threads=N] [REGEX]
        [--repetitions=N] [--model_dir=DIR] [--python=PROGRAM]]

Runs our operator and each peer in turn (ours, peer, peer, ours, peer, ...), a
process a run, as the speed of a machine changes from one second to the next,
and prints medians over the rounds, 5 by default. REGEX picks the rows by method
and input, `kmeans|2000` or `vid_vec_rep` for example. Operators with a model come
after those on embeddings: with made-up weights unless --model_dir names the
user's. Each runs --repetitions times in a process, 5 by default. --python names the
Python that runs their peers, for packages that Debian has not; /usr/bin/python3 by
default. A peer that is not installed is named with its package, and so is a fast
BLAS: with Netlib's reference BLAS numpy, and with it most peers, is several times
slower than its users know it. The exit status is 0 whatever the figures, since a
speed is no test, 1 if a run fails, 2 for bad use.
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile

try:
    import numpy as np
except ImportError:
    sys.exit("numpy is missing; apt-get install python3-numpy")

PARTS = (
    "operate",
    "operate_model",
    "peers/models.py",
    "peers/model_peer.py",
    "peers/opencv_kmeans",
    "peers/peer.py",
    "peers/peer.R",
)

KMEANS_PEERS = ("kmeans_opencv", "kmeans_faiss", "kmeans_sklearn")
DBSCAN_PEERS = ("dbscan_r", "dbscan_sklearn")

# Our method, input, number of components, peers.
ROWS = (
    ("kmeans", "random_10000", 2, KMEANS_PEERS),
    ("kmeans", "clustered_10x1000", 2, KMEANS_PEERS),
    ("agglomerative", "random_5000", 2, ("agglomerative_sklearn",)),
    ("agglomerative", "clustered_10x1000", 2, ("agglomerative_sklearn",)),
    (
        "affinity_propagation",
        "random_2000",
        2,
        ("affinity_propagation_sklearn",),
    ),
    ("dbscan", "clustered_10x500", 2, DBSCAN_PEERS),
    ("dbscan", "random_5000", 2, DBSCAN_PEERS),
    ("tsne", "clustered_10x200", 2, ("rtsne", "tsne_sklearn")),
    ("tsne", "random_2000", 2, ("rtsne", "tsne_sklearn")),
    ("tsne", "random_2000", 3, ("rtsne", "tsne_sklearn")),
    ("tsne", "random_10000", 2, ("rtsne", "tsne_sklearn")),
    ("umap", "clustered_10x200", 2, ("umap_learn",)),
    ("umap", "random_10000", 2, ("umap_learn",)),
)
DIMENSION = 512
CLUSTERS = 10
# DBSCAN's eps: it reaches the other rows of a cluster, and in noise a few others
# of most rows.
EPS = {"clustered_10x500": 12.0, "random_5000": 29.0}
R_PEERS = {"rtsne": "r-cran-rtsne", "dbscan_r": "r-cran-dbscan"}
NOT_INSTALLED = 3
OURS = "ours"


def find_folder(parts):
    """The folder that has all of PARTS.

    Bazel puts them into the tree of runfiles beside the program that it built,
    where some other programs stand as well, or into the one that the program
    is in. The program's path may be a chain of symbolic links to either.
    """
    program = os.path.abspath(sys.argv[0])
    while True:
        here = os.path.dirname(program)
        for folder in (program + ".runfiles/feluda_benchmarks/bench/tools", here):
            if all(os.path.exists(os.path.join(folder, part)) for part in parts):
                return folder
        if not os.path.islink(program):
            name = os.path.splitext(os.path.basename(program))[0]
            sys.exit(f"{here} lacks {parts[0]}; bazel run //bench:{name} builds it")
        program = os.path.join(here, os.readlink(program))


HERE = find_folder(PARTS)
sys.path.insert(0, os.path.join(HERE, "peers"))
import models  # noqa: E402, which is found once the folder is


class Missing(Exception):
    """A peer that is not installed."""


class Failed(Exception):
    """A run that ended badly."""


def run_json(command, threads):
    environment = dict(os.environ)
    # Set for some other program, these make numpy slow.
    for name in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"):
        environment.pop(name, None)
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMBA_NUM_THREADS"):
        environment[name] = str(threads)
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
        raise Failed(f"{' '.join(command)}\n{done.stderr}")
    return json.loads(done.stdout.splitlines()[-1])


def operate(threads, *flags):
    command = [
        os.path.join(HERE, "operate"),
        f"--feluda_dimension={DIMENSION}",
        f"--feluda_clusters={CLUSTERS}",
        f"--feluda_threads={threads}",
        *flags,
    ]
    return run_json(command, threads)


def run_peer(peer, data, components, eps, threads, output):
    if peer == "kmeans_opencv":
        program = os.path.join(HERE, "peers", "opencv_kmeans")
        command = [program, data, DIMENSION, CLUSTERS, threads, output]
        return run_json([str(word) for word in command], threads)
    in_r = peer in R_PEERS
    command = ["Rscript" if in_r else "/usr/bin/python3"]
    command += [os.path.join(HERE, "peers", "peer.R" if in_r else "peer.py")]
    command += [peer, data, DIMENSION, CLUSTERS, components, eps, threads]
    command += [output]
    try:
        return run_json([str(word) for word in command], threads)
    except FileNotFoundError:
        package = R_PEERS[peer]
        raise Missing(f"no Rscript; apt-get install r-base-core {package}")


def has_fast_blas():
    """Whether numpy, once it multiplied, has another than Netlib's BLAS."""
    np.ones((2, 2)) @ np.ones((2, 2))
    with open("/proc/self/maps", encoding="utf-8") as maps:
        return re.search("openblas|mkl|blis|atlas", maps.read()) is not None


def inertia(x, labels):
    total = 0.0
    for label in np.unique(labels):
        members = x[labels == label].astype(float)
        total += ((members - members.mean(axis=0)) ** 2).sum()
    return total


def net_similarity(x, exemplars):
    """The rows' similarities to their exemplars and these' preferences."""
    x = x.astype(float)
    norms = (x * x).sum(axis=1)
    similarities = 2 * x @ x.T - norms[:, None] - norms
    np.minimum(similarities, 0, out=similarities)
    np.fill_diagonal(similarities, 0)
    preference = np.median(similarities)
    chosen = np.unique(exemplars)
    others = np.setdiff1d(np.arange(len(x)), chosen)
    return similarities[
        others, exemplars[others]
    ].sum() + preference * len(chosen)


def same_partition(labels, reference):
    """The adjusted Rand index; None without scikit-learn."""
    try:
        from sklearn.metrics import adjusted_rand_score
    except ImportError:
        return None
    return adjusted_rand_score(reference, labels)


def trustworthiness(x, embedding):
    """How well neighbours stay neighbours; None without scikit-learn."""
    try:
        from sklearn import manifold
    except ImportError:
        return None
    return manifold.trustworthiness(x, embedding, n_neighbors=15)


def quality(method, x, result, facts, reference):
    """The figures of a result by name; None stands for one that is unknown.

    REFERENCE is the peer's result with which clusterings are compared.
    """
    if method == "kmeans":
        return {"inertia": inertia(x, result)}
    if method == "affinity_propagation":
        return {
            "net similarity": net_similarity(x, result),
            "exemplars": len(np.unique(result)),
        }
    if method in ("agglomerative", "dbscan"):
        return {"ARI with sklearn's": same_partition(result, reference)}
    told = {}
    if "kl_divergence" in facts:
        told["KL"] = facts["kl_divergence"]
    told["trustworthiness@15"] = trustworthiness(x, result)
    return told


def describe(name, figure):
    if figure is None:
        return f"{name} unknown without python3-sklearn"
    return f"{name} {figure:.6g}"


class Contestant:
    """Ours or a peer, and its runs on one input."""

    def __init__(self, name, run):
        self.name = name
        self.run = run
        self.lines = []
        self.output = None

    def median(self, figure):
        return statistics.median(line[figure][0] for line in self.lines)

    @property
    def peak_mib(self):
        return (
            statistics.median(line["peak_growth_bytes"] for line in self.lines)
            / 2**20
        )


def contestants(row, data, directory, threads):
    method, name, components, peers = row
    eps = EPS.get(name, 1.0)
    own_output = os.path.join(directory, OURS)
    flags = (
        f"--feluda_method={method}",
        f"--feluda_eps={eps}",
        f"--feluda_components={components}",
        f"--feluda_input={data}",
        f"--feluda_save_output={own_output}",
    )
    yield Contestant(OURS, lambda: (operate(threads, *flags), own_output))
    for peer in peers:
        output = os.path.join(directory, peer)
        yield Contestant(
            peer,
            lambda peer=peer, output=output: (
                run_peer(peer, data, components, eps, threads, output),
                output,
            ),
        )


def run_rounds(everyone, rounds):
    """Returns the contestants that are installed, with their runs."""
    present = list(everyone)
    for _ in range(rounds):
        for contestant in list(present):
            try:
                line, output = contestant.run()
            except Missing as missing:
                print(f"{contestant.name}: {missing}", file=sys.stderr)
                present.remove(contestant)
                continue
            contestant.lines.append(line)
            contestant.output = output
    return present


def read_output(method, contestant, components):
    if method in ("tsne", "umap"):
        flat = np.fromfile(contestant.output, "<f4")
        return flat.reshape(-1, components)
    return np.fromfile(contestant.output, "<i4")


def print_table(row, x, present):
    method, name, components, _ = row
    title = f"{method} {name}" + (f", {components}-D" * (method == "tsne"))
    ours = present[0]
    results = {c.name: read_output(method, c, components) for c in present}
    reference = results[present[-1].name]
    for contestant in present:
        facts = contestant.lines[-1]["facts"]
        told = quality(method, x, results[contestant.name], facts, reference)
        text = ", ".join(describe(*figure) for figure in told.items())
        ratio = contestant.median("wall_s") / ours.median("wall_s")
        print(
            f"| {title} | {contestant.name} "
            f"| {contestant.median('wall_s'):.3f} "
            f"| {contestant.median('cpu_s'):.3f} "
            f"| {contestant.peak_mib:.1f} | {text} | {ratio:.1f} |",
            flush=True,
        )


def compare(row, rounds, threads):
    with tempfile.TemporaryDirectory() as directory:
        data = os.path.join(directory, "rows.f32")
        subprocess.run(
            [
                os.path.join(HERE, "operate"),
                f"--feluda_dimension={DIMENSION}",
                f"--feluda_input={row[1]}",
                f"--feluda_save_input={data}",
            ],
            check=True,
        )
        everyone = contestants(row, data, directory, threads)
        present = run_rounds(everyone, rounds)
        x = np.fromfile(data, "<f4").reshape(-1, DIMENSION)
        print_table(row, x, present)


def compare_on_embeddings(rows, options):
    if not has_fast_blas():
        print(
            "numpy has the slow reference BLAS: the ratios flatter us; "
            "apt-get install libopenblas0-pthread",
            file=sys.stderr,
        )
    print("| input | program | time, s | CPU, s | peak, MiB | quality | ratio |")
    print("| --- | --- | ---: | ---: | ---: | --- | ---: |")
    for row in rows:
        compare(row, options.rounds, options.threads)


def compare_models(rows, options):
    print(models.HEADER)
    for row in rows:
        with tempfile.TemporaryDirectory() as directory:
            try:
                models.compare(HERE, row, options.rounds, directory, options)
            except models.Missing as missing:
                print(f"{models.title(row)}: {missing}", file=sys.stderr)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument("--model_dir", default="")
    parser.add_argument("--python", default="/usr/bin/python3")
    parser.add_argument("rows", nargs="?", default="", metavar="REGEX")
    options = parser.parse_args()
    picked = [
        row for row in ROWS if re.search(options.rows, f"{row[0]} {row[1]}")
    ]
    with_model = models.picked(options.rows)
    numbers = (options.rounds, options.threads, options.repetitions)
    if not (picked or with_model) or min(numbers) < 1:
        parser.error("no row has that name, or a number is below 1")
    try:
        if picked:
            compare_on_embeddings(picked, options)
        if with_model:
            compare_models(with_model, options)
    except (Failed, models.Failed) as failed:
        sys.exit(str(failed))


main()
