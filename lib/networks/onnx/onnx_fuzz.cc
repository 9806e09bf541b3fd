// Fuzzes the reader of ONNX files and the importer: each input is refused, or
// gives a network that can be run.

#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "lib/networks/onnx/importer.h"
#include "lib/networks/onnx/onnx_input.h"

namespace feluda {
namespace {

// Larger networks take long and find nothing more.
constexpr int64_t kMaxInput = 1 << 12;
constexpr int64_t kMaxInitializers = 1 << 14;

void Require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

// A file without a name.
int MakeFile(const uint8_t* data, size_t size) {
  const int file = memfd_create("onnx", MFD_CLOEXEC);
  Require(file >= 0, "a file is made");
  Require(write(file, data, size) == static_cast<ssize_t>(size), "and written");
  return file;
}

bool IsSmall(const OnnxModel& model) {
  int64_t elements = 0;
  for (const OnnxTensor& tensor : model.initializers) {
    elements += CountOf(tensor).value_or(0);
    if (elements > kMaxInitializers) return false;
  }
  const auto input = OnnxInput(model, {});
  return !input.ok() || ElementCount(input->shape) <= kMaxInput;
}

void ImportAndRun(const OnnxModel& model) {
  const auto imported = ImportOnnx(model, {});
  if (!imported.ok()) return;
  const std::vector<float> zeros(ElementCount(imported->input));
  const auto output =
      imported->network->Run(Tensor::Borrowed(imported->input, zeros));
  Require(output.ok() || model.outputs.size() > 1, "the network runs");
}

}  // namespace
}  // namespace feluda

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const int descriptor = feluda::MakeFile(data, size);
  const auto model =
      feluda::ReadOnnxModel(absl::StrCat("/proc/self/fd/", descriptor));
  close(descriptor);
  if (model.ok() && feluda::IsSmall(*model)) feluda::ImportAndRun(*model);
  return 0;
}
