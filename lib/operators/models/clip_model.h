// Loads the files of CLIP ViT-B/32, the user's or made-up ones: the weights of
// both towers and the vocabulary of its tokenizer.
//
// The made-up vocabulary has the bytes and one pair of them, since one pair is
// the least that a vocabulary may have. So a text has a token for nearly each
// of its bytes, some four times as many as with CLIP's own.

#ifndef LIB_OPERATORS_MODELS_CLIP_MODEL_H_
#define LIB_OPERATORS_MODELS_CLIP_MODEL_H_

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/networks/graph/network.h"
#include "lib/networks/models/clip_text.h"
#include "lib/networks/models/clip_vision.h"
#include "lib/networks/tokenizer/clip_tokenizer.h"
#include "lib/operators/models/model_file.h"

namespace feluda {

// The weights, in OpenAI's or Hugging Face's layout.
ModelSource ClipSource();

// Load the towers of ViT-B/32, or, if `any_size` is set, of whatever size the
// file's tensors have. Errors name the file and the tensor, with the shapes
// expected and found.
absl::StatusOr<std::unique_ptr<ClipVision>> LoadClipVision(
    const ModelFile& file, bool any_size, const NetworkOptions& options);
absl::StatusOr<std::unique_ptr<ClipText>> LoadClipText(
    const ModelFile& file, bool any_size, const NetworkOptions& options);

// Reads vocab.json and merges.txt in `directory`, or else its
// bpe_simple_vocab_16e6.txt.gz. If `directory` is empty, the vocabulary is the
// made-up one. Errors name the file: NotFound if there is none, InvalidArgument
// if it has more tokens than `most`.
absl::StatusOr<ClipTokenizer> LoadClipTokenizer(
    const std::string& directory,
    int64_t most = ClipTextSize::VitB32().vocabulary);

}  // namespace feluda

#endif  // LIB_OPERATORS_MODELS_CLIP_MODEL_H_
