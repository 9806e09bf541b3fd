#include "lib/networks/winograd/winograd.h"

#include <algorithm>
#include <vector>

#include "lib/networks/onednn/threads.h"
#include "lib/networks/winograd/winograd_kernels.h"

namespace feluda {
namespace {

// The bytes of transformed values that are worked on at a time. They are read
// for each panel of outputs, so they should stay in a second-level cache.
constexpr size_t kBlockBytes = 768 << 10;

size_t CeilOf(size_t value, size_t divisor) {
  return (value + divisor - 1) / divisor;
}

struct Problem {
  WinogradTiles tiles;
  WinogradImage source;
  WinogradImage destination;
  size_t tile_count;   // of the batch
  size_t block_tiles;  // worked on at a time
  size_t threads;
};

Problem MakeProblem(const ConvolutionGeometry& geometry, const Shape& source,
                    const Shape& destination, const WinogradWeights& weights) {
  const auto image = [](const Shape& shape) {
    return WinogradImage{static_cast<size_t>(shape[2]),
                         static_cast<size_t>(shape[3]),
                         static_cast<size_t>(shape[1])};
  };
  Problem problem;
  problem.source = image(source);
  problem.destination = image(destination);
  problem.tiles = {weights.results(),
                   CeilOf(problem.destination.height, weights.results()),
                   CeilOf(problem.destination.width, weights.results()),
                   static_cast<size_t>(geometry.pad_before[0]),
                   static_cast<size_t>(geometry.pad_before[1])};
  problem.tile_count = static_cast<size_t>(source[0]) * problem.tiles.rows *
                       problem.tiles.columns;
  const size_t most = std::max<size_t>(
      1,
      kBlockBytes / (weights.products() * weights.channels() * sizeof(float)));
  const size_t blocks = CeilOf(problem.tile_count, most);
  problem.block_tiles = CeilOf(problem.tile_count, blocks);
  problem.threads = static_cast<size_t>(Threads());
  return problem;
}

// Matrices one after the other would have their rows at distances of a power of
// two, which fall into few sets of a cache; a cache line between them helps.
size_t Stride(size_t rows, size_t columns) {
  return rows * columns + kWinogradLanes;
}

// The parts of a step's scratch memory.
struct Scratch {
  float* zeros;
  WinogradMatrices values;
  WinogradMatrices products;  // of the first thread; the others' come after
  size_t products_size;       // of a thread, in floats
  size_t bytes;
};

Scratch Divide(const Problem& problem, const WinogradWeights& weights,
               std::byte* memory) {
  Scratch scratch;
  scratch.values.stride = Stride(problem.block_tiles, weights.channels());
  scratch.products.stride = Stride(problem.block_tiles, weights.panel());
  scratch.products_size = weights.products() * scratch.products.stride;
  auto* const floats = reinterpret_cast<float*>(memory);
  const size_t values = weights.channels();
  const size_t products = values + weights.products() * scratch.values.stride;
  const size_t all = products + problem.threads * scratch.products_size;
  scratch.bytes = all * sizeof(float);
  if (floats == nullptr) return scratch;
  scratch.zeros = floats;
  scratch.values.values = floats + values;
  scratch.products.values = floats + products;
  return scratch;
}

// The tiles from `first` on.
struct TileBlock {
  size_t first;
  size_t count;
};

// A thread's share of the panels of outputs.
void ComputePanels(const Problem& problem, const WinogradWeights& weights,
                   const TileBlock& block, const Scratch& scratch,
                   size_t thread, const WinogradOutput& output) {
  WinogradMatrices products = scratch.products;
  products.values += thread * scratch.products_size;
  const size_t panels = CeilOf(weights.outputs(), weights.panel());
  const size_t end = panels * (thread + 1) / problem.threads;
  for (size_t i = panels * thread / problem.threads; i < end; ++i) {
    const size_t first = i * weights.panel();
    MultiplyPanel(weights, first, block.count, scratch.values, products);
    for (size_t tile = 0; tile < block.count; ++tile) {
      TransformResults(problem.tiles, problem.destination, products, tile,
                       block.first + tile, first, weights.PanelWidth(first),
                       output);
    }
  }
}

void Convolve(const Problem& problem, const WinogradWeights& weights,
              const float* source, std::byte* memory,
              const WinogradOutput& output) {
  const Scratch scratch = Divide(problem, weights, memory);
  std::fill_n(scratch.zeros, weights.channels(), 0.0f);
  for (size_t first = 0; first < problem.tile_count;
       first += problem.block_tiles) {
    const TileBlock block = {
        first, std::min(problem.block_tiles, problem.tile_count - first)};
    ParallelFor(block.count, [&](size_t tile) {
      TransformValues(problem.tiles, problem.source, source, scratch.zeros,
                      first + tile, tile, scratch.values);
    });
    ParallelFor(problem.threads, [&](size_t thread) {
      ComputePanels(problem, weights, block, scratch, thread, output);
    });
  }
}

}  // namespace

size_t WinogradResults(const ConvolutionGeometry& geometry, int64_t groups,
                       const Activation& activation, const Shape& source,
                       const Shape& weights) {
  const auto fits = [](int64_t channels) {
    return channels % static_cast<int64_t>(kWinogradLanes) == 0;
  };
  const Shape ones = {1, 1};
  if (weights[2] != 3 || weights[3] != 3 || geometry.strides != ones ||
      geometry.dilations != ones || groups != 1 || !fits(weights[0]) ||
      !fits(weights[1]) || !IsWinogradActivation(activation)) {
    return 0;
  }
  // Multiplications for each pair of a channel and an output, and what its
  // weights cost: each is 4 bytes to keep and to read, taken for as dear as 80
  // multiplications. So ResNet-18 needs 14 MB more and half the time; its last
  // stage would need 22 MB more for another eighth.
  constexpr int64_t kWeightCost = 80;
  const int64_t height =
      source[2] + geometry.pad_before[0] + geometry.pad_after[0] - 2;
  const int64_t width =
      source[3] + geometry.pad_before[1] + geometry.pad_after[1] - 2;
  const auto cost = [&](int64_t results) {
    const int64_t tiles = source[0] * ((height + results - 1) / results) *
                          ((width + results - 1) / results);
    return (results + 2) * (results + 2) * (tiles + kWeightCost);
  };
  const int64_t direct = 9 * (source[0] * height * width + kWeightCost);
  if (cost(4) < std::min(cost(2), direct)) return 4;
  return cost(2) < direct ? 2 : 0;
}

Step WinogradStep(const ConvolutionGeometry& geometry, const Shape& source,
                  const Shape& destination, bool residual,
                  const Activation& activation, absl::Span<const float> bias,
                  const WinogradWeights& weights) {
  const Problem problem = MakeProblem(geometry, source, destination, weights);
  Step step;
  step.inputs = {Layout::ChannelsLast(source)};
  step.output = Layout::ChannelsLast(destination);
  if (residual) {
    step.inputs.push_back(step.output);
    step.in_place = 1;
  }
  step.scratch_bytes = Divide(problem, weights, nullptr).bytes;
  step.run = [problem, &weights, bias, residual,
              activation](const StepMemory& memory) {
    const WinogradOutput output = {bias.empty() ? nullptr : bias.data(),
                                   residual ? memory.inputs[1] : nullptr,
                                   activation, memory.output};
    Convolve(problem, weights, memory.inputs[0], memory.scratch, output);
    return absl::OkStatus();
  };
  return step;
}

}  // namespace feluda
