// Catches Leptonica's error messages, which it prints and does not return.
//
//   LeptonicaErrors errors;
//   Pix* const pix = pixReadMem(bytes, size);
//   if (pix == nullptr) return errors.ToStatus("scan.tif");
//
// The first object turns off Leptonica's printing for the whole process. From
// then on messages on a thread without an object are dropped. Threads: any
// number, each with its own objects. Cost: a few nanoseconds.

#ifndef LIB_MEDIA_IMAGE_LEPTONICA_ERRORS_H_
#define LIB_MEDIA_IMAGE_LEPTONICA_ERRORS_H_

#include <array>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace feluda {

class LeptonicaErrors {
 public:
  LeptonicaErrors();
  ~LeptonicaErrors();

  LeptonicaErrors(const LeptonicaErrors&) = delete;
  LeptonicaErrors& operator=(const LeptonicaErrors&) = delete;

  // The first message since construction, which is the innermost and so the
  // most exact one, without the function's name; empty if there was none.
  absl::string_view first() const { return first_.data(); }

  // Unimplemented if Leptonica does not read images of this kind, else
  // InvalidArgument for a damaged image; "<name>: ..." with Leptonica's reason.
  absl::Status ToStatus(absl::string_view name) const;

 private:
  static void Keep(const char* message);

  // Leptonica's C functions call Keep(), so it must not throw: no std::string.
  std::array<char, 160> first_ = {};
  LeptonicaErrors* const outer_;
};

}  // namespace feluda

#endif  // LIB_MEDIA_IMAGE_LEPTONICA_ERRORS_H_
