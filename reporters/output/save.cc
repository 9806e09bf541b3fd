#include "reporters/output/save.h"

#include "lib/files/file_writer.h"
#include "reporters/json/json_writer.h"
#include "reporters/markdown/markdown.h"

namespace feluda {

absl::Status SaveJson(const Report& report, const std::string& path) {
  return WriteFileWhole(path, ToJson(report));
}

absl::Status SaveMarkdown(const Report& report, const std::string& path) {
  return WriteFileWhole(path, ToMarkdown(report));
}

}  // namespace feluda
