// A program of its own that measures an operator of its own: ScaleToUnit, which
// scales embeddings to length 1.

#include <cmath>
#include <cstdint>
#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/base/embeddings.h"
#include "lib/base/facts.h"
#include "lib/data/embedding_generator.h"
#include "lib/fixture/operator_benchmark.h"
#include "lib/operators/operator.h"

namespace feluda {
namespace {

class ScaleToUnit final : public Operator<Embeddings, Embeddings> {
 public:
  struct Config {};

  static absl::StatusOr<std::unique_ptr<ScaleToUnit>> Create(const Config&) {
    return std::make_unique<ScaleToUnit>();
  }

  absl::StatusOr<Embeddings> Run(const Embeddings& embeddings) override {
    if (absl::Status s = Validate(embeddings); !s.ok()) return s;
    Embeddings scaled = embeddings;
    for (size_t row = 0; row < scaled.Rows(); ++row) {
      double squares = 0.0;
      for (float value : embeddings.Row(row)) squares += value * value;
      if (squares == 0.0) continue;
      const auto length = static_cast<float>(std::sqrt(squares));
      float* values = &scaled.values[row * scaled.dimension];
      for (size_t i = 0; i < scaled.dimension; ++i) values[i] /= length;
    }
    return scaled;
  }

  void Cleanup() override {}
  Facts State() const override { return {}; }
};

using Benchmark = OperatorBenchmark<ScaleToUnit>;

absl::StatusOr<Benchmark::Input> MakeInput(int64_t rows) {
  absl::StatusOr<Embeddings> generated = GenerateEmbeddings(rows);
  if (!generated.ok()) return generated.status();
  Benchmark::Input input;
  input.value = *std::move(generated);
  input.facts["n_samples"] = static_cast<double>(rows);
  input.size = {static_cast<double>(rows), "rows"};
  return input;
}

const bool registered = [] {
  Benchmark benchmark;
  benchmark.name = "scale_to_unit/rows";
  benchmark.make_sized_input = MakeInput;
  Register(benchmark)->Arg(500)->Arg(1000)->Arg(2000)->Complexity();
  return true;
}();

}  // namespace
}  // namespace feluda
