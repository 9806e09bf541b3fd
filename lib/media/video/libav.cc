#include "lib/media/video/libav.h"

#include <cerrno>

#include "absl/strings/str_cat.h"

extern "C" {
#include "libavutil/error.h"
#include "libavutil/log.h"
}

namespace feluda {
namespace {

absl::StatusCode CodeOf(int error) {
  switch (error) {
    case AVERROR(ENOENT):
      return absl::StatusCode::kNotFound;
    case AVERROR(EACCES):
    case AVERROR(EPERM):
      return absl::StatusCode::kPermissionDenied;
    case AVERROR(ENOMEM):
      return absl::StatusCode::kResourceExhausted;
    default:
      return absl::StatusCode::kInvalidArgument;
  }
}

}  // namespace

absl::Status LibavError(int error, absl::string_view what,
                        absl::string_view path) {
  char words[AV_ERROR_MAX_STRING_SIZE] = "";
  av_strerror(error, words, sizeof(words));
  return absl::Status(CodeOf(error),
                      absl::StrCat(path, ": ", what, ": ", words));
}

absl::Status LibavOutOfMemory(absl::string_view path) {
  return absl::ResourceExhaustedError(absl::StrCat(path, ": out of memory"));
}

void SilenceLibav() {
  [[maybe_unused]] static const bool silenced = [] {
    if (av_log_get_level() == AV_LOG_INFO) av_log_set_level(AV_LOG_QUIET);
    return true;
  }();
}

}  // namespace feluda
