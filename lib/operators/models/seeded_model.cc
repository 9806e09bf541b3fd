#include "lib/operators/models/seeded_model.h"

#include <sys/mman.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <set>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/networks/tensor.h"
#include "lib/networks/weights/seeded_weights.h"

namespace feluda {
namespace {

constexpr uint64_t kSeed = 42;

// Floats that are all 0 and take no memory, since the kernel maps one page of
// zeros over and over as long as nobody writes.
std::shared_ptr<const void> MapZeros(size_t count) {
  const size_t bytes = count * sizeof(float);
  void* const zeros = mmap(nullptr, bytes, PROT_READ,
                           MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (zeros == MAP_FAILED) return nullptr;
  return std::shared_ptr<const void>(
      zeros, [bytes](const void* p) { munmap(const_cast<void*>(p), bytes); });
}

// Has every tensor, and notes those that were asked for, in that order.
class NotingWeights : public Weights {
 public:
  explicit NotingWeights(std::vector<SeededTensor>& noted) : noted_(noted) {}

  bool Has(absl::string_view) const override { return true; }

  absl::StatusOr<Tensor> Get(absl::string_view name,
                             const Shape& expected) const override {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (names_.emplace(name).second) {
      noted_.push_back(SeededLikeTorch(std::string(name), expected));
    }
    const auto count = static_cast<size_t>(ElementCount(expected));
    std::shared_ptr<const void> zeros = MapZeros(count);
    if (zeros == nullptr) {
      return absl::ResourceExhaustedError("memory does not suffice");
    }
    const auto* const values = static_cast<const float*>(zeros.get());
    return Tensor::Borrowed(expected, {values, count}, std::move(zeros));
  }

 private:
  mutable std::mutex mutex_;
  mutable std::set<std::string> names_;
  std::vector<SeededTensor>& noted_;
};

}  // namespace

absl::Status WriteSeededModel(
    const std::string& path,
    absl::FunctionRef<absl::Status(const Weights& weights)> build) {
  std::vector<SeededTensor> tensors;
  absl::Status built = build(NotingWeights(tensors));
  if (!built.ok()) return built;
  return WriteSeededWeights(path, kSeed, tensors);
}

}  // namespace feluda
