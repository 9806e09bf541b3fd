#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/data/embedding_generator.h"
#include "lib/python_modules/module_testing.h"
#include "lib/testing/temporary_directory.h"

namespace feluda {
namespace {

namespace fs = std::filesystem;

using ::testing::StartsWith;

std::string EvaluateModule(const std::string& statements,
                           const std::string& value) {
  return EvaluateInPython(
      "from _feluda_data_generator import DataGenerator\n" + statements, value);
}

TEST(DataGeneratorTest, GivesWhatFeludasGives) {
  const std::pair<const char*, const char*> cases[] = {
      {"generate_embeddings(7)", "float32 (7, 512)"},
      {"generate_embeddings(num_samples=7, dim=3)", "float32 (7, 3)"},
      {"generate_embeddings(0, 3)", "float32 (0, 3)"},
      {"generate_embeddings_with_clusters()[0]", "float32 (500, 512)"},
      {"generate_embeddings_with_clusters()[1]", "int64 (500,)"},
      {"generate_embeddings_with_clusters(num_clusters=2, "
       "samples_per_cluster=3, dim=4, cluster_spread=0.5)[0]",
       "float32 (6, 4)"},
  };
  for (const auto& [call, shape] : cases) {
    EXPECT_EQ(EvaluateModule(absl::StrCat("a = DataGenerator.", call),
                             "f'{a.dtype} {a.shape}'"),
              shape)
        << call;
  }
}

TEST(DataGeneratorTest, ArraysHaveTheBytesOfNativeBenchmarks) {
  const auto rows = GenerateEmbeddingsWithClusters(3, 5, 64);
  const std::string python = EvaluateModule(
      "rows, labels = DataGenerator.generate_embeddings_with_clusters(3, 5, 64)"
      "\nagain = DataGenerator.generate_embeddings_with_clusters(3, 5, 64)[0]\n"
      "assert rows.tobytes() == again.tobytes() and rows.flags.writeable\n",
      "rows.tobytes().hex() + ' ' + ','.join(map(str, labels))");
  std::string native;
  for (const float value : rows->embeddings.values) {
    uint32_t bits;
    std::memcpy(&bits, &value, sizeof(bits));
    for (int byte = 0; byte < 4; ++byte) {
      native +=
          absl::StrCat(absl::Hex(bits >> 8 * byte & 0xff, absl::kZeroPad2));
    }
  }
  for (size_t i = 0; i < rows->labels.size(); ++i) {
    native += (i == 0 ? ' ' : ',') + std::to_string(rows->labels[i]);
  }
  EXPECT_EQ(python, native);
}

TEST(DataGeneratorTest, RowsAreNoPythonObjects) {
  EXPECT_EQ(EvaluateModule("DataGenerator.generate_embeddings(1)\n"
                           "before = sys.getallocatedblocks()\n"
                           "rows = DataGenerator.generate_embeddings(10000)\n"
                           "blocks = sys.getallocatedblocks() - before\n",
                           "blocks < 20 or blocks"),
            "True");
}

TEST(DataGeneratorTest, HasTheFifteenCollections) {
  EXPECT_EQ(
      EvaluateModule("sets = DataGenerator.generate_embedding_datasets()\n",
                     "[len(sets), sets['small_1000x2048'].shape, "
                     "sets['clustered_20clusters_x512'].shape]"),
      "[15, (1000, 2048), (4000, 512)]");
}

TEST(DataGeneratorTest, WritesImagesIntoADirectoryThatItMakes) {
  const TemporaryDirectory directory;
  const fs::path base = directory.path();
  const std::string code =
      absl::StrCat("os.chdir(", InQuotes(base), ")\n",
                   "made = DataGenerator.generate_test_images("
                   "pathlib.Path('a/b c'))\n"
                   "first = made[0]\n"
                   "size = os.path.getsize(first['path'])\n"
                   "assert size == first['file_size_bytes']\n"
                   "assert size / 2 ** 20 == first['file_size_mb']\n"
                   "del first['file_size_bytes'], first['file_size_mb']\n");
  EXPECT_EQ(EvaluateModule(code, "[len(made), first]"),
            "[15, {'name': 'small_128x128.jpg', 'path': "
            "'a/b c/small_128x128.jpg', 'width': 128, 'height': 128, 'mode': "
            "'RGB'}]");
}

TEST(DataGeneratorTest, ErrorsNameTheInput) {
  const TemporaryDirectory directory;
  const fs::path file = fs::path(directory.path()) / "file";
  std::ofstream(file) << "x";
  const std::pair<std::string, std::string> cases[] = {
      {"generate_embeddings(-1)",
       "ValueError: num_samples: must be at least 0, is -1"},
      {"generate_embeddings(2, dim=0)", "ValueError: dim: must be at least 1"},
      {"generate_embeddings(2 ** 62, 512)", "ValueError: num_samples: 46116"},
      {"generate_embeddings_with_clusters(0)",
       "ValueError: num_clusters: must be at least 1"},
      {"generate_embeddings_with_clusters(cluster_spread=-1)",
       "ValueError: cluster_spread: must be 0 or a positive number, is -1"},
      {"generate_embeddings('many')", "TypeError: generate_embeddings()"},
      {"generate_test_images(3)", "TypeError: expected str, bytes or"},
      {absl::StrCat("generate_test_images(", InQuotes(file), ")"),
       absl::StrCat("FileExistsError: [Errno 17] File exists: ",
                    InQuotes(file))},
  };
  for (const auto& [call, error] : cases) {
    EXPECT_THAT(EvaluateModule("", absl::StrCat("DataGenerator.", call)),
                StartsWith(error));
  }
}

}  // namespace
}  // namespace feluda
