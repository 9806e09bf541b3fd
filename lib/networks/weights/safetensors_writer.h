// Writes a safetensors file of float32, tensor after tensor, without ever
// having all of it in memory. The file appears whole or not at all.
//
//   auto writer = SafetensorsWriter::Create(
//       "model.safetensors", {{"weight", {2, 3}}, {"bias", {2}}});
//   if (!writer.ok()) return writer.status();
//   absl::Status status = (*writer)->Append({1, 2, 3, 4, 5, 6});  // weight
//   if (status.ok()) status = (*writer)->Append({7, 8});          // bias
//   if (status.ok()) status = (*writer)->Commit();
//
// Threads: one at a time.

#ifndef LIB_NETWORKS_WEIGHTS_SAFETENSORS_WRITER_H_
#define LIB_NETWORKS_WEIGHTS_SAFETENSORS_WRITER_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "lib/files/descriptor.h"
#include "lib/files/pending_file.h"
#include "lib/networks/tensor.h"

namespace feluda {

struct NamedShape {
  std::string name;
  Shape shape;
};

class SafetensorsWriter {
 public:
  // Begins a file of these tensors, in this order, with notes for readers such
  // as {"weights", "synthetic"}. Errors name the file, or a name that comes
  // twice.
  static absl::StatusOr<std::unique_ptr<SafetensorsWriter>> Create(
      const std::string& path, const std::vector<NamedShape>& tensors,
      const std::map<std::string, std::string>& metadata = {});

  // Adds the next values; a tensor may come in several parts. Errors name the
  // file.
  absl::Status Append(absl::Span<const float> values);

  // Puts the file in place. It is an error if values are missing or too many.
  absl::Status Commit();

 private:
  SafetensorsWriter(std::string path, std::unique_ptr<PendingFile> file,
                    Descriptor output, int64_t expected)
      : path_(std::move(path)),
        file_(std::move(file)),
        output_(std::move(output)),
        expected_(expected) {}

  absl::Status Error(int error) const;

  const std::string path_;
  const std::unique_ptr<PendingFile> file_;
  Descriptor output_;
  const int64_t expected_;
  int64_t written_ = 0;
};

}  // namespace feluda

#endif  // LIB_NETWORKS_WEIGHTS_SAFETENSORS_WRITER_H_
