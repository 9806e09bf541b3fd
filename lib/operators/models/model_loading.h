// An operator that loads a model, so that loading can be measured like all
// else: from files in the kernel's cache (warm) or from the disk (cold).
//
//   OperatorBenchmark<ModelLoading<ImageVecRep>> benchmark;
//   benchmark.name = "load_model/image_vec_rep_cold";
//   benchmark.make_input = ...;  // {{path}, /*is_cold=*/true}
//
// Run() creates the operator whose model it is, and cleans it up. Before, if it
// is cold, the kernel is asked to forget the files, which it does if nobody
// writes or maps them; the host of a virtual machine may still have them.

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
  // The configuration of the operator.
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
