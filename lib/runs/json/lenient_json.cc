#include "lib/runs/json/lenient_json.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "lib/runs/json/json_repair.h"

namespace feluda {
namespace {

using Json = nlohmann::ordered_json;

// The library's message without its own number, place and copy of the text.
std::string Cause(absl::string_view message) {
  const size_t identifier_end = message.find("] ");
  if (identifier_end != absl::string_view::npos) {
    message.remove_prefix(identifier_end + 2);
  }
  if (absl::StartsWith(message, "parse error at")) {
    message.remove_prefix(std::min(message.find(": ") + 2, message.size()));
  }
  message = message.substr(0, message.find("; last read: "));
  constexpr size_t kMaxLength = 200;
  return std::string(message.substr(0, kMaxLength));
}

// Builds the value out of the parser's events.
class Builder : public nlohmann::json_sax<Json> {
 public:
  struct Error {
    size_t offset;
    std::string cause;
  };

  Builder(size_t text_size, std::initializer_list<absl::string_view> members)
      : text_size_(text_size), members_(members) {}

  LenientJson& result() { return result_; }
  const std::optional<Error>& error() const { return error_; }

  bool null() override { return AddScalar(nullptr); }
  bool boolean(bool value) override { return AddScalar(value); }
  bool number_integer(int64_t value) override { return AddScalar(value); }
  bool number_unsigned(uint64_t value) override { return AddScalar(value); }
  bool string(std::string& value) override {
    return AddScalar(std::move(value));
  }
  bool binary(Json::binary_t&) override { return false; }

  bool number_float(double value, const std::string& spelling) override {
    return AddScalar(RepairedNumber(spelling, value));
  }

  bool key(std::string& value) override {
    key_ = std::move(value);
    return true;
  }

  bool start_object(size_t) override { return Open(Json::object()); }
  bool start_array(size_t) override { return Open(Json::array()); }
  bool end_object() override { return Close(); }
  bool end_array() override { return Close(); }

  bool parse_error(size_t position, const std::string&,
                   const Json::exception& error) override {
    // The position counts the characters read, the end of the text as one.
    if (position > text_size_ && !open_.empty()) {
      result_.cut_short = true;
      result_.open = PathToOpen();
    } else {
      error_ = {position > 0 ? position - 1 : 0, Cause(error.what())};
    }
    return false;
  }

 private:
  // An object or array that is not closed yet; it is its parent's last element,
  // so that it does not move before it is closed.
  struct Container {
    Json* value;
    std::unordered_set<std::string> keys;
  };

  bool AddScalar(Json value) {
    if (ignored_depth_ == 0) Add(std::move(value));
    return true;
  }

  bool Open(Json value) {
    Json* const added = ignored_depth_ == 0 ? Add(std::move(value)) : nullptr;
    if (added == nullptr) {
      ++ignored_depth_;
    } else {
      open_.push_back({added, {}});
    }
    return true;
  }

  bool Close() {
    if (ignored_depth_ > 0) {
      --ignored_depth_;
    } else {
      open_.pop_back();
    }
    return true;
  }

  // The place of the value in the result; null if the caller did not ask for
  // it.
  Json* Add(Json value) {
    if (open_.empty()) {
      result_.value = std::move(value);
      return &result_.value;
    }
    Container& parent = open_.back();
    if (parent.value->is_array()) {
      parent.value->push_back(std::move(value));
      return &parent.value->back();
    }
    if (!IsWanted() || !parent.keys.insert(key_).second) return nullptr;
    // Not operator[], which looks through all members first.
    auto& object = parent.value->get_ref<Json::object_t&>();
    object.emplace_back(std::move(key_), std::move(value));
    return &object.back().second;
  }

  // Whether the caller asked for the member with the newest key.
  bool IsWanted() const {
    return open_.size() > 1 || members_.size() == 0 ||
           std::find(members_.begin(), members_.end(), key_) != members_.end();
  }

  std::vector<std::string> PathToOpen() const {
    std::vector<std::string> path;
    for (size_t i = 0; i + 1 < open_.size(); ++i) {
      const Json& parent = *open_[i].value;
      path.push_back(
          parent.is_array()
              ? absl::StrCat(parent.size() - 1)
              : parent.get_ref<const Json::object_t&>().back().first);
    }
    return path;
  }

  const size_t text_size_;
  const std::initializer_list<absl::string_view> members_;
  LenientJson result_;
  std::optional<Error> error_;
  std::vector<Container> open_;
  std::string key_;
  // The number of objects and arrays outside of `members_` that are open.
  size_t ignored_depth_ = 0;
};

}  // namespace

absl::StatusOr<LenientJson> ParseLenientJson(
    absl::string_view text, std::initializer_list<absl::string_view> members) {
  const absl::StatusOr<std::vector<JsonRepair>> repairs = FindJsonRepairs(text);
  if (!repairs.ok()) return repairs.status();
  std::string repaired;
  absl::string_view json = text;
  if (!repairs->empty()) json = repaired = Repaired(text, *repairs);
  Builder builder(json.size(), members);
  Json::sax_parse(json.begin(), json.end(), &builder);
  if (const auto& error = builder.error(); error.has_value()) {
    return JsonErrorAt(text, OffsetBeforeRepairs(*repairs, error->offset),
                       error->cause);
  }
  return std::move(builder.result());
}

}  // namespace feluda
