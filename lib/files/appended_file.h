// Adds a text to a file that others write as well, such as the summary of a CI
// job:
//
//   absl::Status status = CheckAppendable(path);  // before anything runs
//   status = AppendToFile(path, ToMarkdown(report));
//
// Unlike the files of file_writer.h, this one does not appear whole or not at
// all: a rename would take away what others write there meanwhile, and the
// reader may hold the file open. So after an error a part of the text may be in
// it.

#ifndef LIB_FILES_APPENDED_FILE_H_
#define LIB_FILES_APPENDED_FILE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace feluda {

// Checks that the file can be appended to or, if there is none, made. Its
// directory is made if missing, the file is not, and a pipe is not opened.
// Errors name the file and the cause.
absl::Status CheckAppendable(const std::string& path);

// Adds the text at the end of the file, after an empty line if the file is not
// empty, and makes the file if it is missing. Errors name the file and the
// cause.
absl::Status AppendToFile(const std::string& path, absl::string_view text);

}  // namespace feluda

#endif  // LIB_FILES_APPENDED_FILE_H_
