// Success, or why there is none, for programs without Abseil. The members are
// those of absl::Status and absl::StatusOr that ../vocabulary.h needs.

#ifndef LIB_MEASURE_PLAIN_STATUS_H_
#define LIB_MEASURE_PLAIN_STATUS_H_

#include <cstdio>
#include <cstdlib>
#include <optional>
#include <ostream>
#include <string>
#include <utility>

namespace feluda {

enum class StatusCode { kOk, kFailedPrecondition, kUnavailable };

class [[nodiscard]] Status {
 public:
  // Success.
  Status() = default;
  Status(StatusCode code, std::string message)
      : code_(code), message_(std::move(message)) {}

  bool ok() const { return code_ == StatusCode::kOk; }
  StatusCode code() const { return code_; }
  const std::string& message() const { return message_; }
  void IgnoreError() const {}

  friend bool operator==(const Status& a, const Status& b) {
    return a.code_ == b.code_ && a.message_ == b.message_;
  }
  friend bool operator!=(const Status& a, const Status& b) { return !(a == b); }
  friend std::ostream& operator<<(std::ostream& out, const Status& status) {
    return out << (status.ok() ? "OK" : status.message_);
  }

 private:
  StatusCode code_ = StatusCode::kOk;
  std::string message_;
};

inline Status OkStatus() { return Status(); }
inline Status UnavailableError(std::string message) {
  return Status(StatusCode::kUnavailable, std::move(message));
}
inline Status FailedPreconditionError(std::string message) {
  return Status(StatusCode::kFailedPrecondition, std::move(message));
}

// A value, or the reason why there is none. Reading the value of an error ends
// the program with the reason.
template <typename T>
class [[nodiscard]] StatusOr {
 public:
  StatusOr(Status error) : status_(std::move(error)) {}
  StatusOr(T value) : value_(std::move(value)) {}

  bool ok() const { return value_.has_value(); }
  const Status& status() const { return status_; }
  void IgnoreError() const {}

  const T& value() const {
    if (ok()) return *value_;
    std::fprintf(stderr, "no value: %s\n", status_.message().c_str());
    std::abort();
  }
  const T& operator*() const { return value(); }
  const T* operator->() const { return &value(); }
  T value_or(T other) const { return ok() ? *value_ : std::move(other); }

 private:
  Status status_;
  std::optional<T> value_;
};

}  // namespace feluda

#endif  // LIB_MEASURE_PLAIN_STATUS_H_
