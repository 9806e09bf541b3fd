// A CLIP model of two small layers, for tests: like the real one, at a
// thousandth of its size.

#ifndef LIB_OPERATORS_CLIP_TINY_CLIP_H_
#define LIB_OPERATORS_CLIP_TINY_CLIP_H_

#include <string>

#include "absl/status/status.h"

namespace feluda {

// Writes made-up weights to `directory`/clip_vit_b32.safetensors, and a
// vocabulary of bytes, which has 515 tokens, beside it. Images have a side of
// 64 pixels, features have 32 numbers.
absl::Status WriteTinyClip(const std::string& directory);

}  // namespace feluda

#endif  // LIB_OPERATORS_CLIP_TINY_CLIP_H_
