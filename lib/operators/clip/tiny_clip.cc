#include "lib/operators/clip/tiny_clip.h"

#include "absl/strings/str_cat.h"
#include "lib/files/file_writer.h"
#include "lib/networks/models/clip_text.h"
#include "lib/networks/models/clip_vision.h"
#include "lib/operators/models/seeded_model.h"

namespace feluda {

absl::Status WriteTinyClip(const std::string& directory) {
  const ClipVisionSize vision = {
      {128, 2, 256, Activation::QuickGelu()}, 64, 32, 32};
  const ClipTextSize text = {
      {64, 2, 128, Activation::QuickGelu()}, 515, 77, 32};
  absl::Status status =
      WriteSeededModel(absl::StrCat(directory, "/clip_vit_b32.safetensors"),
                       [&](const Weights& weights) {
                         const auto made = ClipVision::Create(weights, vision);
                         if (!made.ok()) return made.status();
                         return ClipText::Create(weights, text).status();
                       });
  if (!status.ok()) return status;
  return WriteFileWhole(
      absl::StrCat(directory, "/bpe_simple_vocab_16e6.txt.gz"),
      "#version: 0\nt h\n");
}

}  // namespace feluda
