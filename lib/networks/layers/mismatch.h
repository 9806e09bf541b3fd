// The error of layers whose input or weights have the wrong shape.

#ifndef LIB_NETWORKS_LAYERS_MISMATCH_H_
#define LIB_NETWORKS_LAYERS_MISMATCH_H_

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "lib/networks/tensor.h"

namespace feluda {

// Returns an error such as "the bias should have the shape 64, but has 32".
inline absl::Status Mismatch(absl::string_view what, absl::string_view expected,
                             const Shape& found) {
  return absl::InvalidArgumentError(
      absl::StrCat(what, " should have the shape ", expected, ", but has ",
                   ShapeText(found)));
}

}  // namespace feluda

#endif  // LIB_NETWORKS_LAYERS_MISMATCH_H_
