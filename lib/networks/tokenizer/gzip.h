// Unpacks what gzip packed.
//
//   absl::StatusOr<std::string> text = Gunzip(bytes, /*max_bytes=*/1 << 20);
//
// Threads: any number.

#ifndef LIB_NETWORKS_TOKENIZER_GZIP_H_
#define LIB_NETWORKS_TOKENIZER_GZIP_H_

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace feluda {

// Whether the bytes begin as gzip's files do.
bool IsGzip(absl::string_view bytes);

// Returns the unpacked bytes. Errors: InvalidArgument if the packed ones are
// damaged, end early or are followed by others; ResourceExhausted if more than
// `max_bytes` would come out.
absl::StatusOr<std::string> Gunzip(absl::string_view bytes, size_t max_bytes);

}  // namespace feluda

#endif  // LIB_NETWORKS_TOKENIZER_GZIP_H_
