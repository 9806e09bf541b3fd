// Writes new files at a path that a user named without their endings.
//
//   absl::Status status = CheckFilePrefix("new/history");
//   status = WritePrefixedFiles("new/history", {{".json", json}});

#ifndef REPORTERS_OUTPUT_PREFIXED_FILES_H_
#define REPORTERS_OUTPUT_PREFIXED_FILES_H_

#include <string>

#include "absl/status/status.h"
#include "lib/files/unique_files.h"

namespace feluda {

// InvalidArgument where the prefix has no name for the files, as "results/".
absl::Status CheckFilePrefix(const std::string& prefix);

// Writes them, replaces none that is there (unique_files.h), and prints their
// names to stdout. Without contents it does nothing.
absl::Status WritePrefixedFiles(const std::string& prefix,
                                const UniqueFiles::Contents& contents);

}  // namespace feluda

#endif  // REPORTERS_OUTPUT_PREFIXED_FILES_H_
