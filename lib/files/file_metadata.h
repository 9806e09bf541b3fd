// Keeps what a file has beside its contents when another file takes its place.

#ifndef LIB_FILES_FILE_METADATA_H_
#define LIB_FILES_FILE_METADATA_H_

#include <sys/stat.h>

#include <string>

namespace feluda {

// Gives the open file `to` what the file at `from` has: owner and group,
// permissions, access control list, and extended attributes named user.*. What
// the system refuses stays as it is. Where owner or group cannot be kept, the
// file is not more open than before: the new owner gets no set-user-ID or
// set-group-ID bit, and a new group only what everybody may do.
void CopyMetadata(const std::string& from, const struct stat& from_stat,
                  int to);

}  // namespace feluda

#endif  // LIB_FILES_FILE_METADATA_H_
