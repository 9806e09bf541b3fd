// Dimension reduction of embeddings by t-SNE and UMAP, to two and three
// dimensions, and how its cost grows.

#include "lib/operators/dimension_reduction/dimension_reduction.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "lib/data/embedding_collections.h"
#include "lib/fixture/operator_benchmark.h"

namespace feluda {
namespace {

using Benchmark = OperatorBenchmark<DimensionReduction>;
using Method = DimensionReduction::Method;

absl::StatusOr<Benchmark::Input> MakeInput(
    Method method, const EmbeddingCollection& collection) {
  absl::StatusOr<Embeddings> generated = Generate(collection);
  if (!generated.ok()) return generated.status();
  Benchmark::Input input;
  input.value = *std::move(generated);
  input.description = absl::StrCat(collection.name, " - ", MethodName(method));
  input.facts["method"] = MethodName(method);
  input.facts["n_features"] = static_cast<double>(input.value.dimension);
  input.facts["n_samples"] = static_cast<double>(input.value.Rows());
  input.size = {static_cast<double>(input.value.Rows()), "rows"};
  return input;
}

Benchmark ForMethod(Method method, int n_components, const std::string& input) {
  Benchmark benchmark;
  benchmark.name =
      absl::StrCat("dimension_reduction_", MethodName(method), "/", input);
  if (n_components != 2)
    absl::StrAppend(&benchmark.name, "_", n_components, "d");
  benchmark.config.method = method;
  benchmark.config.n_components = n_components;
  return benchmark;
}

void RegisterCollection(Method method, int n_components,
                        const EmbeddingCollection& collection) {
  Benchmark benchmark = ForMethod(method, n_components, collection.name);
  benchmark.make_input = [=] { return MakeInput(method, collection); };
  Register(benchmark)->Unit(benchmark::kMillisecond);
}

// How the cost grows with the rows.
void RegisterRows(Method method, const std::string& name, int n_components,
                  const std::vector<int>& sizes) {
  Benchmark benchmark = ForMethod(method, n_components, name);
  benchmark.make_sized_input = [=](int64_t rows) {
    return MakeInput(method, PlainCollection(rows));
  };
  auto* family = Register(benchmark)->Unit(benchmark::kMillisecond);
  for (int rows : sizes) family->Arg(rows);
  family->Complexity();
}

// How it grows with the numbers in a row.
void RegisterDimensions(Method method) {
  Benchmark benchmark = ForMethod(method, /*n_components=*/2, "dimension");
  benchmark.make_sized_input = [=](int64_t dimension) {
    return MakeInput(method, PlainCollection(1000, dimension));
  };
  auto* family = Register(benchmark)->Unit(benchmark::kMillisecond);
  for (int dimension : {128, 512, 2048}) family->Arg(dimension);
  family->Complexity();
}

const bool registered = [] {
  for (Method method : {Method::kTsne, Method::kUmap}) {
    for (int n_components : {2, 3}) {
      for (size_t rows : {500, 2000, 5000, 10000}) {
        RegisterCollection(method, n_components, PlainCollection(rows));
      }
      RegisterRows(method, "large_rows", n_components,
                   {5000, 10000, 20000, 50000});
    }
    RegisterRows(method, "rows", 2, {250, 500, 1000, 2000});
    RegisterDimensions(method);
  }
  return true;
}();

}  // namespace
}  // namespace feluda
