#include "lib/media/video/video_encoder.h"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstddef>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

extern "C" {
#include "libavutil/opt.h"
}

namespace feluda {
namespace {

constexpr int kMinSide = 16;
constexpr int kMaxSide = 8192;
constexpr int kMaxFramesPerSecond = 240;

// Takes the place of the file's name in LibavError().
constexpr absl::string_view kEncoder = "video encoder";

const char* EncoderName(VideoCodec codec) {
  return codec == VideoCodec::kH264    ? "libx264"
         : codec == VideoCodec::kMpeg4 ? "mpeg4"
                                       : "mjpeg";
}

absl::Status CheckRange(absl::string_view name, int value, int least,
                        int most) {
  if (value >= least && value <= most) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat(name, ": must be ", least, " to ", most, ", is ", value));
}

absl::Status CheckSide(absl::string_view name, int value) {
  absl::Status status = CheckRange(name, value, kMinSide, kMaxSide);
  if (!status.ok() || value % 2 == 0) return status;
  return absl::InvalidArgumentError(
      absl::StrCat(name, ": must be even, is ", value));
}

absl::Status CheckQuantizer(const EncoderOptions& options) {
  if (options.quantizer == -1) return absl::OkStatus();
  return options.codec == VideoCodec::kH264
             ? CheckRange("quantizer", options.quantizer, 0, 51)
             : CheckRange("quantizer", options.quantizer, 1, 31);
}

void SetQuantizer(const EncoderOptions& options, AVCodecContext& context) {
  const bool is_default = options.quantizer == -1;
  if (options.codec == VideoCodec::kH264) {
    av_opt_set(context.priv_data, "preset", "veryfast", 0);
    av_opt_set_int(context.priv_data, "qp", is_default ? 26 : options.quantizer,
                   0);
    return;
  }
  context.flags |= AV_CODEC_FLAG_QSCALE;
  context.global_quality = FF_QP2LAMBDA * (is_default ? 4 : options.quantizer);
}

void SetUp(const EncoderOptions& options, AVCodecContext& context) {
  const bool is_jpeg = options.codec == VideoCodec::kMjpeg;
  context.width = options.width;
  context.height = options.height;
  context.time_base = {1, options.frames_per_second};
  context.framerate = {options.frames_per_second, 1};
  context.pix_fmt = is_jpeg ? AV_PIX_FMT_YUVJ420P : AV_PIX_FMT_YUV420P;
  context.thread_count = 1;
  // Some containers want H.264's parameter sets separately; the others find
  // them in the key frames as well.
  context.flags |= AV_CODEC_FLAG_BITEXACT | AV_CODEC_FLAG_GLOBAL_HEADER;
  SetQuantizer(options, context);
}

// Converts a sample of the limited range to JPEG's full range, 0 to 255. `span`
// is the size of the limited range of luma or colour; `center` becomes
// `full_center`.
uint8_t FullRange(uint8_t sample, int span, int center, int full_center) {
  const double value = full_center + (sample - center) * 255.0 / span;
  return static_cast<uint8_t>(std::clamp(std::lround(value), 0L, 255L));
}

struct Plane {
  const std::vector<uint8_t>& samples;
  int width;
  bool is_luma;
};

void CopyPlane(const Plane& plane, bool is_jpeg, uint8_t* rows, int stride) {
  uint8_t table[256];
  for (int i = 0; i < 256; ++i) {
    const auto sample = static_cast<uint8_t>(i);
    table[i] = !is_jpeg        ? sample
               : plane.is_luma ? FullRange(sample, 219, 16, 0)
                               : FullRange(sample, 224, 128, 128);
  }
  const size_t width = static_cast<size_t>(plane.width);
  for (size_t i = 0; i < plane.samples.size(); i += width, rows += stride) {
    for (size_t x = 0; x < width; ++x) rows[x] = table[plane.samples[i + x]];
  }
}

}  // namespace

std::string CodecName(VideoCodec codec) {
  return codec == VideoCodec::kH264 ? "h264" : EncoderName(codec);
}

absl::Status Validate(const EncoderOptions& options) {
  if (options.codec < VideoCodec::kH264 || options.codec > VideoCodec::kMjpeg) {
    return absl::InvalidArgumentError(
        "codec: unknown; set it to one of VideoCodec's values");
  }
  absl::Status s = CheckSide("width", options.width);
  if (s.ok()) s = CheckSide("height", options.height);
  if (s.ok()) {
    s = CheckRange("frames_per_second", options.frames_per_second, 1,
                   kMaxFramesPerSecond);
  }
  return s.ok() ? CheckQuantizer(options) : s;
}

absl::StatusOr<std::unique_ptr<VideoEncoder>> VideoEncoder::Create(
    const EncoderOptions& options) {
  if (absl::Status s = Validate(options); !s.ok()) return s;
  SilenceLibav();
  const AVCodec* const codec =
      avcodec_find_encoder_by_name(EncoderName(options.codec));
  if (codec == nullptr) {
    return absl::UnimplementedError(absl::StrCat("codec: libav has no encoder ",
                                                 EncoderName(options.codec)));
  }
  LibavPtr<AVCodecContext> context(avcodec_alloc_context3(codec));
  if (context == nullptr) return LibavOutOfMemory(kEncoder);
  SetUp(options, *context);
  const int error = avcodec_open2(context.get(), codec, nullptr);
  if (error < 0) return LibavError(error, "cannot be opened", kEncoder);
  return std::unique_ptr<VideoEncoder>(new VideoEncoder(std::move(context)));
}

absl::Status VideoEncoder::Add(const YuvPicture& picture, int64_t tick,
                               std::vector<LibavPtr<AVPacket>>& packets) {
  LibavPtr<AVFrame> frame(av_frame_alloc());
  if (frame == nullptr) return LibavOutOfMemory(kEncoder);
  frame->width = picture.width;
  frame->height = picture.height;
  frame->format = context_->pix_fmt;
  frame->pts = tick;
  frame->quality = context_->global_quality;
  const int error = av_frame_get_buffer(frame.get(), 0);
  if (error < 0) return LibavError(error, "cannot take a picture", kEncoder);
  const bool is_jpeg = context_->codec_id == AV_CODEC_ID_MJPEG;
  const Plane planes[] = {{picture.luma, picture.width, true},
                          {picture.blue, picture.width / 2, false},
                          {picture.red, picture.width / 2, false}};
  for (int i = 0; i < 3; ++i) {
    CopyPlane(planes[i], is_jpeg, frame->data[i], frame->linesize[i]);
  }
  return Send(frame.get(), packets);
}

absl::Status VideoEncoder::Finish(std::vector<LibavPtr<AVPacket>>& packets) {
  return Send(nullptr, packets);
}

absl::Status VideoEncoder::Send(const AVFrame* frame,
                                std::vector<LibavPtr<AVPacket>>& packets) {
  int error = avcodec_send_frame(context_.get(), frame);
  while (error >= 0) {
    LibavPtr<AVPacket> packet(av_packet_alloc());
    if (packet == nullptr) return LibavOutOfMemory(kEncoder);
    error = avcodec_receive_packet(context_.get(), packet.get());
    if (error == AVERROR(EAGAIN) || error == AVERROR_EOF) {
      return absl::OkStatus();
    }
    if (error >= 0) packets.push_back(std::move(packet));
  }
  return LibavError(error, "cannot encode a picture", kEncoder);
}

}  // namespace feluda
