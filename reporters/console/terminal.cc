#include "reporters/console/terminal.h"

#include <unistd.h>

#include <cstdlib>

#include "absl/strings/string_view.h"

namespace feluda {
namespace {

absl::string_view Variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

}  // namespace

bool MayUseColors(int descriptor) {
  return Variable("NO_COLOR").empty() && Variable("TERM") != "dumb" &&
         isatty(descriptor) != 0;
}

}  // namespace feluda
