// Reads and writes TMK hashes in the files (`.tmk`) of Facebook's TMK+PDQF
// programs.
//
//   absl::Status status = WriteTmk(hash, "cuts.tmk");
//   absl::StatusOr<TmkHash> again = ReadTmk("cuts.tmk");
//
// A file is a sequence of little-endian 32-bit values: the words `TMK1` `FVEC`
// `PDQF`; the frames per second, the numbers of periods and of coefficients,
// the dimension and the frame count; then the periods, coefficients, average,
// cosines and sines.
//
// Errors name the file. Threads: any number. Peak memory: twice the file.

#ifndef LIB_OPERATORS_VIDEO_HASH_TMK_FILE_H_
#define LIB_OPERATORS_VIDEO_HASH_TMK_FILE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/operators/video_hash/tmk_hash.h"

namespace feluda {

// Writes the file whole or not at all; it replaces one that is there.
absl::Status WriteTmk(const TmkHash& hash, const std::string& path);

// Refuses what is not a whole `.tmk` file of finite numbers.
absl::StatusOr<TmkHash> ReadTmk(const std::string& path);

// Convert to and from the bytes of a file; errors begin with `name`.
std::string TmkToBytes(const TmkHash& hash);
absl::StatusOr<TmkHash> TmkFromBytes(absl::string_view bytes,
                                     absl::string_view name);

}  // namespace feluda

#endif  // LIB_OPERATORS_VIDEO_HASH_TMK_FILE_H_
