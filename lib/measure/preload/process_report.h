// Writes what a process cost, as a line of JSON or as a table. The functions
// allocate nothing, since they run inside the process that is measured, at its
// end.

#ifndef LIB_MEASURE_PRELOAD_PROCESS_REPORT_H_
#define LIB_MEASURE_PRELOAD_PROCESS_REPORT_H_

#include <cstddef>
#include <cstdint>

namespace feluda::preload {

// The figures of a program's run in a process. exec begins another run.
struct ProcessFigures {
  int process = 0;
  int parent = 0;
  // The command line, its arguments separated by spaces; possibly cut off.
  const char* command = "";
  // How the run ended: "exit", "_exit", "quick_exit" or "exec". If an exec
  // failed, a second report with the same process and beginning replaces the
  // first.
  const char* ended = "";
  // When the run began, by the monotonic clock.
  int64_t began_nanoseconds = 0;

  int64_t wall_nanoseconds = 0;
  int64_t user_microseconds = 0;
  int64_t system_microseconds = 0;
  // CPU time of the children that the process waited for, and of theirs.
  int64_t children_user_microseconds = 0;
  int64_t children_system_microseconds = 0;
  // -1 if the kernel did not tell.
  int64_t resident_peak_bytes = -1;

  // Why there are no heap figures; null where they hold.
  const char* heap_absent = nullptr;
  // The name of the allocator whose rounded sizes the bytes are; null if they
  // are the bytes asked for.
  const char* rounded_by = nullptr;
  int64_t allocations = 0;
  int64_t frees = 0;
  int64_t allocated_bytes = 0;
  int64_t peak_bytes = 0;
  int64_t left_bytes = 0;
};

// The largest size of a report.
inline constexpr size_t kReportBytes = 8192;

// Write the report and return its length. The JSON is one line and ends in a
// line break.
size_t WriteJson(const ProcessFigures& figures, char (&to)[kReportBytes]);
size_t WriteTable(const ProcessFigures& figures, char (&to)[kReportBytes]);

}  // namespace feluda::preload

#endif  // LIB_MEASURE_PRELOAD_PROCESS_REPORT_H_
