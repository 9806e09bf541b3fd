// A new, empty directory for a test, which is removed with the object.
//
//   const TemporaryDirectory directory;
//   std::ofstream(directory.path() / "old.json") << "{}";
//
// Threads: any number. After fork() the directory is the parent's: a child that
// ends by _exit() leaves it.

#ifndef LIB_TESTING_TEMPORARY_DIRECTORY_H_
#define LIB_TESTING_TEMPORARY_DIRECTORY_H_

#include <filesystem>

namespace feluda {

class TemporaryDirectory {
 public:
  // Makes the directory below GoogleTest's TempDir(). If that fails, ends the
  // program and names the cause.
  TemporaryDirectory();
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
  ~TemporaryDirectory();

  const std::filesystem::path& path() const { return path_; }

 private:
  const std::filesystem::path path_;
};

}  // namespace feluda

#endif  // LIB_TESTING_TEMPORARY_DIRECTORY_H_
