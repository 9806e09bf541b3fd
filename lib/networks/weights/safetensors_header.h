// The header of a safetensors file: which tensors it has, and where.
//
// A file is eight bytes, the header's length as a little-endian number; the
// header, which is JSON; and the tensors' bytes one after another:
//
//   {"__metadata__": {"format": "pt"},
//    "conv1.weight": {"dtype": "F32", "shape": [64, 3, 7, 7],
//                     "data_offsets": [0, 37632]}}
//
// Files come from strangers, so everything that the header says is checked
// before it is used. Refused are a header that is no such JSON, a name or a key
// that comes twice, unknown types, shapes whose size overflows, sizes that are
// not the shape's, and tensors that overlap, leave gaps, or end before or after
// the file does. Errors name the tensor, what was expected and what was found;
// the caller adds the file. https://huggingface.co/docs/safetensors
//
// Threads: any number.

#ifndef LIB_NETWORKS_WEIGHTS_SAFETENSORS_HEADER_H_
#define LIB_NETWORKS_WEIGHTS_SAFETENSORS_HEADER_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace feluda {

// Where a tensor is.
struct SafetensorsEntry {
  // Such as "F32" or "BF16".
  std::string dtype;
  std::vector<int64_t> shape;
  // Where its bytes begin and end, counted from the end of the header.
  uint64_t begin = 0;
  uint64_t end = 0;
};

// The entries by the tensors' names.
using SafetensorsEntries = std::map<std::string, SafetensorsEntry>;

// The size of the number before the header.
constexpr uint64_t kSafetensorsPrefixBytes = 8;

// Longer headers are refused. One of 1,000 tensors has about 100 kB.
constexpr uint64_t kMaxSafetensorsHeaderBytes = 16 << 20;

// Returns the header's length. `start` has the file's first eight bytes, and
// `file_bytes` is the size of the whole file.
absl::StatusOr<uint64_t> ReadSafetensorsHeaderLength(absl::string_view start,
                                                     uint64_t file_bytes);

// Returns the entries of a header, whose tensors must fill `data_bytes`
// exactly.
absl::StatusOr<SafetensorsEntries> ReadSafetensorsHeader(
    absl::string_view header, uint64_t data_bytes);

// Returns the bytes of one value of a type; 0 for a type that safetensors
// lacks.
uint64_t SafetensorsValueBytes(absl::string_view dtype);

}  // namespace feluda

#endif  // LIB_NETWORKS_WEIGHTS_SAFETENSORS_HEADER_H_
