#include "lib/media/video/video_writer.h"

#include <cstdint>

#include "absl/strings/str_cat.h"
#include "lib/media/video/libav_versions.h"

extern "C" {
#include "libavutil/display.h"
}

namespace feluda {

absl::StatusOr<std::unique_ptr<VideoWriter>> VideoWriter::Create(
    const std::string& path, const AVCodecContext& encoder, int rotation) {
  SilenceLibav();
  std::unique_ptr<VideoWriter> writer(new VideoWriter(path, encoder.time_base));
  if (absl::Status s = writer->Open(encoder, rotation); !s.ok()) return s;
  return writer;
}

VideoWriter::~VideoWriter() {
  if (format_ == nullptr) return;
  avio_closep(&format_->pb);
  avformat_free_context(format_);
}

absl::Status VideoWriter::Open(const AVCodecContext& encoder, int rotation) {
  int error =
      avformat_alloc_output_context2(&format_, nullptr, nullptr, path_.c_str());
  if (error < 0) {
    return LibavError(error, "its ending names no container", path_);
  }
  format_->flags |= AVFMT_FLAG_BITEXACT;
  stream_ = avformat_new_stream(format_, nullptr);
  if (stream_ == nullptr) return LibavOutOfMemory(path_);
  stream_->time_base = tick_;
  stream_->avg_frame_rate = encoder.framerate;
  error = avcodec_parameters_from_context(stream_->codecpar, &encoder);
  if (error < 0) return LibavError(error, "cannot hold this video", path_);
  if (absl::Status s = SetRotation(rotation); !s.ok()) return s;
  // Without "file:" a path "http://..." would be an address.
  const std::string url = absl::StrCat("file:", path_);
  error = avio_open(&format_->pb, url.c_str(), AVIO_FLAG_WRITE);
  if (error < 0) return LibavError(error, "cannot be written", path_);
  error = avformat_write_header(format_, nullptr);
  if (error < 0) return LibavError(error, "cannot be written", path_);
  return absl::OkStatus();
}

absl::Status VideoWriter::SetRotation(int rotation) {
  if (rotation == 0) return absl::OkStatus();
  uint8_t* const matrix = AddDisplayMatrix(*stream_);
  if (matrix == nullptr) return LibavOutOfMemory(path_);
  // A positive angle turns the picture clockwise.
  av_display_rotation_set(reinterpret_cast<int32_t*>(matrix), rotation);
  return absl::OkStatus();
}

absl::Status VideoWriter::Add(const AVPacket& packet) {
  LibavPtr<AVPacket> copy(av_packet_clone(&packet));
  if (copy == nullptr) return LibavOutOfMemory(path_);
  if (copy->duration == 0) copy->duration = 1;
  av_packet_rescale_ts(copy.get(), tick_, stream_->time_base);
  copy->stream_index = stream_->index;
  const int error = av_write_frame(format_, copy.get());
  if (error < 0) return LibavError(error, "cannot be written", path_);
  return absl::OkStatus();
}

absl::Status VideoWriter::Finish() {
  int error = av_write_trailer(format_);
  const int close_error = avio_closep(&format_->pb);
  if (error >= 0) error = close_error;
  if (error < 0) return LibavError(error, "cannot be written", path_);
  return absl::OkStatus();
}

}  // namespace feluda
