// Reads the JSON of a safetensors header (safetensors_header.h), and checks its
// form: the keys and types, and that no key comes twice. It does not look at
// the numbers. Private to that header's source.
//
// The text is read event by event, and the first wrong one ends the reading, so
// hostile JSON costs no memory beyond the entries themselves.

#ifndef LIB_NETWORKS_WEIGHTS_SAFETENSORS_JSON_H_
#define LIB_NETWORKS_WEIGHTS_SAFETENSORS_JSON_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/networks/weights/safetensors_header.h"

namespace feluda {

// Errors name the tensor and the part that is wrong.
absl::StatusOr<SafetensorsEntries> ReadSafetensorsJson(absl::string_view json);

}  // namespace feluda

#endif  // LIB_NETWORKS_WEIGHTS_SAFETENSORS_JSON_H_
