// A CLIP of two small layers, for tests: as the real one, at a thousandth of
// its size.

#ifndef LIB_OPERATORS_CLIP_TINY_CLIP_H_
#define LIB_OPERATORS_CLIP_TINY_CLIP_H_

#include <string>

#include "absl/status/status.h"

namespace feluda {

// Writes made-up weights of images of 64 pixels, features of 32 numbers and a
// vocabulary of 515 tokens to `directory`/clip_vit_b32.safetensors, and a
// vocabulary of bytes beside it.
absl::Status WriteTinyClip(const std::string& directory);

}  // namespace feluda

#endif  // LIB_OPERATORS_CLIP_TINY_CLIP_H_
