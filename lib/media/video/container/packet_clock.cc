#include "lib/media/video/container/packet_clock.h"

#include <algorithm>
#include <limits>

#include "lib/media/video/libav_versions.h"

extern "C" {
#include "libavutil/mathematics.h"
}

namespace feluda {
namespace {

constexpr int64_t kSecond = AV_TIME_BASE;
constexpr int64_t kMaxStepBack = kSecond / 10;
constexpr int64_t kMaxGap = 10 * kSecond;
// `ffmpeg` calls it dts_error_threshold.
constexpr int64_t kMaxError = int64_t{30} * 3600 * kSecond;

// A damaged file may claim any time, so sums stay within what is a time.
int64_t Sum(int64_t a, int64_t b) {
  int64_t sum;
  if (__builtin_add_overflow(a, b, &sum)) {
    return a > 0 ? std::numeric_limits<int64_t>::max()
                 : std::numeric_limits<int64_t>::min() + 1;
  }
  return std::max(sum, std::numeric_limits<int64_t>::min() + 1);
}

int64_t Difference(int64_t a, int64_t b) {
  return b == std::numeric_limits<int64_t>::min() ? Sum(a, 1) : Sum(a, -b);
}

// AV_NOPTS_VALUE stays what it is.
int64_t Rescale(int64_t time, AVRational from, AVRational to) {
  return av_rescale_q_rnd(
      time, from, to,
      static_cast<AVRounding>(AV_ROUND_NEAR_INF | AV_ROUND_PASS_MINMAX));
}

bool IsFar(int64_t difference, int64_t limit) {
  return difference < -limit || difference > limit;
}

// How long the decoder's frames are shown; 0 if it does not know either.
int64_t FrameLength(const AVCodecContext& decoder, const AVStream& stream) {
  const AVRational rate = decoder.framerate;
  if (rate.num <= 0 || rate.den <= 0) return 0;
  const AVCodecParserContext* const parser = av_stream_get_parser(&stream);
  const int per_frame = TicksPerFrame(decoder);
  const int ticks = parser != nullptr ? parser->repeat_pict + 1 : per_frame;
  return kSecond * rate.den * ticks / rate.num / per_frame;
}

}  // namespace

PacketClock::PacketClock(const AVFormatContext& format, const AVStream& stream)
    : format_(format),
      stream_(stream),
      may_jump_((format.iformat->flags & AVFMT_TS_DISCONT) != 0),
      offset_(format.start_time == AV_NOPTS_VALUE ? 0 : -format.start_time) {}

void PacketClock::Correct(const AVCodecContext& decoder, AVPacket& packet) {
  if (packets_++ == 0) Begin(decoder);
  Unwrap(packet);
  Shift(offset_, packet);
  if (may_jump_) {
    FollowJump(packet);
  } else {
    DropOutliers(packet);
  }
  if (packet.dts != AV_NOPTS_VALUE) {
    last_time_ = Rescale(packet.dts, stream_.time_base, AV_TIME_BASE_Q);
    next_decoding_time_ = last_time_;
  }
  packet.dts =
      Advance(packet.duration > 0
                  ? Rescale(packet.duration, stream_.time_base, AV_TIME_BASE_Q)
                  : FrameLength(decoder, stream_));
  // `ffmpeg` looks whether the decoder gave a frame, which depends on its
  // threads; that it does so after has_b_frames packets does not.
  if (packet.size > 0 && packets_ > decoder.has_b_frames) {
    decoding_time_ = next_decoding_time_;
  }
}

int64_t PacketClock::TimeAfterLastPacket(const AVCodecContext& decoder) {
  return Advance(FrameLength(decoder, stream_));
}

void PacketClock::Begin(const AVCodecContext& decoder) {
  const AVRational rate = stream_.avg_frame_rate;
  if (rate.num > 0 && rate.den > 0) {
    // Frames that are shown in another order are decoded ahead.
    decoding_time_ =
        static_cast<int64_t>(-decoder.has_b_frames * (kSecond / av_q2d(rate)));
  }
  if (!may_jump_ || stream_.pts_wrap_bits >= 64 ||
      format_.start_time == AV_NOPTS_VALUE ||
      stream_.start_time == AV_NOPTS_VALUE) {
    return;
  }
  const int64_t start =
      Rescale(stream_.start_time, stream_.time_base, AV_TIME_BASE_Q);
  if (start > format_.start_time) offset_ = -start;
}

// Times that are more than half the clock's range after the file's start are
// those of packets before it.
void PacketClock::Unwrap(AVPacket& packet) {
  const int bits = stream_.pts_wrap_bits;
  if (is_unwrapped_ || bits < 1 || bits > 62 ||
      format_.start_time == AV_NOPTS_VALUE) {
    return;
  }
  is_unwrapped_ = true;
  const int64_t range = int64_t{1} << bits;
  const int64_t middle =
      Sum(Rescale(format_.start_time, AV_TIME_BASE_Q, stream_.time_base),
          range / 2);
  for (int64_t* const time : {&packet.dts, &packet.pts}) {
    if (*time == AV_NOPTS_VALUE || *time <= middle) continue;
    *time -= range;
    is_unwrapped_ = false;
  }
}

void PacketClock::Shift(int64_t microseconds, AVPacket& packet) const {
  const int64_t shift =
      Rescale(microseconds, AV_TIME_BASE_Q, stream_.time_base);
  if (packet.dts != AV_NOPTS_VALUE) packet.dts = Sum(packet.dts, shift);
  if (packet.pts != AV_NOPTS_VALUE) packet.pts = Sum(packet.pts, shift);
}

void PacketClock::FollowJump(AVPacket& packet) {
  // Where the previous packet's length is unknown, its beginning has to do.
  const bool has_end = next_decoding_time_ != AV_NOPTS_VALUE;
  const int64_t expected = has_end ? next_decoding_time_ : last_time_;
  const int64_t time = Rescale(packet.dts, stream_.time_base, AV_TIME_BASE_Q);
  if (time == AV_NOPTS_VALUE || expected == AV_NOPTS_VALUE) return;
  const int64_t jump = Difference(time, expected);
  const bool steps_back = has_end && Sum(time, kMaxStepBack) < decoding_time_;
  if (steps_back || IsFar(jump, kMaxGap)) {
    offset_ = Difference(offset_, jump);
    Shift(-jump, packet);
  }
}

void PacketClock::DropOutliers(AVPacket& packet) const {
  if (packet.dts == AV_NOPTS_VALUE || next_decoding_time_ == AV_NOPTS_VALUE) {
    return;
  }
  for (int64_t* const time : {&packet.dts, &packet.pts}) {
    if (*time == AV_NOPTS_VALUE) continue;
    const int64_t microseconds =
        Rescale(*time, stream_.time_base, AV_TIME_BASE_Q);
    if (IsFar(Difference(microseconds, next_decoding_time_), kMaxError)) {
      *time = AV_NOPTS_VALUE;
    }
  }
}

int64_t PacketClock::Advance(int64_t length) {
  if (next_decoding_time_ == AV_NOPTS_VALUE) {
    next_decoding_time_ = decoding_time_;
  }
  decoding_time_ = next_decoding_time_;
  const bool has_end = decoding_time_ != AV_NOPTS_VALUE && length > 0;
  next_decoding_time_ = has_end ? Sum(decoding_time_, length) : AV_NOPTS_VALUE;
  return Rescale(decoding_time_, AV_TIME_BASE_Q, stream_.time_base);
}

}  // namespace feluda
