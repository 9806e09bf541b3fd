// What a file is by its first bytes, whatever its name says: a picture that was
// saved as .mp4 is a picture.

#ifndef LIB_MEDIA_CONTENT_KIND_H_
#define LIB_MEDIA_CONTENT_KIND_H_

#include <string>

#include "absl/strings/string_view.h"

namespace feluda {

enum class ContentKind { kImage, kVideo, kUnknown };

// So many bytes tell.
inline constexpr int kContentBytes = 16;

// Knows the formats of pictures and videos that begin with bytes of their own;
// kUnknown for all others, and for fewer bytes than it takes.
ContentKind KindOfContent(absl::string_view first_bytes);

// The same of a file; kUnknown for one that cannot be read and for what is no
// regular file, which it does not wait for.
ContentKind KindOfFile(const std::string& path);

}  // namespace feluda

#endif  // LIB_MEDIA_CONTENT_KIND_H_
