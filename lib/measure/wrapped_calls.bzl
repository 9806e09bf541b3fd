"""Calls of Google Benchmark that a program makes and the meter answers.

The linker gives such a call to the function __wrap_NAME of the meter.
"""

# memory_manager.cc
MANAGERS_CALLS = [
    "-Wl,--wrap=_ZN9benchmark21RegisterMemoryManagerEPNS_13MemoryManagerE",
    "-Wl,--wrap=_ZN9benchmark5State16StartKeepRunningEv",
]

# benchmark_registration.cc
REPORTERS_CALLS = ["-Wl,--wrap=_ZN9benchmark22RunSpecifiedBenchmarksEv"]
