// Loading a model as an operator of its own, so that it can be measured like
// others: from files in the kernel's cache (warm) or from the disk (cold).
//
//   OperatorBenchmark<ModelLoading<ImageVecRep>> benchmark;
//   benchmark.name = "load_model/image_vec_rep_cold";
//   benchmark.make_input = ...;  // {{path}, /*is_cold=*/true}
//
// An iteration creates the operator and cleans it up. Before a cold one the
// kernel is asked to forget the files, which it does for files that nobody
// writes or maps; on a virtual machine the host may still have them.

#ifndef LIB_OPERATORS_MODELS_MODEL_LOADING_H_
#define LIB_OPERATORS_MODELS_MODEL_LOADING_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/base/facts.h"
#include "lib/operators/models/page_cache.h"
#include "lib/operators/operator.h"

namespace feluda {

struct LoadedFiles {
  std::vector<std::string> paths;
  bool is_cold = false;
};

struct LoadedModel {};

template <typename Op>
class ModelLoading final : public Operator<LoadedFiles, LoadedModel> {
 public:
  // The operator's.
  using Config = typename Op::Config;

  static absl::StatusOr<std::unique_ptr<ModelLoading>> Create(
      const Config& config) {
    return std::unique_ptr<ModelLoading>(new ModelLoading(config));
  }

  absl::StatusOr<LoadedModel> Run(const LoadedFiles& files) override {
    if (files.is_cold) {
      for (const std::string& path : files.paths) {
        if (absl::Status s = DropFromPageCache(path); !s.ok()) return s;
      }
    }
    auto loaded = Op::Create(config_);
    if (!loaded.ok()) return loaded.status();
    (*loaded)->Cleanup();
    return LoadedModel();
  }

  void Cleanup() override {}
  Facts State() const override { return {}; }

 private:
  explicit ModelLoading(const Config& config) : config_(config) {}

  const Config config_;
};

}  // namespace feluda

#endif  // LIB_OPERATORS_MODELS_MODEL_LOADING_H_
