// Measures operators in Python.

#include "lib/python_benchmarks/python_suite.h"
#include "lib/runner/runner.h"

int main(int argc, char** argv) {
  return feluda::Main(argc, argv, feluda::PythonSuite());
}
