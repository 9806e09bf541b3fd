// What a process cost, as a line of JSON or as a table. Pure functions of the
// figures that allocate nothing, since they run inside the process that is
// measured, at its end.

#ifndef LIB_MEASURE_PRELOAD_PROCESS_REPORT_H_
#define LIB_MEASURE_PRELOAD_PROCESS_REPORT_H_

#include <cstddef>
#include <cstdint>

namespace feluda::preload {

// A program's run in a process: exec begins another one.
struct ProcessFigures {
  int process = 0;
  int parent = 0;
  // The command line, its arguments separated by spaces; possibly cut off.
  const char* command = "";
  // How the run ended: "exit", "_exit", "quick_exit" or "exec". An exec that
  // failed has a second report of the same process and beginning, which holds.
  const char* ended = "";
  // By the monotonic clock.
  int64_t began_nanoseconds = 0;

  int64_t wall_nanoseconds = 0;
  int64_t user_microseconds = 0;
  int64_t system_microseconds = 0;
  // Of the children that the process waited for, and theirs.
  int64_t children_user_microseconds = 0;
  int64_t children_system_microseconds = 0;
  // -1 if the kernel did not tell.
  int64_t resident_peak_bytes = -1;

  // Why there are no heap figures; null where they hold.
  const char* heap_absent = nullptr;
  // The allocator's name where bytes are what it rounded them up to; null where
  // they are the bytes asked for.
  const char* rounded_by = nullptr;
  int64_t allocations = 0;
  int64_t frees = 0;
  int64_t allocated_bytes = 0;
  int64_t peak_bytes = 0;
  int64_t left_bytes = 0;
};

// Room for a report of any figures.
inline constexpr size_t kReportBytes = 8192;

// Write the report and return its length. JSON is one line with its end.
size_t WriteJson(const ProcessFigures& figures, char (&to)[kReportBytes]);
size_t WriteTable(const ProcessFigures& figures, char (&to)[kReportBytes]);

}  // namespace feluda::preload

#endif  // LIB_MEASURE_PRELOAD_PROCESS_REPORT_H_
