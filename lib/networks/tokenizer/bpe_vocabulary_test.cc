#include "lib/networks/tokenizer/bpe_vocabulary.h"

#include <fstream>
#include <string>

#include "absl/strings/match.h"
#include "gtest/gtest.h"
#include "lib/testing/temporary_directory.h"
#include "zlib.h"

namespace feluda {
namespace {

constexpr char kMerges[] = "lib/networks/tokenizer/testdata/merges.txt";
constexpr char kVocab[] = "lib/networks/tokenizer/testdata/vocab.json";

void ExpectReference(const absl::StatusOr<BpeVocabulary>& vocabulary) {
  ASSERT_TRUE(vocabulary.ok()) << vocabulary.status();
  EXPECT_EQ(vocabulary->size(), 914);
  EXPECT_EQ(vocabulary->start_token(), 912);
  EXPECT_EQ(vocabulary->end_token(), 913);
  EXPECT_EQ(vocabulary->ByteToken('!'), 0);
  EXPECT_EQ(vocabulary->ByteToken(0), 188);
  EXPECT_EQ(vocabulary->LastByteToken(0xAD), 511);
}

TEST(BpeVocabularyTest, LoadsMergesAlone) {
  ExpectReference(BpeVocabulary::Load(kMerges));
}

TEST(BpeVocabularyTest, LoadsVocabularyAndMerges) {
  ExpectReference(BpeVocabulary::Load(kVocab, kMerges));
}

TEST(BpeVocabularyTest, LoadsPackedMerges) {
  const TemporaryDirectory directory;
  const std::string path = directory.path() / "merges.txt.gz";
  std::ifstream in(kMerges);
  const std::string text(std::istreambuf_iterator<char>(in), {});
  gzFile file = gzopen(path.c_str(), "wb");
  ASSERT_EQ(gzwrite(file, text.data(), text.size()), text.size());
  ASSERT_EQ(gzclose(file), Z_OK);
  ExpectReference(BpeVocabulary::Load(path));
}

TEST(BpeVocabularyTest, NamesTheFileThatItCannotRead) {
  const TemporaryDirectory directory;
  const std::string missing = directory.path() / "missing.gz";
  const std::string damaged = directory.path() / "damaged.gz";
  std::ofstream(damaged) << "\x1F\x8B\x08";
  EXPECT_EQ(BpeVocabulary::Load(missing).status().message(),
            missing + ": No such file or directory");
  EXPECT_EQ(BpeVocabulary::Load(damaged).status().message(),
            damaged + ": is a damaged gzip file or one that ends early");
}

TEST(BpeVocabularyTest, FindsMerges) {
  const std::string merges = "#version: 0.2\nt h\nth e</w>\n";
  const auto vocabulary =
      BpeVocabulary::Parse(BpeVocabulary::File{"merges.txt", merges});
  ASSERT_TRUE(vocabulary.ok()) << vocabulary.status();
  const int32_t t = vocabulary->ByteToken('t');
  const auto* merge =
      vocabulary->FindMerge(512, vocabulary->LastByteToken('e'));
  ASSERT_NE(merge, nullptr);
  EXPECT_EQ(merge->rank, 1);
  EXPECT_EQ(merge->token, 513);
  EXPECT_EQ(vocabulary->FindMerge(t, t), nullptr);
}

TEST(BpeVocabularyTest, NamesTheTokenThatIsMissing) {
  const auto strange = BpeVocabulary::Parse({"vocab.json", R"({"!": 0})"},
                                            {"merges.txt", "#version\ni n\n"});
  EXPECT_EQ(
      strange.status().message(),
      "vocab.json: has no token \"!</w>\", which CLIP's vocabularies have; "
      "give the vocabulary and the merges of the same CLIP model");
  const auto merges = BpeVocabulary::Parse(
      BpeVocabulary::File{"merges.txt", "#version\ni n\nx yz\n"});
  EXPECT_TRUE(absl::StartsWith(
      merges.status().message(),
      "merges.txt: has no token \"yz\", which merges.txt:3 needs; give"))
      << merges.status();
}

}  // namespace
}  // namespace feluda
