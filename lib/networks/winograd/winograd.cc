#include "lib/networks/winograd/winograd.h"

#include <algorithm>
#include <vector>

#include "lib/networks/onednn/threads.h"
#include "lib/networks/winograd/constants.h"
#include "lib/networks/winograd/winograd_products.h"
#include "lib/networks/winograd/winograd_tiles.h"

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

// The channels whose taps are transformed at a time: as many as leave room for
// other things in a second-level cache.
size_t ChannelsAtATime(const WinogradWeights& weights) {
  constexpr size_t kTapBytes = 288 << 10;
  const size_t each = weights.products() * weights.panel() * sizeof(float);
  return std::min(weights.channels(), std::max<size_t>(1, kTapBytes / each));
}

// The parts of a step's scratch memory.
struct Scratch {
  float* zeros;
  WinogradMatrices values;
  // The first thread's; the others' come after.
  WinogradMatrices products;
  WinogradMatrices taps;
  size_t thread_size;  // of both together, in floats
  size_t bytes;
};

Scratch Divide(const Problem& problem, const WinogradWeights& weights,
               std::byte* memory) {
  Scratch scratch = {};
  scratch.values.stride = Stride(problem.block_tiles, weights.channels());
  scratch.products.stride = Stride(problem.block_tiles, weights.panel());
  scratch.taps.stride = Stride(ChannelsAtATime(weights), weights.panel());
  const size_t values =
      CeilOf(weights.channels(), kWinogradLanes) * kWinogradLanes;
  const size_t products = values + weights.products() * scratch.values.stride;
  const size_t taps = products + weights.products() * scratch.products.stride;
  const size_t thread_end = taps + weights.products() * scratch.taps.stride;
  scratch.thread_size = thread_end - products;
  scratch.bytes =
      (products + problem.threads * scratch.thread_size) * sizeof(float);
  if (memory == nullptr) return scratch;
  auto* const floats = reinterpret_cast<float*>(memory);
  scratch.zeros = floats;
  scratch.values.values = floats + values;
  scratch.products.values = floats + products;
  scratch.taps.values = floats + taps;
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
  products.values += thread * scratch.thread_size;
  WinogradMatrices taps = scratch.taps;
  taps.values += thread * scratch.thread_size;
  const size_t step = ChannelsAtATime(weights);
  const size_t panels = CeilOf(weights.outputs(), weights.panel());
  const size_t end = panels * (thread + 1) / problem.threads;
  for (size_t i = panels * thread / problem.threads; i < end; ++i) {
    const size_t first = i * weights.panel();
    for (size_t begin = 0; begin < weights.channels(); begin += step) {
      const WinogradChannels channels = {
          begin, std::min(step, weights.channels() - begin)};
      TransformTaps(weights, first, channels, taps);
      MultiplyPanel(weights, first, channels, block.count, scratch.values, taps,
                    products);
    }
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
  const int64_t height =
      source[2] + geometry.pad_before[0] + geometry.pad_after[0] - 2;
  const int64_t width =
      source[3] + geometry.pad_before[1] + geometry.pad_after[1] - 2;
  // For each pair of a channel and an output: a multiplication for each product
  // of each tile, and as much as four to transform the taps.
  const auto cost = [&](int64_t results) {
    const int64_t tiles = source[0] * ((height + results - 1) / results) *
                          ((width + results - 1) / results);
    return (results + 2) * (results + 2) * (tiles + 4);
  };
  const int64_t direct = 9 * source[0] * height * width;
  // Tiles of 2 lose less to rounding, so those of 4 must pay.
  if (10 * cost(4) < 9 * std::min(cost(2), direct)) return 4;
  return 10 * cost(2) < 9 * direct ? 2 : 0;
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
