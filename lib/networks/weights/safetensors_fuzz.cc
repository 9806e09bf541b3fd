// Fuzzes the reader of safetensors files: each input is refused, or each of its
// tensors can be read whole.

#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "lib/networks/weights/safetensors_file.h"

namespace feluda {
namespace {

void Require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

// A file without a name.
int MakeFile(const uint8_t* data, size_t size) {
  const int file = memfd_create("safetensors", MFD_CLOEXEC);
  Require(file >= 0, "a file is made");
  Require(write(file, data, size) == static_cast<ssize_t>(size), "and written");
  return file;
}

void ReadTensors(const SafetensorsFile& file) {
  for (const auto& [name, entry] : file.entries()) {
    const auto tensor = file.Get(name, entry.shape);
    if (!tensor.ok()) {
      Require(tensor.status().code() == absl::StatusCode::kInvalidArgument,
              "what is refused is refused as invalid");
      continue;
    }
    // Sanitizers see whether each value may be read.
    volatile float read = 0;
    for (const float value : tensor->values()) read = value;
    static_cast<void>(read);
    Require(tensor->values().size() * SafetensorsValueBytes(entry.dtype) ==
                entry.end - entry.begin,
            "a tensor has its bytes");
  }
}

}  // namespace
}  // namespace feluda

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const int descriptor = feluda::MakeFile(data, size);
  const auto file =
      feluda::SafetensorsFile::Open(absl::StrCat("/proc/self/fd/", descriptor));
  close(descriptor);
  if (file.ok()) {
    feluda::ReadTensors(**file);
  } else {
    feluda::Require(file.status().code() == absl::StatusCode::kInvalidArgument,
                    "what is refused is refused as invalid");
  }
  return 0;
}
