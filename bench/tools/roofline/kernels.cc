#include "bench/tools/roofline/kernels.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "bench/tools/roofline/layout_kernels.h"
#include "bench/tools/roofline/network_kernels.h"
#include "bench/tools/roofline/normals.h"
#include "lib/base/thread_pool.h"
#include "lib/operators/cluster_embeddings/affinity_propagation/affinity_messages.h"
#include "lib/operators/cluster_embeddings/affinity_propagation/similarity_matrix.h"
#include "lib/operators/cluster_embeddings/kmeans/center_search.h"
#include "lib/operators/video_hash/pdqf.h"
#include "lib/vectors/neighbors/nearest_neighbors.h"
#include "lib/vectors/products.h"
#include "lib/vectors/rounded_products.h"
#include "lib/vectors/rounded_rows.h"
#include "lib/vectors/rows_view.h"
#include "lib/vectors/squared_distances.h"

namespace feluda {
namespace {

// Rows that k-means compares with its centres at a time.
constexpr size_t kBatch = 256;

// Rows and what owns them.
struct Rows {
  Rows(size_t count, size_t dimension, uint64_t seed)
      : values(Normals(count * dimension, seed)),
        view(values.data(), count, dimension) {}

  std::vector<float> values;
  RowsView view;
};

Kernel DotProductsKernel(size_t a, size_t b, size_t dimension) {
  Kernel kernel;
  kernel.name =
      absl::StrCat("dot products, ", a, " x ", b, " rows of ", dimension);
  kernel.multiply_adds = static_cast<double>(a * b * dimension);
  kernel.read_bytes = static_cast<double>((a + b) * dimension * sizeof(float));
  kernel.updated_bytes = static_cast<double>(a * b * sizeof(float));
  kernel.working_set = b * dimension * sizeof(float);
  kernel.make = [=]() -> KernelCall {
    return [first = std::make_shared<Rows>(a, dimension, 1),
            second = std::make_shared<Rows>(b, dimension, 2),
            products = std::make_shared<std::vector<float>>(a * b)] {
      DotProducts(first->view, second->view, products->data(),
                  second->view.count);
    };
  };
  return kernel;
}

// Counted as if the numbers were float32, whose multiply-adds are the limit.
Kernel RoundedProductsKernel(size_t a, size_t b, size_t dimension) {
  struct Rounded {
    Rounded(size_t count, size_t dimension, uint64_t seed)
        : rows(count, dimension) {
      const Rows exact(count, dimension, seed);
      for (size_t i = 0; i < count; ++i) rows.Set(i, exact.view[i]);
    }
    RoundedRows rows;
  };
  Kernel kernel = DotProductsKernel(a, b, dimension);
  kernel.name = absl::StrCat("products of rounded rows, ", a, " x ", b,
                             " rows of ", dimension);
  kernel.read_bytes /= 2;
  kernel.working_set /= 2;
  kernel.make = [=]() -> KernelCall {
    return [=, first = std::make_shared<Rounded>(a, dimension, 1),
            second = std::make_shared<Rounded>(b, dimension, 2),
            products = std::make_shared<std::vector<float>>(a * b)] {
      RoundedProducts(first->rows.Slice(0, a), second->rows.Slice(0, b),
                      products->data(), b);
    };
  };
  return kernel;
}

// A difference and a multiply-add for each pair of numbers.
Kernel SquaredDistancesKernel(size_t a, size_t b, size_t dimension) {
  Kernel kernel = DotProductsKernel(a, b, dimension);
  kernel.name = absl::StrCat("squared distances (k-means), ", a, " x ", b,
                             " rows of ", dimension);
  kernel.sums = kernel.multiply_adds;
  kernel.make = [=]() -> KernelCall {
    auto first = std::make_shared<Rows>(a, dimension, 1);
    std::vector<const float*> some(a);
    for (size_t i = 0; i < a; ++i) some[i] = first->view[i];
    return [first, some = std::move(some),
            second = std::make_shared<Rows>(b, dimension, 2),
            distances = std::make_shared<std::vector<float>>(a * b)] {
      SquaredDistances(some, second->view, distances->data(),
                       second->view.count);
    };
  };
  return kernel;
}

// A pass of k-means over all rows, as its first iteration makes it: 256 rows at
// a time with all centres. A few centres are compared by differences and many
// by products; rounding rows and choosing the nearest count nothing.
Kernel AssignmentKernel(size_t count, size_t clusters, size_t dimension,
                        bool by_differences) {
  Kernel kernel = by_differences
                      ? SquaredDistancesKernel(count, clusters, dimension)
                      : DotProductsKernel(count, clusters, dimension);
  kernel.name = absl::StrCat("k-means' assignment, ", count, " rows to ",
                             clusters, " centres");
  kernel.updated_bytes = 0;
  kernel.working_set = count * dimension * sizeof(float);
  kernel.make = [=]() -> KernelCall {
    return [rows = std::make_shared<Rows>(count, dimension, 1),
            centers = std::make_shared<Rows>(clusters, dimension, 2)] {
      const CenterSearch search(centers->view);
      NearestCenter found[kBatch];
      for (size_t begin = 0; begin < rows->view.count; begin += kBatch) {
        const size_t size = std::min(kBatch, rows->view.count - begin);
        const float* batch[kBatch];
        for (size_t i = 0; i < size; ++i) batch[i] = rows->view[begin + i];
        search.Find(absl::MakeConstSpan(batch, size),
                    absl::MakeSpan(found, size));
      }
    };
  };
  return kernel;
}

// Each pair once.
Kernel NeighborsKernel(size_t count, size_t dimension) {
  Kernel kernel;
  kernel.name = absl::StrCat("exact neighbours (t-SNE, UMAP), ", count,
                             " rows of ", dimension);
  kernel.multiply_adds = 0.5 * static_cast<double>(count * count * dimension);
  kernel.read_bytes = static_cast<double>(count * dimension * sizeof(float));
  kernel.working_set = count * dimension * sizeof(float);
  kernel.make = [=]() -> KernelCall {
    return [rows = std::make_shared<Rows>(count, dimension, 3),
            pool = std::make_shared<ThreadPool>(1)] {
      NeighborOptions options;
      options.search = NeighborOptions::Search::kExact;
      FindNeighbors(rows->view, options, *pool);
    };
  };
  return kernel;
}

// Similarities are read; responsibilities and availabilities are updated. Each
// of the two takes two products for a number, and five sums or differences and
// six minima or maxima are taken in all.
Kernel MessagesKernel(size_t count) {
  struct State {
    explicit State(size_t count)
        : rows(count, 16, 4),
          pool(1),
          similarities(rows.view, pool),
          messages((similarities.Prefer(-40), similarities), pool) {}
    Rows rows;
    ThreadPool pool;
    SimilarityMatrix similarities;
    AffinityMessages messages;
  };
  const double matrix = static_cast<double>(count * count * sizeof(float));
  Kernel kernel;
  kernel.name =
      absl::StrCat("affinity propagation's messages, ", count, " rows");
  kernel.multiply_adds = 4.0 * static_cast<double>(count * count);
  kernel.sums = 11.0 * static_cast<double>(count * count);
  kernel.read_bytes = matrix;
  kernel.updated_bytes = 2 * 2 * matrix;
  kernel.working_set = 3 * count * count * sizeof(float);
  kernel.make = [=]() -> KernelCall {
    return [state = std::make_shared<State>(count)] {
      state->messages.Exchange(0.5f, state->pool);
    };
  };
  return kernel;
}

// The cosine transform: 16 x 64 x 64 and 16 x 16 x 64 multiply-adds, and three
// for the luma of each pixel.
Kernel PdqfKernel() {
  constexpr double kSide = kPdqfSide, kFrequencies = kPdqfFrequencies;
  Kernel kernel;
  kernel.name = "PDQF (video hash), one frame";
  kernel.multiply_adds = kFrequencies * kSide * kSide +
                         kFrequencies * kFrequencies * kSide +
                         3 * kSide * kSide;
  kernel.read_bytes = 3 * kSide * kSide;
  kernel.working_set = 24 << 10;
  kernel.make = []() -> KernelCall {
    std::vector<uint8_t> rgb(3 * kPdqfSide * kPdqfSide);
    for (size_t i = 0; i < rgb.size(); ++i) {
      rgb[i] = static_cast<uint8_t>(i * 37);
    }
    return [rgb, feature = std::make_shared<PdqfFeature>()] {
      Pdqf(rgb, *feature);
    };
  };
  return kernel;
}

}  // namespace

std::vector<Kernel> Kernels() {
  std::vector<Kernel> kernels = {DotProductsKernel(256, 256, 512),
                                 DotProductsKernel(1000, 10, 512),
                                 RoundedProductsKernel(256, 256, 512),
                                 SquaredDistancesKernel(1000, 10, 512),
                                 SquaredDistancesKernel(256, 100, 512),
                                 AssignmentKernel(10000, 10, 512, true),
                                 AssignmentKernel(10000, 100, 512, false),
                                 NeighborsKernel(4000, 512),
                                 MessagesKernel(250),
                                 MessagesKernel(2000)};
  const auto append = [&](std::vector<Kernel> more) {
    std::move(more.begin(), more.end(), std::back_inserter(kernels));
  };
  append(LayoutKernels());
  kernels.push_back(PdqfKernel());
  append(NetworkKernels());
  return kernels;
}

}  // namespace feluda
