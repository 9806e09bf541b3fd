#include "lib/networks/weights/safetensors_json.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "nlohmann/json.hpp"

namespace feluda {
namespace {

// The name of a tensor is shown up to this length.
constexpr size_t kShownName = 120;

// No tensor of a network has more dimensions.
constexpr size_t kMaxRank = 12;

// A state machine over the events of nlohmann's parser. Every event returns
// whether to go on.
class Events : public nlohmann::json_sax<nlohmann::json> {
 public:
  bool null() override { return Unexpected("null"); }
  bool boolean(bool) override { return Unexpected("a boolean"); }
  bool number_float(double, const std::string& text) override {
    return Unexpected(absl::StrCat("the number ", text.substr(0, 40)));
  }
  bool binary(binary_t&) override { return Unexpected("binary"); }

  bool number_integer(int64_t value) override {
    return Unexpected(absl::StrCat("the number ", value));
  }

  bool number_unsigned(uint64_t value) override {
    if (state_ == State::kShape) return AddDimension(value);
    if (state_ != State::kOffsets) {
      return Unexpected(absl::StrCat("the number ", value));
    }
    offsets_.push_back(value);
    return offsets_.size() <= 2 || Fail("data_offsets has more than 2 numbers");
  }

  bool string(std::string& value) override {
    if (state_ == State::kMetadata) return true;
    if (state_ != State::kTensor || key_ != "dtype") {
      return Unexpected("a string");
    }
    entry_.dtype = std::move(value);
    return true;
  }

  bool start_object(size_t) override {
    if (state_ == State::kStart) return Enter(State::kHeader);
    if (state_ != State::kHeader) return Unexpected("an object");
    entry_ = {};
    offsets_.clear();
    has_dtype_ = has_shape_ = has_offsets_ = false;
    return Enter(name_ == "__metadata__" ? State::kMetadata : State::kTensor);
  }

  bool key(std::string& key) override {
    if (state_ == State::kMetadata) return true;
    if (state_ == State::kHeader) return StartName(key);
    key_ = key;
    if (key == "dtype") return Once(has_dtype_);
    if (key == "shape") return Once(has_shape_);
    if (key == "data_offsets") return Once(has_offsets_);
    return Fail(
        absl::StrCat("expected the keys dtype, shape and data_offsets, found ",
                     Quoted(key)));
  }

  bool end_object() override {
    if (state_ == State::kTensor && !Finish()) return false;
    return Enter(state_ == State::kHeader ? State::kEnd : State::kHeader);
  }

  bool start_array(size_t) override {
    if (state_ != State::kTensor || key_ == "dtype") {
      return Unexpected("an array");
    }
    return Enter(key_ == "shape" ? State::kShape : State::kOffsets);
  }

  bool end_array() override { return Enter(State::kTensor); }

  bool parse_error(size_t position, const std::string&,
                   const nlohmann::detail::exception&) override {
    error_ = absl::InvalidArgumentError(absl::StrCat(
        "expected a header of JSON, found an error at its byte ", position));
    return false;
  }

  absl::StatusOr<SafetensorsEntries> Take() {
    if (!error_.ok()) return error_;
    return std::move(entries_);
  }

 private:
  enum class State {
    kStart,
    kHeader,
    kMetadata,
    kTensor,
    kShape,
    kOffsets,
    kEnd
  };

  static std::string Quoted(absl::string_view name) {
    return absl::StrCat("\"", absl::CHexEscape(name.substr(0, kShownName)),
                        name.size() > kShownName ? "...\"" : "\"");
  }

  bool Enter(State state) {
    state_ = state;
    return true;
  }

  bool Fail(absl::string_view what) {
    error_ = absl::InvalidArgumentError(
        name_.empty() ? std::string(what)
                      : absl::StrCat("tensor ", Quoted(name_), ": ", what));
    return false;
  }

  bool Unexpected(absl::string_view found) {
    switch (state_) {
      case State::kShape:
        return Fail(absl::StrCat(
            "expected a shape of whole numbers from 0 on, found ", found));
      case State::kOffsets:
        return Fail(absl::StrCat(
            "expected data_offsets of 2 whole numbers from 0 on, found ",
            found));
      case State::kTensor:
        return Fail(absl::StrCat("expected its ", key_, " as ",
                                 key_ == "dtype" ? "a string" : "an array",
                                 ", found ", found));
      case State::kMetadata:
        return Fail(absl::StrCat("expected strings, found ", found));
      default:
        return Fail(absl::StrCat("expected an object, found ", found));
    }
  }

  bool AddDimension(uint64_t value) {
    if (value > static_cast<uint64_t>(std::numeric_limits<int64_t>::max())) {
      return Fail(absl::StrCat("expected a shape below 2^63, found ", value));
    }
    entry_.shape.push_back(static_cast<int64_t>(value));
    return entry_.shape.size() <= kMaxRank ||
           Fail(absl::StrCat("expected at most ", kMaxRank, " dimensions"));
  }

  bool StartName(const std::string& name) {
    name_ = name;
    if (name == "__metadata__") {
      return Once(has_metadata_);
    }
    if (entries_.count(name) > 0) return Fail("the header has it twice");
    return true;
  }

  bool Once(bool& seen) {
    if (std::exchange(seen, true)) return Fail("a key comes twice");
    return true;
  }

  bool Finish() {
    if (!has_dtype_ || !has_shape_ || !has_offsets_) {
      return Fail(absl::StrCat("it has no ", !has_dtype_   ? "dtype"
                                             : !has_shape_ ? "shape"
                                                           : "data_offsets"));
    }
    if (offsets_.size() != 2) {
      return Fail(absl::StrCat("expected data_offsets of 2 numbers, found ",
                               offsets_.size()));
    }
    entry_.begin = offsets_[0];
    entry_.end = offsets_[1];
    entries_.emplace(name_, std::move(entry_));
    return true;
  }

  State state_ = State::kStart;
  std::string name_;
  std::string key_;
  SafetensorsEntry entry_;
  std::vector<uint64_t> offsets_;
  bool has_dtype_ = false;
  bool has_shape_ = false;
  bool has_offsets_ = false;
  bool has_metadata_ = false;
  SafetensorsEntries entries_;
  absl::Status error_;
};

}  // namespace

absl::StatusOr<SafetensorsEntries> ReadSafetensorsJson(absl::string_view json) {
  Events events;
  nlohmann::json::sax_parse(json.begin(), json.end(), &events);
  return events.Take();
}

}  // namespace feluda
