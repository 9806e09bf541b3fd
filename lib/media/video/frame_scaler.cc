#include "lib/media/video/frame_scaler.h"

#include <cstddef>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"

extern "C" {
#include "libavutil/opt.h"
#include "libavutil/pixdesc.h"
}

namespace feluda {
namespace {

absl::Status OutOfMemory() {
  return absl::ResourceExhaustedError("out of memory for scaling a frame");
}

AVPixelFormat LibavFormat(PixelFormat format) {
  return format == PixelFormat::kRgb ? AV_PIX_FMT_RGB24 : AV_PIX_FMT_GRAY8;
}

// Sets the size to scale to, which is that of the picture before it is turned
// upright.
void SizeBeforeTurn(const PictureShape& shape, const AVFrame& frame,
                    bool is_transposed, AVFrame& scaled) {
  scaled.width = shape.width > 0 ? shape.width : frame.width;
  scaled.height = shape.height > 0 ? shape.height : frame.height;
  if (shape.width > 0 && is_transposed) std::swap(scaled.width, scaled.height);
}

LibavPtr<SwsContext> MakeContext(const AVFrame& frame, const AVFrame& scaled) {
  LibavPtr<SwsContext> context(sws_alloc_context());
  if (context == nullptr) return nullptr;
  const auto set = [&](const char* name, int64_t value) {
    av_opt_set_int(context.get(), name, value, 0);
  };
  set("srcw", frame.width);
  set("srch", frame.height);
  set("src_format", frame.format);
  set("dstw", scaled.width);
  set("dsth", scaled.height);
  set("dst_format", scaled.format);
  set("sws_flags", SWS_BICUBIC);
  // MPEG's chroma samples lie halfway between two rows of luma.
  if (frame.format == AV_PIX_FMT_YUV420P) set("src_v_chr_pos", 128);
  if (sws_init_context(context.get(), nullptr, nullptr) < 0) return nullptr;
  return context;
}

// Sets the frame's own colour matrix and range. This fails from RGB to RGB,
// where neither matters.
void SetColors(const AVFrame& frame, SwsContext* context) {
  int* from_matrix;
  int* to_matrix;
  int from_full, to_full, brightness, contrast, saturation;
  if (sws_getColorspaceDetails(context, &from_matrix, &from_full, &to_matrix,
                               &to_full, &brightness, &contrast,
                               &saturation) < 0) {
    return;
  }
  const bool is_known = frame.colorspace > AVCOL_SPC_RGB;
  const int* const matrix =
      sws_getCoefficients(is_known ? frame.colorspace : SWS_CS_DEFAULT);
  if (frame.color_range != AVCOL_RANGE_UNSPECIFIED) {
    from_full = frame.color_range == AVCOL_RANGE_JPEG;
  }
  sws_setColorspaceDetails(context, matrix, from_full, to_matrix, to_full,
                           brightness, contrast, saturation);
}

}  // namespace

bool FrameScaler::Source::operator==(const Source& other) const {
  const auto all = [](const Source& s) {
    return std::tie(s.width, s.height, s.format, s.color_range, s.color_space,
                    s.is_transposed);
  };
  return all(*this) == all(other);
}

absl::Status FrameScaler::Prepare(const AVFrame& frame, const Source& source) {
  const auto format = static_cast<AVPixelFormat>(frame.format);
  if (sws_isSupportedInput(format) <= 0) {
    const char* const name = av_get_pix_fmt_name(format);
    return absl::UnimplementedError(
        absl::StrCat("cannot convert pixels of format ",
                     name == nullptr ? "unknown" : name));
  }
  scaled_.reset(av_frame_alloc());
  if (scaled_ == nullptr) return OutOfMemory();
  SizeBeforeTurn(shape_, frame, source.is_transposed, *scaled_);
  scaled_->format = LibavFormat(shape_.format);
  if (av_frame_get_buffer(scaled_.get(), 0) < 0) return OutOfMemory();
  context_ = MakeContext(frame, *scaled_);
  if (context_ == nullptr) {
    return absl::UnimplementedError(absl::StrCat("cannot scale frames of ",
                                                 frame.width, " x ",
                                                 frame.height, " pixels"));
  }
  SetColors(frame, context_.get());
  source_ = source;
  return absl::OkStatus();
}

absl::Status FrameScaler::Scale(const AVFrame& frame,
                                const Orientation& orientation,
                                std::vector<uint8_t>& pixels,
                                PictureShape& shape) {
  const Source source = {frame.width,      frame.height,
                         frame.format,     frame.color_range,
                         frame.colorspace, orientation.is_transposed};
  if (context_ == nullptr || !(source == source_)) {
    context_.reset();
    if (absl::Status s = Prepare(frame, source); !s.ok()) return s;
  }
  if (sws_scale(context_.get(), frame.data, frame.linesize, 0, frame.height,
                scaled_->data, scaled_->linesize) < 0) {
    return absl::InternalError("libswscale cannot scale a frame");
  }
  PixelView view;
  view.pixels = scaled_->data[0];
  view.stride = static_cast<size_t>(scaled_->linesize[0]);
  view.width = static_cast<size_t>(scaled_->width);
  view.height = static_cast<size_t>(scaled_->height);
  view.channels = static_cast<size_t>(Channels(shape_.format));
  pixels.resize(view.width * view.height * view.channels);
  Orient(view, orientation, pixels.data());
  shape = {scaled_->width, scaled_->height, shape_.format};
  if (orientation.is_transposed) std::swap(shape.width, shape.height);
  return absl::OkStatus();
}

}  // namespace feluda
