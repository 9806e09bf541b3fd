#include "reporters/save.h"

#include "reporters/file_writer.h"
#include "reporters/json_writer.h"
#include "reporters/markdown.h"

namespace feluda {

absl::Status SaveJson(const Report& report, const std::string& path) {
  return WriteFileWhole(path, ToJson(report));
}

absl::Status SaveMarkdown(const Report& report, const std::string& path) {
  return WriteFileWhole(path, ToMarkdown(report));
}

}  // namespace feluda
