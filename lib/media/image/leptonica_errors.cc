#include "lib/media/image/leptonica_errors.h"

#include <algorithm>
#include <mutex>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "leptonica/allheaders.h"

namespace feluda {
namespace {

thread_local LeptonicaErrors* current = nullptr;

// How Leptonica 1.82 says that it does not read a kind of image.
bool IsOfUnsupported(absl::string_view reason) {
  for (const absl::string_view words :
       {"not supported", "is not uint", "not in set", "not in {", "invalid bps",
        "invalid tiffbpl", "unsupported"}) {
    if (absl::StrContains(reason, words)) return true;
  }
  return false;
}

}  // namespace

LeptonicaErrors::LeptonicaErrors() : outer_(current) {
  static std::once_flag once;
  std::call_once(once, [] {
    leptSetStderrHandler(&LeptonicaErrors::Keep);
    setMsgSeverity(L_SEVERITY_ERROR);
  });
  current = this;
}

LeptonicaErrors::~LeptonicaErrors() { current = outer_; }

// Messages are "Error in <function>: <reason>", and some libraries' own.
void LeptonicaErrors::Keep(const char* message) {
  if (current == nullptr || current->first_[0] != '\0') return;
  absl::string_view reason = message;
  if (!absl::ConsumePrefix(&reason, "Error in ")) return;
  const size_t colon = reason.find(": ");
  if (colon == absl::string_view::npos) return;
  reason = absl::StripAsciiWhitespace(reason.substr(colon + 2));
  std::array<char, 160>& first = current->first_;
  std::copy_n(reason.data(), std::min(reason.size(), first.size() - 1),
              first.data());
}

absl::Status LeptonicaErrors::ToStatus(absl::string_view name) const {
  if (IsOfUnsupported(first())) {
    return absl::UnimplementedError(absl::StrCat(
        name, ": Leptonica does not read this kind of image: ", first(),
        "; convert it to another"));
  }
  const std::string reason =
      first().empty() ? "" : absl::StrCat(" (Leptonica: ", first(), ")");
  return absl::InvalidArgumentError(
      absl::StrCat(name, ": the image is damaged or ends early", reason));
}

}  // namespace feluda
