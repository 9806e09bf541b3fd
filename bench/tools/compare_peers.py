#!/usr/bin/python3 -B
"""Compares the operators with libraries of Python, R and C++.

    bazel run //bench:compare_peers [-- [--peers=pip] [--large] [--rounds=N]
        [--threads=N] [--target=AVX2] [--against=REGEX] [REGEX]
        [--repetitions=N] [--model_dir=DIR] [--python=PROGRAM]]

Runs our operator and each peer in turn (ours, peer, peer, ours, peer, ...), a
process a run, as the speed of a machine changes from one second to the next,
and prints medians over the rounds, 5 by default. REGEX picks the rows by method
and input, `kmeans|2000` or `vid_vec_rep` for example, and --against the peers on
embeddings by name; --large adds inputs of 50,000 and 100,000 rows, which take
minutes each.

--target=AVX2 shows a processor without AVX-512 on one that has it: ours, BLAS,
numpy, numba, faiss and OpenCV use nothing above. Rows with a model, whose
libraries have no such limit, are left out.

Peers in Python are Debian's packages, or with --peers=pip the versions in
third_party/python-peers.txt, which are put into a virtual environment in the
user's cache directory the first time. A peer that is not installed is named with
its package, and so is a fast BLAS: with Netlib's reference BLAS numpy, and with
it most peers, is several times slower than its users know it.

Operators with a model come after those on embeddings: with made-up weights unless
--model_dir names the user's, each run --repetitions times in a process, 5 by
default. --python is the Python that runs their peers, and those of Debian, and
makes the environment for pip's; /usr/bin/python3 by default.

The exit status is 0 whatever the figures, since a speed is no test, 1 if a run
fails, 2 for bad use or if there can be no environment.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.realpath(__file__)))
try:
    from tool_parts import find_folder
except ImportError:
    sys.exit(f"{sys.path[0]} lacks tool_parts.py; bazel run //bench:compare_peers "
             "has it")

VERSIONS = "../../third_party/python-peers.txt"
HERE = find_folder((
    "operate",
    "operate_model",
    "peers/environment.py",
    "peers/models.py",
    "peers/model_peer.py",
    "peers/opencv_kmeans",
    "peers/peer.py",
    "peers/peer.R",
    "peers/qualities.py",
    "peers/runs.py",
    "peers/table.py",
    VERSIONS,
))
sys.path.insert(0, os.path.join(HERE, "peers"))
import environment  # noqa: E402, which is found once the folder is
import models  # noqa: E402
import table  # noqa: E402
from runs import LIMITS, Failed, Missing, run_json  # noqa: E402

KMEANS_PEERS = ("kmeans_opencv", "kmeans_faiss", "kmeans_sklearn")
DBSCAN_PEERS = ("dbscan_r", "dbscan_sklearn")
TSNE_PEERS = ("opentsne_fft", "opentsne_bh", "rtsne", "tsne_sklearn")
# openTSNE has no three dimensions.
TSNE_3D_PEERS = ("rtsne", "tsne_sklearn")

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
    ("tsne", "clustered_10x200", 2, TSNE_PEERS),
    ("tsne", "random_2000", 2, TSNE_PEERS),
    ("tsne", "random_2000", 3, TSNE_3D_PEERS),
    ("tsne", "random_10000", 2, TSNE_PEERS),
    ("umap", "clustered_10x200", 2, ("umap_learn",)),
    ("umap", "random_10000", 2, ("umap_learn",)),
)
# Topics are rows like embeddings of networks (lib/data/embedding_generator.h).
LARGE_ROWS = (
    ("kmeans", "random_50000", 2, KMEANS_PEERS),
    ("kmeans", "topics_50000", 2, KMEANS_PEERS),
) + tuple(
    (method, f"topics_{rows}", 2, (peer,))
    for method, peer in (("tsne", "opentsne_fft"), ("umap", "umap_learn"))
    for rows in (50000, 100000)
)
DIMENSION = 512
CLUSTERS = 10
MANY_CLUSTERS = 100
# DBSCAN's eps: it reaches the other rows of a cluster, and in noise a few others
# of most rows.
EPS = {"clustered_10x500": 12.0, "random_5000": 29.0}
R_PEERS = {"rtsne": "r-cran-rtsne", "dbscan_r": "r-cran-dbscan"}
OURS = "ours"


def operate(options, *flags):
    return run_json(
        [
            os.path.join(HERE, "operate"),
            f"--feluda_dimension={DIMENSION}",
            f"--feluda_threads={options.threads}",
            f"--feluda_target={options.target}",
            *flags,
        ],
        options.threads,
        options.target,
    )


def our_version():
    """Such as "Feluda Benchmarks 0.3"."""
    command = [os.path.join(HERE, "operate"), "--version"]
    return subprocess.run(
        command, check=True, stdout=subprocess.PIPE, universal_newlines=True
    ).stdout.strip()


def clusters_of(name):
    """How many clusters are sought in an input."""
    return MANY_CLUSTERS if name.endswith("_50000") else CLUSTERS


def run_peer(peer, data, clusters, components, eps, options, output):
    folder = os.path.join(HERE, "peers")
    if peer == "kmeans_opencv":
        program = os.path.join(folder, "opencv_kmeans")
        command = [program, data, DIMENSION, clusters, options.threads, output]
        return run_json(command, options.threads, options.target)
    arguments = [data, DIMENSION, clusters, components, eps, options.threads]
    if peer not in R_PEERS:
        program = [options.peers_python, os.path.join(folder, "peer.py")]
        command = [*program, peer, *arguments, output]
        return run_json(command, options.threads, options.target)
    try:
        command = ["Rscript", os.path.join(folder, "peer.R"), peer]
        command += [*arguments, output]
        return run_json(command, options.threads, options.target)
    except FileNotFoundError:
        package = R_PEERS[peer]
        raise Missing(
            f"no Rscript; apt-get install r-base-core {package}"
        ) from None


class Contestant:
    """Ours or a peer, and its runs on one input."""

    def __init__(self, name, output, run):
        self.name = name
        self.output = output
        self.run = run
        self.lines = []


def contestants(row, data, directory, options):
    method, name, components, peers = row
    eps = EPS.get(name, 1.0)
    clusters = clusters_of(name)
    own_output = os.path.join(directory, OURS)
    flags = (
        f"--feluda_method={method}",
        f"--feluda_eps={eps}",
        f"--feluda_clusters={clusters}",
        f"--feluda_components={components}",
        f"--feluda_input={data}",
        f"--feluda_save_output={own_output}",
    )
    version = {"version": options.version}
    yield Contestant(
        OURS, own_output, lambda: {**operate(options, *flags), **version}
    )
    for peer in filter(re.compile(options.against).search, peers):
        output = os.path.join(directory, peer)
        yield Contestant(
            peer,
            output,
            lambda peer=peer, output=output: run_peer(
                peer, data, clusters, components, eps, options, output
            ),
        )


def run_rounds(everyone, rounds):
    """Returns the contestants that are installed, with their runs."""
    present = list(everyone)
    for _ in range(rounds):
        for contestant in list(present):
            try:
                contestant.lines.append(contestant.run())
            except Missing as missing:
                print(f"{contestant.name}: {missing}", file=sys.stderr)
                present.remove(contestant)
    return present


def divergence(contestant):
    """What t-SNE tells of itself, by the similarities that it worked with."""
    facts = contestant.lines[-1]["facts"]
    return {"KL": facts["kl_divergence"]} if "kl_divergence" in facts else {}


def qualities(row, data, present, options):
    """An object of figures for each contestant, by the Python of the peers."""
    method, _, components, _ = row
    references = [c.output for c in present if c.name.endswith("_sklearn")]
    command = [options.peers_python, os.path.join(HERE, "peers", "qualities.py")]
    command += [method, data, DIMENSION, components, *(references or [""])]
    try:
        told = run_json([*command, *(c.output for c in present)], threads=1)
    except Missing as missing:
        print(f"quality: {missing}", file=sys.stderr)
        told = [{"quality": None} for _ in present]
    return [
        {**divergence(contestant), **figures}
        for figures, contestant in zip(told, present)
    ]


def print_rows(row, data, present, options):
    method, name, components, _ = row
    title = f"{method} {name}"
    if method == "tsne":
        title += f", {components}-D"
    if method == "kmeans" and clusters_of(name) != CLUSTERS:
        title += f", {clusters_of(name)} clusters"
    told = qualities(row, data, present, options)
    for contestant, figures in zip(present, told):
        line = table.row_line(
            title, contestant.name, contestant.lines, present[0].lines, figures
        )
        print(line, flush=True)


def compare(row, options):
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
        everyone = contestants(row, data, directory, options)
        present = run_rounds(everyone, options.rounds)
        print_rows(row, data, present, options)
    return all(line.get("fast_blas", True) for c in present for line in c.lines)


def describe_python(options):
    """Such as "pip's in /home/me/.cache/..., Python 3.11.2"."""
    program = "import platform; print('Python', platform.python_version())"
    done = subprocess.run(
        [options.peers_python, "-c", program],
        check=True,
        stdout=subprocess.PIPE,
        universal_newlines=True,
    )
    return f"{options.peers}'s, {options.peers_python}, {done.stdout.strip()}"


def compare_on_embeddings(rows, options):
    options.version = our_version()
    options.peers_python = options.python
    if options.peers == "pip":
        with open(os.path.join(HERE, VERSIONS), encoding="utf-8") as file:
            options.peers_python = environment.python_with(
                file.read(),
                options.python,
                lambda line: print(line, file=sys.stderr, flush=True),
            )
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        line = table.conditions(
            file.read(),
            options.target,
            options.rounds,
            options.threads,
            describe_python(options),
        )
    print(f"{line}\n\n{table.HEADER}", flush=True)
    fast = [compare(row, options) for row in rows]
    if not all(fast):
        print(
            "numpy has the slow reference BLAS: the ratios flatter us; "
            "apt-get install libopenblas0-pthread",
            file=sys.stderr,
        )


def compare_models(rows, options):
    print(models.HEADER)
    for row in rows:
        with tempfile.TemporaryDirectory() as directory:
            try:
                models.compare(HERE, row, options.rounds, directory, options)
            except Missing as missing:
                print(f"{models.title(row)}: {missing}", file=sys.stderr)


def parse(arguments):
    """Returns the options, with the rows on embeddings and those with a model."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--peers", choices=("debian", "pip"), default="debian")
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--target", choices=sorted(LIMITS), default="")
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument("--model_dir", default="")
    parser.add_argument("--python", default="/usr/bin/python3")
    parser.add_argument("--against", default="", metavar="REGEX")
    parser.add_argument("rows", nargs="?", default="", metavar="REGEX")
    options = parser.parse_args(arguments)
    for pattern in (options.rows, options.against):
        try:
            re.compile(pattern)
        except re.error as error:
            parser.error(f"{pattern}: {error}; REGEX is a regular expression")
    picked = [
        row
        for row in ROWS + LARGE_ROWS * options.large
        if re.search(options.rows, f"{row[0]} {row[1]}")
    ]
    with_model = [] if options.target else models.picked(options.rows)
    if not (picked or with_model):
        parser.error(
            f"no row has {options.rows} in its method and input, which may need "
            "--large, or with a model be without --target"
        )
    for name in ("rounds", "threads", "repetitions"):
        if getattr(options, name) < 1:
            parser.error(f"--{name} must be at least 1")
    return options, picked, with_model


def main():
    options, picked, with_model = parse(sys.argv[1:])
    try:
        if picked:
            compare_on_embeddings(picked, options)
        if with_model:
            compare_models(with_model, options)
    except environment.Unmakable as cause:
        print(f"--peers=pip: {cause}", file=sys.stderr)
        sys.exit(2)
    except Failed as failed:
        sys.exit(str(failed))


main()
