// Reads the members of a JSON object by type. The first one that is missing or
// has the wrong type is kept as an error, and reading goes on with a default:
//
//   JsonFields fields(json);
//   run.threads = fields.Integer("threads", 1);
//   run.label = fields.Text("label");  // must be there
//   if (!fields.status().ok()) return fields.status();

#ifndef LIB_RUNS_JSON_JSON_FIELDS_H_
#define LIB_RUNS_JSON_JSON_FIELDS_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "nlohmann/json_fwd.hpp"

namespace feluda {

class JsonFields {
 public:
  // REQUIRES: an object, which outlives this.
  explicit JsonFields(const nlohmann::ordered_json& json);

  bool Has(absl::string_view key) const;

  // Without a default the member must be there.
  std::string Text(absl::string_view key,
                   const std::optional<std::string>& otherwise = std::nullopt);
  // 3 and 3.0 are whole numbers.
  int64_t Integer(absl::string_view key,
                  std::optional<int64_t> otherwise = std::nullopt);
  // null is NaN.
  double Number(absl::string_view key,
                std::optional<double> otherwise = std::nullopt);
  // Empty if it is missing.
  nlohmann::ordered_json Object(absl::string_view key);
  // Return the text or flag of a key that may also be the name of a counter. A
  // number or null is a counter's value, and counts as missing: "" or false.
  std::string TextUnlessCounter(absl::string_view key);
  bool FlagUnlessCounter(absl::string_view key);

  // Keeps the first error.
  void Fail(absl::string_view key, absl::string_view problem);
  // OK, or InvalidArgument with the key and the problem.
  const absl::Status& status() const { return status_; }

 private:
  // Null if it is missing.
  const nlohmann::ordered_json* Find(absl::string_view key) const;
  // Null if it is missing, which is an error if there is no default.
  const nlohmann::ordered_json* Find(absl::string_view key, bool has_default);
  void FailType(absl::string_view key, const nlohmann::ordered_json& value,
                absl::string_view wanted);

  const nlohmann::ordered_json& json_;
  absl::Status status_;
};

// Whether a member can be a counter: a number, or null for one that is not
// finite.
bool IsCounterValue(const nlohmann::ordered_json& value);

}  // namespace feluda

#endif  // LIB_RUNS_JSON_JSON_FIELDS_H_
