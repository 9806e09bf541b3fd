"""When enough was measured: the intervals are those that the comparison at the
end will print, since //reporters:compare computes them from the pairs so far.
"""

import json
import math
import os
import subprocess

from programs import BadUse

NAMES_TOLD = 10


def widths(compare, files, folder):
    """How wide the interval of each benchmark's ratio of times is, as a share.

    Those that have none yet, or failed, are missing.
    """
    out = os.path.join(folder, "comparison")
    # In a session of its own, so that Ctrl-C is for ab alone.
    done = subprocess.run(
        [compare, "--pairs", "--to=json", f"--out={out}", *files],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, start_new_session=True)
    try:
        with open(f"{out}.json", encoding="utf-8") as file:
            benchmarks = json.load(file)["benchmarks"]
    except OSError:
        words = done.stderr.decode(errors="replace").strip()
        raise BadUse(f"{compare}: exit status {done.returncode}: "
                     f"{words}") from None
    found = {}
    for benchmark in benchmarks:
        for figure in benchmark["figures"]:
            low, high = figure["low"], figure["high"]
            if figure["figure"] == "time" and low:
                found[benchmark["name"]] = (
                    math.inf if high is None else high / low - 1)
    return found


class Ends:
    """Why each benchmark was measured no further."""

    NARROW = "Narrow enough"
    FAILED = "Failed"
    TIME = "The time was up (--feluda_time)"
    BLOCKS = "All blocks were run (--feluda_blocks)"
    INTERRUPTED = "Interrupted"

    def __init__(self, names, pairs, width):
        self.pairs = pairs
        self.width = width
        self.widths = {}
        self.reasons = dict.fromkeys(names)

    def update(self, found):
        """Takes the widths so far; the benchmarks that are to go on."""
        self.widths.update(found)
        for name, reason in self.reasons.items():
            if reason is None and self.pairs.has_failed(name):
                self.reasons[name] = self.FAILED
            elif reason is None and found.get(name, math.inf) <= self.width:
                self.reasons[name] = self.NARROW
        return [name for name, reason in self.reasons.items() if reason is None]

    def end(self, reason):
        """Of all that were to go on."""
        for name in self.reasons:
            self.reasons[name] = self.reasons[name] or reason

    def lines(self):
        """A line for each reason, with the benchmarks that it stopped."""
        told = {}
        for name, reason in self.reasons.items():
            told.setdefault(reason, []).append(self._text(name))
        lines = []
        for reason, texts in told.items():
            more = len(texts) - NAMES_TOLD
            lines.append(f"{reason}: {', '.join(texts[:NAMES_TOLD])}"
                         f"{f' and {more} more' if more > 0 else ''}.")
        return lines

    def _text(self, name):
        count = self.pairs.count(name)
        text = f"{name} ({count} pair{'' if count == 1 else 's'}"
        width = self.widths.get(name, math.inf)
        if math.isfinite(width):
            text += f", interval of {width * 100:.1f} %"
        return text + ")"
