// A set of files that share a name, differ in their ending, and replace nobody
// else's files: if `report.json` or `report.md` is there already, these become
// `report_2.json` and `report_2.md`, and so on.
//
//   UniqueFiles files("results", "benchmark_results_20261123");
//   files.Write({{".json", json}, {".md", markdown}});  // picks the name
//   files.Write({{".json", json2}, {".md", markdown2}});  // replaces its own
//
// The first Write() claims the name by putting a whole file there. So no file
// of that name is ever empty or half-written, no lock stays behind after a
// crash, and two processes that start at once get two names.

#ifndef LIB_FILES_UNIQUE_FILES_H_
#define LIB_FILES_UNIQUE_FILES_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"

namespace feluda {

class UniqueFiles {
 public:
  // Pairs of an ending (".json") and the contents.
  using Contents = std::vector<std::pair<std::string, std::string>>;

  UniqueFiles(std::string directory, std::string name);

  // Writes each file whole. After an error some files may still have the
  // contents of the Write() before. REQUIRES: the same endings in the same
  // order at each call, at least one.
  absl::Status Write(const Contents& contents);

  // Returns the files that exist, in the order of the endings: none before the
  // name is taken, and none that could not be written.
  std::vector<std::string> paths() const;

 private:
  absl::Status WriteFirst(const Contents& contents);

  std::string directory_;
  std::string name_;
  std::vector<std::string> paths_;
};

}  // namespace feluda

#endif  // LIB_FILES_UNIQUE_FILES_H_
