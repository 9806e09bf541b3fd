#include "lib/networks/models/clip_text.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/networks/layers/transformer/tokens.h"
#include "lib/networks/models/clip_projection.h"

namespace feluda {
namespace {

// Texts are run together up to this number; more at once are no quicker.
constexpr size_t kBatch = 8;

// Lengths are rounded up to a multiple of this, so that texts of similar length
// run together, and the network needs plans for few lengths.
constexpr size_t kLengthStep = 8;

// The names outside of the blocks.
struct Names {
  const char* tokens;
  const char* positions;
  const char* last_normalization;
  const char* projection;
};

constexpr char kLogitScale[] = "logit_scale";
constexpr Names kOpenAi = {"token_embedding.weight", "positional_embedding",
                           "ln_final", "text_projection"};
constexpr Names kHuggingFace = {
    "text_model.embeddings.token_embedding.weight",
    "text_model.embeddings.position_embedding.weight",
    "text_model.final_layer_norm", "text_projection.weight"};

const Names& NamesOf(const ClipTowerNames& tower) {
  return tower.split_attention ? kHuggingFace : kOpenAi;
}

}  // namespace

absl::StatusOr<ClipTextSize> ClipTextSize::Of(const Weights& weights) {
  const ClipTowerNames tower = ClipTextNames(weights);
  const Names& names = NamesOf(tower);
  const auto tokens = ShapeWithDimensions(weights, names.tokens, 2);
  if (!tokens.ok()) return tokens.status();
  const auto positions = ShapeWithDimensions(weights, names.positions, 2);
  if (!positions.ok()) return positions.status();
  const int64_t width = (*tokens)[1];
  const auto features = ClipFeatures(weights, tower, names.projection, width);
  if (!features.ok()) return features.status();
  const auto transformer = ClipTransformerSizeOf(weights, tower, width);
  if (!transformer.ok()) return transformer.status();
  return ClipTextSize{*transformer, (*tokens)[0], (*positions)[0], *features};
}

absl::StatusOr<std::unique_ptr<ClipText>> ClipText::Create(
    const Weights& weights, const ClipTextSize& size,
    const NetworkOptions& options) {
  const ClipTowerNames tower = ClipTextNames(weights);
  const Names& names = NamesOf(tower);
  const int64_t width = size.transformer.width;
  NetworkBuilder builder(options);
  const Tensor tokens =
      builder.Load(weights, names.tokens, {size.vocabulary, width});
  const Tensor positions =
      builder.Load(weights, names.positions, {size.context, width});
  const Tensor scale = builder.Load(weights, kLogitScale, {});
  Value x = builder.Input({1, size.context, width});
  const Value ends = builder.Input({1});
  x = ClipTransformer(builder, weights, tower, size.transformer,
                      /*causal=*/true, x, [&builder, ends](Value sequence) {
                        return SelectToken(builder, "end token", sequence,
                                           ends);
                      });
  x = ClipNormalization(builder, weights, names.last_normalization, width, x);
  x = ClipProjection(builder, weights, tower, names.projection,
                     {size.features, width}, x);
  auto network = builder.Build({x});
  if (!network.ok()) return network.status();
  return std::unique_ptr<ClipText>(new ClipText(size, tokens, positions,
                                                std::exp(scale.values()[0]),
                                                *std::move(network)));
}

ClipText::ClipText(const ClipTextSize& size, Tensor tokens, Tensor positions,
                   float logit_scale, std::unique_ptr<Network> network)
    : size_(size),
      tokens_(std::move(tokens)),
      positions_(std::move(positions)),
      logit_scale_(logit_scale),
      network_(std::move(network)) {}

absl::Status ClipText::Check(
    absl::Span<const std::vector<int32_t>> texts) const {
  for (size_t i = 0; i < texts.size(); ++i) {
    const auto count = static_cast<int64_t>(texts[i].size());
    if (count == 0 || count > size_.context) {
      return absl::InvalidArgumentError(
          absl::StrCat("text ", i + 1, " has ", count, " tokens, where 1 to ",
                       size_.context, " are expected"));
    }
    for (const int32_t id : texts[i]) {
      if (id >= 0 && id < size_.vocabulary) continue;
      return absl::InvalidArgumentError(absl::StrCat(
          "text ", i + 1, " has the id ", id, ", where the model has ",
          size_.vocabulary,
          " tokens; give the vocabulary that belongs to the model"));
    }
  }
  return absl::OkStatus();
}

void ClipText::Embed(const std::vector<int32_t>& text, size_t length,
                     std::vector<float>& embedded) const {
  const size_t width = size_.transformer.width;
  const size_t end = embedded.size() + length * width;
  for (size_t i = 0; i < text.size(); ++i) {
    const float* const token = tokens_.data() + text[i] * width;
    const float* const position = positions_.data() + i * width;
    for (size_t k = 0; k < width; ++k) {
      embedded.push_back(token[k] + position[k]);
    }
  }
  embedded.resize(end);
}

size_t ClipText::PaddedLength(const std::vector<int32_t>& text) const {
  const size_t rounded =
      (text.size() + kLengthStep - 1) / kLengthStep * kLengthStep;
  return std::min<size_t>(size_.context, rounded);
}

absl::Status ClipText::RunBatch(absl::Span<const std::vector<int32_t>> texts,
                                absl::Span<const size_t> batch,
                                float* features) {
  const size_t width = size_.transformer.width;
  const size_t length = PaddedLength(texts[batch[0]]);
  std::vector<float> embedded;
  embedded.reserve(batch.size() * length * width);
  std::vector<float> ends;
  for (const size_t i : batch) {
    Embed(texts[i], length, embedded);
    const auto end = std::max_element(texts[i].begin(), texts[i].end());
    ends.push_back(static_cast<float>(end - texts[i].begin()));
  }
  const auto count = static_cast<int64_t>(batch.size());
  const Tensor inputs[] = {Tensor::Owned({count, static_cast<int64_t>(length),
                                          static_cast<int64_t>(width)},
                                         std::move(embedded)),
                           Tensor::Owned({count}, std::move(ends))};
  const auto outputs = network_->Run(inputs);
  if (!outputs.ok()) return outputs.status();
  for (size_t i = 0; i < batch.size(); ++i) {
    std::copy_n(outputs->front().data() + i * size_.features, size_.features,
                features + batch[i] * size_.features);
  }
  return absl::OkStatus();
}

absl::StatusOr<Tensor> ClipText::Run(
    absl::Span<const std::vector<int32_t>> texts) {
  const absl::Status valid = Check(texts);
  if (!valid.ok()) return valid;
  std::vector<size_t> order(texts.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    return PaddedLength(texts[a]) < PaddedLength(texts[b]);
  });
  std::vector<float> features(texts.size() * size_.features);
  for (size_t i = 0; i < order.size();) {
    size_t end = i + 1;
    while (end < order.size() && end < i + kBatch &&
           PaddedLength(texts[order[end]]) == PaddedLength(texts[order[i]])) {
      ++end;
    }
    const auto batch = absl::MakeSpan(order).subspan(i, end - i);
    const absl::Status status = RunBatch(texts, batch, features.data());
    if (!status.ok()) return status;
    i = end;
  }
  return Tensor::Owned({static_cast<int64_t>(texts.size()), size_.features},
                       std::move(features));
}

}  // namespace feluda
