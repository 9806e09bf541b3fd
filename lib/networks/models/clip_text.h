// CLIP's text tower turns the tokens of texts into features that are close to
// those of the images that the texts describe.
//
//   auto size = ClipTextSize::Of(**weights);
//   auto text = ClipText::Create(**weights, *size, {/*threads=*/1});
//   absl::StatusOr<std::vector<int32_t>> ids = tokenizer.Encode("a cat");
//   absl::StatusOr<Tensor> features = (*text)->Run({*ids});  // 1x512
//
// OpenAI's and Hugging Face's layouts of the weights both load. The features
// are those of encode_text() and get_text_features(): projected, and not
// brought to length 1.
//
// A token attends only to itself and those before it, so padding after the end
// of a text changes nothing. Little of it is computed, and short texts take
// less time than those of 77 tokens.
//
// Threads: one at a time. Memory: the weights, packed (152 MB), and the table
// of tokens, which stays where the weights have it (101 MB of a mapped file, of
// which only the rows in use are read).

#ifndef LIB_NETWORKS_MODELS_CLIP_TEXT_H_
#define LIB_NETWORKS_MODELS_CLIP_TEXT_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "lib/networks/graph/network_builder.h"
#include "lib/networks/models/clip_transformer.h"
#include "lib/networks/tensor.h"
#include "lib/networks/weights.h"

namespace feluda {

struct ClipTextSize {
  ClipTransformerSize transformer;
  // How many tokens there are, and how many a text may have.
  int64_t vocabulary = 0;
  int64_t context = 0;
  int64_t features = 0;

  // The text tower of ViT-B/32.
  static ClipTextSize VitB32() {
    return {{512, 12, 2048, Activation::QuickGelu()}, 49408, 77, 512};
  }

  // Returns the size that follows from the tensors' shapes. Errors name the
  // tensor that is missing or has another shape.
  static absl::StatusOr<ClipTextSize> Of(const Weights& weights);
};

class ClipText {
 public:
  // Packs the weights. Errors name the tensor that is missing or has another
  // shape, what was expected, and what was found.
  static absl::StatusOr<std::unique_ptr<ClipText>> Create(
      const Weights& weights, const ClipTextSize& size,
      const NetworkOptions& options = {});

  // Returns {texts, features}: for each text the features at its end token,
  // which is the one with the largest id, as in CLIP. Error: InvalidArgument
  // for a text without tokens or with too many, and for an id outside of the
  // vocabulary.
  absl::StatusOr<Tensor> Run(absl::Span<const std::vector<int32_t>> texts);

  // The factor of the cosine between an image's and a text's features before
  // softmax: the exponential of the tensor `logit_scale`.
  float logit_scale() const { return logit_scale_; }

  const ClipTextSize& size() const { return size_; }

 private:
  ClipText(const ClipTextSize& size, Tensor tokens, Tensor positions,
           float logit_scale, std::unique_ptr<Network> network);

  absl::Status Check(absl::Span<const std::vector<int32_t>> texts) const;
  // The tokens that the network computes for a text.
  size_t PaddedLength(const std::vector<int32_t>& text) const;
  // Writes the features of the texts `batch`, by index, to `features`.
  // REQUIRES: their padded lengths are the same.
  absl::Status RunBatch(absl::Span<const std::vector<int32_t>> texts,
                        absl::Span<const size_t> batch, float* features);
  // The tokens of a text with their places, and zeros up to `length`.
  void Embed(const std::vector<int32_t>& text, size_t length,
             std::vector<float>& embedded) const;

  const ClipTextSize size_;
  const Tensor tokens_;
  const Tensor positions_;
  const float logit_scale_;
  const std::unique_ptr<Network> network_;
};

}  // namespace feluda

#endif  // LIB_NETWORKS_MODELS_CLIP_TEXT_H_
