"""benchmark.profiler, as benchmark files for Feluda 0.10 import it.

The figures are the instrument's: _feluda_instrument is in C++ (instrument.cc).
"""

import functools

import _feluda_instrument

# Takes the calls of Profiler.benchmark_operator(). The program puts another
# function here where it lists the calls or measures one of them.
benchmark_handler = _feluda_instrument.benchmark


class Profiler:
    """Measures functions and operators."""

    @staticmethod
    def get_system_info():
        """What machine and which Python this is."""
        return _feluda_instrument.system_info()

    @staticmethod
    def profile(func):
        """Makes a function return (result, profile_data)."""

        @functools.wraps(func)
        def profiled(*args, **kwargs):
            return _feluda_instrument.profile(func, args, kwargs)

        return profiled

    @staticmethod
    def benchmark_operator(operator_class, operator_name, runtime_kwargs={},
                           operator_kwargs={}):
        """Makes an operator, runs it and cleans it up; returns what that cost."""
        return benchmark_handler(operator_class, operator_name,
                                 dict(runtime_kwargs or {}),
                                 dict(operator_kwargs or {}))
