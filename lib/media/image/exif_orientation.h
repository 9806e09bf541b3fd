// The orientation in an image file's Exif data, which tells how the camera was
// held.
//
//   if (ExifOrientation(bytes) == 6) Rotate90Clockwise(image);
//
// It is tag 0x0112 of Exif 2.32 (CIPA DC-008), in JPEG's APP1 segment, PNG's
// eXIf chunk and WebP's EXIF chunk. TIFF has the tag as well, but its decoder
// already applies it. Threads: any number.

#ifndef LIB_MEDIA_IMAGE_EXIF_ORIENTATION_H_
#define LIB_MEDIA_IMAGE_EXIF_ORIENTATION_H_

#include "absl/strings/string_view.h"

namespace feluda {

// Returns Exif's number, 1 to 8; 1, which means upright as stored, if the file
// has no valid one.
int ExifOrientation(absl::string_view file);

}  // namespace feluda

#endif  // LIB_MEDIA_IMAGE_EXIF_ORIENTATION_H_
