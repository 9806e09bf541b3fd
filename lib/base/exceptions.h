// Calls a function that returns a Status or StatusOr and turns an exception
// into an Internal error, so that a benchmark that throws is a failed result.

#ifndef LIB_BASE_EXCEPTIONS_H_
#define LIB_BASE_EXCEPTIONS_H_

#include <exception>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace feluda {

template <typename Function>
auto ExceptionsToStatus(const Function& function) -> decltype(function()) {
  try {
    return function();
  } catch (const std::exception& exception) {
    return absl::InternalError(
        absl::StrCat("threw an exception: ", exception.what()));
  } catch (...) {
    return absl::InternalError(
        "threw an exception that is not a std::exception");
  }
}

}  // namespace feluda

#endif  // LIB_BASE_EXCEPTIONS_H_
