"""The runs of two builds by benchmark: the n-th process of each are a pair."""

OLD, NEW = 0, 1


class Pairs:
    """Collects blocks, and makes reports of them."""

    def __init__(self, names):
        self.runs = {name: ([], []) for name in names}

    def add(self, name, block):
        """BLOCK has the side and the runs of each of its processes."""
        for side, runs in block:
            self.runs[name][side].append(runs)

    def count(self, name):
        """How many pairs there are of it."""
        return len(self.runs[name][OLD])

    def has_failed(self, name):
        """Whether a process of either build did."""
        return any("error_occurred" in run for side in self.runs[name]
                   for runs in side for run in runs)

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
