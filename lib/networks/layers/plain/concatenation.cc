#include "lib/networks/layers/plain/concatenation.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <numeric>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "lib/networks/layer.h"

namespace feluda {
namespace {

// The product of the sizes from `begin` to before `end`.
int64_t Product(const Shape& shape, size_t begin, size_t end) {
  return std::accumulate(shape.begin() + begin, shape.begin() + end, int64_t{1},
                         std::multiplies<>());
}

bool FitTogether(Shape a, Shape b, size_t dimension) {
  if (a.size() != b.size() || dimension >= a.size()) return false;
  a[dimension] = b[dimension] = 1;
  return a == b;
}

class ConcatenationLayer : public Layer {
 public:
  explicit ConcatenationLayer(size_t dimension) : dimension_(dimension) {}

  absl::StatusOr<Step> Prepare(absl::Span<const Layout> inputs) override {
    Step step;
    Shape output = inputs[0].shape();
    std::vector<int64_t> rows;  // the contiguous floats of each part
    output[dimension_] = 0;
    for (const Layout& input : inputs) {
      const Shape& shape = input.shape();
      if (!FitTogether(shape, inputs[0].shape(), dimension_)) {
        return absl::InvalidArgumentError(absl::StrCat(
            ShapeText(inputs[0].shape()), " and ", ShapeText(shape),
            " cannot be joined along dimension ", dimension_));
      }
      output[dimension_] += shape[dimension_];
      rows.push_back(Product(shape, dimension_, shape.size()));
      step.inputs.push_back(Layout::Plain(shape));
    }
    const int64_t count = Product(output, 0, dimension_);
    step.output = Layout::Plain(output);
    step.run = [rows, count](const StepMemory& memory) {
      float* to = memory.output;
      for (int64_t i = 0; i < count; ++i) {
        for (size_t part = 0; part < rows.size(); ++part) {
          to =
              std::copy_n(memory.inputs[part] + i * rows[part], rows[part], to);
        }
      }
      return absl::OkStatus();
    };
    return step;
  }

 private:
  const size_t dimension_;
};

}  // namespace

Value Concatenation(NetworkBuilder& builder, absl::string_view name,
                    absl::Span<const Value> parts, size_t dimension) {
  if (parts.empty() || builder.ShapeOf(parts[0]).size() <= dimension) {
    builder.Fail(absl::InvalidArgumentError(
        absl::StrCat(name, ": nothing to join along dimension ", dimension)));
    return {};
  }
  return builder.Add(name, std::make_unique<ConcatenationLayer>(dimension),
                     parts);
}

}  // namespace feluda
