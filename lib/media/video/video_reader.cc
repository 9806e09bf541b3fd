#include "lib/media/video/video_reader.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "absl/strings/str_cat.h"

namespace feluda {
namespace {

constexpr int kMaxFramesPerSecond = 1000;
constexpr int kMaxSide = 16384;

// The `ffmpeg` program rounds times to this part of a tick and then adds half a
// part, so that no time lies exactly between two ticks.
constexpr double kTickParts = 65536.0;

double RoundedTicks(double ticks) {
  const double rounded = std::round(ticks * kTickParts) / kTickParts;
  const double nudge = 0.5 / kTickParts;
  return rounded > 0.0 ? rounded + nudge : rounded - nudge;
}

}  // namespace

absl::Status Validate(const VideoOptions& options) {
  if (options.frames_per_second < 0 ||
      options.frames_per_second > kMaxFramesPerSecond) {
    return absl::InvalidArgumentError(absl::StrCat(
        "frames_per_second: must be 1 to ", kMaxFramesPerSecond,
        ", or 0 for the file's own, is ", options.frames_per_second));
  }
  const PictureShape& shape = options.shape;
  const bool is_own = shape.width == 0 && shape.height == 0;
  const auto [least, most] = std::minmax(shape.width, shape.height);
  if (!is_own && (least < 1 || most > kMaxSide)) {
    return absl::InvalidArgumentError(
        absl::StrCat("shape: must be 1 to ", kMaxSide,
                     " pixels wide and high, or 0 both for the file's own, is ",
                     shape.width, " x ", shape.height));
  }
  return Validate(options.decoder);
}

absl::StatusOr<std::unique_ptr<VideoReader>> VideoReader::Open(
    const std::string& path, const VideoOptions& options) {
  if (absl::Status s = Validate(options); !s.ok()) return s;
  auto decoder = VideoDecoder::Open(path, options.decoder);
  if (!decoder.ok()) return decoder.status();
  std::unique_ptr<VideoReader> reader(
      new VideoReader(path, options, *std::move(decoder)));
  if (reader->previous_.decoded == nullptr ||
      reader->current_.decoded == nullptr) {
    return LibavOutOfMemory(path);
  }
  return reader;
}

VideoReader::VideoReader(const std::string& path, const VideoOptions& options,
                         std::unique_ptr<VideoDecoder> decoder)
    : path_(path),
      options_(options),
      decoder_(std::move(decoder)),
      scaler_(options.shape),
      rate_(decoder_->demuxer().is_alone()) {
  previous_.decoded.reset(av_frame_alloc());
  current_.decoded.reset(av_frame_alloc());
}

ConstantRate::Fill VideoReader::FillOf(const AVFrame& frame) {
  if (options_.frames_per_second == 0) return {0, 1};
  const double rate = options_.frames_per_second;
  const double file_rate = decoder_->demuxer().frames_per_second();
  // The frame's own duration counts if it is at least half a tick.
  double duration = std::rint(decoder_->DurationOf(frame) * rate);
  if (!(duration > 0.0)) {
    duration = file_rate > 0.0 ? std::min(1.0, rate / file_rate) : 0.0;
  }
  // `ffmpeg` leaves a frame without a time out, as if it came far too late.
  const double time = VideoDecoder::HasTime(frame)
                          ? RoundedTicks(decoder_->SecondsOf(frame) * rate)
                          : -std::numeric_limits<double>::infinity();
  return rate_.Add(time, duration);
}

absl::Status VideoReader::Decode() {
  std::swap(previous_, current_);
  current_.is_scaled = false;
  absl::StatusOr<bool> more = decoder_->Next(*current_.decoded);
  if (!more.ok()) return more.status();
  if (!*more) {
    is_over_ = true;
    left_.previous = rate_.Finish();
    return absl::OkStatus();
  }
  left_ = FillOf(*current_.decoded);
  if (previous_.decoded->buf[0] == nullptr) {
    left_ = {0, left_.previous + left_.current};
  }
  return absl::OkStatus();
}

absl::Status VideoReader::Show(Frame& frame, VideoPicture& picture) {
  if (!frame.is_scaled) {
    const Orientation orientation =
        OrientationOf(*frame.decoded, decoder_->demuxer().stream());
    absl::Status status =
        scaler_.Scale(*frame.decoded, orientation, frame.pixels, frame.shape);
    if (!status.ok()) {
      return absl::Status(status.code(),
                          absl::StrCat(path_, ": ", status.message()));
    }
    frame.is_scaled = true;
  }
  picture.pixels = frame.pixels;
  picture.shape = frame.shape;
  picture.seconds = options_.frames_per_second == 0
                        ? decoder_->SecondsOf(*frame.decoded)
                        : static_cast<double>(rate_.first_tick() + shown_) /
                              options_.frames_per_second;
  ++shown_;
  return absl::OkStatus();
}

absl::StatusOr<bool> VideoReader::Next(VideoPicture& picture) {
  while (left_.previous == 0 && left_.current == 0) {
    if (is_over_ && shown_ > 0) return false;
    if (is_over_) {
      return absl::DataLossError(absl::StrCat(
          path_, ": no frame of it can be shown; their times are damaged"));
    }
    if (absl::Status s = Decode(); !s.ok()) return s;
  }
  const bool is_previous = left_.previous > 0;
  --(is_previous ? left_.previous : left_.current);
  absl::Status status = Show(is_previous ? previous_ : current_, picture);
  if (!status.ok()) return status;
  return true;
}

}  // namespace feluda
