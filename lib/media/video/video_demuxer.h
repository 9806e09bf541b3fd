// Opens a file's container, chooses its video stream and reads that stream's
// packets from beginning to end.
//
//   auto demuxer = VideoDemuxer::Open("cuts.mp4", absl::Seconds(30));
//   if (!demuxer.ok()) return demuxer.status();
//   LibavPtr<AVPacket> packet(av_packet_alloc());
//   for (;;) {
//     absl::StatusOr<bool> more = (*demuxer)->Next(*packet);
//     if (!more.ok()) return more.status();
//     if (!*more) break;
//     Decode(*packet);
//   }
//
// Of several video streams the default one is read, or else the largest.
// Pictures attached to sound (album covers) do not count as video. Only a
// regular file is opened, never a file or address that it names.
//
// Errors name the file. Threads: one at a time. Peak memory: the container's
// index, some 50 bytes a frame.

#ifndef LIB_MEDIA_VIDEO_VIDEO_DEMUXER_H_
#define LIB_MEDIA_VIDEO_VIDEO_DEMUXER_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "lib/media/video/libav.h"
#include "lib/media/video/time_limit.h"

namespace feluda {

class VideoDemuxer {
 public:
  // The most pixels of a frame: 8K UHD, rounded up. Larger videos are refused.
  static constexpr int64_t kMaxPixels = int64_t{1} << 25;

  // `time_limit` counts from here to the last packet.
  static absl::StatusOr<std::unique_ptr<VideoDemuxer>> Open(
      const std::string& path, absl::Duration time_limit);

  VideoDemuxer(const VideoDemuxer&) = delete;
  VideoDemuxer& operator=(const VideoDemuxer&) = delete;

  // Puts the video's next packet into `packet` in place of its contents.
  // Returns false after the last one, or where the file cannot be read any
  // further. The only error is DeadlineExceeded, when the time limit has
  // passed.
  absl::StatusOr<bool> Next(AVPacket& packet);

  const AVStream& stream() const { return *stream_; }
  const AVFormatContext& container() const { return *format_; }

  // Whether the video is the file's only stream.
  bool is_alone() const { return format_->nb_streams == 1; }

  // The frame rate that the file states; 0 if it states none.
  double frames_per_second() const;

  // The length in seconds that the file states; 0 if it states none.
  double duration() const;

  // What was missing when Next() said false.
  struct CutOff {
    // The part of the video's length or of the file's bytes, 0 to 1; 0 for a
    // file that is whole or does not say how long it is.
    double part = 0.0;
    // Whether the file ends within a fragment and does not say how many follow.
    // Then it is only known that something is missing.
    bool is_unknown = false;
  };
  // Finds out what is missing. Prefers the video's own length, since that of
  // the file may be its sound's. Moves the position in the file, so that Next()
  // cannot be called any more.
  CutOff FindCutOff() const;

 private:
  VideoDemuxer(const std::string& path, absl::Duration time_limit)
      : path_(path), limit_(time_limit) {}

  static int IsOverdue(void* demuxer);

  absl::Status OpenFile();
  absl::Status OpenContainer();
  int ReadStreamInfo();
  absl::Status ChooseStream();
  absl::Status Overdue() const;
  void NoteEnd(const AVPacket& packet);
  double PartWithout(double length) const;
  double StatedLength(bool has_stated_size) const;

  const std::string path_;
  const TimeLimit limit_;
  LibavPtr<AVIOContext> io_;
  LibavPtr<AVFormatContext> format_;
  AVStream* stream_ = nullptr;
  // Where the last packet so far ends, in the stream's time base.
  double end_ = 0.0;
  int64_t packets_ = 0;
};

}  // namespace feluda

#endif  // LIB_MEDIA_VIDEO_VIDEO_DEMUXER_H_
