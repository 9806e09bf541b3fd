// What the benchmarks of operators with a model share: where the model is, what
// the report says of its weights, and how long it takes to load.
//
//   BenchmarkedModel& Model() {
//     static auto* const model = new BenchmarkedModel(ResNet18Source());
//     return *model;
//   }
//   ...
//   RegisterLoading<ImageVecRep>("image_vec_rep", Model());

#ifndef BENCH_MODEL_BENCHMARK_H_
#define BENCH_MODEL_BENCHMARK_H_

#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "lib/fixture/operator_benchmark.h"
#include "lib/operators/models/model_file.h"
#include "lib/operators/models/model_loading.h"

namespace feluda {

class BenchmarkedModel {
 public:
  explicit BenchmarkedModel(ModelSource source) : source_(std::move(source)) {}

  // Takes the user's directory of models; empty for made-up weights.
  absl::Status Use(const std::string& directory) {
    directory_ = directory;
    return CheckModel(source_, directory);
  }

  const std::string& directory() const { return directory_; }

  absl::StatusOr<ModelFile> Find() const {
    return FindModel(source_, directory_);
  }

  // Adds the weights to what the report says of an input, and makes them up if
  // need be, before anything is measured.
  template <typename Input>
  absl::StatusOr<Input> WithWeights(Input input) const {
    const absl::StatusOr<ModelFile> file = Find();
    if (!file.ok()) return file.status();
    absl::Status told = TellWeights(*file, input.description, input.facts);
    if (!told.ok()) return told;
    return input;
  }

 private:
  const ModelSource source_;
  std::string directory_;
};

// Registers `name`/load_warm and `name`/load_cold, from the kernel's cache and
// from the disk.
template <typename Op>
void RegisterLoading(const std::string& name, const BenchmarkedModel& model) {
  using Loading = OperatorBenchmark<ModelLoading<Op>>;
  for (bool is_cold : {false, true}) {
    Loading benchmark;
    benchmark.name = absl::StrCat(name, "/load_", is_cold ? "cold" : "warm");
    benchmark.config.model_directory = model.directory();
    benchmark.make_input =
        [&model, is_cold]() -> absl::StatusOr<typename Loading::Input> {
      const absl::StatusOr<ModelFile> file = model.Find();
      if (!file.ok()) return file.status();
      typename Loading::Input input;
      input.value = {{file->path}, is_cold};
      input.description = is_cold ? "the model from the disk"
                                  : "the model from the kernel's cache";
      input.size = {1.0, "models"};
      return model.WithWeights(std::move(input));
    };
    Register(std::move(benchmark))->Unit(benchmark::kMillisecond);
  }
}

}  // namespace feluda

#endif  // BENCH_MODEL_BENCHMARK_H_
