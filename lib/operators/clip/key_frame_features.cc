#include "lib/operators/clip/key_frame_features.h"

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/media/image/image.h"
#include "lib/media/image/model_input/pixel_values.h"
#include "lib/media/image/model_input/placement.h"
#include "lib/media/image/model_input/resize.h"
#include "lib/media/video/video_reader.h"

namespace feluda {
namespace {

constexpr int kMaxBatch = 64;

VideoOptions ReaderOptions(const KeyFrameOptions& options) {
  VideoOptions reader;
  reader.decoder = options.decoder;
  reader.decoder.key_frames_only = true;
  return reader;
}

absl::Status WithName(const std::string& path, const absl::Status& status) {
  return absl::Status(status.code(),
                      absl::StrCat(path, ": ", status.message()));
}

// Frames that wait for the network.
class Batch {
 public:
  Batch(size_t capacity, int side)
      : side_(side),
        image_size_(3 * static_cast<size_t>(side) * static_cast<size_t>(side)),
        pixels_(capacity * image_size_) {
    seconds_.reserve(capacity);
  }

  bool is_empty() const { return seconds_.empty(); }
  bool is_full() const {
    return seconds_.size() * image_size_ == pixels_.size();
  }
  const std::vector<double>& seconds() const { return seconds_; }
  void Clear() { seconds_.clear(); }

  // Resizes and cuts the picture.
  absl::Status Add(const VideoPicture& picture) {
    frame_.width = picture.shape.width;
    frame_.height = picture.shape.height;
    frame_.channels = Channels(picture.shape.format);
    frame_.pixels.assign(picture.pixels.begin(), picture.pixels.end());
    const ImageSize size = ShorterSideTo(side_, frame_.width, frame_.height);
    const absl::StatusOr<Image> resized =
        Resize(frame_, size.width, size.height, ResizeFilter::kBicubic);
    if (!resized.ok()) return resized.status();
    ToPlanes(CropCenter(*resized, side_), PixelScaling::Clip(),
             absl::MakeSpan(pixels_).subspan(seconds_.size() * image_size_,
                                             image_size_));
    seconds_.push_back(picture.seconds);
    return absl::OkStatus();
  }

  // The frames so far; valid as long as the batch is not changed.
  Tensor Images() const {
    const auto count = static_cast<int64_t>(seconds_.size());
    return Tensor::Borrowed(
        {count, 3, side_, side_},
        absl::MakeConstSpan(pixels_).first(seconds_.size() * image_size_));
  }

 private:
  const int side_;
  const size_t image_size_;
  std::vector<float> pixels_;
  std::vector<double> seconds_;
  Image frame_;
};

absl::Status EmbedBatch(
    Batch& batch, EmbedImages embed,
    absl::FunctionRef<absl::Status(const KeyFrame& frame)> take) {
  const absl::StatusOr<Tensor> features = embed(batch.Images());
  if (!features.ok()) return features.status();
  const size_t count = batch.seconds().size();
  const size_t dimension = features->values().size() / count;
  for (size_t i = 0; i < count; ++i) {
    const KeyFrame frame = {batch.seconds()[i], features->values().subspan(
                                                    i * dimension, dimension)};
    if (absl::Status s = take(frame); !s.ok()) return s;
  }
  batch.Clear();
  return absl::OkStatus();
}

Facts FactsOf(const VideoDecoder& decoder, int64_t frames) {
  Facts facts;
  facts["n_frames"] = static_cast<double>(frames);
  facts["n_packets"] = static_cast<double>(decoder.packets());
  facts["damaged_packets"] = static_cast<double>(decoder.damaged_packets());
  return facts;
}

}  // namespace

absl::Status Validate(const KeyFrameOptions& options) {
  if (options.batch < 1 || options.batch > kMaxBatch) {
    return absl::InvalidArgumentError(absl::StrCat(
        "batch: must be 1 to ", kMaxBatch, ", is ", options.batch));
  }
  return Validate(ReaderOptions(options));
}

absl::StatusOr<Facts> ForEachKeyFrame(
    const std::string& path, const KeyFrameOptions& options, EmbedImages embed,
    absl::FunctionRef<absl::Status(const KeyFrame& frame)> take) {
  if (absl::Status s = Validate(options); !s.ok()) return s;
  auto reader = VideoReader::Open(path, ReaderOptions(options));
  if (!reader.ok()) return reader.status();
  Batch batch(static_cast<size_t>(options.batch), options.side);
  VideoPicture picture;
  int64_t frames = 0;
  for (;;) {
    absl::StatusOr<bool> more = (*reader)->Next(picture);
    if (!more.ok()) return more.status();
    if (*more) {
      if (absl::Status s = batch.Add(picture); !s.ok()) {
        return WithName(path, s);
      }
      ++frames;
    }
    if (batch.is_full() || (!*more && !batch.is_empty())) {
      if (absl::Status s = EmbedBatch(batch, embed, take); !s.ok()) return s;
    }
    if (!*more) return FactsOf((*reader)->decoder(), frames);
  }
}

}  // namespace feluda
