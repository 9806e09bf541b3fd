// The file that the report of a process goes to: that of FELUDA_MEASURE_OUT, or
// what was stderr when the process began.
//
// It is opened at the beginning and kept at a high number, since at the end the
// program may have closed stderr, changed its root directory or given up its
// rights. If the program has closed the descriptor, and perhaps opened
// something else at its number, the report goes to the file opened anew by its
// absolute path, and is dropped if there is none.

#ifndef LIB_MEASURE_PRELOAD_REPORT_FILE_H_
#define LIB_MEASURE_PRELOAD_REPORT_FILE_H_

#include <sys/types.h>

#include <cstddef>

namespace feluda::preload {

class ReportFile {
 public:
  constexpr ReportFile() = default;
  ReportFile(const ReportFile&) = delete;
  ReportFile& operator=(const ReportFile&) = delete;

  // Opens the file, which is made if there is none; null means stderr. Returns
  // whether that succeeded. A relative path counts from the directory that the
  // process begins in.
  bool Open(const char* path);

  // Appends the text, in one call if the system takes it whole, so that the
  // reports of several processes do not mix.
  void Append(const char* text, size_t length);

 private:
  bool Keep(int descriptor);
  bool IsStillOurs() const;

  int descriptor_ = -1;
  dev_t device_ = 0;
  ino_t inode_ = 0;
  const char* path_ = nullptr;
};

}  // namespace feluda::preload

#endif  // LIB_MEASURE_PRELOAD_REPORT_FILE_H_
