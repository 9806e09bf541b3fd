// The structure of a JPEG file, read without decoding it: whether the file is
// complete, and where its Exif data are.
//
//   if (!ReadJpegMarkers(bytes).complete) return Damaged();
//
// Decoders fill missing parts with grey and report success; only the missing
// end marker tells that the file was cut off. Source: ITU-T T.81, annex B.
// Threads: any number. Cost: one pass over the bytes at the speed of memchr.

#ifndef LIB_MEDIA_IMAGE_JPEG_MARKERS_H_
#define LIB_MEDIA_IMAGE_JPEG_MARKERS_H_

#include "absl/strings/string_view.h"

namespace feluda {

struct JpegMarkers {
  // Whether the marker that ends the image was reached.
  bool complete = false;
  // The Exif data, a TIFF structure within the given bytes; empty if there are
  // none.
  absl::string_view exif;
};

JpegMarkers ReadJpegMarkers(absl::string_view bytes);

}  // namespace feluda

#endif  // LIB_MEDIA_IMAGE_JPEG_MARKERS_H_
