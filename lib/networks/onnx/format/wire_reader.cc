#include "lib/networks/onnx/format/wire_reader.h"

#include <cstddef>
#include <cstring>

#include "absl/strings/str_cat.h"

namespace feluda {
namespace {

float FloatOf(uint32_t bits) {
  float value;
  std::memcpy(&value, &bits, sizeof(value));
  return value;
}

}  // namespace

bool WireReader::Fail(absl::string_view what) {
  if (status_.ok()) {
    status_ = absl::InvalidArgumentError(
        field_ == 0 ? std::string(what)
                    : absl::StrCat("field ", field_, ": ", what));
  }
  rest_ = {};
  bytes_ = {};
  number_ = 0;
  return false;
}

bool WireReader::Spend() {
  return --budget_.left >= 0 ||
         Fail("the model has more parts than any network needs");
}

bool WireReader::ReadVarint(absl::string_view& from, uint64_t& value) {
  value = 0;
  for (int shift = 0; shift < 64; shift += 7) {
    if (from.empty()) return Fail("a number is cut short");
    const uint64_t byte = static_cast<unsigned char>(from[0]);
    from.remove_prefix(1);
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) return true;
  }
  return Fail("a number is longer than ten bytes");
}

bool WireReader::ReadFixed(size_t size) {
  if (rest_.size() < size) return Fail("a number is cut short");
  number_ = 0;
  for (size_t i = size; i-- > 0;) {
    number_ = number_ << 8 | static_cast<unsigned char>(rest_[i]);
  }
  rest_.remove_prefix(size);
  return true;
}

bool WireReader::Next() {
  if (rest_.empty() || !Spend()) return false;
  uint64_t tag;
  if (!ReadVarint(rest_, tag)) return false;
  field_ = tag >> 3;
  kind_ = static_cast<Kind>(tag & 7);
  if (field_ == 0) return Fail("a field has the number 0");
  switch (kind_) {
    case Kind::kVarint:
      return ReadVarint(rest_, number_);
    case Kind::kFixed64:
      return ReadFixed(8);
    case Kind::kFixed32:
      return ReadFixed(4);
    case Kind::kBytes: {
      uint64_t size;
      if (!ReadVarint(rest_, size)) return false;
      if (size > rest_.size()) {
        return Fail(absl::StrCat("expected ", size, " bytes, found ",
                                 rest_.size(), ": the file is cut short"));
      }
      bytes_ = rest_.substr(0, size);
      rest_.remove_prefix(size);
      return true;
    }
  }
  return Fail(absl::StrCat("the wire type ", tag & 7, " is not of ONNX"));
}

uint64_t WireReader::Number() {
  if (kind_ != Kind::kVarint) Fail("expected a whole number");
  return number_;
}

float WireReader::Float() {
  if (kind_ != Kind::kFixed32) Fail("expected a float");
  return FloatOf(static_cast<uint32_t>(number_));
}

absl::string_view WireReader::Bytes() {
  if (kind_ != Kind::kBytes) Fail("expected text, bytes or a message");
  return bytes_;
}

void WireReader::AppendInts(std::vector<int64_t>& values) {
  if (kind_ == Kind::kVarint) return values.push_back(Int());
  for (absl::string_view packed = Bytes(); !packed.empty();) {
    uint64_t value;
    if (!ReadVarint(packed, value) || !Spend()) return;
    values.push_back(static_cast<int64_t>(value));
  }
}

void WireReader::AppendFloats(std::vector<float>& values) {
  if (kind_ == Kind::kFixed32) return values.push_back(Float());
  const absl::string_view packed = Bytes();
  if (packed.size() % sizeof(float) != 0) {
    Fail("expected floats of 4 bytes each");
    return;
  }
  const size_t before = values.size();
  values.resize(before + packed.size() / sizeof(float));
  if (packed.empty()) return;
  std::memcpy(values.data() + before, packed.data(), packed.size());
}

}  // namespace feluda
