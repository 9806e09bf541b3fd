// The run of a program in this process, from the moment at which the meter was
// loaded: its times and memory, written when it ends.

#ifndef LIB_MEASURE_PRELOAD_PROGRAM_RUN_H_
#define LIB_MEASURE_PRELOAD_PROGRAM_RUN_H_

namespace feluda::preload {

// Begins the run, as the environment says:
//   FELUDA_MEASURE_OUT     the file that the report is appended to; stderr
//                          without it
//   FELUDA_MEASURE_FORMAT  "table" or "json"; JSON in a file and a table on
//                          stderr without it
// It is called before the C library's own initialisation, which getenv() needs.
void BeginRun(int argc, char** argv, char** environment);

// In a child after fork: its run begins.
void BeginRunOfChild();

// Reports the run, unless it was reported already. `how` is "exit", "_exit",
// "quick_exit" or "exec". Nothing happens in a child of vfork(), which is in
// its parent's memory.
void ReportRun(const char* how);

// The exec of a reported run failed, so it goes on and is reported again.
void ContinueRun();

}  // namespace feluda::preload

#endif  // LIB_MEASURE_PRELOAD_PROGRAM_RUN_H_
