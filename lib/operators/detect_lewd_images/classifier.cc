#include "lib/operators/detect_lewd_images/classifier.h"

#include <cmath>
#include <cstdint>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "absl/types/span.h"
#include "lib/media/image/model_input/pixel_values.h"
#include "lib/media/image/model_input/placement.h"
#include "lib/media/image/model_input/resize.h"
#include "lib/networks/onnx/format/onnx_model.h"
#include "lib/networks/onnx/importer.h"
#include "lib/networks/onnx/onnx_input.h"

namespace feluda {
namespace {

using Settings = ClassifierSettings;

// The shape of the model's input, with its open sizes as in `wanted`.
absl::StatusOr<Shape> InputLike(const OnnxModel& model, const Shape& wanted) {
  absl::StatusOr<OnnxValueInfo> input = OnnxInput(model, wanted);
  if (!input.ok()) return input.status();
  return std::move(input->shape);
}

absl::StatusOr<size_t> OutputOf(const OnnxModel& model,
                                const Settings& settings) {
  if (settings.output.empty() && !model.outputs.empty()) return size_t{0};
  std::vector<std::string> names;
  for (const OnnxValueInfo& output : model.outputs) {
    if (output.name == settings.output) return names.size();
    names.push_back(output.name);
  }
  return absl::InvalidArgumentError(
      absl::StrCat(model.path, ": has no output \"", settings.output,
                   "\", but: ", absl::StrJoin(names, ", ")));
}

std::string SettingsPath(absl::string_view model) {
  absl::ConsumeSuffix(&model, ".onnx");
  return absl::StrCat(model, ".json");
}

}  // namespace

absl::StatusOr<Image> Square(const Image& image, const Settings& settings) {
  const int side = settings.input_size;
  ImageSize size = {side, side};
  if (settings.resizing == Settings::Resizing::kPad) {
    size = FitInto(side, image.width, image.height);
  } else if (settings.resizing == Settings::Resizing::kCrop) {
    size = ShorterSideTo(side, image.width, image.height);
  }
  absl::StatusOr<Image> resized =
      Resize(image, size.width, size.height, settings.filter);
  if (!resized.ok()) return resized.status();
  switch (settings.resizing) {
    case Settings::Resizing::kPad:
      return PadToSquare(*resized, side, settings.padding);
    case Settings::Resizing::kCrop:
      return CropCenter(*resized, side);
    case Settings::Resizing::kStretch:
      break;
  }
  return resized;
}

absl::StatusOr<ClassifierInput> ClassifierInputOf(const OnnxModel& model,
                                                  const Settings& settings) {
  const int64_t side = settings.input_size;
  std::vector<ClassifierInput> accepted;
  if (settings.layout != Settings::Layout::kInterleaved) {
    accepted.push_back({{1, 3, side, side}, false});
  }
  if (settings.layout != Settings::Layout::kPlanes) {
    accepted.push_back({{1, side, side, 3}, true});
  }
  // Those that take a row of numbers are from TensorFlow, unless told
  // otherwise.
  accepted.push_back(
      {{1, 3 * side * side}, settings.layout != Settings::Layout::kPlanes});
  std::vector<std::string> shapes;
  std::string found;
  for (const ClassifierInput& input : accepted) {
    const absl::StatusOr<Shape> shape = InputLike(model, input.shape);
    if (shape.ok() && *shape == input.shape) return input;
    if (shape.ok()) found = ShapeText(*shape);
    if (!shape.ok()) found = std::string(shape.status().message());
    shapes.push_back(ShapeText(input.shape));
  }
  return absl::InvalidArgumentError(absl::StrCat(
      model.path, ": expected an input of ", absl::StrJoin(shapes, " or "),
      ", found ", found, "; set input_size and layout in the .json beside it"));
}

absl::StatusOr<std::unique_ptr<Classifier>> Classifier::Load(
    const std::string& path, int threads) {
  absl::StatusOr<Settings> settings =
      ReadClassifierSettings(SettingsPath(path));
  if (!settings.ok()) return settings.status();
  ImportOptions options;
  options.network.threads = threads;
  size_t output_index = 0;
  absl::StatusOr<ClassifierInput> input = absl::UnknownError("not read");
  {
    // Only as long as it is looked at, since it keeps the file mapped.
    const absl::StatusOr<OnnxModel> model = ReadOnnxModel(path);
    if (!model.ok()) return model.status();
    const absl::StatusOr<size_t> output = OutputOf(*model, *settings);
    if (!output.ok()) return output.status();
    output_index = *output;
    input = ClassifierInputOf(*model, *settings);
    if (!input.ok()) return input.status();
  }
  options.input = input->shape;
  auto network = OnnxNetwork::Load(path, options);
  if (!network.ok()) return network.status();
  return std::unique_ptr<Classifier>(
      new Classifier(*std::move(settings), *std::move(input), output_index,
                     *std::move(network)));
}

absl::StatusOr<float> Classifier::Probability(const Image& image) {
  const absl::StatusOr<Image> square = Square(image, settings_);
  if (!square.ok()) return square.status();
  std::vector<float> values(static_cast<size_t>(ElementCount(input_.shape)));
  if (input_.is_interleaved) {
    ToInterleaved(*square, settings_.scaling, absl::MakeSpan(values));
  } else {
    ToPlanes(*square, settings_.scaling, absl::MakeSpan(values));
  }
  const auto outputs =
      network_->Run(Tensor::Borrowed(input_.shape, absl::MakeSpan(values)));
  if (!outputs.ok()) return outputs.status();
  const absl::Span<const float> output = (*outputs)[output_].values();
  const float probability =
      ProbabilityOf(settings_, {output.begin(), output.end()});
  if (!std::isnan(probability)) return probability;
  return absl::InvalidArgumentError(absl::StrCat(
      "the model gave ", output.size(), " numbers, of which the places ",
      absl::StrJoin(settings_.classes, ", "),
      " are no probability; set classes in the .json beside it"));
}

}  // namespace feluda
