#include "lib/media/video/video_decoder.h"

#include <algorithm>
#include <cerrno>
#include <limits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace feluda {
namespace {

constexpr int kMaxThreads = 64;

bool HasErrors(const AVFrame& frame) {
  return frame.decode_error_flags != 0 ||
         (frame.flags & AV_FRAME_FLAG_CORRUPT) != 0;
}

// A damaged file may claim any time.
int64_t SaturatedSum(int64_t a, int64_t b) {
  int64_t sum;
  if (!__builtin_add_overflow(a, b, &sum)) return sum;
  return a > 0 ? std::numeric_limits<int64_t>::max()
               : std::numeric_limits<int64_t>::min();
}

}  // namespace

absl::Status Validate(const DecoderOptions& options) {
  if (options.threads < 1 || options.threads > kMaxThreads) {
    return absl::InvalidArgumentError(absl::StrCat(
        "threads: must be 1 to ", kMaxThreads, ", is ", options.threads));
  }
  if (!(options.time_limit > absl::ZeroDuration())) {
    return absl::InvalidArgumentError(
        absl::StrCat("time_limit: must be more than 0, is ",
                     absl::FormatDuration(options.time_limit)));
  }
  if (!(options.max_damage >= 0.0 && options.max_damage <= 1.0)) {
    return absl::InvalidArgumentError(
        absl::StrCat("max_damage: must be 0 to 1, is ", options.max_damage));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::unique_ptr<VideoDecoder>> VideoDecoder::Open(
    const std::string& path, const DecoderOptions& options) {
  if (absl::Status s = Validate(options); !s.ok()) return s;
  auto demuxer = VideoDemuxer::Open(path, options.time_limit);
  if (!demuxer.ok()) return demuxer.status();
  std::unique_ptr<VideoDecoder> decoder(
      new VideoDecoder(path, options, *std::move(demuxer)));
  if (absl::Status s = decoder->OpenCodec(); !s.ok()) return s;
  return decoder;
}

absl::Status VideoDecoder::OpenCodec() {
  const AVCodecParameters& parameters = *demuxer_->stream().codecpar;
  const AVCodec* const codec = avcodec_find_decoder(parameters.codec_id);
  if (codec == nullptr) {
    return absl::UnimplementedError(
        absl::StrCat(path_, ": there is no decoder for its codec, ",
                     avcodec_get_name(parameters.codec_id)));
  }
  codec_.reset(avcodec_alloc_context3(codec));
  packet_.reset(av_packet_alloc());
  if (codec_ == nullptr || packet_ == nullptr) return LibavOutOfMemory(path_);
  int error = avcodec_parameters_to_context(codec_.get(), &parameters);
  if (error < 0) return LibavError(error, "cannot be decoded", path_);
  // The codec replaces this rate if its own headers tell another.
  codec_->framerate = demuxer_->stream().avg_frame_rate;
  codec_->pkt_timebase = demuxer_->stream().time_base;
  codec_->thread_count = options_.threads;
  codec_->max_pixels = VideoDemuxer::kMaxPixels;
  if (options_.key_frames_only) codec_->skip_frame = AVDISCARD_NONKEY;
  error = avcodec_open2(codec_.get(), codec, nullptr);
  if (error < 0) return LibavError(error, "cannot be decoded", path_);
  return absl::OkStatus();
}

void VideoDecoder::NoteDamage() {
  damaged_packets_ = std::min(damaged_packets_ + 1, packets_);
}

// Hands the decoder one more packet, or tells it that there is none.
absl::Status VideoDecoder::Feed() {
  absl::StatusOr<bool> more = demuxer_->Next(*packet_);
  if (!more.ok()) return more.status();
  if (!*more) {
    draining_ = true;
    avcodec_send_packet(codec_.get(), nullptr);
    return absl::OkStatus();
  }
  clock_.Correct(*codec_, *packet_);
  // An empty packet would tell the decoder that it was the last.
  if (packet_->size == 0) return absl::OkStatus();
  // Some decoders return other frames than key frames despite skip_frame, and
  // some containers do not mark key frames, so both filter. The demuxer does
  // not, because libav's for .mp4 then gives wrong times.
  const bool is_key = (packet_->flags & AV_PKT_FLAG_KEY) != 0;
  if (options_.key_frames_only && !is_key) return absl::OkStatus();
  ++packets_;
  if (avcodec_send_packet(codec_.get(), packet_.get()) < 0) NoteDamage();
  return absl::OkStatus();
}

void VideoDecoder::Settle(AVFrame& frame) {
  ++frames_;
  if (HasErrors(frame)) NoteDamage();
  if (draining_) times_at_end_.push(clock_.TimeAfterLastPacket(*codec_));
  if (draining_ && frame.best_effort_timestamp == AV_NOPTS_VALUE) {
    frame.best_effort_timestamp = times_at_end_.front();
    times_at_end_.pop();
  }
  frame.pts = frame.best_effort_timestamp;
  if (frame.pts == AV_NOPTS_VALUE) {
    frame.best_effort_timestamp = next_timestamp_;
  }
  next_timestamp_ = SaturatedSum(frame.best_effort_timestamp,
                                 std::max<int64_t>(TicksOf(frame), 1));
}

absl::StatusOr<bool> VideoDecoder::Next(AVFrame& frame) {
  int64_t failures_at_end = 0;
  for (;;) {
    const int error = avcodec_receive_frame(codec_.get(), &frame);
    if (error >= 0) {
      Settle(frame);
      return true;
    }
    if (error == AVERROR(ENOMEM)) return LibavOutOfMemory(path_);
    if (error == AVERROR_EOF) break;
    if (error != AVERROR(EAGAIN)) NoteDamage();
    if (!draining_) {
      if (absl::Status s = Feed(); !s.ok()) return s;
    } else if (++failures_at_end > kMaxThreads) {
      // A decoder holds back at most one packet a thread, so this one would
      // fail for ever.
      break;
    }
  }
  if (absl::Status s = CheckWhole(); !s.ok()) return s;
  return false;
}

absl::Status VideoDecoder::CheckWhole() const {
  if (frames_ == 0) {
    return absl::DataLossError(
        absl::StrCat(path_, options_.key_frames_only && packets_ == 0
                                ? ": has no key frame"
                                : ": no frame of it can be decoded"));
  }
  // 1 allows any damage, so there is nothing to check.
  if (options_.max_damage >= 1.0) return absl::OkStatus();
  const double percent = 100.0 * options_.max_damage;
  const VideoDemuxer::CutOff cut = demuxer_->FindCutOff();
  if (cut.is_unknown) {
    return absl::DataLossError(absl::StrCat(
        path_,
        ": is cut off within a fragment, and does not say how much is "
        "missing; take a whole copy"));
  }
  if (cut.part > options_.max_damage) {
    return absl::DataLossError(absl::StrFormat(
        "%s: is cut off, %.0f %% of it are missing, and at most %.0f %% may "
        "be; take a whole copy",
        path_, 100.0 * cut.part, percent));
  }
  if (static_cast<double>(damaged_packets_) >
      options_.max_damage * static_cast<double>(packets_)) {
    return absl::DataLossError(absl::StrFormat(
        "%s: %d of its %d packets are damaged, and at most %.0f %% may be; "
        "take an undamaged copy",
        path_, damaged_packets_, packets_, percent));
  }
  return absl::OkStatus();
}

}  // namespace feluda
