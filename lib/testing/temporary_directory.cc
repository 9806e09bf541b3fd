#include "lib/testing/temporary_directory.h"

#include <stdlib.h>

#include <cstdio>
#include <string>
#include <system_error>

#include "gtest/gtest.h"

namespace feluda {
namespace {

std::string Make() {
  std::string path = ::testing::TempDir() + "/test_XXXXXX";
  if (mkdtemp(path.data()) != nullptr) return path;
  std::perror(path.c_str());
  std::abort();
}

}  // namespace

TemporaryDirectory::TemporaryDirectory() : path_(Make()) {}

TemporaryDirectory::~TemporaryDirectory() {
  std::error_code stays;
  std::filesystem::remove_all(path_, stays);
}

}  // namespace feluda
