// What the benchmarks of operators with a model share: where the model is, what
// the report says of its weights, and how long it takes to load.
//
//   BenchmarkedModel& Model() {
//     static auto* const model = new BenchmarkedModel(ResNet18Source());
//     return *model;
//   }
//   ...
//   RegisterLoading<ImageVecRep>("image_vec_rep", Model());
//   ...
//   const bool announced = AnnounceMediaBenchmarks(
//       WithModel<ImageVecRep>("image_vec_rep", RegisterMadeUp, Model()));

#ifndef BENCH_MODEL_BENCHMARK_H_
#define BENCH_MODEL_BENCHMARK_H_

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "lib/base/facts.h"
#include "lib/fixture/files/file_input.h"
#include "lib/fixture/media_benchmarks.h"
#include "lib/fixture/on_files.h"
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

  // Adds the weights to what the report says of an input. Makes them up if need
  // be, so that this is not measured.
  absl::Status Describe(std::string& description, Facts& facts) const {
    const absl::StatusOr<ModelFile> file = Find();
    if (!file.ok()) return file.status();
    return TellWeights(*file, description, facts);
  }

  template <typename Input>
  absl::StatusOr<Input> WithWeights(Input input) const {
    absl::Status told = Describe(input.description, input.facts);
    if (!told.ok()) return told;
    return input;
  }

 private:
  const ModelSource source_;
  std::string directory_;
};

// Registers load_model/`name`_warm and load_model/`name`_cold, which load the
// model from the kernel's cache and from the disk. They have a name of their
// own, since the operator's rates count no models.
template <typename Op>
void RegisterLoading(const std::string& name, const BenchmarkedModel& model) {
  using Loading = OperatorBenchmark<ModelLoading<Op>>;
  for (bool is_cold : {false, true}) {
    Loading benchmark;
    benchmark.name =
        absl::StrCat("load_model/", name, is_cold ? "_cold" : "_warm");
    benchmark.config.model_directory = model.directory();
    benchmark.runs_in_workers = false;
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

// The benchmarks of an operator on made-up media and on the user's. The model
// is known only when they are registered. `register_growth` is as in
// MediaBenchmarks. `check` may refuse the directory of models for another
// reason than `model` does.
template <typename Op>
MediaBenchmarks WithModel(
    const std::string& name,
    std::function<void(const std::string& directory)> register_made_up,
    BenchmarkedModel& model,
    std::function<std::string(const std::string& directory)> register_growth =
        nullptr,
    std::function<absl::Status(const std::string& directory)> check = nullptr) {
  const auto on_files = [name, &model] {
    typename Op::Config config;
    config.model_directory = model.directory();
    return OnFiles<Op>(name, nullptr, nullptr, config,
                       [&model](std::string& description, Facts& facts) {
                         return model.Describe(description, facts);
                       });
  };
  MediaBenchmarks benchmarks;
  benchmarks.kind = kKindOf<typename Op::Input>;
  benchmarks.register_made_up = std::move(register_made_up);
  benchmarks.register_growth = std::move(register_growth);
  benchmarks.register_file = [=](const MediaFile& file) {
    on_files().register_file(file);
  };
  benchmarks.register_all_files = [=](const std::vector<MediaFile>& files) {
    on_files().register_all_files(files);
  };
  benchmarks.register_planned_workers = [=](const std::vector<MediaFile>& files,
                                            const PlanRequest& request) {
    on_files().register_planned_workers(files, request);
  };
  benchmarks.use_models =
      [&model, check = std::move(check)](const std::string& directory) {
        absl::Status used = model.Use(directory);
        return used.ok() && check != nullptr ? check(directory) : used;
      };
  return benchmarks;
}

}  // namespace feluda

#endif  // BENCH_MODEL_BENCHMARK_H_
