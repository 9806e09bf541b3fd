// Reads a message of Protocol Buffers, which is what an ONNX file is, field by
// field.
//
//   WireReader reader(bytes, budget);
//   std::string name;
//   while (reader.Next()) {
//     if (reader.field() == 1) name = std::string(reader.Bytes());
//   }
//   if (!reader.status().ok()) return reader.status();
//
// Why not libprotobuf: it copies the whole file into objects of its own, while
// this reader hands out views of the mapped file, and is short enough to check
// what a hostile file can do. https://protobuf.dev/programming-guides/encoding/
//
// Threads: one at a time.

#ifndef LIB_NETWORKS_ONNX_FORMAT_WIRE_READER_H_
#define LIB_NETWORKS_ONNX_FORMAT_WIRE_READER_H_

#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace feluda {

// How many more fields and numbers a model may have. Each takes several times
// as much memory as bytes in the file, so a file of nothing else is refused.
struct WireBudget {
  int64_t left = int64_t{1} << 20;
};

class WireReader {
 public:
  // `bytes` and `budget` must outlive the reader.
  WireReader(absl::string_view bytes, WireBudget& budget)
      : rest_(bytes), budget_(budget) {}

  // Goes to the next field; false at the end or after an error.
  bool Next();

  // The number of the field.
  uint64_t field() const { return field_; }

  // Return the value of the field. If it is of another kind, return 0 or
  // nothing, and status() becomes an error.
  uint64_t Number();
  int64_t Int() { return static_cast<int64_t>(Number()); }
  float Float();
  absl::string_view Bytes();

  // Append the values of a repeated field: one number, or many that are packed.
  void AppendInts(std::vector<int64_t>& values);
  void AppendFloats(std::vector<float>& values);

  const absl::Status& status() const { return status_; }

 private:
  enum class Kind { kVarint = 0, kFixed64 = 1, kBytes = 2, kFixed32 = 5 };

  bool Fail(absl::string_view what);
  bool Spend();
  bool ReadVarint(absl::string_view& from, uint64_t& value);
  bool ReadFixed(size_t size);

  absl::string_view rest_;
  WireBudget& budget_;
  uint64_t field_ = 0;
  Kind kind_ = Kind::kVarint;
  uint64_t number_ = 0;
  absl::string_view bytes_;
  absl::Status status_;
};

}  // namespace feluda

#endif  // LIB_NETWORKS_ONNX_FORMAT_WIRE_READER_H_
