// Where the report of a process goes: the file of FELUDA_MEASURE_OUT, or what
// was stderr when the process began.
//
// It is opened at the beginning and kept at a high number, since at the end the
// program may have closed stderr, changed its root directory or given up its
// rights. A program that closed the descriptor and opened something else at its
// number is not written into: the report is dropped then, unless the file can
// be opened anew.

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

  // Appends the text in one call, so that processes do not mix theirs.
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
