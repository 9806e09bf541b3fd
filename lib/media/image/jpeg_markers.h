// The structure of a JPEG file, without decoding it: whether it is all there,
// and where its Exif data are.
//
//   if (!ReadJpegMarkers(bytes).complete) return Damaged();
//
// Decoders fill what is missing with grey and call it a picture; the end marker
// tells. ITU-T T.81, annex B. Threads: any number. Costs: a pass over the bytes
// at the speed of memchr.

#ifndef LIB_MEDIA_IMAGE_JPEG_MARKERS_H_
#define LIB_MEDIA_IMAGE_JPEG_MARKERS_H_

#include "absl/strings/string_view.h"

namespace feluda {

struct JpegMarkers {
  // Whether the marker that ends the image was reached.
  bool complete = false;
  // A TIFF structure, or empty. Part of the bytes given.
  absl::string_view exif;
};

JpegMarkers ReadJpegMarkers(absl::string_view bytes);

}  // namespace feluda

#endif  // LIB_MEDIA_IMAGE_JPEG_MARKERS_H_
