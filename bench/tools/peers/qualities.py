#!/usr/bin/python3
"""How good results are, in a process of the Python that has the peers.

    qualities.py METHOD INPUT DIMENSION COMPONENTS REFERENCE RESULT...

REFERENCE is the result with which clusterings are compared, or "". Prints one
line of JSON: for each RESULT an object of figures by their names, null where a
figure needs a package that is not installed.

Exit status 3: numpy is not installed.
"""

import json
import sys

try:
    import numpy as np
except ImportError as error:
    print(f"{error}; apt-get install python3-numpy", file=sys.stderr)
    sys.exit(3)

NEIGHBORS = 15
# More rows than that are judged by so many of them, drawn at random.
MAX_JUDGED = 20000
SAMPLE = 2000
BLOCK = 100


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
    """The adjusted Rand index; None without scikit-learn or a reference."""
    try:
        from sklearn.metrics import adjusted_rand_score
    except ImportError:
        return None
    return None if reference is None else adjusted_rand_score(reference, labels)


def squared_distances(some, x, norms):
    return norms[some][:, None] - 2 * x[some] @ x.T + norms


def trustworthiness(x, embedding, judged):
    """How well neighbours stay neighbours, of Venna and Kaski (2001).

    1 less a penalty for each row among a judged row's neighbours in EMBEDDING
    that is none in X: its rank there beyond the neighbours'.
    """
    count, k = len(x), NEIGHBORS
    penalty = 0
    norms_x = (x * x).sum(axis=1)
    norms_e = (embedding * embedding).sum(axis=1)
    for first in range(0, len(judged), BLOCK):
        some = judged[first : first + BLOCK]
        rows = np.arange(len(some))[:, None]
        near = squared_distances(some, embedding, norms_e)
        near[rows[:, 0], some] = np.inf
        neighbors = np.argpartition(near, k, axis=1)[:, :k]
        distances = squared_distances(some, x, norms_x)
        distances[rows[:, 0], some] = np.inf
        for column in range(k):
            its = distances[rows[:, 0], neighbors[:, column]]
            rank = 1 + (distances < its[:, None]).sum(axis=1)
            penalty += np.maximum(0, rank - k).sum()
    return 1 - 2 * penalty / (len(judged) * k * (2 * count - 3 * k - 1))


def judged_rows(count):
    if count <= MAX_JUDGED:
        return np.arange(count)
    draw = np.random.default_rng(0)
    return np.sort(draw.choice(count, SAMPLE, replace=False))


def quality(method, x, result, reference):
    if method == "kmeans":
        return {"inertia": inertia(x, result)}
    if method == "affinity_propagation":
        return {
            "net similarity": net_similarity(x, result),
            "exemplars": len(np.unique(result)),
        }
    if method in ("agglomerative", "dbscan"):
        return {"ARI with sklearn's": same_partition(result, reference)}
    centered = x.astype(float) - x.mean(axis=0)
    judged = judged_rows(len(x))
    return {
        f"trustworthiness@{NEIGHBORS}": trustworthiness(
            centered, result.astype(float), judged
        )
    }


def read_result(method, path, components):
    if method in ("tsne", "umap"):
        return np.fromfile(path, "<f4").reshape(-1, components)
    return np.fromfile(path, "<i4")


def main():
    method, path, dimension, components, reference, *results = sys.argv[1:]
    x = np.fromfile(path, "<f4").reshape(-1, int(dimension))
    components = int(components)
    reference = read_result(method, reference, components) if reference else None
    told = [
        quality(method, x, read_result(method, name, components), reference)
        for name in results
    ]
    print(json.dumps(told, default=float))


if __name__ == "__main__":
    main()
