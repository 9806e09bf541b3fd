#!/usr/bin/python3
"""Runs one Python library, a peer of one of our operators, on embeddings.

    peer.py PEER INPUT DIMENSION CLUSTERS COMPONENTS EPS THREADS OUTPUT

INPUT is a file of float32, row by row. The library gets float64, as its users
give it, and Feluda's parameters. Prints one line of JSON: wall and CPU seconds of
the call, by how many bytes resident memory rose above where it stood, the
library's version, whether numpy has another BLAS than Netlib's slow one, and
facts that the library tells of its result. OUTPUT gets the result: labels as
int32, coordinates as float32.

Exit status 3: the library is not installed; the message names the package.
"""

import inspect
import json
import re
import sys
import time

try:
    import numpy as np
except ImportError as missing:
    print(f"{missing}; apt-get install python3-numpy", file=sys.stderr)
    sys.exit(3)


def kmeans_sklearn(x, o):
    from sklearn.cluster import KMeans

    model = KMeans(n_clusters=o.clusters, n_init=1, random_state=50)
    return lambda: model.fit(x), lambda: (model.labels_, {})


def kmeans_faiss(x, o):
    import faiss

    faiss.omp_set_num_threads(o.threads)
    x = x.astype(np.float32)
    model = faiss.Kmeans(
        x.shape[1],
        o.clusters,
        niter=42,
        seed=50,
        max_points_per_centroid=len(x),
        min_points_per_centroid=1,
    )
    return (
        lambda: model.train(x),
        lambda: (model.index.search(x, 1)[1].ravel(), {}),
    )


def agglomerative_sklearn(x, o):
    from sklearn.cluster import AgglomerativeClustering

    model = AgglomerativeClustering(n_clusters=o.clusters)
    return lambda: model.fit(x), lambda: (model.labels_, {})


def affinity_propagation_sklearn(x, o):
    from sklearn.cluster import AffinityPropagation

    model = AffinityPropagation(random_state=50)
    return (
        lambda: model.fit(x),
        lambda: (
            model.cluster_centers_indices_[model.labels_],
            {"iterations": int(model.n_iter_)},
        ),
    )


def dbscan_sklearn(x, o):
    from sklearn.cluster import DBSCAN

    model = DBSCAN(eps=o.eps)
    return lambda: model.fit(x), lambda: (model.labels_, {})


def tsne_sklearn(x, o):
    from sklearn.manifold import TSNE

    # Debian 12's calls it n_iter.
    named = inspect.signature(TSNE).parameters
    iterations = "max_iter" if "max_iter" in named else "n_iter"
    model = TSNE(
        n_components=o.components,
        perplexity=30.0,
        learning_rate=150.0,
        random_state=42,
        method="barnes_hut",
        n_jobs=o.threads,
        **{iterations: 1000},
    )
    return (
        lambda: model.fit(x),
        lambda: (
            model.embedding_,
            {
                "kl_divergence": float(model.kl_divergence_),
                "iterations": int(model.n_iter_),
            },
        ),
    )


def opentsne(x, o, gradient):
    from openTSNE import TSNE

    # 1000 iterations, of which it counts the first 250 apart.
    model = TSNE(
        n_components=o.components,
        perplexity=30,
        learning_rate=150,
        early_exaggeration_iter=250,
        n_iter=750,
        negative_gradient_method=gradient,
        random_state=42,
        n_jobs=o.threads,
    )
    made = []
    return (
        lambda: made.append(model.fit(x)),
        lambda: (
            np.asarray(made[0]),
            {"kl_divergence": float(made[0].kl_divergence)},
        ),
    )


def opentsne_fft(x, o):
    return opentsne(x, o, "fft")


def opentsne_bh(x, o):
    return opentsne(x, o, "bh")


def umap_learn(x, o):
    import umap

    model = umap.UMAP(
        n_components=o.components,
        n_neighbors=15,
        min_dist=0.1,
        random_state=42,
    )
    # The first call compiles UMAP's loops, so only the second is measured.
    umap.UMAP(random_state=42).fit(x[:500])
    return lambda: model.fit(x), lambda: (model.embedding_, {})


SKLEARN = ("scikit-learn", "sklearn", "python3-sklearn")
OPENTSNE = ("openTSNE", "openTSNE", None)
# The function; its library, module, and Debian's package of it, if there is one.
PEERS = {
    "kmeans_sklearn": (kmeans_sklearn, SKLEARN),
    "kmeans_faiss": (kmeans_faiss, ("faiss", "faiss", "python3-faiss")),
    "agglomerative_sklearn": (agglomerative_sklearn, SKLEARN),
    "affinity_propagation_sklearn": (affinity_propagation_sklearn, SKLEARN),
    "dbscan_sklearn": (dbscan_sklearn, SKLEARN),
    "opentsne_bh": (opentsne_bh, OPENTSNE),
    "opentsne_fft": (opentsne_fft, OPENTSNE),
    "tsne_sklearn": (tsne_sklearn, SKLEARN),
    "umap_learn": (umap_learn, ("umap-learn", "umap", "umap-learn")),
}


class Options:
    def __init__(self, arguments):
        clusters, components, eps, threads = arguments
        self.clusters = int(clusters)
        self.components = int(components)
        self.eps = float(eps)
        self.threads = int(threads)


def resident(key):
    """Returns the bytes of VmRSS, or of VmHWM, its high-water mark."""
    with open("/proc/self/status", encoding="ascii") as status:
        return int(re.search(key + r":\s+(\d+)", status.read())[1]) * 1024


def reset_peak():
    with open("/proc/self/clear_refs", "w", encoding="ascii") as file:
        file.write("5")


def measure(call):
    reset_peak()
    before = resident("VmRSS")
    cpu = time.process_time()
    wall = time.perf_counter()
    call()
    wall = time.perf_counter() - wall
    cpu = time.process_time() - cpu
    return {
        "wall_s": [wall],
        "cpu_s": [cpu],
        "peak_growth_bytes": resident("VmHWM") - before,
    }


def has_fast_blas():
    """Whether numpy, once it multiplied, has another than Netlib's BLAS."""
    np.ones((2, 2)) @ np.ones((2, 2))
    with open("/proc/self/maps", encoding="utf-8") as maps:
        return re.search("openblas|mkl|blis|atlas", maps.read()) is not None


def remedy(package):
    if package:
        return f"apt-get install {package}, or compare with --peers=pip"
    return "Debian has no package of it, --peers=pip has"


def main():
    peer, path, dimension, *rest, output = sys.argv[1:]
    prepare, (library, module, package) = PEERS[peer]
    x = np.fromfile(path, "<f4").reshape(-1, int(dimension)).astype(float)
    try:
        call, result = prepare(x, Options(rest))
    except ImportError as error:
        print(f"{error}; {remedy(package)}", file=sys.stderr)
        sys.exit(3)
    line = measure(call)
    line["version"] = f"{library} {sys.modules[module].__version__}"
    line["fast_blas"] = has_fast_blas()
    values, line["facts"] = result()
    kind = "<f4" if values.ndim == 2 else "<i4"
    values.astype(kind).tofile(output)
    print(json.dumps(line))


main()
