#include "lib/files/output_target.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

namespace fs = std::filesystem;
using ::testing::EndsWith;

class OutputTargetTest : public testing::Test {
 protected:
  OutputTargetTest()
      : directory_(
            fs::path(testing::TempDir()) /
            testing::UnitTest::GetInstance()->current_test_info()->name()) {
    fs::remove_all(directory_);
    fs::create_directories(directory_ / "sub");
    std::ofstream(Path("file")) << "old";
  }

  std::string Path(const std::string& name) const {
    return (directory_ / name).string();
  }

  void Link(const std::string& name, const std::string& to) const {
    fs::create_symlink(to, directory_ / name);
  }

  // Its path, after what may stand in it twice is gone.
  std::string End(const std::string& name) const {
    const auto target = FindOutputTarget(Path(name));
    if (!target.ok()) return std::string(target.status().message());
    EXPECT_FALSE(target->in_place) << name;
    return fs::path(target->path).lexically_normal().string();
  }

  std::string ErrorOf(const std::string& path) const {
    return std::string(FindOutputTarget(path).status().message());
  }

  const fs::path directory_;
};

TEST_F(OutputTargetTest, IsAtTheEndOfTheLinks) {
  Link("absolute", Path("file"));
  Link("relative", "file");
  Link("sub/up", "../relative");
  Link("chain", "sub/up");
  Link("dangling", "sub/new");
  Link("through", "directory/new");
  Link("directory", "sub");
  for (const char* name : {"file", "absolute", "relative", "sub/up", "chain"}) {
    EXPECT_EQ(End(name), Path("file")) << name;
  }
  EXPECT_EQ(End("dangling"), Path("sub/new"));
  EXPECT_EQ(End("through"), Path("directory/new"));
  EXPECT_EQ(End("nothing"), Path("nothing"));
  EXPECT_EQ(End("missing/nothing"), Path("missing/nothing"));
}

TEST_F(OutputTargetTest, RefusesWhatNoFileCanBeAt) {
  Link("loop", "loop");
  Link("one", "other");
  Link("other", "one");
  Link("to_directory", "sub");
  Link("below_file", "file/below");
  const struct {
    const char* name;
    const char* cause;
  } kCases[] = {
      {"sub", "Is a directory"},
      {"sub/", "Is a directory"},
      {"sub/.", "Is a directory"},
      {"missing/", "Is a directory"},
      {"missing/..", "Is a directory"},
      {"to_directory", "Is a directory"},
      {"loop", "Too many levels of symbolic links"},
      {"one", "Too many levels of symbolic links"},
      {"file/below", "Not a directory"},
      {"file/", "Not a directory"},
      {"below_file", "Not a directory"},
  };
  for (const auto& c : kCases) {
    // Not Path(), which would take "/" away.
    const std::string path = absl::StrCat(directory_.string(), "/", c.name);
    EXPECT_EQ(ErrorOf(path),
              absl::StrCat("cannot write ", path, ": ", c.cause));
  }
  EXPECT_THAT(ErrorOf(Path(std::string(256, 'n'))),
              EndsWith(": File name too long"));
}

TEST_F(OutputTargetTest, WhatIsNoRegularFileIsWrittenInPlace) {
  ASSERT_EQ(mkfifo(Path("pipe").c_str(), 0600), 0);
  Link("to_pipe", "pipe");
  Link("to_null", "/dev/null");
  for (const std::string& path :
       {Path("pipe"), Path("to_pipe"), Path("to_null"),
        std::string("/dev/null"), std::string("/dev/full")}) {
    const auto target = FindOutputTarget(path);
    ASSERT_TRUE(target.ok()) << target.status();
    EXPECT_TRUE(target->in_place) << path;
    EXPECT_EQ(target->descriptor, -1) << path;
  }
}

TEST_F(OutputTargetTest, AnOpenDescriptorIsFoundUnderAnyName) {
  const Descriptor file(open(Path("file").c_str(), O_WRONLY));
  const Descriptor reading(open(Path("file").c_str(), O_RDONLY));
  Link("link", absl::StrCat("/dev/fd/", file.get()));
  for (const std::string& path :
       {absl::StrCat("/dev/fd/", file.get()),
        absl::StrCat("/proc/self/fd/", file.get()),
        absl::StrCat("/proc/", getpid(), "/fd/", file.get()), Path("link")}) {
    const auto target = FindOutputTarget(path);
    ASSERT_TRUE(target.ok()) << target.status();
    EXPECT_TRUE(target->in_place);
    EXPECT_EQ(target->descriptor, file.get()) << path;
  }
  EXPECT_EQ(FindOutputTarget("/dev/stdout")->descriptor, STDOUT_FILENO);
  EXPECT_THAT(ErrorOf(absl::StrCat("/dev/fd/", reading.get())),
              EndsWith("Bad file descriptor"));
  EXPECT_THAT(ErrorOf("/dev/fd/12345"), EndsWith("Bad file descriptor"));
  EXPECT_EQ(DescriptorNamedBy("/dev/stdin"), STDIN_FILENO);
  EXPECT_EQ(DescriptorNamedBy(Path("file")), std::nullopt);
}

TEST_F(OutputTargetTest, ADescriptorIsWrittenWhereItStands) {
  const Descriptor file(open(Path("new").c_str(), O_WRONLY | O_CREAT, 0600));
  ASSERT_EQ(WriteAll(file.get(), "before "), 0);
  const auto target = FindOutputTarget(absl::StrCat("/dev/fd/", file.get()));
  ASSERT_TRUE(target.ok()) << target.status();
  EXPECT_EQ(WriteInPlace(*target, "text"), absl::OkStatus());
  ASSERT_EQ(WriteAll(file.get(), " after"), 0);
  std::ifstream read(Path("new"));
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(read), {}),
            "before text after");
}

TEST_F(OutputTargetTest, ASocketIsRefused) {
  // Its name is relative, since it may be no longer than 108 bytes.
  const fs::path previous = fs::current_path();
  fs::current_path(directory_);
  const Descriptor made(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const sockaddr_un address = {AF_UNIX, "socket"};
  ASSERT_EQ(bind(made.get(), reinterpret_cast<const sockaddr*>(&address),
                 sizeof(address)),
            0);
  EXPECT_EQ(ErrorOf("socket"),
            "cannot write socket: No such device or address");
  fs::current_path(previous);
}

}  // namespace
}  // namespace feluda
