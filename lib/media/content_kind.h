// Tells images from videos by a file's first bytes, whatever its name says: a
// picture that was saved as .mp4 is a picture.

#ifndef LIB_MEDIA_CONTENT_KIND_H_
#define LIB_MEDIA_CONTENT_KIND_H_

#include <string>

#include "absl/strings/string_view.h"

namespace feluda {

enum class ContentKind { kImage, kVideo, kUnknown };

// How many bytes of a file it takes to tell.
inline constexpr int kContentBytes = 16;

// Returns the kind of a format of pictures or videos that begins with a
// signature; kUnknown for all others, and for too few bytes.
ContentKind KindOfContent(absl::string_view first_bytes);

// Returns the kind of a file; kUnknown if it cannot be read or is no regular
// file. Does not wait for the writer of a pipe.
ContentKind KindOfFile(const std::string& path);

}  // namespace feluda

#endif  // LIB_MEDIA_CONTENT_KIND_H_
