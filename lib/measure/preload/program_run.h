// Measures the run of a program in this process, from the moment at which the
// meter is loaded, and reports its times and memory when it ends.

#ifndef LIB_MEASURE_PRELOAD_PROGRAM_RUN_H_
#define LIB_MEASURE_PRELOAD_PROGRAM_RUN_H_

namespace feluda::preload {

// Begins the run, as the environment says:
//   FELUDA_MEASURE_OUT     the file that the report is appended to; stderr
//                          without it
//   FELUDA_MEASURE_FORMAT  "table" or "json"; JSON in a file and a table on
//                          stderr without it
//
// Takes the environment as an argument, since it is called before the C library
// has initialised what getenv() needs.
void BeginRun(int argc, char** argv, char** environment);

// Begins the run of a child, after fork.
void BeginRunOfChild();

// Reports the run, unless it was reported already. `how` is "exit", "_exit",
// "quick_exit" or "exec". Does nothing in a child of vfork(), which shares its
// parent's memory.
void ReportRun(const char* how);

// Continues a reported run whose exec failed: it will be reported again.
void ContinueRun();

}  // namespace feluda::preload

#endif  // LIB_MEASURE_PRELOAD_PROGRAM_RUN_H_
