#include "lib/operators/embedding_checks.h"

#include <cmath>
#include <limits>

#include "absl/strings/str_cat.h"

namespace feluda {
namespace {

absl::Status Invalid(absl::string_view name, absl::string_view must,
                     double value) {
  return absl::InvalidArgumentError(
      absl::StrCat(name, ": must be ", must, ", is ", value));
}

}  // namespace

absl::Status CheckAtLeast(absl::string_view name, int value, int least) {
  if (value >= least) return absl::OkStatus();
  return Invalid(name, absl::StrCat("at least ", least), value);
}

absl::Status CheckPositive(absl::string_view name, double value) {
  if (std::isfinite(value) && value > 0.0) return absl::OkStatus();
  return Invalid(name, "a positive number", value);
}

absl::Status CheckNotNegative(absl::string_view name, double value) {
  if (std::isfinite(value) && value >= 0.0) return absl::OkStatus();
  return Invalid(name, "0 or a positive number", value);
}

absl::Status CheckThreads(int threads) {
  if (threads >= 0 && threads <= kMaxThreads) return absl::OkStatus();
  return Invalid("threads",
                 absl::StrCat("1 to ", kMaxThreads, ", or 0 for all CPUs"),
                 threads);
}

absl::Status CheckEmbeddings(const Embeddings& embeddings) {
  if (absl::Status s = Validate(embeddings); !s.ok()) return s;
  const size_t most = std::numeric_limits<int>::max();
  if (embeddings.Rows() > most) {
    return Invalid("embeddings.values", absl::StrCat("at most ", most, " rows"),
                   static_cast<double>(embeddings.Rows()));
  }
  return absl::OkStatus();
}

}  // namespace feluda
