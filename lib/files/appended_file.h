// Adds a text to a file that others write as well, such as the summary of a CI
// job:
//
//   absl::Status status = CheckAppendable(path);  // before anything runs
//   status = AppendToFile(path, ToMarkdown(report));
//
// The one file that is not put in place whole or not at all (file_writer.h): a
// rename would take away what others write there meanwhile, and the reader may
// hold the file open. So after an error a part of the text may stand in it.

#ifndef LIB_FILES_APPENDED_FILE_H_
#define LIB_FILES_APPENDED_FILE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace feluda {

// Whether the file can be appended to or, where there is none, made. Its
// directory is made if missing, the file is not. Errors name file and cause.
absl::Status CheckAppendable(const std::string& path);

// Adds the text at the end of the file, after an empty line where something is
// there already, and makes the file where it is missing. Errors name file and
// cause.
absl::Status AppendToFile(const std::string& path, absl::string_view text);

}  // namespace feluda

#endif  // LIB_FILES_APPENDED_FILE_H_
