#!/usr/bin/python3
"""Runs one Python library, a peer of one of our operators, on embeddings.

    peer.py LIBRARY INPUT DIMENSION CLUSTERS COMPONENTS EPS THREADS OUTPUT

INPUT is a file of float32, row by row. The library gets float64, as its users
give it, and Feluda's parameters. Prints one line of JSON: wall and CPU seconds of
the call, by how many bytes resident memory rose above where it stood, and facts
that the library tells of its result. OUTPUT gets the result: labels as int32,
coordinates as float32.

Exit status 3: the library is not installed; the message names the package.
"""

import json
import re
import sys
import time

import numpy as np


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

    model = TSNE(
        n_components=o.components,
        perplexity=30.0,
        learning_rate=150.0,
        n_iter=1000,
        random_state=42,
        method="barnes_hut",
        n_jobs=o.threads,
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


PEERS = {
    "kmeans_sklearn": (kmeans_sklearn, "python3-sklearn"),
    "kmeans_faiss": (kmeans_faiss, "python3-faiss"),
    "agglomerative_sklearn": (agglomerative_sklearn, "python3-sklearn"),
    "affinity_propagation_sklearn": (
        affinity_propagation_sklearn,
        "python3-sklearn",
    ),
    "dbscan_sklearn": (dbscan_sklearn, "python3-sklearn"),
    "tsne_sklearn": (tsne_sklearn, "python3-sklearn"),
    "umap_learn": (umap_learn, "umap-learn"),
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


def main():
    library, path, dimension, *rest, output = sys.argv[1:]
    prepare, package = PEERS[library]
    x = np.fromfile(path, "<f4").reshape(-1, int(dimension)).astype(float)
    try:
        call, result = prepare(x, Options(rest))
    except ImportError as error:
        print(f"{error}; apt-get install {package}", file=sys.stderr)
        sys.exit(3)
    line = measure(call)
    values, line["facts"] = result()
    kind = "<f4" if values.ndim == 2 else "<i4"
    values.astype(kind).tofile(output)
    print(json.dumps(line))


main()
