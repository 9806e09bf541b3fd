#include "lib/operators/video_hash/tmk_similarity.h"

#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/data/random.h"
#include "lib/operators/video_hash/pdqf.h"
#include "lib/operators/video_hash/tmk_accumulator.h"

namespace feluda {
namespace {

using ::testing::HasSubstr;

// The hash of the frames from `begin` up to `end` of the video made from
// `seed`.
TmkHash HashOf(uint64_t seed, int begin, int end) {
  TmkAccumulator accumulator(15);
  for (int frame = begin; frame < end; ++frame) {
    PdqfFeature feature;
    // A picture stays for 40 frames, as pictures in videos do.
    RandomStream(seed, frame / 40).FillNormal(0, absl::MakeSpan(feature));
    accumulator.Add(feature);
  }
  return std::move(accumulator).Finish();
}

TEST(TmkSimilarityTest, FindsAVideoLikeItself) {
  const TmkHash hash = HashOf(1, 0, 200);
  EXPECT_NEAR(*Level1Score(hash, hash), 1.0, 1e-6);
  const auto alignment = Align(hash, hash);
  EXPECT_NEAR(alignment->score, 1.0, 1e-5);
  EXPECT_EQ(alignment->shift, 0);
}

TEST(TmkSimilarityTest, TellsVideosApart) {
  const TmkHash a = HashOf(1, 0, 400);
  const TmkHash b = HashOf(2, 0, 400);
  EXPECT_LT(*Level1Score(a, b), 0.5);
  EXPECT_LT(Align(a, b)->score, 0.5);
  EXPECT_EQ(*Level1Score(a, b), *Level1Score(b, a));
}

TEST(TmkSimilarityTest, FindsHowMuchLaterAVideoIs) {
  // Frame 0 of the part is frame 300 of the whole.
  const TmkHash whole = HashOf(1, 0, 1500);
  const TmkHash part = HashOf(1, 300, 1500);
  const auto alignment = Align(whole, part);
  ASSERT_EQ(alignment.status(), absl::OkStatus());
  EXPECT_NEAR(alignment->shift, 300, 30);
  EXPECT_GT(alignment->score, 0.5);
  const auto back = Align(part, whole);
  EXPECT_NEAR(back->period - back->shift, 300, 30);
}

TEST(TmkSimilarityTest, TakesHashesWithoutLength) {
  const TmkHash hash = HashOf(1, 0, 40);
  const TmkHash nothing = HashOf(1, 0, 0);
  EXPECT_EQ(*Level1Score(hash, nothing), 0.0);
  EXPECT_EQ(Align(hash, nothing)->score, 0.0);
}

TEST(TmkSimilarityTest, RefusesHashesOfOtherParameters) {
  const TmkHash hash = HashOf(1, 0, 10);
  const auto with = [&](auto change) {
    TmkHash changed = hash;
    change(changed);
    return changed;
  };
  const std::pair<std::string, TmkHash> kCases[] = {
      {"frames per second", with([](auto& h) { h.frames_per_second = 30; })},
      {"features", with([](auto& h) { h.average.resize(128); })},
      {"periods", with([](auto& h) { h.periods[2] = 9; })},
      {"coefficients", with([](auto& h) { h.coefficients[3] *= 1.01f; })},
  };
  for (const auto& [what, other] : kCases) {
    for (const absl::Status& status :
         {Level1Score(hash, other).status(), Align(hash, other).status()}) {
      EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << what;
      EXPECT_THAT(std::string(status.message()),
                  HasSubstr("different " + what));
    }
  }
}

}  // namespace
}  // namespace feluda
