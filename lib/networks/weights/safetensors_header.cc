#include "lib/networks/weights/safetensors_header.h"

#include <algorithm>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "lib/networks/weights/safetensors_json.h"

namespace feluda {
namespace {

using Entry = SafetensorsEntries::value_type;

// The name of a tensor is shown up to this length.
constexpr size_t kShownName = 120;

absl::Status Error(const Entry& entry, absl::string_view what) {
  return absl::InvalidArgumentError(absl::StrCat(
      "tensor \"", absl::CHexEscape(entry.first.substr(0, kShownName)),
      "\": ", what));
}

// The bytes of a shape; false where they overflow. A 0 does not hide that the
// other dimensions do.
bool ShapeBytes(const std::vector<int64_t>& shape, uint64_t& bytes) {
  bool is_empty = false;
  for (const int64_t size : shape) {
    if (size == 0) {
      is_empty = true;
    } else if (__builtin_mul_overflow(bytes, static_cast<uint64_t>(size),
                                      &bytes)) {
      return false;
    }
  }
  if (is_empty) bytes = 0;
  return true;
}

absl::Status CheckEntry(const Entry& entry, uint64_t data_bytes) {
  const auto& [dtype, shape, begin, end] = entry.second;
  uint64_t bytes = SafetensorsValueBytes(dtype);
  if (bytes == 0) {
    return Error(entry,
                 absl::StrCat("expected a dtype such as F32, found \"",
                              absl::CHexEscape(dtype.substr(0, 40)), "\""));
  }
  const std::string text =
      absl::StrCat(dtype, "[", absl::StrJoin(shape, ", "), "]");
  if (!ShapeBytes(shape, bytes)) {
    return Error(entry, absl::StrCat("the bytes of ", text, " overflow"));
  }
  if (begin > end || end > data_bytes) {
    return Error(entry, absl::StrCat("expected data_offsets within the file's ",
                                     data_bytes, " bytes of data, found [",
                                     begin, ", ", end, "]"));
  }
  if (end - begin != bytes) {
    return Error(entry, absl::StrCat("expected ", bytes, " bytes for ", text,
                                     ", found ", end - begin));
  }
  return absl::OkStatus();
}

// REQUIRES: each entry is within the data.
absl::Status CheckLayout(const SafetensorsEntries& entries,
                         uint64_t data_bytes) {
  std::vector<const Entry*> sorted;
  for (const Entry& entry : entries) sorted.push_back(&entry);
  std::sort(sorted.begin(), sorted.end(), [](const Entry* a, const Entry* b) {
    return std::pair(a->second.begin, a->second.end) <
           std::pair(b->second.begin, b->second.end);
  });
  uint64_t end = 0;
  for (const Entry* entry : sorted) {
    if (entry->second.begin != end) {
      return Error(
          *entry, absl::StrCat("expected its bytes to begin at ", end,
                               ", where the tensor before it ends, found ",
                               entry->second.begin,
                               entry->second.begin < end ? ": they overlap"
                                                         : ": there is a gap"));
    }
    end = entry->second.end;
  }
  if (end == data_bytes) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat("expected ", end, " bytes of tensors, found ", data_bytes,
                   ": there are trailing bytes"));
}

}  // namespace

uint64_t SafetensorsValueBytes(absl::string_view dtype) {
  static const auto* const bytes = new std::map<absl::string_view, uint64_t>{
      {"BOOL", 1}, {"U8", 1},  {"I8", 1},  {"F8_E5M2", 1}, {"F8_E4M3", 1},
      {"I16", 2},  {"U16", 2}, {"F16", 2}, {"BF16", 2},    {"I32", 4},
      {"U32", 4},  {"F32", 4}, {"I64", 8}, {"U64", 8},     {"F64", 8},
  };
  const auto found = bytes->find(dtype);
  return found == bytes->end() ? 0 : found->second;
}

absl::StatusOr<uint64_t> ReadSafetensorsHeaderLength(absl::string_view start,
                                                     uint64_t file_bytes) {
  if (start.size() < kSafetensorsPrefixBytes) {
    return absl::InvalidArgumentError(absl::StrCat(
        "expected a safetensors file, found ", start.size(), " bytes in all"));
  }
  uint64_t length = 0;
  for (size_t i = kSafetensorsPrefixBytes; i-- > 0;) {
    length = length << 8 | static_cast<uint8_t>(start[i]);
  }
  if (length > kMaxSafetensorsHeaderBytes) {
    return absl::InvalidArgumentError(absl::StrCat(
        "expected a safetensors header of at most ", kMaxSafetensorsHeaderBytes,
        " bytes, found a length of ", length));
  }
  if (length > file_bytes - kSafetensorsPrefixBytes) {
    return absl::InvalidArgumentError(absl::StrCat(
        "expected a safetensors header of ", length, " bytes, found ",
        file_bytes - kSafetensorsPrefixBytes, ": the file is cut short"));
  }
  return length;
}

absl::StatusOr<SafetensorsEntries> ReadSafetensorsHeader(
    absl::string_view header, uint64_t data_bytes) {
  absl::StatusOr<SafetensorsEntries> entries = ReadSafetensorsJson(header);
  if (!entries.ok()) return entries;
  for (const Entry& entry : *entries) {
    absl::Status status = CheckEntry(entry, data_bytes);
    if (!status.ok()) return status;
  }
  absl::Status status = CheckLayout(*entries, data_bytes);
  if (!status.ok()) return status;
  return entries;
}

}  // namespace feluda
