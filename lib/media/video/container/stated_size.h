// Reads how many bytes a media file says it has, from the outermost structure
// of its container. A file that is shorter was cut off.
//
//   const StatedSize stated = ReadStatedSize(format);
//   if (stated.bytes > avio_size(format.pb)) ...
//
// It knows AVI (RIFF chunks), ASF and WMV (objects), FLV (the metadata's
// `filesize`), Matroska and WebM (the segment's size), and MP4 and MOV (boxes,
// and the segment index of fragmented files). Other containers do not say it,
// nor do recordings that were written without seeking back.
//
// Cost: some 30 reads of a few bytes, one for each fragment of an MP4.

#ifndef LIB_MEDIA_VIDEO_CONTAINER_STATED_SIZE_H_
#define LIB_MEDIA_VIDEO_CONTAINER_STATED_SIZE_H_

#include <cstdint>

#include "lib/media/video/libav.h"

namespace feluda {

struct StatedSize {
  // 0 if the file does not say.
  int64_t bytes = 0;
  // Whether `bytes` is only the end of the last fragment that is there, after
  // which there may have been any number of others.
  bool is_of_fragments = false;
};

// Reads the size. Moves the position of the file, so call it after the last
// packet.
StatedSize ReadStatedSize(const AVFormatContext& format);

}  // namespace feluda

#endif  // LIB_MEDIA_VIDEO_CONTAINER_STATED_SIZE_H_
