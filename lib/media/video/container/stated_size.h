// How many bytes a media file says it has, from the outermost structure of its
// container. A file that is shorter was cut off.
//
//   const StatedSize stated = ReadStatedSize(format);
//   if (stated.bytes > avio_size(format.pb)) ...
//
// Known are AVI (RIFF chunks), ASF and WMV (objects), FLV (the metadata's
// `filesize`), Matroska and WebM (the segment's size), MP4 and MOV (boxes, and
// the segment index of fragmented ones). The other containers say nothing, nor
// do recordings that were written without seeking back.
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
  // Whether this is only the end of the last fragment, after which there may
  // have been any number of others.
  bool is_of_fragments = false;
};

// Moves the position of the file, so call it after the last packet.
StatedSize ReadStatedSize(const AVFormatContext& format);

}  // namespace feluda

#endif  // LIB_MEDIA_VIDEO_CONTAINER_STATED_SIZE_H_
