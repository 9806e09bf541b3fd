// Finds out what writing to a path that the user named has to do.
//
//   absl::StatusOr<OutputTarget> target = FindOutputTarget("/dev/stdout");
//   if (!target.ok()) return target.status();  // a directory, a loop of links
//   if (target->in_place) return WriteInPlace(*target, text);
//
// A regular file can be replaced whole, also one that a link leads to. What is
// no regular file (a device, a named pipe, an open descriptor such as
// /dev/stdout) must be opened and written instead: replacing it would destroy
// it.

#ifndef LIB_FILES_OUTPUT_TARGET_H_
#define LIB_FILES_OUTPUT_TARGET_H_

#include <sys/stat.h>

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/files/descriptor.h"

namespace feluda {

struct OutputTarget {
  // The path as the user named it, for errors.
  std::string name;
  // Where the links that begin at `name` lead; `name` itself if it is no link.
  std::string path;
  // What is at `path`; nullopt where nothing is.
  std::optional<struct stat> existing;
  // Whether it is opened and written rather than replaced. That is so for what
  // is no regular file, and for a file that may be written but not replaced:
  // its directory takes no new files, or it is mounted by itself, as one file
  // of a container's host is.
  bool in_place = false;
  // The open descriptor of this process that `name` leads to, such as 1 for
  // /dev/stdout; -1 for none. It is written where it stands and not truncated.
  int descriptor = -1;
};

// Errors name the path and the cause: it is a directory, its parent is not one,
// links form a loop, or what is there may not be written. A path where nothing
// is, or whose parent is missing, is no error. `verb` goes into the error's
// text.
absl::StatusOr<OutputTarget> FindOutputTarget(const std::string& path,
                                              absl::string_view verb = "write");

// Opens the target for writing. Waits for the reader of a named pipe. REQUIRES:
// target.in_place.
absl::StatusOr<Descriptor> OpenInPlace(const OutputTarget& target);

// Opens the target, writes the contents and closes it. After an error a part of
// the contents may be written. REQUIRES: target.in_place.
absl::Status WriteInPlace(const OutputTarget& target,
                          absl::string_view contents);

// Returns the descriptor that a path below /proc/self/fd or /dev/fd, or one
// such as /dev/stdin, stands for; nullopt for other paths.
std::optional<int> DescriptorNamedBy(const std::string& path);

}  // namespace feluda

#endif  // LIB_FILES_OUTPUT_TARGET_H_
