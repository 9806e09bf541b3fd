// The main program of a suite of benchmarks: reads the command line, runs the
// benchmarks that were registered, each in a process of its own, and writes the
// report.
//
//   int main(int argc, char** argv) { return feluda::Main(argc, argv); }
//
// //lib/runner:main has this main().

#ifndef LIB_RUNNER_RUNNER_H_
#define LIB_RUNNER_RUNNER_H_

namespace feluda {

// Returns the exit status: 0 all measured, 1 some failed or something could not
// be saved, 2 bad use and nothing ran, 130 or 143 interrupted. Throws nothing.
// Call it once, from the one thread of a process in which Google Benchmark was
// not initialised.
int Main(int argc, char** argv);

}  // namespace feluda

#endif  // LIB_RUNNER_RUNNER_H_
