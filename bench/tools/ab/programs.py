"""Runs one benchmark of a Google Benchmark program in a process of its own."""

import ctypes
import json
import os
import re
import shutil
import signal
import statistics
import subprocess
import tempfile

from interruption import interruptible

LAST_WORDS = 400


class BadUse(Exception):
    """What the user has to change."""


def die_with_parent():
    """In a child: ends it where this program is killed."""
    pr_set_pdeathsig = 1
    ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGTERM)


def exact_filter(name):
    """A --benchmark_filter for one name: a POSIX extended expression."""
    return "^" + re.sub(r"([\\.\[\]{}()*+?^$|])", r"\\\1", name) + "$"


def tail_of(text):
    return text.decode(errors="replace").strip()[-LAST_WORDS:]


def figure_of(runs):
    """One run of the repetitions of one process: the median of each number."""
    failed = [run for run in runs if run.get("error_occurred")]
    if failed or len(runs) == 1:
        return dict((failed or runs)[0])
    figure = dict(runs[0])
    for key, value in runs[0].items():
        values = [run.get(key) for run in runs]
        numbers = all(isinstance(v, (int, float)) for v in values)
        if numbers and not isinstance(value, bool):
            figure[key] = statistics.median(values)
    return figure


def figures_of(benchmarks):
    """A run for each benchmark in a file: where two have one name, two."""
    by_key = {}
    for kind, wanted in (("iteration", None), ("aggregate", "median")):
        for run in benchmarks:
            if run.get("run_type", "iteration") != kind:
                continue
            if run.get("aggregate_name") != wanted or "big_o" in run:
                continue
            name = run.get("run_name", run["name"])
            by_key.setdefault((name, run.get("family_index")), []).append(run)
        if by_key:
            break  # Of one that reports aggregates alone the median is taken.
    figures = []
    for (name, _), runs in by_key.items():
        figure = figure_of(runs)
        figure.update(name=name, run_name=name, run_type="iteration")
        for key in ("aggregate_name", "aggregate_unit"):
            figure.pop(key, None)
        figures.append(figure)
    return figures


class Program:
    """A build: lists its benchmarks, and runs them one at a time."""

    def __init__(self, path, flags, own_flags, timeout):
        """OWN_FLAGS are for programs of this project alone."""
        self.path = os.path.abspath(path)
        if not os.path.isfile(self.path):
            raise BadUse(f"{path}: no such program")
        if not os.access(self.path, os.X_OK):
            raise BadUse(f"{path}: is no program, or may not be run")
        self.flags = flags
        self.timeout = timeout
        # Where the figures came from, as the first file has it.
        self.provenance = {}
        self.process = None
        self.is_ours = "--feluda_results_dir" in self._ask("--help")
        if self.is_ours:
            self.flags = [*flags, *own_flags]

    def _ask(self, *arguments):
        """What it prints; it must end well, and soon."""
        try:
            status, output, words = self._run([*arguments])
        except subprocess.TimeoutExpired:
            raise BadUse(f"{self.path}: does not answer {arguments[0]}; name a "
                         "Google Benchmark program") from None
        if status != 0:
            raise BadUse(f"{self.path} {' '.join(arguments)}: exit status "
                         f"{status}\n{tail_of(words)}")
        return output.decode(errors="replace")

    def _run(self, arguments):
        """Exit status, stdout and stderr; ends all that it started."""
        try:
            self.process = subprocess.Popen(
                [self.path, *arguments], stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                start_new_session=True, preexec_fn=die_with_parent)
        except OSError as error:
            raise BadUse(f"{self.path}: {error.strerror}; name a program that "
                         "this machine runs") from None
        try:
            with interruptible():
                output, words = self.process.communicate(timeout=self.timeout)
            return self.process.returncode, output, words
        finally:
            self.end()

    def end(self):
        """Ends the process that runs, if one does, and its children."""
        process, self.process = self.process, None
        if process is None or process.poll() is not None:
            return
        os.killpg(process.pid, signal.SIGTERM)  # Ours cleans up behind itself.
        try:
            process.communicate(timeout=10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()

    def names(self, filter_flags):
        """The benchmarks that the filter picks, in order."""
        listed = self._ask("--benchmark_list_tests=true", *filter_flags)
        names = [line for line in listed.splitlines() if line]
        if any(name.startswith("Failed to match") for name in names):
            return []
        return list(dict.fromkeys(names))

    def measure(self, name):
        """The runs of one benchmark; a failed one says why."""
        folder = tempfile.mkdtemp(prefix="feluda_ab_")
        try:
            return self._measure(name, folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _measure(self, name, folder):
        file = os.path.join(folder, "run.json")
        arguments = [*self.flags, f"--benchmark_filter={exact_filter(name)}"]
        if self.is_ours:
            # The report says more of the program and the machine.
            arguments += [f"--feluda_out={file[:-len('.json')]}",
                          "--feluda_report=json"]
        else:
            arguments += [f"--benchmark_out={file}",
                          "--benchmark_out_format=json"]
        try:
            status, _, words = self._run(arguments)
        except subprocess.TimeoutExpired:
            return [self._failed(name, f"ended after {self.timeout:g} s")]
        try:
            with open(file, encoding="utf-8", errors="replace") as opened:
                report = json.load(opened)
            figures = figures_of(report["benchmarks"])
        except (OSError, ValueError, KeyError, TypeError):
            figures = []
        if not figures:
            return [self._failed(
                name, f"exit status {status} and no figures: {tail_of(words)}")]
        if not self.provenance:
            self.provenance = {key: report[key] for key in (
                "system_info", "context") if key in report}
        return figures

    @staticmethod
    def _failed(name, message):
        return {"name": name, "run_name": name, "run_type": "iteration",
                "error_occurred": True, "error_message": message,
                "threads": 1, "iterations": 0, "real_time": 0.0,
                "cpu_time": 0.0, "time_unit": "ns"}
