// What measuring costs: malloc and free with the heap meter off and on,
// Profile() of an empty function, and the fixture around an operator that does
// next to nothing.

#include <cstdint>
#include <iostream>
#include <memory>
#include <optional>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "bench/tools/meter_overhead_pair.h"
#include "benchmark/benchmark.h"
#include "lib/base/facts.h"
#include "lib/fixture/operator_benchmark.h"
#include "lib/measure/heap/heap_meter.h"
#include "lib/measure/profile.h"
#include "lib/operators/operator.h"

namespace feluda {
namespace {

std::optional<HeapWindow> window;

void RegisterHeap() {
  RegisterMallocPair("malloc_pair_off");
  RegisterMallocPair("malloc_pair_on")
      ->Setup([](const benchmark::State&) { window.emplace(); })
      ->Teardown([](const benchmark::State&) { window.reset(); });
}

void ProfileNothing(benchmark::State& state) {
  ResourceMeterOptions options;
  options.heap = options.resident = state.range(0) != 0;
  for (auto _ : state) benchmark::DoNotOptimize(Profile([] {}, options));
}

void RegisterProfile() {
  benchmark::RegisterBenchmark("profile_nothing", ProfileNothing)
      ->ArgName("memory")
      ->Arg(0)
      ->Arg(1)
      ->MinTime(0.1);
}

// An operator of some nanoseconds.
class Mix final : public Operator<int64_t, int64_t> {
 public:
  struct Config {};
  static absl::StatusOr<std::unique_ptr<Mix>> Create(const Config&) {
    return std::make_unique<Mix>();
  }
  // Not inlined, so that both loops call the same code.
  [[gnu::noinline]] absl::StatusOr<int64_t> Run(const int64_t& input) override {
    for (int i = 0; i < 8; ++i) state_ = state_ * 6364136223846793005 + input;
    return static_cast<int64_t>(state_ >> 33);
  }
  void Cleanup() override {}
  Facts State() const override { return {}; }

 private:
  uint64_t state_ = 1;
};

void RunBare(benchmark::State& state) {
  const std::unique_ptr<Mix> op = *Mix::Create({});
  for (auto _ : state) {
    absl::StatusOr<int64_t> output = op->Run(1);
    if (!output.ok()) return;
    benchmark::DoNotOptimize(*output);
  }
}

void RegisterFixture() {
  benchmark::RegisterBenchmark("operator_bare", RunBare)->MinTime(0.1);
  OperatorBenchmark<Mix> fixture;
  fixture.name = "operator_in_fixture";
  fixture.make_input = [] {
    OperatorBenchmark<Mix>::Input input;
    input.value = 1;
    return input;
  };
  Register(fixture)->MinTime(0.1);
}

}  // namespace
}  // namespace feluda

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  const absl::Status heap = feluda::HeapMeterStatus();
  if (!heap.ok()) {
    std::cerr << heap.message() << "\n";
    return 1;
  }
  feluda::RegisterHeap();
  feluda::RegisterProfile();
  feluda::RegisterFixture();
  benchmark::RunSpecifiedBenchmarks();
}
