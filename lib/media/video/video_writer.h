// Writes encoded video into a file. The ending of the file's name selects the
// container (.mp4, .avi, .mkv ...).
//
//   auto writer = VideoWriter::Create("cuts.mp4", encoder->context(), 0);
//   if (!writer.ok()) return writer.status();
//   for (const LibavPtr<AVPacket>& packet : packets) {
//     absl::Status status = (*writer)->Add(*packet);
//     if (!status.ok()) return status;
//   }
//   absl::Status status = (*writer)->Finish();
//
// The same packets give the same bytes, since no date or version is written. A
// file that was not finished cannot be played; use PendingFile of lib/files to
// put the file in place whole or not at all.
//
// Errors name the file. Threads: one at a time. Peak memory: the container's
// index, some 100 bytes a frame.

#ifndef LIB_MEDIA_VIDEO_VIDEO_WRITER_H_
#define LIB_MEDIA_VIDEO_VIDEO_WRITER_H_

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/media/video/libav.h"

namespace feluda {

class VideoWriter {
 public:
  // Tells players to turn the pictures by `rotation` degrees clockwise, which
  // only .mp4 and .mov can store. Overwrites an existing file. REQUIRES:
  // rotation is 0, 90, 180 or 270.
  static absl::StatusOr<std::unique_ptr<VideoWriter>> Create(
      const std::string& path, const AVCodecContext& encoder, int rotation);

  VideoWriter(const VideoWriter&) = delete;
  VideoWriter& operator=(const VideoWriter&) = delete;
  ~VideoWriter();

  // Takes packets in the encoder's order, with times in its ticks. The packet
  // is not changed.
  absl::Status Add(const AVPacket& packet);

  // Writes the index and closes the file.
  absl::Status Finish();

 private:
  VideoWriter(const std::string& path, AVRational tick)
      : path_(path), tick_(tick) {}

  absl::Status Open(const AVCodecContext& encoder, int rotation);
  absl::Status SetRotation(int rotation);

  const std::string path_;
  const AVRational tick_;
  AVFormatContext* format_ = nullptr;
  AVStream* stream_ = nullptr;
};

}  // namespace feluda

#endif  // LIB_MEDIA_VIDEO_VIDEO_WRITER_H_
