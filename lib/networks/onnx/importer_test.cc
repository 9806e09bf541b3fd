#include "lib/networks/onnx/importer.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "gtest/gtest.h"
#include "lib/networks/onnx/format/onnx_writer.h"
#include "lib/testing/temporary_directory.h"

namespace feluda {
namespace {

using Ints = std::vector<int64_t>;

struct Refused {
  const char* name;
  std::vector<OnnxWrittenNode> nodes;
  absl::StatusCode code;
  const char* error;
};

void PrintTo(const Refused& refused, std::ostream* out) {
  *out << refused.name;
}

absl::StatusOr<ImportedNetwork> Import(std::vector<OnnxWrittenNode> nodes) {
  const TemporaryDirectory directory;
  const std::string path = directory.path() / "model.onnx";
  OnnxGraph graph;
  graph.nodes = std::move(nodes);
  graph.inputs = {{"x", {1, 2, 4, 4}}};
  graph.outputs = {{"y", {1}}};
  graph.initializers = {
      OnnxFloats("w", Tensor::Owned({2, 2, 1, 1}, {1, 2, 3, 4})),
      OnnxFloats("one", Tensor::Owned({1}, {1})),
      OnnxFloats("three", Tensor::Owned({3}, {1, 2, 3})),
      OnnxInts("wide", {0, 0, 9999999, 0, 0, 0, 0, 0}),
      OnnxInts("minus", {-2, -1}),
      OnnxInts("large", {1, 1l << 62, 16})};
  EXPECT_TRUE(WriteOnnx(path, graph).ok());
  const auto model = ReadOnnxModel(path);
  EXPECT_TRUE(model.ok()) << model.status();
  return ImportOnnx(*model, {});
}

class ImporterRefusesTest : public testing::TestWithParam<Refused> {};

TEST_P(ImporterRefusesTest, NamingTheOperation) {
  const auto imported = Import(GetParam().nodes);
  EXPECT_EQ(imported.status().code(), GetParam().code);
  EXPECT_TRUE(absl::StrContains(imported.status().message(), GetParam().error))
      << imported.status();
}

constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;
constexpr auto kUnimplemented = absl::StatusCode::kUnimplemented;

INSTANTIATE_TEST_SUITE_P(
    Wrong, ImporterRefusesTest,
    testing::Values(
        Refused{"NoSuchInput",
                {{"Relu", {"z"}, {"y"}, {}, ""}},
                kInvalid,
                "Relu (node \"y\"): nothing before it gives its input \"z\""},
        Refused{"ReadsItself",
                {{"Add", {"x", "y"}, {"y"}, {}, ""}},
                kInvalid,
                "nothing before it gives its input \"y\""},
        Refused{"CastReadsItselfAfterALayer",
                {{"Conv", {"x", "w"}, {"a", "y"}, {}, ""},
                 {"Cast", {"a"}, {"a"}, {{"to", int64_t{1}}}, ""}},
                kInvalid,
                "nothing before it gives its input \"y\""},
        Refused{"ProductReadsItselfAfterALayer",
                {{"Conv", {"x", "w"}, {"a", "y"}, {}, ""},
                 {"Mul", {"a", "one"}, {"a"}, {}, ""}},
                kInvalid,
                "nothing before it gives its input \"y\""},
        Refused{"NoOutput",
                {{"Relu", {"x"}, {"z"}, {}, ""}},
                kInvalid,
                "nothing before it gives its input \"y\""},
        Refused{"NoInputs",
                {{"Conv", {}, {"y"}, {}, ""}},
                kInvalid,
                "Conv (node \"y\"): it has no input 0"},
        Refused{"NameTwice",
                {{"Relu", {"x"}, {"a"}, {}, ""},
                 {"Relu", {"a"}, {"w"}, {}, ""},
                 {"Add", {"a", "w"}, {"y"}, {}, ""}},
                kInvalid,
                "the name \"w\" is given twice"},
        Refused{"GroupsDoNotFit",
                {{"Conv", {"x", "w"}, {"y"}, {{"group", int64_t{2}}}, ""}},
                kInvalid,
                "weights of 2x2x1x1 in 2 groups do not fit an input of "
                "1x2x4x4"},
        Refused{"GroupsAreNone",
                {{"Conv", {"x", "w"}, {"y"}, {{"group", int64_t{0}}}, ""}},
                kInvalid,
                "in 0 groups"},
        Refused{"BiasOfAnotherSize",
                {{"Conv", {"x", "w", "three"}, {"y"}, {}, ""}},
                kInvalid,
                "expected a bias of 2, found 3"},
        Refused{"OrderIsNone",
                {{"Transpose", {"x"}, {"y"}, {{"perm", Ints{0, 1, 1, 2}}}, ""}},
                kInvalid,
                "its perm [0, 1, 1, 2] is no order of 4 dimensions"},
        Refused{"ShapeOverflows",
                {{"Reshape", {"x", "large"}, {"y"}, {}, ""}},
                kInvalid,
                "expected a shape of as many elements as 1x2x4x4"},
        Refused{"ShapeOfNegatives",
                {{"Reshape", {"x", "minus"}, {"y"}, {}, ""}},
                kInvalid,
                "found [-2, -1]"},
        Refused{"AxisIsNone",
                {{"Concat", {"x", "x"}, {"y"}, {{"axis", int64_t{4}}}, ""}},
                kInvalid,
                "its axis 4 is none of 4 dimensions"}));

INSTANTIATE_TEST_SUITE_P(
    NotOurs, ImporterRefusesTest,
    testing::Values(
        Refused{"WindowOfZero",
                {{"MaxPool", {"x"}, {"y"}, {{"kernel_shape", Ints{0, 1}}}, ""}},
                kUnimplemented,
                "its window is not one of an image"},
        Refused{"PadsOverflow",
                {{"Conv",
                  {"x", "w"},
                  {"y"},
                  {{"pads", Ints{1l << 62, 1, 1l << 62, 1}}},
                  ""}},
                kUnimplemented,
                "its window is not one of an image"},
        Refused{"BorderIsWide",
                {{"Pad", {"x", "wide"}, {"y"}, {}, ""}},
                kUnimplemented,
                "Pad (node \"y\"): of this size"},
        Refused{"SoftmaxOfAnImage",
                {{"Softmax", {"x"}, {"y"}, {}, ""}},
                kUnimplemented,
                "not along the last of two dimensions"},
        Refused{"MeanOfChannels",
                {{"ReduceMean", {"x"}, {"y"}, {{"axes", Ints{1}}}, ""}},
                kUnimplemented,
                "not over the height and width"},
        Refused{"WeightsAreNoConstant",
                {{"Relu", {"x"}, {"v"}, {}, ""},
                 {"Conv", {"x", "v"}, {"y"}, {}, ""}},
                kUnimplemented,
                "its input 1 is no constant of floats"},
        Refused{"OtherDomain",
                {{"Relu", {"x"}, {"y"}, {}, "com.microsoft"}},
                kUnimplemented,
                "the operation com.microsoft.Relu (node \"y\")"}),
    [](const auto& test) { return test.param.name; });

// What does not lead to an output costs nothing and need not be known.
TEST(ImporterTest, DeadBranchesAreLeftOut) {
  const auto imported =
      Import({{"Dream", {"x"}, {"z"}, {}, ""}, {"Relu", {"x"}, {"y"}, {}, ""}});
  EXPECT_TRUE(imported.ok()) << imported.status();
}

TEST(ImporterTest, LongNamesAreCutInErrors) {
  const std::string name(100000, 'n');
  const auto imported = Import({{name, {"x"}, {"y"}, {}, name}});
  EXPECT_EQ(imported.status().code(), kUnimplemented);
  EXPECT_LT(imported.status().message().size(), 2000u);
}

TEST(ImporterTest, ListsThatDoubleAreBounded) {
  std::vector<OnnxWrittenNode> nodes = {{"Shape", {"x"}, {"l0"}, {}, ""}};
  for (int i = 0; i < 40; ++i) {
    const std::string last = "l" + std::to_string(i);
    nodes.push_back({"Concat",
                     {last, last},
                     {"l" + std::to_string(i + 1)},
                     {{"axis", int64_t{0}}},
                     ""});
  }
  nodes.push_back({"Reshape", {"x", "l40"}, {"y"}, {}, ""});
  EXPECT_EQ(Import(nodes).status().code(), kUnimplemented);
}

}  // namespace
}  // namespace feluda
