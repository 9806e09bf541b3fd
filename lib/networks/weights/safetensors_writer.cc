#include "lib/networks/weights/safetensors_writer.h"

#include <fcntl.h>

#include <cerrno>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "lib/networks/weights/safetensors_header.h"
#include "lib/text/json_text.h"
#include "nlohmann/json.hpp"

namespace feluda {
namespace {

// The first tensor begins at a multiple of this in the file, and so in memory
// where it is mapped.
constexpr size_t kAlignment = 64;

absl::StatusOr<std::string> HeaderText(
    const std::vector<NamedShape>& tensors,
    const std::map<std::string, std::string>& metadata) {
  nlohmann::ordered_json header = nlohmann::ordered_json::object();
  std::map<std::string, bool> seen;
  if (!metadata.empty()) header["__metadata__"] = metadata;
  uint64_t offset = 0;
  for (const auto& [name, shape] : tensors) {
    if (std::exchange(seen[name], true) || name == "__metadata__") {
      return absl::InvalidArgumentError(
          absl::StrCat("tensor \"", name, "\": the name is taken"));
    }
    const uint64_t end = offset + sizeof(float) * ElementCount(shape);
    // Not header[name], which looks through all names before.
    header.get_ref<nlohmann::ordered_json::object_t&>().push_back(
        {name,
         {{"dtype", "F32"},
          {"shape", shape},
          {"data_offsets", {offset, end}}}});
    offset = end;
  }
  return DumpJson(header);
}

// The length, and the header padded with spaces.
std::string Framed(std::string header) {
  while ((kSafetensorsPrefixBytes + header.size()) % kAlignment != 0) {
    header.push_back(' ');
  }
  std::string length;
  for (uint64_t i = 0; i < kSafetensorsPrefixBytes; ++i) {
    length.push_back(static_cast<char>(header.size() >> (8 * i)));
  }
  return length + header;
}

}  // namespace

absl::StatusOr<std::unique_ptr<SafetensorsWriter>> SafetensorsWriter::Create(
    const std::string& path, const std::vector<NamedShape>& tensors,
    const std::map<std::string, std::string>& metadata) {
  absl::StatusOr<std::string> header = HeaderText(tensors, metadata);
  if (!header.ok()) {
    return absl::Status(header.status().code(),
                        absl::StrCat(path, ": ", header.status().message()));
  }
  auto file = PendingFile::Create(path);
  if (!file.ok()) return file.status();
  int64_t expected = 0;
  for (const NamedShape& tensor : tensors) {
    expected += ElementCount(tensor.shape);
  }
  Descriptor output(
      open((*file)->temporary_path().c_str(), O_WRONLY | O_CLOEXEC));
  const bool is_open = output.IsOpen();
  std::unique_ptr<SafetensorsWriter> writer(new SafetensorsWriter(
      path, *std::move(file), std::move(output), expected));
  if (!is_open) return writer->Error(errno);
  if (int error = WriteAll(writer->output_.get(), Framed(*header))) {
    return writer->Error(error);
  }
  return writer;
}

absl::Status SafetensorsWriter::Append(absl::Span<const float> values) {
  written_ += values.size();
  const absl::string_view bytes(reinterpret_cast<const char*>(values.data()),
                                values.size() * sizeof(float));
  if (int error = WriteAll(output_.get(), bytes)) return Error(error);
  return absl::OkStatus();
}

absl::Status SafetensorsWriter::Commit() {
  if (written_ != expected_) {
    return absl::FailedPreconditionError(absl::StrCat(
        path_, ": expected ", expected_, " values, found ", written_));
  }
  if (int error = output_.Close()) return Error(error);
  return file_->Commit();
}

absl::Status SafetensorsWriter::Error(int error) const {
  return absl::ErrnoToStatus(error, absl::StrCat("cannot write ", path_));
}

}  // namespace feluda
