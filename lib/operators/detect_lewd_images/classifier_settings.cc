#include "lib/operators/detect_lewd_images/classifier_settings.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "lib/files/file_bytes.h"
#include "nlohmann/json.hpp"

namespace feluda {
namespace {

using Json = nlohmann::json;
using Settings = ClassifierSettings;

constexpr int64_t kMaxFileBytes = 1 << 20;

// Reads the keys of an object one after the other, and keeps the first error.
class KeyReader {
 public:
  KeyReader(const Json& json, const std::string& name)
      : json_(json), name_(name) {}

  // A whole number from `least` to `most`.
  template <typename Integer>
  void Read(const char* key, int64_t least, int64_t most, Integer& value) {
    const Json* const found = Find(key);
    if (found == nullptr) return;
    const bool is_whole = found->is_number_integer();
    const auto number = is_whole ? found->get<int64_t>() : int64_t{0};
    if (!is_whole || number < least || number > most) {
      Refuse(key, absl::StrCat("a whole number from ", least, " to ", most));
      return;
    }
    value = static_cast<Integer>(number);
  }

  // One of the words.
  template <typename Choice, size_t kCount>
  void Read(const char* key,
            const std::pair<const char*, Choice> (&words)[kCount],
            Choice& value) {
    const Json* const found = Find(key);
    if (found == nullptr) return;
    for (const auto& [word, choice] : words) {
      if (*found != word) continue;
      value = choice;
      return;
    }
    Refuse(key,
           absl::StrJoin(words, " or ", [](std::string* out, const auto& word) {
             absl::StrAppend(out, "\"", word.first, "\"");
           }));
  }

  void Read(const char* key, std::string& value) {
    const Json* const found = Find(key);
    if (found == nullptr) return;
    if (!found->is_string()) return Refuse(key, "text");
    value = found->get<std::string>();
  }

  // A finite number other than 0.
  void Read(const char* key, float& value) {
    const Json* const found = Find(key);
    if (found == nullptr) return;
    const float number = found->is_number() ? found->get<float>() : 0.0f;
    if (!std::isfinite(number) || number == 0.0f) {
      return Refuse(key, "a number other than 0");
    }
    value = number;
  }

  // One finite number, or one for each channel; 0 only if `may_be_zero`.
  void Read(const char* key, bool may_be_zero, std::array<float, 3>& values) {
    const Json* const found = Find(key);
    if (found == nullptr) return;
    const Json list = found->is_array() ? *found : Json(3, *found);
    const bool fits =
        list.size() == values.size() &&
        std::all_of(list.begin(), list.end(), [&](const Json& number) {
          return number.is_number() && std::isfinite(number.get<float>()) &&
                 (may_be_zero || number.get<float>() != 0.0f);
        });
    if (!fits) {
      return Refuse(
          key, absl::StrCat(may_be_zero ? "a number" : "a number other than 0",
                            ", or three for red, green and blue"));
    }
    for (size_t i = 0; i < values.size(); ++i) values[i] = list[i].get<float>();
  }

  void Read(const char* key, std::vector<size_t>& places) {
    const Json* const found = Find(key);
    if (found == nullptr) return;
    const bool fits =
        found->is_array() && !found->empty() &&
        std::all_of(found->begin(), found->end(), [](const Json& number) {
          return number.is_number_unsigned() &&
                 number.get<uint64_t>() < (uint64_t{1} << 20);
        });
    if (!fits) return Refuse(key, "a list of places from 0 on");
    places = found->get<std::vector<size_t>>();
  }

  // After all keys were read: an error for one that is not among them.
  absl::Status Finish() {
    for (const auto& [key, value] : json_.items()) {
      if (std::count(known_.begin(), known_.end(), key) > 0) continue;
      Fail(absl::StrCat("has a key \"", key,
                        "\", which is none of: ", absl::StrJoin(known_, ", ")));
    }
    return status_;
  }

 private:
  const Json* Find(const char* key) {
    known_.emplace_back(key);
    const auto found = json_.find(key);
    return found == json_.end() ? nullptr : &*found;
  }

  void Refuse(const char* key, const std::string& must) {
    Fail(absl::StrCat("\"", key, "\" must be ", must, ", is ",
                      json_[key].dump(-1, ' ', /*ensure_ascii=*/true,
                                      Json::error_handler_t::replace)));
  }

  void Fail(const std::string& message) {
    if (!status_.ok()) return;
    status_ = absl::InvalidArgumentError(absl::StrCat(name_, ": ", message));
  }

  const Json& json_;
  const std::string& name_;
  std::vector<std::string> known_;
  absl::Status status_;
};

absl::StatusOr<Settings> Read(const Json& json, const std::string& name) {
  Settings settings;
  KeyReader reader(json, name);
  reader.Read("input_size", 16, 2048, settings.input_size);
  reader.Read("resize",
              {std::pair("pad", Settings::Resizing::kPad),
               {"crop", Settings::Resizing::kCrop},
               {"stretch", Settings::Resizing::kStretch}},
              settings.resizing);
  reader.Read("filter",
              {std::pair("bilinear", ResizeFilter::kBilinear),
               {"bicubic", ResizeFilter::kBicubic}},
              settings.filter);
  reader.Read("padding", 0, 255, settings.padding);
  reader.Read("divisor", settings.scaling.divisor);
  reader.Read("mean", /*may_be_zero=*/true, settings.scaling.mean);
  reader.Read("deviation", /*may_be_zero=*/false, settings.scaling.deviation);
  reader.Read("layout",
              {std::pair("auto", Settings::Layout::kAuto),
               {"nchw", Settings::Layout::kPlanes},
               {"nhwc", Settings::Layout::kInterleaved}},
              settings.layout);
  reader.Read("output", settings.output);
  reader.Read("classes", settings.classes);
  reader.Read("activation",
              {std::pair("none", Settings::Activation::kNone),
               {"sigmoid", Settings::Activation::kSigmoid},
               {"softmax", Settings::Activation::kSoftmax}},
              settings.activation);
  if (absl::Status s = reader.Finish(); !s.ok()) return s;
  return settings;
}

void Softmax(std::vector<float>& values) {
  const float largest = *std::max_element(values.begin(), values.end());
  double sum = 0.0;
  for (float& value : values) sum += value = std::exp(value - largest);
  for (float& value : values) value = static_cast<float>(value / sum);
}

}  // namespace

absl::StatusOr<ClassifierSettings> ParseClassifierSettings(
    absl::string_view json, const std::string& name) {
  const Json parsed = Json::parse(json.begin(), json.end(), /*cb=*/nullptr,
                                  /*allow_exceptions=*/false);
  if (!parsed.is_object()) {
    return absl::InvalidArgumentError(absl::StrCat(
        name, ": must be a JSON object, such as ", "{\"input_size\": 480}"));
  }
  return Read(parsed, name);
}

absl::StatusOr<ClassifierSettings> ReadClassifierSettings(
    const std::string& path) {
  const absl::StatusOr<std::string> bytes = ReadFileBytes(path, kMaxFileBytes);
  if (absl::IsNotFound(bytes.status())) return ClassifierSettings();
  if (!bytes.ok()) return bytes.status();
  return ParseClassifierSettings(*bytes, path);
}

float ProbabilityOf(const ClassifierSettings& settings,
                    const std::vector<float>& output) {
  std::vector<float> values = output;
  if (settings.activation == Settings::Activation::kSoftmax &&
      !values.empty()) {
    Softmax(values);
  }
  float sum = 0.0f;
  for (size_t place : settings.classes) {
    if (place >= values.size()) return std::numeric_limits<float>::quiet_NaN();
    const float value = values[place];
    sum += settings.activation == Settings::Activation::kSigmoid
               ? 1.0f / (1.0f + std::exp(-value))
               : value;
  }
  return sum;
}

}  // namespace feluda
