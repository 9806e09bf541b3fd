#include "lib/files/descriptor.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <thread>

#include "gtest/gtest.h"

namespace feluda {
namespace {

struct Pipe {
  explicit Pipe(int flags) {
    int ends[2];
    EXPECT_EQ(pipe2(ends, flags), 0);
    reading = Descriptor(ends[0]);
    writing = Descriptor(ends[1]);
  }
  Descriptor reading, writing;
};

TEST(DescriptorTest, IsClosedWithTheLastOwner) {
  Pipe pipe(O_CLOEXEC);
  const int number = pipe.writing.get();
  {
    const Descriptor owner = std::move(pipe.writing);
    EXPECT_FALSE(pipe.writing.IsOpen());
    EXPECT_EQ(owner.get(), number);
  }
  EXPECT_EQ(fcntl(number, F_GETFD), -1);
}

TEST(WriteAllTest, APipeThatNobodyReadsIsAnError) {
  Pipe pipe(O_CLOEXEC);
  pipe.reading.Close();
  EXPECT_EQ(WriteAll(pipe.writing.get(), "text"), EPIPE);
  EXPECT_EQ(WriteAll(-1, "text"), EBADF);
}

TEST(WriteAllTest, WaitsForTheReaderOfANonBlockingPipe) {
  Pipe pipe(O_CLOEXEC | O_NONBLOCK);
  const std::string text(1 << 20, 'x');  // more than a pipe holds
  size_t count = 0;
  std::thread reader([&] {
    char buffer[4096];
    while (count < text.size()) {
      const ssize_t length = read(pipe.reading.get(), buffer, sizeof(buffer));
      if (length > 0) count += length;
    }
  });
  EXPECT_EQ(WriteAll(pipe.writing.get(), text), 0);
  reader.join();
  EXPECT_EQ(count, text.size());
}

}  // namespace
}  // namespace feluda
