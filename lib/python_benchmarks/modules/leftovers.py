"""What an operator left running: its cost is in no figure of its."""

import collections
import os
import sys
import threading
import time

# Threads and processes that libraries keep for later use, by design.
_POOLS = ("concurrent.futures", "multiprocessing", "joblib", "tqdm")
_HELPERS = ("resource_tracker", "forkserver", "loky")

_GRACE_SECONDS = 0.5
_MOST_TOLD = 3


def _module_of(thread):
    target = getattr(thread, "_target", None)
    return getattr(target, "__module__", None) or type(thread).__module__


def _name_of(thread):
    target = getattr(thread, "_target", None)
    return getattr(target, "__qualname__", None) or type(thread).__name__


def _threads():
    return {thread for thread in threading.enumerate()
            if not _module_of(thread).startswith(_POOLS)}


def _raw_threads():
    """Threads that run Python and that `threading` does not know, as those of
    _thread.start_new_thread(): the name of what each runs by its id."""
    known = {thread.ident for thread in threading.enumerate()}
    found = {}
    for ident, frame in sys._current_frames().items():
        while frame.f_back is not None:
            frame = frame.f_back
        module = frame.f_globals.get("__name__") or ""
        if ident not in known and not module.startswith(_POOLS):
            found[ident] = frame.f_code.co_name
    return found


def _read(path):
    try:
        with open(path, "rb") as file:
            return file.read().decode(errors="replace")
    except OSError:
        return ""


def _children():
    """The processes whose parent is this one: the command of each by its id."""
    found = {}
    for name in os.listdir("/proc"):
        if not name.isdigit():
            continue
        state, _, rest = _read(f"/proc/{name}/stat").rpartition(")")[2].strip() \
            .partition(" ")
        if rest.partition(" ")[0] != str(os.getpid()):
            continue
        command = _read(f"/proc/{name}/cmdline").replace("\0", " ").strip()
        if state == "Z":
            command = "that has ended and was not waited for"
        if not any(helper in command for helper in _HELPERS):
            found[int(name)] = command
    return found


class Leftovers:
    """Compares what runs now with what runs later."""

    def __init__(self):
        self._threads = _threads()
        self._raw_threads = set(_raw_threads())
        self._children = set(_children())

    def _now(self):
        if "multiprocessing" in sys.modules:
            sys.modules["multiprocessing"].active_children()  # Collects the ended.
        threads = [f"thread {_name_of(thread)}"
                   for thread in _threads() - self._threads if thread.is_alive()]
        threads += [f"thread {name}" for ident, name in _raw_threads().items()
                    if ident not in self._raw_threads]
        return threads + [f"process {command}"
                          for child, command in _children().items()
                          if child not in self._children]

    def describe(self):
        """What is left, in words; empty if nothing is. What is about to end is
        given some time."""
        end = time.monotonic() + _GRACE_SECONDS
        while self._now() and time.monotonic() < end:
            time.sleep(0.01)
        # Each iteration may have left one.
        counts = collections.Counter(self._now())
        told = [what if count == 1 else f"{what} ({count} times)"
                for what, count in counts.most_common(_MOST_TOLD)]
        if len(counts) > _MOST_TOLD:
            told.append(f"{len(counts) - _MOST_TOLD} others")
        return ", ".join(told)
