#!/usr/bin/python3 -B
"""Compares two builds by running them in turn on this machine.

    bazel run //bench:ab -- OLD_BINARY NEW_BINARY [--benchmark_filter=...]
    bazel run //bench:ab -- --feluda_git=HEAD~1 [NEW_BINARY]

Each benchmark runs in blocks of four new processes, in an order that is drawn: old
new new old, or new old old new. So noise that both share cancels, and neither is
always first. It runs until the interval of its ratio of times is as narrow as
asked, or the time is up; the two reports are written and compared.

Any two Google Benchmark programs will do; those of this project tell memory and
allocations as well.

  --feluda_git=REVISION     build the old one from git, in a worktree that is
                            removed again; without NEW_BINARY the new one is
                            built from the tree as it is
  --feluda_target=TARGET    what is built then; //bench:operators by default
  --feluda_width=SHARE      how narrow the interval of each ratio has to be;
                            0.05 by default
  --feluda_time=SECONDS     how long it may take, each benchmark at least one
                            block; 600 by default
  --feluda_blocks=N         at most so many blocks of each benchmark
  --feluda_seed=N           draws the orders; another each time by default
  --feluda_timeout=SECONDS  how long one process may run; 600 by default
  --feluda_results_dir=DIR  where the reports go; results by default
  --benchmark_...           goes to both programs, as do --feluda_media_dir,
                            --feluda_data_dir and --feluda_model_dir
  other flags               --feluda_threshold, --feluda_budget, --strict and
                            more go to //reporters:compare, which prints the
                            comparison

Exit status: that of the comparison, 0 nothing is worse, 1 something is, 2 bad use,
3 nothing to compare, 4 it cannot be told (--strict); 1 where the reports cannot
be saved; 130 or 143 interrupted, what was measured until then is compared.
"""

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.realpath(__file__))
sys.path.insert(0, HERE)

import interruption
from options import Options
from pairs import NEW, OLD, Pairs
from programs import BadUse, Program
from stopping import Ends, widths
from worktree import Bazel, Worktree

NOT_COMPARABLE = 3
ORDERS = ((OLD, NEW, NEW, OLD), (NEW, OLD, OLD, NEW))


class Trial:
    """Runs the blocks."""

    def __init__(self, programs, names, options):
        self.programs = programs
        self.names = names
        self.options = options
        self.pairs = Pairs(names)
        self.ends = Ends(names, self.pairs, options.width)
        self.began = time.monotonic()

    def run(self):
        """Until all ends are told, or a signal comes."""
        try:
            self.ends.end(self._run_blocks())
        except interruption.Interrupted:
            self.ends.end(Ends.INTERRUPTED)
            raise

    def _run_blocks(self):
        """Why those that were not narrow enough were measured no further."""
        active = list(self.names)
        for block in range(self.options.blocks):
            order = random.Random(f"{self.options.seed}/{block}")
            shuffled = list(active)
            order.shuffle(shuffled)
            for done, name in enumerate(shuffled):
                if block > 0 and self.left() <= 0:
                    self._judge()
                    return Ends.TIME
                self._tell(block, done, len(active), name)
                self._run_block(name, order.choice(ORDERS))
            active = self._judge()
            if not active:
                break
        return Ends.BLOCKS

    def _judge(self):
        """The benchmarks that are to go on."""
        with tempfile.TemporaryDirectory(prefix="feluda_ab_") as folder:
            files = save(self.pairs, self.programs, folder)
            return self.ends.update(widths(find_compare(), files, folder))

    def left(self):
        return self.options.time - (time.monotonic() - self.began)

    def _run_block(self, name, order):
        """A block that is interrupted does not count."""
        block = [(side, self.programs[side].measure(name)) for side in order]
        interruption.check()
        self.pairs.add(name, block)

    def _tell(self, block, done, active, name):
        print(f"[block {block + 1}, {done + 1}/{active}] {name}  at most "
              f"{max(self.left(), 0):.0f} s left", file=sys.stderr, flush=True)


def common_names(programs, filter_flags):
    """Those that both have; the others are named."""
    old, new = (program.names(filter_flags) for program in programs)
    for what, names, others in (("old", old, new), ("new", new, old)):
        alone = [name for name in names if name not in others]
        if alone:
            print(f"Only the {what} program has {len(alone)}, which are not "
                  f"run: {', '.join(alone[:5])}"
                  f"{' ...' if len(alone) > 5 else ''}", file=sys.stderr)
    return [name for name in new if name in old]


def save(pairs, programs, folder):
    """Writes the two reports; a name that is taken gets a number."""
    stem = os.path.join(folder, time.strftime("ab_%Y%m%d"))
    number, taken = 1, stem
    while any(os.path.exists(f"{taken}_{side}.json") for side in ("old", "new")):
        number += 1
        taken = f"{stem}_{number}"
    files = []
    for side, word in ((OLD, "old"), (NEW, "new")):
        file = f"{taken}_{word}.json"
        unfinished = f"{file}.unfinished"
        try:
            with open(unfinished, "w", encoding="utf-8") as opened:
                json.dump(pairs.report(side, programs[side].provenance), opened,
                          indent=1)
            os.rename(unfinished, file)
        finally:
            if os.path.exists(unfinished):
                os.remove(unfinished)
        files.append(file)
    return files


def find_compare():
    """//reporters:compare: in the tree of runfiles that is beside this program,
    or that it is in. Its path may be a chain of symbolic links to either."""
    program = os.path.abspath(sys.argv[0])
    while True:
        here = os.path.dirname(program)
        for root in (program + ".runfiles/feluda_benchmarks",
                     os.path.join(here, "../../..")):
            found = os.path.join(root, "reporters/compare/compare")
            if os.path.isfile(found):
                return found
        if not os.path.islink(program):
            raise BadUse("reporters/compare/compare is missing; bazel run "
                         "//bench:ab builds it")
        program = os.path.join(here, os.readlink(program))


def compare(files, flags):
    """Prints the comparison; its exit status."""
    return subprocess.run([find_compare(), "--pairs", *flags, *files],
                          stdin=subprocess.DEVNULL).returncode


def give_up_saving(error, pairs, programs):
    """Compares the reports all the same, from where there is room."""
    print(f"Not saved: {error}", file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory(prefix="feluda_ab_") as folder:
        compare(save(pairs, programs, folder), [])
    return 1


def prepare(folder):
    """Makes the directory of the reports, before anything runs."""
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError as error:
        raise BadUse(f"--feluda_results_dir: {error}") from None
    if not os.access(folder, os.W_OK):
        raise BadUse(f"--feluda_results_dir: {folder} may not be written to")


def measure(binaries, options):
    """Runs both in turn; the exit status."""
    programs = [Program(path, options.program_flags, options.own_flags,
                        options.timeout) for path in binaries]
    names = common_names(programs, options.filter)
    if not names:
        print("Both programs have no benchmark in common that the filter "
              "picks; --benchmark_list_tests lists those of each.",
              file=sys.stderr)
        return NOT_COMPARABLE
    prepare(options.results_dir)
    find_compare()
    what = "1 benchmark" if len(names) == 1 else f"{len(names)} benchmarks"
    print(f"{what} in blocks, order drawn with "
          f"--feluda_seed={options.seed}.", file=sys.stderr)
    trial = Trial(programs, names, options)
    number = 0
    try:
        trial.run()
    except interruption.Interrupted as interrupted:
        number = interrupted.args[0]
    if not any(trial.pairs.count(name) for name in names):
        return 128 + number
    print("\n".join(trial.ends.lines()), file=sys.stderr)
    try:
        files = save(trial.pairs, programs, options.results_dir)
    except OSError as error:
        return give_up_saving(error, trial.pairs, programs)
    for file in files:
        print(file, file=sys.stderr, flush=True)
    status = compare(files, options.compare_flags)
    return 128 + number if number else status


def build_and_measure(options):
    """With the old program, and unless it is named the new one, built first."""
    workspace = os.environ.get("BUILD_WORKSPACE_DIRECTORY", os.getcwd())
    folder = tempfile.mkdtemp(prefix="feluda_ab_")
    try:
        old = os.path.join(folder, "old")
        with Worktree(workspace, options.git) as worktree:
            print(f"Building {options.target} of {worktree.commit[:12]} ...",
                  file=sys.stderr, flush=True)
            worktree.build(options.target, old)
        new = (options.binaries or [Bazel(workspace).build(options.target)])[0]
        return measure([old, new], options)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main(arguments):
    """The exit status."""
    if any(argument in ("--help", "-h") for argument in arguments):
        print(__doc__)
        return 0
    if "BUILD_WORKING_DIRECTORY" in os.environ:
        os.chdir(os.environ["BUILD_WORKING_DIRECTORY"])
    interruption.install()
    try:
        options = Options(arguments)
        if options.git is not None:
            return build_and_measure(options)
        return measure(options.binaries, options)
    except BadUse as mistake:
        print(mistake, file=sys.stderr)
        return 2
    except interruption.Interrupted as interrupted:
        return 128 + interrupted.args[0]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
