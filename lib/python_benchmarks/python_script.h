// Runs a script in Python, in this process and as Python does.
// Profiler.benchmark_operator() and @Profiler.profile are metered where they
// are called:
//
//   bazel run //bench:python_operators -- --feluda_python_script=main.py -- -x

#ifndef LIB_PYTHON_BENCHMARKS_PYTHON_SCRIPT_H_
#define LIB_PYTHON_BENCHMARKS_PYTHON_SCRIPT_H_

namespace feluda {

// Whether the arguments before a "--" name a script, and do not ask for help.
bool NamesPythonScript(int argc, char** argv);

// Runs the script with the arguments after the "--". Returns its exit status,
// or 2 with a message on stderr if the flags are wrong. Throws nothing. Call it
// once.
int PythonScriptMain(int argc, char** argv);

}  // namespace feluda

#endif  // LIB_PYTHON_BENCHMARKS_PYTHON_SCRIPT_H_
