// Checks of parameters and input that the operators on embeddings share.

#ifndef LIB_OPERATORS_EMBEDDING_CHECKS_H_
#define LIB_OPERATORS_EMBEDDING_CHECKS_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "lib/base/embeddings.h"

namespace feluda {

// Return an InvalidArgumentError if `value` is out of range. The message begins
// with the parameter's name and ends with its value.
absl::Status CheckAtLeast(absl::string_view name, int value, int least);
absl::Status CheckPositive(absl::string_view name, double value);
absl::Status CheckNotNegative(absl::string_view name, double value);

// Accepts 0, which stands for all CPUs, to kMaxThreads.
inline constexpr int kMaxThreads = 1024;
absl::Status CheckThreads(int threads);

// Calls Validate(embeddings), and checks that the number of rows fits into an
// int.
absl::Status CheckEmbeddings(const Embeddings& embeddings);

}  // namespace feluda

#endif  // LIB_OPERATORS_EMBEDDING_CHECKS_H_
