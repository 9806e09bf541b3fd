#include "lib/networks/models/clip_text.h"

#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "lib/networks/models/clip_testing.h"

namespace feluda {
namespace {

using Texts = std::vector<std::vector<int32_t>>;

constexpr int32_t kEnd = 49;

// The texts of make_clip_reference.py, without what follows the end token.
Texts ReferenceTexts() {
  Texts texts;
  for (const int length : {1, 6, 12}) {
    const int offset = 11 * static_cast<int>(texts.size());
    std::vector<int32_t> text;
    for (int i = 0; i < length; ++i) text.push_back((i * 7 + offset) % kEnd);
    text.push_back(kEnd);
    texts.push_back(text);
  }
  return texts;
}

std::unique_ptr<ClipText> Text(const Weights& weights) {
  const auto size = ClipTextSize::Of(weights);
  EXPECT_TRUE(size.ok()) << size.status();
  auto text = ClipText::Create(weights, *size);
  EXPECT_TRUE(text.ok()) << text.status();
  return *std::move(text);
}

TEST(ClipTextTest, GivesTorchsFeaturesFromBothLayouts) {
  for (const char* name : {"clip_openai", "clip_hugging_face"}) {
    SCOPED_TRACE(name);
    const auto reference = ClipReference(name);
    const auto text = Text(*ClipReferenceWeights(name));
    ExpectFeatures(text->Run(ReferenceTexts()), reference["texts"]);
    EXPECT_NEAR(text->logit_scale(), reference["logit_scale"].get<float>(),
                1e-3f);
  }
}

TEST(ClipTextTest, WhatFollowsTheEndChangesNothing) {
  const auto weights = ClipReferenceWeights("clip_openai");
  Texts texts = ReferenceTexts();
  for (auto& text : texts) text.resize(13, kEnd);
  ExpectFeatures(Text(*weights)->Run(texts),
                 ClipReference("clip_openai")["texts"]);
}

TEST(ClipTextTest, ManyTextsKeepTheirOrder) {
  const auto rows = ClipReference("clip_openai")["texts"];
  Texts texts;
  nlohmann::json expected;
  for (int i = 0; i < 40; ++i) {
    texts.push_back(ReferenceTexts()[i * 5 % 3]);
    expected.push_back(rows[i * 5 % 3]);
  }
  ExpectFeatures(Text(*ClipReferenceWeights("clip_openai"))->Run(texts),
                 expected);
}

TEST(ClipTextTest, ReadsTheSizeFromTheTensors) {
  for (const char* name : {"clip_openai", "clip_hugging_face"}) {
    const auto size = ClipTextSize::Of(*ClipReferenceWeights(name));
    ASSERT_TRUE(size.ok()) << size.status();
    EXPECT_EQ(size->transformer.width, 64);
    EXPECT_EQ(size->transformer.layers, 2);
    EXPECT_EQ(size->transformer.mlp, 32);
    EXPECT_EQ(size->vocabulary, 50);
    EXPECT_EQ(size->context, 13);
    EXPECT_EQ(size->features, 24);
  }
}

TEST(ClipTextTest, NamesTheTextThatDoesNotFit) {
  const auto text = Text(*ClipReferenceWeights("clip_openai"));
  const struct {
    std::vector<int32_t> ids;
    const char* error;
  } kCases[] = {
      {{}, "text 2 has 0 tokens, where 1 to 13 are expected"},
      {std::vector<int32_t>(14, 1),
       "text 2 has 14 tokens, where 1 to 13 are expected"},
      {{1, 50},
       "text 2 has the id 50, where the model has 50 tokens; give the "
       "vocabulary that belongs to the model"},
      {{-1},
       "text 2 has the id -1, where the model has 50 tokens; give the "
       "vocabulary that belongs to the model"}};
  for (const auto& test : kCases) {
    EXPECT_EQ(text->Run(Texts{{1}, test.ids}).status().message(), test.error);
  }
}

TEST(ClipTextTest, NamesTheTensorThatDoesNotFit) {
  const auto weights = ClipReferenceWeights("clip_hugging_face");
  const auto size = ClipTextSize::Of(*weights);
  ASSERT_TRUE(size.ok()) << size.status();
  const std::string name =
      "text_model.encoder.layers.1.self_attn.k_proj.weight";
  EXPECT_EQ(ClipText::Create(ChangedWeights(*weights, name), *size)
                .status()
                .message(),
            "no tensor \"" + name + "\"");
  EXPECT_EQ(ClipText::Create(ChangedWeights(*weights, name, {64, 65}), *size)
                .status()
                .message(),
            "tensor \"" + name + "\": expected 64x64, found 64x65");
  EXPECT_EQ(ClipTextSize::Of(
                ChangedWeights(*weights, "text_projection.weight", {24, 60}))
                .status()
                .message(),
            "tensor \"text_projection.weight\": expected ?x64, found 24x60");
}

}  // namespace
}  // namespace feluda
