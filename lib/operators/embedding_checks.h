// What every operator on embeddings asks of its parameters and its input.

#ifndef LIB_OPERATORS_EMBEDDING_CHECKS_H_
#define LIB_OPERATORS_EMBEDDING_CHECKS_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "lib/base/embeddings.h"

namespace feluda {

// InvalidArgumentError that begins with the parameter's name and ends with what
// it is.
absl::Status CheckAtLeast(absl::string_view name, int value, int least);
absl::Status CheckPositive(absl::string_view name, double value);
absl::Status CheckNotNegative(absl::string_view name, double value);

// 0, which takes all CPUs, to kMaxThreads.
inline constexpr int kMaxThreads = 1024;
absl::Status CheckThreads(int threads);

// Validate(embeddings), and that the rows can be counted in int.
absl::Status CheckEmbeddings(const Embeddings& embeddings);

}  // namespace feluda

#endif  // LIB_OPERATORS_EMBEDDING_CHECKS_H_
