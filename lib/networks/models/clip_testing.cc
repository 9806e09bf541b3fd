#include "lib/networks/models/clip_testing.h"

#include <fstream>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "lib/networks/weights/safetensors_file.h"

namespace feluda {
namespace {

std::string Path(const std::string& name, const char* ending) {
  return absl::StrCat("lib/networks/models/testdata/", name, ending);
}

}  // namespace

std::unique_ptr<Weights> ClipReferenceWeights(const std::string& name) {
  auto file = SafetensorsFile::Open(Path(name, ".safetensors"));
  EXPECT_TRUE(file.ok()) << file.status();
  return *std::move(file);
}

nlohmann::json ClipReference(const std::string& name) {
  std::ifstream in(Path(name, ".json"));
  return nlohmann::json::parse(in);
}

void ExpectFeatures(const absl::StatusOr<Tensor>& found,
                    const nlohmann::json& rows) {
  ASSERT_TRUE(found.ok()) << found.status();
  const auto count = static_cast<int64_t>(rows.size());
  const auto features = static_cast<int64_t>(rows[0].size());
  ASSERT_EQ(found->shape(), (Shape{count, features}));
  for (int64_t i = 0; i < count; ++i) {
    for (int64_t k = 0; k < features; ++k) {
      EXPECT_NEAR(found->values()[i * features + k], rows[i][k].get<float>(),
                  1e-4f)
          << "row " << i << ", feature " << k;
    }
  }
}

bool ChangedWeights::Has(absl::string_view name) const {
  return ShapeOf(name).ok();
}

absl::StatusOr<Tensor> ChangedWeights::Get(absl::string_view name,
                                           const Shape& expected) const {
  const auto shape = ShapeOf(name);
  if (!shape.ok()) return shape.status();
  if (*shape == expected) return weights_.Get(name, expected);
  return absl::InvalidArgumentError(
      absl::StrCat("tensor \"", name, "\": expected ", ShapeText(expected),
                   ", found ", ShapeText(*shape)));
}

absl::StatusOr<Shape> ChangedWeights::ShapeOf(absl::string_view name) const {
  if (name != name_) return weights_.ShapeOf(name);
  if (!shape_.empty()) return shape_;
  return absl::NotFoundError(absl::StrCat("no tensor \"", name, "\""));
}

}  // namespace feluda
