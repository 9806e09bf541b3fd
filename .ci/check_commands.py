#!/usr/bin/python3
"""Runs each command that README.md, CONTRIBUTING.md and docs/*.md name.

    check_commands.py [--list] [REGEX]

REGEX picks the commands. --list prints each and what is run in its place, and
runs nothing.

A command is a line in a code block, or a piece of inline code, that begins like
COMMAND. RULES shorten those that take minutes, and those that no rule matches run
as they stand. All run in the order of the pages in one new directory below
results/, so that a command finds what an earlier one left. Where a command names a
file that its reader would have, the file is made. Where a page shows whole files,
each after a line with its path in backquotes, they are in the tree while the page's
commands run.

Prints a line a command, with the output of those that fail. Exit status 1 if
one fails, if a page's commands are gone, or if a rule matches no command.
"""

import argparse
import contextlib
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

TREE = pathlib.Path(__file__).resolve().parent.parent
PAGES = ("README.md", "CONTRIBUTING.md", "docs/*.md")
# The pages that are known to have commands: a change to how they are set in the
# text must not hide them all.
WITH_COMMANDS = ("README.md", "CONTRIBUTING.md", "docs/running.md")

# What a command begins with.
COMMAND = re.compile(
    r"(\w+=\S+ )*(bazel|\./bazelw|/usr/bin/python3|bash) \S|for \w+ in |\.ci/\w"
)

# A path of a file, and the code block after it.
SHOWN = re.compile(r"^`([\w./]+)`[^\n]*:\n\n```[\w+]*\n(.*?)^```$", re.M | re.S)

SHORT = "--benchmark_min_time=0.01"
FEW = "kmeans/clustered_3clusters|/news1"

# What a command becomes: a pattern, what stands in its place, and why. All rules
# that match are used, in this order. A command that becomes empty is not run.
RULES = (
    (r"^(bash )?\.ci/(run|check_commands)\b.*", "", "this is a part of it"),
    (r"^\.ci/debian .*", "", "it needs root, and takes half an hour"),
    (r"^bash \.ci/check_tidy\.sh.*", "", "clang-tidy is not among CI's packages"),
    (r"^FELUDA_APPROVE=1 ", "", "it writes the golden files"),
    (r"^\./bazelw build --disk_cache=.*", "", "CI's own command builds it"),
    (r"//\.\.\.", "//lib/text/...", "the whole is what .ci/run tests"),
    (r" --config=fuzz (\S+) -- .*", r" \1", "clang is not among CI's packages"),
    (r"(//bench:operators --.*)", rf"\1 {SHORT}", "a few iterations will do"),
    (
        r"(//bench:operators)$",
        rf"\1 -- {SHORT} '--benchmark_filter={FEW}'",
        "all take minutes",
    ),
    (
        r"(//bench:operators --(?!.*(_filter|--help|_list_tests)).*)",
        rf"\1 '--benchmark_filter={FEW}'",
        "all take minutes",
    ),
    ("'?large_rows'?", "kmeans/large_rows/5000", "minutes"),
    ("long_length", "h264_320x240", "half an hour of video takes minutes"),
    ("'detect.hash.generate'", "detect_text_in_image/english", "minutes"),
    (
        r"(//bench:operators_shards.*)",
        rf"\1 --test_arg={SHORT} '--test_arg=--benchmark_filter=kmeans/c'",
        "all take minutes",
    ),
    (
        r"(//bench:compare_peers)\b.*",
        r"\1 -- --rounds=1 'kmeans clustered'",
        "minutes",
    ),
    (r".*//bench:ab -- --feluda_git.*", "", "it builds another revision anew"),
    (r"(//bench:ab -- .*)", rf"\1 {SHORT} --feluda_blocks=1", "minutes"),
    (r"(//bench:meter_overhead)$", r"\1 -- 1", "seven rounds take a minute"),
    (r" --feluda_python_path=\S+", "", "nothing is fetched from the network"),
    (r"^/usr/bin/python3 -m venv .*", "", "likewise"),
)

# What a command finds where it names benchmark files in Python.
BENCHMARK_FILE = """
from benchmark.profiler import Profiler

class Sums:
    def run(self, rows):
        return sum(rows)
    def cleanup(self):
        pass

def benchmark():
    result = Profiler.benchmark_operator(Sums, "sums", {"rows": [1] * 1000})
    result["data_description"] = "rows_1000"
    return [result]
"""


def pages():
    return [page for pattern in PAGES for page in sorted(TREE.glob(pattern))]


def code_of(text):
    """Yields lines of code blocks, then pieces of inline code."""
    prose = []
    fenced = False
    for line in text.splitlines():
        if line.startswith("```"):
            fenced = not fenced
        elif fenced:
            yield line
        elif line.startswith("    "):
            yield line
        else:
            prose.append(line)
    for paragraph in re.split(r"\n\s*\n", "\n".join(prose)):
        yield from re.findall(r"`([^`]+)`", paragraph)


def commands_of(page):
    """Returns the commands of a page, in order, without their comments."""
    commands = []
    for code in code_of(page.read_text(encoding="utf-8")):
        command = re.sub(r"\s+# .*", "", " ".join(code.split()))
        if COMMAND.match(command):
            commands.append(command)
    return commands


@contextlib.contextmanager
def shown_files(page):
    """Has the files that a page shows whole in the tree, and then no more."""
    shown = SHOWN.findall(page.read_text(encoding="utf-8"))
    files = {TREE / path: text for path, text in shown}
    there = [path for path in files if path.exists()]
    if there:
        sys.exit(f"{page.name} adds {there[0]}, which is there already; remove it")
    try:
        for path, text in files.items():
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        yield
    finally:
        for path in files:
            path.unlink(missing_ok=True)
            if not any(path.parent.iterdir()):
                path.parent.rmdir()


def shorten(command, used):
    """Returns what to run for a command; adds the rules' numbers to USED."""
    for number, (pattern, replacement, _) in enumerate(RULES):
        shorter = re.sub(pattern, replacement, command, count=1)
        if shorter != command:
            used.add(number)
        command = shorter
    return command


class Directory:
    """A directory below results/ in which commands run as in the tree's root.

    It has no BUILD file, and Git ignores results/.
    """

    def __init__(self):
        (TREE / "results").mkdir(exist_ok=True)
        name = tempfile.mkdtemp(prefix="commands.", dir=TREE / "results")
        self.path = pathlib.Path(name)
        for part in ("bazelw", ".ci", "bazel-testlogs"):
            (self.path / part).symlink_to(TREE / part)
        clippings = self.path / "clippings"
        clippings.mkdir()
        images = TREE / "lib/media/image/testdata"
        shutil.copy(images / "grey.png", clippings / "news1.png")

    def remove(self):
        shutil.rmtree(self.path)
        with contextlib.suppress(OSError):
            self.path.parent.rmdir()  # if nothing else is in it

    def newest_report(self):
        # Reports in CI's forms end in .github.json and the like.
        made = [
            report
            for report in self.path.glob("results/benchmark_results_*.json")
            if "." not in report.stem
        ]
        return max(made, key=lambda report: report.stat().st_mtime_ns)

    def make_reports(self, command):
        """Makes the reports that a command names."""
        names = re.findall(r"results/benchmark_results_\d{8}\.json", command)
        names += re.findall(r"\b(?:old|new|native|python)\.json\b", command)
        if "results/*.json" in command and not any(self.path.glob("results/*.json")):
            self.run(shorten("bazel run //bench:operators", set()))
        for name in names:
            if (self.path / name).exists():
                continue
            program = "bazel run //bench:operators"
            if name == "python.json":
                program = (
                    "bazel run //bench:python_operators -- "
                    "--feluda_python_benchmarks=feluda/benchmark/operators"
                )
            self.run(shorten(program, set()))
            shutil.copy2(self.newest_report(), self.path / name)

    def make_inputs(self, command):
        """Makes a budget and two programs, where a command names them."""
        if "ocr.budget" in command:
            (self.path / "ocr.budget").write_text("^detect_text time=60min\n")
        for name in re.findall(r"\b(?:old|new)_operators\b", command):
            if not (self.path / name).exists():
                self.run("bazel build //bench:operators")
                (self.path / name).symlink_to(TREE / "bazel-bin/bench/operators")

    def make_models(self, command):
        """Makes the directory that a command names: ResNet-18, as it is made up."""
        models = self.path / "models"
        if "--feluda_model_dir=models" not in command or models.exists():
            return
        self.run(
            f"bazel run //bench:operators -- {SHORT} "
            "--benchmark_filter=image_vec_rep/small_128x128"
        )
        cache = pathlib.Path(
            os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache"
        )
        made = cache.glob("feluda_benchmarks/resnet18_v*.safetensors")
        models.mkdir()
        newest = max(made, key=lambda model: model.stat().st_mtime_ns)
        (models / "resnet18.safetensors").symlink_to(newest)

    def make_python_files(self, command):
        """Makes the benchmark files and the script that a command names."""
        if "//bench:python_operators" not in command:
            return
        files = self.path / "feluda/benchmark/operators"
        files.mkdir(parents=True, exist_ok=True)
        (files / "sums.py").write_text(BENCHMARK_FILE, encoding="utf-8")
        (self.path / "main.py").write_text(
            BENCHMARK_FILE + "print(benchmark())\n", encoding="utf-8"
        )

    def run(self, command):
        """Returns the exit status and all that the command printed."""
        self.make_reports(command)
        self.make_models(command)
        self.make_python_files(command)
        self.make_inputs(command)
        summary = self.path / "summary.md"
        done = subprocess.run(
            ["bash", "-ec", command],
            cwd=self.path,
            env={**os.environ, "GITHUB_STEP_SUMMARY": str(summary)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
        return done.returncode, done.stdout


def collect(picked):
    """Returns ({page: {command: what to run}}, problems)."""
    by_page = {}
    seen = set()
    used = set()
    problems = []
    for page in pages():
        name = str(page.relative_to(TREE))
        found = commands_of(page)
        if name in WITH_COMMANDS and not found:
            problems.append(f"{name} has no command")
        commands = by_page[page] = {}
        for command in found:
            shorter = shorten(command, used)
            if command not in seen and picked.search(command):
                commands[command] = shorter
            seen.add(command)
    for number, (pattern, _, _) in enumerate(RULES):
        if number not in used:
            problems.append(f"no page has a command for the rule {pattern}")
    return by_page, problems


def check(directory, command, shorter):
    """Runs a command, prints what came of it, and returns whether it failed."""
    if not shorter:
        print(f"not run {command}")
        return False
    start = time.monotonic()
    status, output = directory.run(shorter)
    seconds = time.monotonic() - start
    print(f"{'FAILED ' if status else 'ok     '} {seconds:5.1f} s  {command}")
    if status:
        print(f"exit status {status} of: {shorter}\n{output}")
    sys.stdout.flush()
    return status != 0


def run_all(by_page):
    """Returns how many failed."""
    failed = 0
    directory = Directory()
    try:
        for page, commands in by_page.items():
            if not commands:
                continue
            with shown_files(page):
                for command, shorter in commands.items():
                    failed += check(directory, command, shorter)
    finally:
        directory.remove()
    return failed


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--list", action="store_true")
    parser.add_argument("picked", nargs="?", default="", metavar="REGEX")
    options = parser.parse_args()
    # What was made is removed, however this ends.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    by_page, problems = collect(re.compile(options.picked))
    for problem in problems:
        print(problem)
    if options.list:
        for commands in by_page.values():
            for command, shorter in commands.items():
                print(command if shorter == command else f"{command}\n    {shorter}")
        return 1 if problems else 0
    failed = run_all(by_page)
    return 1 if problems or failed else 0


if __name__ == "__main__":
    sys.exit(main())
