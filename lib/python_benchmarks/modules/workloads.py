"""Operators whose true cost is known: python_workloads.cc."""

import subprocess
import sys
import time

_BURN = """
import time
while time.process_time() < {seconds}:
    pass
print(time.process_time())
"""


class _Workload:

    def cleanup(self):
        pass


class Empty(_Workload):

    def run(self):
        pass


class Spike(_Workload):

    def run(self, size, pause):
        time.sleep(pause / 2)
        held = bytearray(size)
        time.sleep(0.005)
        del held
        time.sleep(pause / 2)


class Burn(_Workload):
    """Returns the CPU seconds that the program says it took."""

    def run(self, seconds):
        told = subprocess.run(
            [sys.executable, "-S", "-c", _BURN.format(seconds=seconds)],
            stdout=subprocess.PIPE, check=True)
        return float(told.stdout)


class Array(_Workload):

    def __init__(self):
        import numpy
        self._ones = numpy.ones

    def run(self, size):
        self._ones(size)


def seconds_of_calls(operator, count):
    """What calls of run() take from Python."""
    begin = time.perf_counter()
    for _ in range(count):
        operator.run()
    return time.perf_counter() - begin
