#include "reporters/testing/golden.h"

#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "gtest/gtest.h"

namespace feluda {
namespace {

struct CommaDecimals : std::numpunct<char> {
  char do_decimal_point() const override { return ','; }
  char do_thousands_sep() const override { return '.'; }
  std::string do_grouping() const override { return "\3"; }
};

}  // namespace

std::string Golden(const std::string& file, const std::string& actual) {
  const std::string path = "reporters/testing/testdata/" + file;
  const char* workspace = std::getenv("BUILD_WORKSPACE_DIRECTORY");
  if (workspace != nullptr && std::getenv("FELUDA_APPROVE") != nullptr) {
    std::ofstream(std::string(workspace) + "/" + path) << actual;
    return actual;
  }
  std::ifstream in(path);
  EXPECT_TRUE(in.is_open()) << path;
  return {std::istreambuf_iterator<char>(in), {}};
}

CommaDecimalLocale::CommaDecimalLocale()
    : previous_(std::locale::global(
          std::locale(std::locale::classic(), new CommaDecimals))),
      previous_of_c_(setlocale(LC_NUMERIC, nullptr)) {
  setenv("LOCPATH", "reporters/testing/locale", /*overwrite=*/1);
  setlocale(LC_NUMERIC, "de_DE.UTF-8");
  char text[8];
  snprintf(text, sizeof(text), "%.1f", 1.5);
  EXPECT_STREQ(text, "1,5");
}

CommaDecimalLocale::~CommaDecimalLocale() {
  setlocale(LC_NUMERIC, previous_of_c_.c_str());
  std::locale::global(previous_);
}

}  // namespace feluda
