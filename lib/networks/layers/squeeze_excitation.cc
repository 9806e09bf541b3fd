#include "lib/networks/layers/squeeze_excitation.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/networks/layers/elementwise.h"
#include "lib/networks/layers/pooling.h"

namespace feluda {

Value SqueezeAndExcite(NetworkBuilder& builder, absl::string_view name, Value x,
                       ConvolutionParameters reduce,
                       ConvolutionParameters expand) {
  Value gates = GlobalAveragePool(builder, absl::StrCat(name, ".squeeze"), x);
  gates = Convolution(builder, absl::StrCat(name, ".reduce"), gates,
                      std::move(reduce));
  gates = Convolution(builder, absl::StrCat(name, ".expand"), gates,
                      std::move(expand));
  return Binary(builder, absl::StrCat(name, ".scale"), x, gates,
                BinaryKind::kMultiply);
}

}  // namespace feluda
