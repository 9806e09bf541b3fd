// A primitive of oneDNN that is ready to run, with the layouts that it has
// chosen. Private to this folder's sources.

#ifndef LIB_NETWORKS_ONEDNN_OPERATION_H_
#define LIB_NETWORKS_ONEDNN_OPERATION_H_

#include <cstddef>
#include <initializer_list>
#include <unordered_map>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "dnnl.hpp"

namespace feluda {

// Returns the processor's engine, which lives as long as the program.
const dnnl::engine& Processor();

// An argument of a primitive: its role, such as DNNL_ARG_SRC, and its layout.
struct OperationArgument {
  int role;
  dnnl::memory::desc memory;
};

class Operation {
 public:
  Operation(dnnl::primitive primitive,
            const std::vector<OperationArgument>& arguments);

  // Runs with the arguments at these places, in the order of the constructor's.
  absl::Status Run(std::initializer_list<const void*> places);

 private:
  dnnl::primitive primitive_;
  std::vector<dnnl::memory> memories_;
  std::unordered_map<int, dnnl::memory> arguments_;
};

// Returns what `function` returns, or oneDNN's error with `what` in front.
template <typename Function>
auto CatchOneDnn(const char* what, const Function& function)
    -> decltype(function()) {
  try {
    return function();
  } catch (const dnnl::error& error) {
    return absl::InternalError(
        absl::StrCat("oneDNN refuses ", what, ": ", error.what(), " (status ",
                     static_cast<int>(error.status), ")"));
  }
}

}  // namespace feluda

#endif  // LIB_NETWORKS_ONEDNN_OPERATION_H_
