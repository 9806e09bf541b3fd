// Measures operators in Python.

#include "lib/python_benchmarks/python_script.h"
#include "lib/python_benchmarks/python_suite.h"
#include "lib/runner/runner.h"

int main(int argc, char** argv) {
  if (feluda::NamesPythonScript(argc, argv)) {
    return feluda::PythonScriptMain(argc, argv);
  }
  return feluda::Main(argc, argv, feluda::PythonSuite());
}
