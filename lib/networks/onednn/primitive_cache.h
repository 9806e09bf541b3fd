// oneDNN keeps the last 1024 primitives that it has made, each with machine
// code of its own, some 40 KB. While a plan is made, that lets equal layers
// share one. Afterwards nobody would ask for them again, but a program that
// sees images of many sizes would hold on to all of them.

#ifndef LIB_NETWORKS_ONEDNN_PRIMITIVE_CACHE_H_
#define LIB_NETWORKS_ONEDNN_PRIMITIVE_CACHE_H_

#include "absl/status/status.h"

namespace feluda {

// Lets oneDNN forget the primitives. Those in use live on. Threads: any number;
// a plan that another thread makes meanwhile may share fewer primitives.
absl::Status ForgetPrimitives();

}  // namespace feluda

#endif  // LIB_NETWORKS_ONEDNN_PRIMITIVE_CACHE_H_
