// Owners of libav's objects, and its errors as absl::Status.
//
//   LibavPtr<AVFrame> frame(av_frame_alloc());
//   const int error = avcodec_receive_frame(codec, frame.get());
//   if (error < 0) return LibavError(error, "cannot decode", path);
//
// libav's functions return 0 or more for success, else a negative code.

#ifndef LIB_MEDIA_VIDEO_LIBAV_H_
#define LIB_MEDIA_VIDEO_LIBAV_H_

#include <memory>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

extern "C" {
#include "libavcodec/avcodec.h"
#include "libavformat/avformat.h"
#include "libavutil/frame.h"
#include "libswscale/swscale.h"
}

namespace feluda {

struct FreeLibav {
  // One that reads. avformat_close_input() also takes what was not opened.
  void operator()(AVFormatContext* context) const {
    avformat_close_input(&context);
  }
  void operator()(AVCodecContext* context) const {
    avcodec_free_context(&context);
  }
  void operator()(AVFrame* frame) const { av_frame_free(&frame); }
  void operator()(AVPacket* packet) const { av_packet_free(&packet); }
  void operator()(AVIOContext* io) const { avio_closep(&io); }
  void operator()(SwsContext* context) const { sws_freeContext(context); }
};

template <typename T>
using LibavPtr = std::unique_ptr<T, FreeLibav>;

// "<path>: <what>: <libav's words>", with the code that fits best: NotFound,
// PermissionDenied, ResourceExhausted for memory, else InvalidArgument.
absl::Status LibavError(int error, absl::string_view what,
                        absl::string_view path);

// Without memory nothing goes on; libav says so by returning null.
absl::Status LibavOutOfMemory(absl::string_view path);

// libav prints what it meets in a file to stderr. Errors are told by Status
// here, so this silences it for the whole process, unless av_log_set_level()
// was called before. Any thread, any number of times.
void SilenceLibav();

}  // namespace feluda

#endif  // LIB_MEDIA_VIDEO_LIBAV_H_
