#include "lib/networks/weights/safetensors_file.h"

#include <cstdint>
#include <cstring>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "lib/networks/weights/half_floats.h"

namespace feluda {
namespace {

bool IsAligned(const char* address) {
  return reinterpret_cast<uintptr_t>(address) % alignof(float) == 0;
}

std::vector<float> Widen(absl::string_view dtype, absl::string_view bytes) {
  std::vector<float> values(bytes.size() / SafetensorsValueBytes(dtype));
  if (dtype == "F16") {
    WidenFloat16(bytes.data(), absl::MakeSpan(values));
  } else if (dtype == "BF16") {
    WidenBfloat16(bytes.data(), absl::MakeSpan(values));
  } else if (!bytes.empty()) {
    std::memcpy(values.data(), bytes.data(), bytes.size());
  }
  return values;
}

absl::Status WithPath(const std::string& path, const absl::Status& status) {
  return absl::Status(status.code(),
                      absl::StrCat(path, ": ", status.message()));
}

}  // namespace

SafetensorsFile::SafetensorsFile(const std::string& path,
                                 std::shared_ptr<const MappedFile> file,
                                 absl::string_view data,
                                 SafetensorsEntries entries)
    : path_(path),
      file_(std::move(file)),
      data_(data),
      entries_(std::move(entries)) {}

absl::StatusOr<std::unique_ptr<SafetensorsFile>> SafetensorsFile::Open(
    const std::string& path) {
  auto file = MappedFile::Open(path);
  if (!file.ok()) return file.status();
  absl::string_view bytes = (*file)->bytes();
  const absl::StatusOr<uint64_t> length = ReadSafetensorsHeaderLength(
      bytes.substr(0, kSafetensorsPrefixBytes), bytes.size());
  if (!length.ok()) return WithPath(path, length.status());
  bytes.remove_prefix(kSafetensorsPrefixBytes);
  const absl::string_view data = bytes.substr(*length);
  auto entries = ReadSafetensorsHeader(bytes.substr(0, *length), data.size());
  if (!entries.ok()) return WithPath(path, entries.status());
  return std::unique_ptr<SafetensorsFile>(
      new SafetensorsFile(path, *std::move(file), data, *std::move(entries)));
}

bool SafetensorsFile::Has(absl::string_view name) const {
  return entries_.count(std::string(name)) > 0;
}

absl::StatusOr<Tensor> SafetensorsFile::Get(absl::string_view name,
                                            const Shape& expected) const {
  const std::string tensor = absl::StrCat(path_, ": tensor \"", name, "\": ");
  const auto found = entries_.find(std::string(name));
  if (found == entries_.end()) {
    return absl::NotFoundError(absl::StrCat(
        tensor, "expected ", ShapeText(expected), ", found no such name among ",
        entries_.size(), " tensors",
        entries_.empty()
            ? ""
            : absl::StrCat(
                  ", such as \"",
                  absl::CHexEscape(entries_.begin()->first.substr(0, 120)),
                  "\"")));
  }
  const auto& [dtype, shape, begin, end] = found->second;
  if (shape != expected) {
    return absl::InvalidArgumentError(
        absl::StrCat(tensor, "expected ", ShapeText(expected), ", found ",
                     ShapeText(shape)));
  }
  if (dtype != "F32" && dtype != "F16" && dtype != "BF16") {
    return absl::InvalidArgumentError(
        absl::StrCat(tensor, "expected F32, F16 or BF16, found ", dtype,
                     ": convert it to float32"));
  }
  const absl::string_view bytes = data_.substr(begin, end - begin);
  std::shared_ptr<const void> lease = LeasePages(file_, bytes);
  if (dtype == "F32" && IsAligned(bytes.data())) {
    return Tensor::Borrowed(
        shape,
        absl::MakeConstSpan(reinterpret_cast<const float*>(bytes.data()),
                            bytes.size() / sizeof(float)),
        std::move(lease));
  }
  return Tensor::Owned(shape, Widen(dtype, bytes));
}

absl::StatusOr<Shape> SafetensorsFile::ShapeOf(absl::string_view name) const {
  const auto found = entries_.find(std::string(name));
  if (found != entries_.end()) return found->second.shape;
  return absl::NotFoundError(
      absl::StrCat(path_, ": has no tensor \"", name, "\""));
}

}  // namespace feluda
