// The times of a stream's packets, counted from the beginning of the file and
// continued where the file's clock restarts or jumps.
//
//   PacketClock clock(format, stream);
//   while (Read(packet)) {
//     clock.Correct(*codec, packet);
//     Decode(packet);
//   }
//
// The clocks of MPEG-TS, MPEG-PS and their like start again where two
// recordings are joined, and wrap around after 33 bits (26.5 hours). The rules
// are those of the `ffmpeg` program, so that frames have the times that it
// gives them:
//
//   - The file's start time becomes 0. In containers whose clocks may jump,
//     the stream's own start time does instead if it is later.
//   - In these containers a decoding time that is more than 0.1 s before the
//     previous one, or more than 10 s away from where the previous packet ends,
//     is a jump: all times from there on are shifted so that the packet begins
//     where the previous one ends.
//   - In all others a time that is more than 30 hours away is dropped.
//   - A packet without a decoding time gets the end of the previous one, if
//     that is known.
//
// Threads: one at a time.

#ifndef LIB_MEDIA_VIDEO_CONTAINER_PACKET_CLOCK_H_
#define LIB_MEDIA_VIDEO_CONTAINER_PACKET_CLOCK_H_

#include <cstdint>

#include "lib/media/video/libav.h"

namespace feluda {

class PacketClock {
 public:
  // REQUIRES: both outlive this object.
  PacketClock(const AVFormatContext& format, const AVStream& stream);

  // Corrects the times of the stream's next packet, in the file's order.
  // `decoder` is the stream's; it knows how long a frame is shown if the packet
  // does not say so.
  void Correct(const AVCodecContext& decoder, AVPacket& packet);

  // To be called for each frame that the decoder still gives after the last
  // packet. Returns the frame's time, in the stream's time base, for when the
  // decoder does not know it; AV_NOPTS_VALUE if the clock does not either.
  int64_t TimeAfterLastPacket(const AVCodecContext& decoder);

 private:
  void Begin(const AVCodecContext& decoder);
  void Unwrap(AVPacket& packet);
  void Shift(int64_t microseconds, AVPacket& packet) const;
  void FollowJump(AVPacket& packet);
  void DropOutliers(AVPacket& packet) const;
  int64_t Advance(int64_t length);

  const AVFormatContext& format_;
  const AVStream& stream_;
  const bool may_jump_;
  int64_t packets_ = 0;
  // Whether a packet was within the first half of the clock's range, after
  // which libav itself follows the clock around.
  bool is_unwrapped_ = false;
  // All times below are in microseconds. The offset is added to the file's
  // times.
  int64_t offset_;
  // The last decoding time that the file stated; AV_NOPTS_VALUE before the
  // first.
  int64_t last_time_ = AV_NOPTS_VALUE;
  // The decoding time of the previous packet, or its end once the decoder gave
  // a frame for it; and its end. AV_NOPTS_VALUE where that is unknown.
  int64_t decoding_time_ = 0;
  int64_t next_decoding_time_ = AV_NOPTS_VALUE;
};

}  // namespace feluda

#endif  // LIB_MEDIA_VIDEO_CONTAINER_PACKET_CLOCK_H_
