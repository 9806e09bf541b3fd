"""Runs a benchmark file of Feluda's: once to list its calls of
Profiler.benchmark_operator(), and once for each of them to measure it."""

import contextlib
import importlib.util
import json
import os
import random
import re
import sys
import types
import warnings

import _feluda_profiler
import _feluda_recorded_call

_SEED = 42


class _Enough(BaseException):
    """Ends a file behind the call that was measured. No `except Exception` of
    the file's takes it."""


def root_of(path):
    """The folder that has `benchmark`, where the file is in such; else None."""
    folder = os.path.dirname(path)
    while folder != os.path.dirname(folder):
        if os.path.basename(folder) == "benchmark":
            return os.path.dirname(folder)
        folder = os.path.dirname(folder)
    return None


def _make_packages(name, root):
    """Packages above a module, without running their __init__.py, which may
    import every other file."""
    parts = name.split(".")[:-1]
    for length in range(2, len(parts) + 1):
        package = types.ModuleType(".".join(parts[:length]))
        package.__path__ = [os.path.join(root, *parts[:length])]
        sys.modules.setdefault(package.__name__, package)


def _module_name(path, root):
    stem = os.path.splitext(os.path.basename(path))[0]
    if root is None:
        # A file of an operator's name must not hide the operator's own module.
        return f"benchmark_file_{stem}"
    below = os.path.relpath(os.path.dirname(path), root)
    return ".".join(below.split(os.sep) + [stem])


def _seed():
    """What a file draws at random is the same each time, as far as it draws from
    the generators that modules share."""
    random.seed(_SEED)
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed(_SEED)
    if "torch" in sys.modules:
        sys.modules["torch"].manual_seed(_SEED)


# What packages said of parts of theirs that are missing. Python shows no such
# warning, and what fails later for want of the part does not name it.
_import_warnings = []


@contextlib.contextmanager
def _hearing_import_warnings():
    with warnings.catch_warnings():
        warnings.simplefilter("always", ImportWarning)
        show = warnings.showwarning

        def hear(message, category, *args, **kwargs):
            if issubclass(category, ImportWarning):
                _import_warnings.append(str(message))
            else:
                show(message, category, *args, **kwargs)

        warnings.showwarning = hear
        yield


def _add_import_warnings(error):
    for text in dict.fromkeys(_import_warnings):
        extra = re.search(r"'([\w.-]+\[[\w.,-]+\])'", text)
        command = f" (pip install '{extra[1]}')" if extra else ""
        error.add_note(f"when it was imported: {text}{command}")


def _call(function):
    """Runs the file's function."""
    try:
        function()
    except Exception as error:
        _add_import_warnings(error)
        raise


def _refuse(*_):
    raise RuntimeError("benchmark_operator() was called while the file was "
                       "imported; call it in the function benchmark()")


def load(path):
    """Imports the file and returns its function benchmark()."""
    root = root_of(path)
    name = _module_name(path, root)
    if root is not None:
        sys.path.insert(0, root)
    else:
        sys.path.append(os.path.dirname(path))
    _make_packages(name, root or "")
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    _feluda_profiler.benchmark_handler = _refuse
    _seed()
    with _hearing_import_warnings():
        spec.loader.exec_module(module)
    function = getattr(module, "benchmark", None)
    if not callable(function):
        raise LookupError("the file has no function benchmark()")
    return function


def _stand_in(name):
    """What a call returns that is not made."""
    memory = {"memory_before_mb": 100.0, "memory_after_mb": 100.0,
              "memory_change_mb": 0.0, "peak_memory_mb": 100.0}
    return {
        "operator": name,
        "timestamp": "2000-01-01T00:00:00",
        "initialization": {"time_seconds": 0.001, "memory_change_mb": 0.0},
        "execution": {"execution_time_seconds": 0.001, "cpu_time_seconds": 0.001,
                      **memory},
        "cleanup": {"time_seconds": 0.001, "memory_released_mb": 0.0},
        "status": "success",
    }


class Recorder:
    """Lists the calls of a file; makes none of them."""

    def __init__(self):
        self._calls = []

    def run(self, path):
        function = load(path)
        _feluda_profiler.benchmark_handler = self._take
        _seed()
        _call(function)

    def _take(self, operator_class, operator_name, runtime_kwargs,
              operator_kwargs):
        call = _feluda_recorded_call.RecordedCall(
            operator_class, operator_name, runtime_kwargs, operator_kwargs)
        self._calls.append((call, call.outline(), call.description_by_keywords()))
        # The file describes the result later; its data need not stay until then.
        call.release()
        call.result = _stand_in(operator_name)
        return call.result

    def to_json(self):
        return json.dumps([{"operator": call.operator,
                            "description": call.description() or by_keywords,
                            "output_info": call.output_info(),
                            "own_entries": call.own_entries(),
                            "outline": outline}
                           for call, outline, by_keywords in self._calls])


class Measurer:
    """Has one call of a file measured."""

    def __init__(self, index, outline, measure):
        """`measure` takes a RecordedCall and returns the dict for the file."""
        self._index = index
        self._outline = outline
        self._measure = measure
        self._calls = 0
        self.call = None
        self.difference = ""

    def run(self, function):
        _feluda_profiler.benchmark_handler = self._take
        _seed()
        try:
            _call(function)
        except _Enough:
            pass
        except BaseException:
            # What the file does behind the call is no part of it.
            if self.call is None:
                raise
        if self.call is None and not self.difference:
            self.difference = (f"the file made {self._calls} calls now, and more "
                               "when they were listed")

    def _take(self, operator_class, operator_name, runtime_kwargs,
              operator_kwargs):
        if self._calls > self._index:
            raise _Enough
        self._calls += 1
        if self._calls <= self._index:
            return _stand_in(operator_name)
        call = _feluda_recorded_call.RecordedCall(
            operator_class, operator_name, runtime_kwargs, operator_kwargs)
        difference = call.difference(self._outline)
        if difference:
            self.difference = ("the file made another call than when it was "
                               f"listed: {difference}")
            raise _Enough
        call.result = self._measure(call)
        self.call = call
        return call.result


def packages():
    """The packages that are loaded, and their versions."""
    import importlib.metadata
    loaded = {name.partition(".")[0] for name in list(sys.modules)}
    loaded -= sys.stdlib_module_names
    owners = importlib.metadata.packages_distributions()
    names = {owner for name in loaded for owner in owners.get(name, ())}
    versions = {name: importlib.metadata.version(name) for name in names}
    # Debian 13's packages do not say which modules they have.
    for name in loaded - owners.keys():
        version = getattr(sys.modules.get(name), "__version__", None)
        if isinstance(version, str):
            versions[name] = version
    return dict(sorted(versions.items()))
