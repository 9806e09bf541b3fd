"""The command line of ab."""

import os
import random

from programs import BadUse

# Flags of this project's programs that both shall have.
OURS = ("media_dir", "data_dir", "model_dir", "memory_limit_mb")
# Flags of //reporters:compare.
COMPARE = ("strict", "same", "rows", "to", "out", "feluda_threshold",
           "feluda_budget", "feluda_markdown_append")
REFUSED = ("benchmark_out", "benchmark_out_format", "benchmark_format",
           "benchmark_list_tests")


class Options:
    """The command line. All that is wrong with it is told at once."""

    NUMBERS = {"width": (float, 0.05), "time": (float, 600.0),
               "blocks": (int, 10**9), "seed": (int, None),
               "timeout": (float, 600.0)}
    TEXTS = {"git": None, "target": "//bench:operators",
             "results_dir": "results"}

    def __init__(self, arguments):
        self.binaries = []
        self.filter = []
        self.program_flags = []
        self.own_flags = []
        self.compare_flags = []
        self.values = {name: default for name, (_, default)
                       in self.NUMBERS.items()}
        self.values.update(self.TEXTS)
        self.mistakes = []
        for argument in arguments:
            self._take(argument)
        self._check_binaries()
        if self.mistakes:
            raise BadUse("\n".join(self.mistakes))
        if self.values["seed"] is None:
            self.values["seed"] = random.SystemRandom().randrange(2**32)

    def __getattr__(self, name):
        return self.values[name]

    def _take(self, argument):
        if not argument.startswith("-"):
            self.binaries.append(argument)
            return
        name, has_value, value = argument.lstrip("-").partition("=")
        ours = name.removeprefix("feluda_")
        if name in REFUSED:
            self.mistakes.append(f"{argument}: is for ab to say; leave it out")
        elif name.startswith("benchmark_") or name == "v":
            self.program_flags.append(argument)
            if name == "benchmark_filter":
                self.filter = [argument]
        elif name in COMPARE:
            self.compare_flags.append(argument)
        elif ours in OURS:
            self.own_flags.append(f"--{name}={os.path.abspath(value)}"
                                  if ours.endswith("_dir") else argument)
        elif ours in self.values:
            self._set(argument, ours, value if has_value else "")
        else:
            self.mistakes.append(f"{argument}: no such flag; --help lists them")

    def _set(self, argument, name, value):
        if name in self.TEXTS:
            if not value:
                self.mistakes.append(f"{argument}: needs a value")
            self.values[name] = value
            return
        kind = self.NUMBERS[name][0]
        try:
            number = kind(value)
        except ValueError:
            number = -1
        if not (number >= 0 if name == "seed" else 0 < number < float("inf")):
            self.mistakes.append(f"{argument}: say a number above 0")
        self.values[name] = number

    def _check_binaries(self):
        count = len(self.binaries)
        if self.git is None and count != 2:
            self.mistakes.append("name the old and the new program, or "
                                 "--feluda_git=REVISION for the old one")
        elif self.git is not None and count > 1:
            self.mistakes.append("with --feluda_git name the new program alone")
