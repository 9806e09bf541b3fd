// Workloads in Python whose true cost is known, as operators that are measured
// the way all operators in Python are.
//
//   const Rows rows = PythonWorkloads(options, PythonWorkloadSizes());
//
// PythonWorkloads() starts Python in this process, for good; call it once.

#ifndef LIB_PYTHON_BENCHMARKS_PYTHON_WORKLOADS_H_
#define LIB_PYTHON_BENCHMARKS_PYTHON_WORKLOADS_H_

#include <cstdint>

#include "lib/calibration/row.h"
#include "lib/python/interpreter.h"

namespace feluda {

// The bounds hold for any sizes.
struct PythonWorkloadSizes {
  // A bytearray that is held for 5 ms, with pauses before and after it.
  int64_t spike_bytes = int64_t{200} << 20;
  double pause_seconds = 1;
  // The CPU time that a child program burns.
  double burnt_seconds = 1;
  // An array of numpy's, of 8 bytes an element.
  int64_t array_elements = 12500000;
};

// Runs the workloads and returns their rows. Those of a workload whose package
// is missing are absent, and say so.
Rows PythonWorkloads(const PythonOptions& options,
                     const PythonWorkloadSizes& sizes);

}  // namespace feluda

#endif  // LIB_PYTHON_BENCHMARKS_PYTHON_WORKLOADS_H_
