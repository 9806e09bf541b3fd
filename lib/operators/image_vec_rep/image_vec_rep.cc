#include "lib/operators/image_vec_rep/image_vec_rep.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <variant>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "lib/media/image/model_input/pixel_values.h"
#include "lib/media/image/model_input/placement.h"
#include "lib/media/image/model_input/resize.h"
#include "lib/networks/graph/network.h"
#include "lib/networks/tensor.h"
#include "lib/operators/image_loading.h"
#include "lib/operators/models/freed_memory.h"
#include "lib/operators/models/resnet18_model.h"
#include "lib/operators/operator_edge.h"

namespace feluda {
namespace {

constexpr int kShorterSide = 224;

absl::StatusOr<Image> Resized(const Image& image, const std::string& name) {
  const ImageSize size = ShorterSideTo(kShorterSide, image.width, image.height);
  if (std::max(size.width, size.height) > ImageVecRep::kMaxResizedSide) {
    return absl::InvalidArgumentError(absl::StrCat(
        name, ": has ", image.width, " x ", image.height,
        " pixels, which is too long for its breadth; cut it into parts"));
  }
  return Resize(image, size.width, size.height, ResizeFilter::kBilinear);
}

std::vector<float> PlanesOf(const Image& image) {
  std::vector<float> planes(3 * static_cast<size_t>(image.width) *
                            static_cast<size_t>(image.height));
  ToPlanes(image, PixelScaling::ImageNet(), absl::MakeSpan(planes));
  return planes;
}

}  // namespace

ImageVecRep::ImageVecRep(const Config& config, ModelFile model,
                         std::unique_ptr<Network> network)
    : config_(config), model_(std::move(model)), network_(std::move(network)) {}

ImageVecRep::~ImageVecRep() = default;

absl::StatusOr<std::unique_ptr<ImageVecRep>> ImageVecRep::Create(
    const Config& config) {
  using Result = absl::StatusOr<std::unique_ptr<ImageVecRep>>;
  if (absl::Status s = CheckModelThreads(config.threads); !s.ok()) return s;
  return CatchExceptions("image_vec_rep", [&]() -> Result {
    absl::StatusOr<ModelFile> model =
        FindModel(ResNet18Source(), config.model_directory);
    if (!model.ok()) return model.status();
    NetworkOptions options;
    options.threads = config.threads;
    auto network = LoadResNet18(*model, options);
    if (!network.ok()) return network.status();
    return std::unique_ptr<ImageVecRep>(
        new ImageVecRep(config, *std::move(model), *std::move(network)));
  });
}

absl::StatusOr<ImageVector> ImageVecRep::Embed(const ImageInput& input) {
  const absl::StatusOr<Image> image = LoadImage(input, config_.limits);
  if (!image.ok()) return image.status();
  const absl::StatusOr<Image> resized = Resized(*image, NameOf(input));
  if (!resized.ok()) return resized.status();
  const std::vector<float> planes = PlanesOf(*resized);
  const absl::StatusOr<Tensor> values = network_->Run(Tensor::Borrowed(
      {1, 3, resized->height, resized->width}, absl::MakeSpan(planes)));
  if (!values.ok()) {
    return absl::Status(
        values.status().code(),
        absl::StrCat(NameOf(input), ": ", values.status().message()));
  }
  ImageVector vector;
  vector.values.assign(values->values().begin(), values->values().end());
  vector.facts["width"] = static_cast<double>(image->width);
  vector.facts["height"] = static_cast<double>(image->height);
  vector.facts["resized_width"] = static_cast<double>(resized->width);
  vector.facts["resized_height"] = static_cast<double>(resized->height);
  return vector;
}

absl::StatusOr<ImageVector> ImageVecRep::Run(const ImageInput& input) {
  if (network_ == nullptr) {
    return absl::FailedPreconditionError(
        "image_vec_rep: Run() after Cleanup(); create it anew");
  }
  const ImageFile* const file = std::get_if<ImageFile>(&input);
  return AtEdge(file == nullptr ? "" : file->path,
                config_.remove_after_processing, [&] { return Embed(input); });
}

void ImageVecRep::Cleanup() {
  network_.reset();
  ReturnFreedMemory();
}

Facts ImageVecRep::State() const {
  Facts state;
  state["weights"] = model_.is_synthetic ? "synthetic" : model_.path;
  state["threads"] = static_cast<double>(config_.threads);
  state["remove_after_processing"] =
      config_.remove_after_processing ? 1.0 : 0.0;
  return state;
}

}  // namespace feluda
