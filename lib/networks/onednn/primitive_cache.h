// Empties oneDNN's cache. oneDNN keeps the last 1024 primitives that it has
// made, each with some 40 KB of machine code. While a plan is made, equal
// layers share one. Afterwards nobody asks for them again, but in a program
// that sees images of many sizes all would stay in memory.

#ifndef LIB_NETWORKS_ONEDNN_PRIMITIVE_CACHE_H_
#define LIB_NETWORKS_ONEDNN_PRIMITIVE_CACHE_H_

#include "absl/status/status.h"

namespace feluda {

// Makes oneDNN forget the primitives; those in use live on. Threads: any
// number; a plan that another thread makes meanwhile may share fewer
// primitives.
absl::Status ForgetPrimitives();

}  // namespace feluda

#endif  // LIB_NETWORKS_ONEDNN_PRIMITIVE_CACHE_H_
