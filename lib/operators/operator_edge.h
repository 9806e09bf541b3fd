// The outermost call of an operator with a model: exceptions become a status
// that names the input, and the input is removed if the user wants.
//
//   return AtEdge(path, config_.remove_after_processing,
//                 [&] { return Embed(path); });

#ifndef LIB_OPERATORS_OPERATOR_EDGE_H_
#define LIB_OPERATORS_OPERATOR_EDGE_H_

#include <exception>
#include <new>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "lib/operators/input_removal.h"

namespace feluda {

// Calls `function`, which returns a StatusOr. An exception becomes an error
// that begins with `name`: ResourceExhausted if memory was short, Internal
// otherwise.
template <typename Function>
auto CatchExceptions(const std::string& name, const Function& function)
    -> decltype(function()) {
  try {
    return function();
  } catch (const std::bad_alloc&) {
    return absl::ResourceExhaustedError(absl::StrCat(name, ": out of memory"));
  } catch (const std::exception& e) {
    return absl::InternalError(absl::StrCat(name, ": ", e.what()));
  }
}

// Does so for an input file, and then removes the file if `remove` is set, also
// if the call failed. An empty path means an image in memory.
template <typename Function>
auto AtEdge(const std::string& path, bool remove, const Function& function)
    -> decltype(function()) {
  auto result = CatchExceptions(path.empty() ? "image" : path, function);
  if (!remove || path.empty()) return result;
  const absl::Status removed = RemoveInput(path);
  if (result.ok() && !removed.ok()) return removed;
  return result;
}

// Returns an InvalidArgumentError if the number of threads is not 1 to 256.
inline absl::Status CheckModelThreads(int threads) {
  if (threads >= 1 && threads <= 256) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat("threads: must be 1 to 256, is ", threads));
}

}  // namespace feluda

#endif  // LIB_OPERATORS_OPERATOR_EDGE_H_
