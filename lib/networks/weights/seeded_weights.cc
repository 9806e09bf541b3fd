#include "lib/networks/weights/seeded_weights.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "lib/data/random.h"
#include "lib/networks/weights/safetensors_writer.h"

namespace feluda {
namespace {

// FNV-1a: names choose streams, so that a tensor's values do not depend on what
// other tensors there are.
uint64_t HashOf(absl::string_view name) {
  uint64_t hash = 0xcbf29ce484222325;
  for (const char c : name) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  }
  return hash;
}

// The number of inputs that one output of a matrix or kernel sums up.
double InputsOf(const Shape& shape) {
  return shape.empty() ? 1.0
                       : static_cast<double>(ElementCount(shape)) / shape[0];
}

float Deviation(double variance) {
  return static_cast<float>(std::sqrt(variance));
}

}  // namespace

SeededTensor HeNormal(std::string name, Shape shape) {
  const float deviation = Deviation(2 / InputsOf(shape));
  return {std::move(name), std::move(shape), /*mean=*/0, deviation};
}

SeededTensor SeededLikeTorch(std::string name, Shape shape) {
  if (absl::StrContains(name, "logit_scale")) {
    return {std::move(name), std::move(shape), 4.6051702f, 0};
  }
  if (absl::StrContains(name, "embedding")) {
    return {std::move(name), std::move(shape), 0, 0.02f};
  }
  if (absl::EndsWith(name, "bias") || absl::EndsWith(name, "running_mean")) {
    return {std::move(name), std::move(shape), 0, 0.02f};
  }
  if (shape.size() < 2) {
    return {std::move(name), std::move(shape), 1, 0.02f};
  }
  if (shape.size() > 2) return HeNormal(std::move(name), std::move(shape));
  const float deviation = Deviation(1 / InputsOf(shape));
  return {std::move(name), std::move(shape), 0, deviation};
}

void FillSeeded(uint64_t seed, const SeededTensor& tensor, int64_t first,
                absl::Span<float> values) {
  const RandomStream stream(seed, HashOf(tensor.name));
  // Block by block, since the order within a call depends on its length.
  for (size_t done = 0; done < values.size(); done += kSeededBlock) {
    const absl::Span<float> block = values.subspan(done, kSeededBlock);
    stream.FillNormal((first + done) / 2, block);
    for (float& value : block) value = tensor.mean + tensor.deviation * value;
  }
}

SeededWeights::SeededWeights(uint64_t seed, std::vector<SeededTensor> tensors)
    : seed_(seed) {
  for (SeededTensor& tensor : tensors) {
    tensors_.emplace(tensor.name, std::move(tensor));
  }
}

bool SeededWeights::Has(absl::string_view name) const {
  return tensors_.find(name) != tensors_.end();
}

absl::StatusOr<Tensor> SeededWeights::Get(absl::string_view name,
                                          const Shape& expected) const {
  const auto found = tensors_.find(name);
  if (found == tensors_.end()) {
    return absl::NotFoundError(
        absl::StrCat("seeded weights: tensor \"", name, "\": expected ",
                     ShapeText(expected), ", found no such name"));
  }
  const SeededTensor& tensor = found->second;
  if (tensor.shape != expected) {
    return absl::InvalidArgumentError(
        absl::StrCat("seeded weights: tensor \"", name, "\": expected ",
                     ShapeText(expected), ", found ", ShapeText(tensor.shape)));
  }
  std::vector<float> values(ElementCount(expected));
  FillSeeded(seed_, tensor, /*first=*/0, absl::MakeSpan(values));
  return Tensor::Owned(expected, std::move(values));
}

absl::StatusOr<Shape> SeededWeights::ShapeOf(absl::string_view name) const {
  const auto found = tensors_.find(name);
  if (found != tensors_.end()) return found->second.shape;
  return absl::NotFoundError(
      absl::StrCat("seeded weights: have no tensor \"", name, "\""));
}

absl::Status WriteSeededWeights(const std::string& path, uint64_t seed,
                                const std::vector<SeededTensor>& tensors) {
  std::vector<NamedShape> shapes;
  for (const SeededTensor& tensor : tensors) {
    shapes.push_back({tensor.name, tensor.shape});
  }
  auto writer =
      SafetensorsWriter::Create(path, shapes, {{"weights", "synthetic"}});
  if (!writer.ok()) return writer.status();
  std::vector<float> buffer(8 * kSeededBlock);
  for (const SeededTensor& tensor : tensors) {
    const int64_t count = ElementCount(tensor.shape);
    for (int64_t first = 0; first < count; first += buffer.size()) {
      const auto block = absl::MakeSpan(buffer).first(
          std::min<int64_t>(count - first, buffer.size()));
      FillSeeded(seed, tensor, first, block);
      absl::Status status = (*writer)->Append(block);
      if (!status.ok()) return status;
    }
  }
  return (*writer)->Commit();
}

}  // namespace feluda
