// benchmark.data_generator: the class DataGenerator, whose data lib/data makes.

#include <pybind11/embed.h>
#include <pybind11/numpy.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "lib/base/embeddings.h"
#include "lib/data/embedding_collections.h"
#include "lib/data/embedding_generator.h"
#include "lib/data/images/test_images.h"
#include "lib/python_modules/array_of.h"
#include "lib/python_modules/documented.h"
#include "lib/python_modules/module_errors.h"
#include "lib/python_modules/module_paths.h"

namespace feluda {
namespace {

namespace py = pybind11;

constexpr char kAbout[] =
    "Data for benchmarks, the same bytes in each call, in each run and on each "
    "machine: those that the native benchmarks of the same name have.";

// Feluda's names of the parameters in the messages of lib/data, which begin
// with a parameter.
absl::Status WithFeludasNames(const absl::Status& status) {
  static constexpr std::pair<absl::string_view, absl::string_view> kNames[] = {
      {"rows_per_cluster:", "samples_per_cluster:"},
      {"rows:", "num_samples:"},
      {"clusters:", "num_clusters:"},
      {"dimension:", "dim:"},
      {"spread:", "cluster_spread:"}};
  absl::string_view message = status.message();
  for (const auto& [ours, feludas] : kNames) {
    if (!absl::ConsumePrefix(&message, ours)) continue;
    return absl::Status(status.code(), absl::StrCat(feludas, message));
  }
  return status;
}

// Runs `make` without Python's lock; an error is raised.
template <typename Make>
auto WithoutLock(Make make) {
  auto made = [&] {
    const py::gil_scoped_release release;
    return make();
  }();
  if (!made.ok()) RaiseStatus(WithFeludasNames(made.status()));
  return *std::move(made);
}

size_t AtLeast(int64_t least, const char* name, int64_t value) {
  if (value >= least) return static_cast<size_t>(value);
  RaiseStatus(absl::InvalidArgumentError(
      absl::StrCat(name, ": must be at least ", least, ", is ", value)));
}

py::array_t<float> RowsOf(Embeddings embeddings) {
  const auto rows = static_cast<py::ssize_t>(embeddings.Rows());
  const auto dimension = static_cast<py::ssize_t>(embeddings.dimension);
  return ArrayOf(std::move(embeddings.values), {rows, dimension});
}

py::array_t<float> MakeEmbeddings(int64_t num_samples, int64_t dim) {
  const size_t rows = AtLeast(0, "num_samples", num_samples);
  const size_t dimension = AtLeast(1, "dim", dim);
  if (rows == 0) return ArrayOf(std::vector<float>(), {0, dim});
  return RowsOf(
      WithoutLock([&] { return GenerateEmbeddings(rows, dimension); }));
}

py::tuple MakeClusters(int64_t num_clusters, int64_t samples_per_cluster,
                       int64_t dim, double cluster_spread) {
  const size_t clusters = AtLeast(1, "num_clusters", num_clusters);
  const size_t rows = AtLeast(1, "samples_per_cluster", samples_per_cluster);
  const size_t dimension = AtLeast(1, "dim", dim);
  ClusteredEmbeddings made = WithoutLock([&] {
    return GenerateEmbeddingsWithClusters(clusters, rows, dimension,
                                          static_cast<float>(cluster_spread));
  });
  std::vector<int64_t> labels(made.labels.begin(), made.labels.end());
  const auto count = static_cast<py::ssize_t>(labels.size());
  return py::make_tuple(RowsOf(std::move(made.embeddings)),
                        ArrayOf(std::move(labels), {count}));
}

py::dict MakeCollections() {
  py::dict collections;
  for (const EmbeddingCollection& collection : EmbeddingCollections()) {
    collections[py::str(collection.name)] =
        RowsOf(WithoutLock([&] { return Generate(collection); }));
  }
  return collections;
}

py::list MakeImages(const py::object& output_dir) {
  MakeDirectory(output_dir);
  const std::string directory = PathBytes(output_dir);
  const std::vector<TestImage> images =
      WithoutLock([&] { return GenerateTestImages(directory); });
  const py::object join = py::module_::import("os.path").attr("join");
  const py::str text = PathText(output_dir);
  py::list list;
  for (const TestImage& image : images) {
    py::dict entry;
    entry["name"] = image.name;
    entry["path"] = join(text, image.name);
    entry["width"] = image.width;
    entry["height"] = image.height;
    entry["mode"] = image.mode;
    entry["file_size_bytes"] = image.file_size_bytes;
    entry["file_size_mb"] = image.file_size_mb;
    list.append(std::move(entry));
  }
  return list;
}

// Only a name for its functions.
struct DataGenerator {};

}  // namespace

PYBIND11_EMBEDDED_MODULE(_feluda_data_generator, module) {
  module.attr("__name__") = "benchmark.data_generator";
  module.doc() = kAbout;
  static_assert(kDefaultDimension == 512, "as the signatures have it");
  py::options options;
  options.disable_function_signatures();
  py::class_<DataGenerator>(module, "DataGenerator",
                            Documented("DataGenerator()", kAbout).c_str())
      .def(py::init<>(), Documented("__init__(self)", "").c_str())
      .def_static("generate_embeddings", MakeEmbeddings,
                  Documented("generate_embeddings(num_samples, dim=512)",
                             "Rows of N(0, 1), float32.")
                      .c_str(),
                  py::arg("num_samples"), py::arg("dim") = kDefaultDimension)
      .def_static(
          "generate_embeddings_with_clusters", MakeClusters,
          Documented("generate_embeddings_with_clusters("
                     "num_clusters=5, samples_per_cluster=100, "
                     "dim=512, cluster_spread=0.3)",
                     "Rows around centres of N(0, 3^2), shuffled, and "
                     "the number of each row's centre.")
              .c_str(),
          py::arg("num_clusters") = 5, py::arg("samples_per_cluster") = 100,
          py::arg("dim") = kDefaultDimension, py::arg("cluster_spread") = 0.3)
      .def_static("generate_test_images", MakeImages,
                  Documented("generate_test_images(output_dir)",
                             "Writes fifteen images into a directory, which "
                             "is made, and tells of each.")
                      .c_str(),
                  py::arg("output_dir"))
      .def_static("generate_embedding_datasets", MakeCollections,
                  Documented("generate_embedding_datasets()",
                             "The fifteen collections by name.")
                      .c_str());
}

}  // namespace feluda
