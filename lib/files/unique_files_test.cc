#include "lib/files/unique_files.h"

#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/testing/temporary_directory.h"

namespace feluda {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

class UniqueFilesTest : public testing::Test {
 protected:
  UniqueFiles Files() const { return UniqueFiles(directory_.string(), "day"); }

  void Put(const std::string& name) const {
    std::ofstream(directory_ / name) << "theirs";
  }

  std::string Read(const std::string& name) const {
    std::ifstream file(directory_ / name);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  std::vector<std::string> Names() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(directory_)) {
      names.push_back(entry.path().filename().string());
    }
    return names;
  }

  const TemporaryDirectory temporary_;
  const fs::path directory_ = temporary_.path();
};

TEST_F(UniqueFilesTest, ReplacesItsOwn) {
  UniqueFiles files = Files();
  EXPECT_THAT(files.paths(), IsEmpty());
  ASSERT_TRUE(files.Write({{".json", "1"}, {".md", "2"}}).ok());
  ASSERT_TRUE(files.Write({{".json", "3"}, {".md", "4"}}).ok());
  EXPECT_THAT(files.paths(), ElementsAre((directory_ / "day.json").string(),
                                         (directory_ / "day.md").string()));
  EXPECT_EQ(Read("day.json"), "3");
  EXPECT_EQ(Read("day.md"), "4");
  EXPECT_THAT(Names(), UnorderedElementsAre("day.json", "day.md"));
}

TEST_F(UniqueFilesTest, TheNextOnesGetTheNextNumber) {
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(Files().Write({{".json", "x"}}).ok());
  }
  EXPECT_THAT(Names(),
              UnorderedElementsAre("day.json", "day_2.json", "day_3.json"));
}

TEST_F(UniqueFilesTest, AnyOfTheFilesTakesTheName) {
  Put("day.md");
  Put("day_2.json");
  fs::create_symlink("nowhere", directory_ / "day_3.md");
  ASSERT_TRUE(Files().Write({{".json", "1"}, {".md", "2"}}).ok());
  EXPECT_EQ(Read("day.md"), "theirs");
  EXPECT_EQ(Read("day_2.json"), "theirs");
  EXPECT_EQ(Read("day_4.json"), "1");
  EXPECT_EQ(Read("day_4.md"), "2");
  EXPECT_EQ(Names().size(), 5);
}

TEST_F(UniqueFilesTest, AnErrorTakesNoName) {
  UniqueFiles files((directory_ / "missing").string(), "day");
  EXPECT_TRUE(absl::IsNotFound(files.Write({{".json", "1"}})));
  EXPECT_THAT(files.paths(), IsEmpty());
  fs::create_directories(directory_ / "missing");
  EXPECT_TRUE(files.Write({{".json", "1"}}).ok());
}

TEST_F(UniqueFilesTest, NamesOnlyTheFilesThatAreThere) {
  UniqueFiles files = Files();
  const std::string too_long(300, 'x');
  EXPECT_FALSE(files.Write({{".json", "1"}, {too_long, "2"}}).ok());
  EXPECT_THAT(files.paths(), ElementsAre((directory_ / "day.json").string()));
}

TEST_F(UniqueFilesTest, ProcessesThatStartAtOnceGetNamesOfTheirOwn) {
  constexpr int kProcesses = 12;
  int start[2];
  ASSERT_EQ(pipe(start), 0);
  for (int i = 0; i < kProcesses; ++i) {
    if (fork() != 0) continue;
    close(start[1]);
    char ignored;
    while (read(start[0], &ignored, 1) > 0) {
    }  // until the parent lets all go by closing its end
    const std::string text = std::to_string(i);
    const bool ok = Files().Write({{".json", text}, {".md", text}}).ok();
    _exit(ok ? 0 : 1);
  }
  close(start[1]);
  close(start[0]);
  for (int i = 0; i < kProcesses; ++i) {
    int status;
    wait(&status);
    EXPECT_EQ(status, 0);
  }

  std::set<std::string> owners;
  for (int number = 1; number <= kProcesses; ++number) {
    const std::string name =
        number == 1 ? "day" : "day_" + std::to_string(number);
    owners.insert(Read(name + ".json"));
    EXPECT_EQ(Read(name + ".json"), Read(name + ".md"));
  }
  EXPECT_EQ(owners.size(), kProcesses);
  EXPECT_EQ(Names().size(), 2 * kProcesses) << "nothing else stays";
}

}  // namespace
}  // namespace feluda
