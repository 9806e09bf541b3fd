// The main() of a fuzz target that is built without a fuzzer. Its arguments are
// files and directories; it calls the target with the bytes of each file and of
// each file in the directories. libFuzzer has a main() of its own.

#ifndef FELUDA_LIBFUZZER

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> Files(const fs::path& path) {
  if (!fs::is_directory(path)) return {path};
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(path)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  return files;
}

bool RunOn(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in.is_open()) {
    std::fprintf(stderr, "cannot read %s\n", path.c_str());
    return false;
  }
  const std::vector<char> bytes(std::istreambuf_iterator<char>(in), {});
  std::fprintf(stderr, "%s: %zu bytes\n", path.c_str(), bytes.size());
  LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(bytes.data()),
                         bytes.size());
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  size_t done = 0;
  for (int i = 1; i < argc; ++i) {
    for (const fs::path& path : Files(argv[i])) {
      if (!RunOn(path)) return 1;
      ++done;
    }
  }
  std::fprintf(stderr, "%zu files\n", done);
  return done > 0 ? 0 : 1;
}

#endif  // FELUDA_LIBFUZZER
