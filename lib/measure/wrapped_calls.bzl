"""Calls of Google Benchmark that a program makes and the meter answers.

The linker gives such a call to the function __wrap_NAME of the meter. It takes calls
of shared libraries for such, too, which they are not: where Google Benchmark is in the
program itself, as in Bazel's tests, NAME must be told to be exported for them.
"""

def _wrapped(names):
    return ["-Wl,--wrap=" + name for name in names] + [
        "-Wl,--export-dynamic-symbol=" + name
        for name in names
    ]

# memory_manager.cc
MANAGERS_CALLS = _wrapped([
    "_ZN9benchmark21RegisterMemoryManagerEPNS_13MemoryManagerE",
    "_ZN9benchmark5State16StartKeepRunningEv",
])

# benchmark_registration.cc
REPORTERS_CALLS = _wrapped(["_ZN9benchmark22RunSpecifiedBenchmarksEv"])
