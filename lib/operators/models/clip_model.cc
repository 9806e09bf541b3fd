#include "lib/operators/models/clip_model.h"

#include <sys/stat.h>

#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/networks/models/clip_text.h"
#include "lib/networks/models/clip_vision.h"
#include "lib/networks/tokenizer/bpe_vocabulary.h"
#include "lib/networks/weights/safetensors_file.h"
#include "lib/operators/models/seeded_model.h"

namespace feluda {
namespace {

bool Exists(const std::string& path) {
  struct stat found;
  return stat(path.c_str(), &found) == 0;
}

// Both towers, so that whoever wants one finds it in the file.
absl::Status BuildBoth(const Weights& weights) {
  const auto vision = ClipVision::Create(weights, ClipVisionSize::VitB32());
  if (!vision.ok()) return vision.status();
  return ClipText::Create(weights, ClipTextSize::VitB32()).status();
}

// Whether the file can be read and has the image tower's first tensor, in
// either layout.
absl::Status Check(const std::string& path) {
  const auto weights = SafetensorsFile::Open(path);
  if (!weights.ok()) return weights.status();
  return ClipVisionSize::Of(**weights).status();
}

template <typename Tower, typename Size>
absl::StatusOr<std::unique_ptr<Tower>> Load(const ModelFile& file,
                                            bool any_size,
                                            const NetworkOptions& options) {
  const auto weights = SafetensorsFile::Open(file.path);
  if (!weights.ok()) return weights.status();
  if (!any_size) return Tower::Create(**weights, Size::VitB32(), options);
  const absl::StatusOr<Size> size = Size::Of(**weights);
  if (!size.ok()) return size.status();
  return Tower::Create(**weights, *size, options);
}

absl::StatusOr<BpeVocabulary> LoadVocabulary(const std::string& directory) {
  if (directory.empty()) {
    return BpeVocabulary::Parse(
        {"the made-up vocabulary", "#version: 0\nt h\n"});
  }
  const std::string vocab = absl::StrCat(directory, "/vocab.json");
  const std::string merges = absl::StrCat(directory, "/merges.txt");
  if (Exists(vocab) && Exists(merges)) {
    return BpeVocabulary::Load(vocab, merges);
  }
  const std::string packed =
      absl::StrCat(directory, "/bpe_simple_vocab_16e6.txt.gz");
  if (Exists(packed)) return BpeVocabulary::Load(packed);
  return absl::NotFoundError(absl::StrCat(
      directory, ": has no vocab.json with merges.txt, and no ",
      "bpe_simple_vocab_16e6.txt.gz, for classify_video_zero_shot; ",
      "docs/models.md tells where they are published"));
}

}  // namespace

ModelSource ClipSource() {
  ModelSource source;
  source.names = {"clip_vit_b32.safetensors", "model.safetensors"};
  source.made_up_name = "clip_vit_b32_v1.safetensors";
  source.make = [](const std::string& path) {
    return WriteSeededModel(path, BuildBoth);
  };
  source.check = Check;
  return source;
}

absl::StatusOr<std::unique_ptr<ClipVision>> LoadClipVision(
    const ModelFile& file, bool any_size, const NetworkOptions& options) {
  return Load<ClipVision, ClipVisionSize>(file, any_size, options);
}

absl::StatusOr<std::unique_ptr<ClipText>> LoadClipText(
    const ModelFile& file, bool any_size, const NetworkOptions& options) {
  return Load<ClipText, ClipTextSize>(file, any_size, options);
}

absl::StatusOr<ClipTokenizer> LoadClipTokenizer(const std::string& directory,
                                                int64_t most) {
  absl::StatusOr<BpeVocabulary> vocabulary = LoadVocabulary(directory);
  if (!vocabulary.ok()) return vocabulary.status();
  if (vocabulary->size() > most) {
    return absl::InvalidArgumentError(
        absl::StrCat(directory, ": its vocabulary has ", vocabulary->size(),
                     " tokens, and the model's has ", most,
                     "; take the one that was published with the model"));
  }
  return ClipTokenizer(*std::move(vocabulary));
}

}  // namespace feluda
