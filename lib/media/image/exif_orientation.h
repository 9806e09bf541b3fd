// How a camera was held: the orientation in an image file's Exif data.
//
//   if (ExifOrientation(bytes) == 6) Rotate90Clockwise(image);
//
// Exif 2.32 (CIPA DC-008), tag 0x0112; in JPEG's APP1 segment, PNG's eXIf and
// WebP's EXIF chunk. (A TIFF's is the same tag, which its decoder honours.)
// Threads: any number.

#ifndef LIB_MEDIA_IMAGE_EXIF_ORIENTATION_H_
#define LIB_MEDIA_IMAGE_EXIF_ORIENTATION_H_

#include "absl/strings/string_view.h"

namespace feluda {

// 1 to 8 as Exif counts them; 1, as it is stored, where nothing is said.
int ExifOrientation(absl::string_view file);

}  // namespace feluda

#endif  // LIB_MEDIA_IMAGE_EXIF_ORIENTATION_H_
