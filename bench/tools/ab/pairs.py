"""How far two builds differ, from pairs of processes that ran side by side.

This decides when enough was measured. What the figures mean is for
//reporters:compare to say, from the files.
"""

import math

CONFIDENCE = 0.95
# Up to so many pairs the distribution is computed, beyond it is as good as
# normal.
MAX_EXACT = 60
OLD, NEW = 0, 1


def signed_rank_counts(pairs):
    """In how many of all signs the ranks of the positive ones have each sum."""
    counts = [1]
    for rank in range(1, pairs + 1):
        longer = counts + [0] * rank
        for total, count in enumerate(counts):
            longer[total + rank] += count
        counts = longer
    return counts


def cut(pairs):
    """How many of the averages lie outside of the interval at each end."""
    tail = (1 - CONFIDENCE) / 2
    if pairs > MAX_EXACT:
        mean = pairs * (pairs + 1) / 4
        deviation = math.sqrt(pairs * (pairs + 1) * (2 * pairs + 1) / 24)
        return math.floor(mean - 1.96 * deviation)
    below = 0
    for total, count in enumerate(signed_rank_counts(pairs)):
        below += count
        if below > tail * 2**pairs:
            return total
    return 0


def ratio_interval(old, new):
    """(low, ratio, high) of new over old; None with fewer than six pairs.

    The ratio is the Hodges-Lehmann estimate: the median of the averages of any
    two pairs, on logarithms. The interval has the ratios that Wilcoxon's signed
    rank test would not refuse (Lehmann, "Nonparametrics", 1975, 4.4), so noise
    that both of a pair share cancels, and no shape of it is assumed.
    """
    if any(value <= 0 for value in [*old, *new]):
        return None
    logs = [math.log(b / a) for a, b in zip(old, new)]
    outside = cut(len(logs))
    if outside < 1:
        return None
    averages = sorted(
        (one + other) / 2 for i, one in enumerate(logs) for other in logs[i:])
    count = len(averages)
    middle = (averages[(count - 1) // 2] + averages[count // 2]) / 2
    return tuple(math.exp(value) for value in (
        averages[outside - 1], middle, averages[count - outside]))


def is_narrow(old, new, width):
    """Whether the interval is at most so wide, as a share: 0.05."""
    interval = ratio_interval(old, new)
    return interval is not None and interval[2] / interval[0] - 1 <= width


class Pairs:
    """The runs of both builds by benchmark; the n-th of each are a pair."""

    def __init__(self, names):
        self.runs = {name: ([], []) for name in names}

    def add(self, name, block):
        """BLOCK has the side and the runs of each of its processes."""
        for side, runs in block:
            self.runs[name][side].append(runs)

    def times(self, name):
        """Wall times of the first benchmark of that name; None if one failed."""
        sides = [[runs[0] for runs in side] for side in self.runs[name]]
        if any("error_occurred" in run for side in sides for run in side):
            return None
        return [[run["real_time"] for run in side] for side in sides]

    def is_enough(self, name, width):
        """As narrow as asked. What failed is not tried for ever."""
        times = self.times(name)
        return times is None or is_narrow(*times, width)

    def report(self, side, provenance):
        """The runs of a side as Google Benchmark's JSON."""
        benchmarks = []
        for family, (name, sides) in enumerate(self.runs.items()):
            processes = sides[side]
            for index, runs in enumerate(processes):
                for run in runs:
                    benchmarks.append({
                        **run, "family_index": family,
                        "per_family_instance_index": 0,
                        "repetitions": len(processes),
                        "repetition_index": index, "round_index": index})
        return {**provenance, "benchmarks": benchmarks}
