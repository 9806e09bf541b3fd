// Smart pointers for libav's objects, and libav's errors as absl::Status.
//
//   LibavPtr<AVFrame> frame(av_frame_alloc());
//   const int error = avcodec_receive_frame(codec, frame.get());
//   if (error < 0) return LibavError(error, "cannot decode", path);
//
// libav's functions return 0 or more on success and a negative code on failure.

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
  // For contexts that read. avformat_close_input() also frees a context that
  // was never opened.
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

// Returns "<path>: <what>: <libav's description>" with the code that fits best:
// NotFound, PermissionDenied, ResourceExhausted for memory, else
// InvalidArgument.
absl::Status LibavError(int error, absl::string_view what,
                        absl::string_view path);

// The error for when libav returns null, which means that memory is short.
absl::Status LibavOutOfMemory(absl::string_view path);

// Keeps libav from printing a file's errors to stderr, for the whole process,
// since they are returned as Status. Does nothing if av_log_set_level() was
// called before. May be called from any thread, any number of times.
void SilenceLibav();

}  // namespace feluda

#endif  // LIB_MEDIA_VIDEO_LIBAV_H_
