#include "lib/networks/onnx/onnx_network.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "lib/networks/onnx/format/onnx_writer.h"
#include "lib/networks/weights/safetensors_file.h"
#include "lib/testing/temporary_directory.h"

namespace feluda {
namespace {

namespace fs = std::filesystem;

constexpr char kModels[] = "lib/networks/onnx/testdata/models";

// The names of the models that testdata/make_*.py made.
std::vector<std::string> ModelNames() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(kModels)) {
    if (entry.path().extension() == ".onnx") {
      names.push_back(entry.path().stem().string());
    }
  }
  std::sort(names.begin(), names.end());
  return names;
}

Tensor Read(const SafetensorsFile& file, const std::string& name) {
  const auto tensor = file.Get(name, file.entries().at(name).shape);
  EXPECT_TRUE(tensor.ok()) << tensor.status();
  return *tensor;
}

// Whether layers of the model compute in float16, of which one unit of the last
// place is 0.0005 at 1.
bool IsOfFloat16(const std::string& name) {
  return absl::StartsWith(name, "half_");
}

class OnnxModelsTest : public testing::TestWithParam<std::string> {};

TEST_P(OnnxModelsTest, OurLayersGiveWhatOthersDo) {
  const std::string path = absl::StrCat(kModels, "/", GetParam());
  const auto network = OnnxNetwork::Load(path + ".onnx", {});
  ASSERT_TRUE(network.ok()) << network.status();
  const bool is_half = IsOfFloat16(GetParam());
  EXPECT_EQ((*network)->engine(),
            is_half ? "oneDNN, float16 computed as float32" : "oneDNN");
  const auto file = SafetensorsFile::Open(path + ".safetensors");
  ASSERT_TRUE(file.ok()) << file.status();
  const auto outputs = (*network)->Run(Read(**file, "input"));
  ASSERT_TRUE(outputs.ok()) << outputs.status();
  ASSERT_EQ(outputs->size(), 1u);
  const Tensor expected = Read(**file, "output");
  ASSERT_EQ((*outputs)[0].shape(), expected.shape());
  for (size_t i = 0; i < expected.values().size(); ++i) {
    ASSERT_NEAR((*outputs)[0].values()[i], expected.values()[i],
                is_half ? 2e-3 : 2e-5)
        << i;
  }
}

INSTANTIATE_TEST_SUITE_P(All, OnnxModelsTest, testing::ValuesIn(ModelNames()),
                         [](const auto& test) { return test.param; });

TEST(OnnxModelsTest, ThereAreModels) { EXPECT_GE(ModelNames().size(), 40u); }

// All else that these models compute is exact, so nothing may differ.
TEST(OnnxModelsTest, CastsToFloat16RoundAsOnnxSays) {
  for (const std::string name :
       {"float16_input", "float16_casts", "float16_output"}) {
    const std::string path = absl::StrCat(kModels, "/", name);
    const auto network = OnnxNetwork::Load(path + ".onnx", {});
    ASSERT_TRUE(network.ok()) << network.status();
    const auto file = SafetensorsFile::Open(path + ".safetensors");
    ASSERT_TRUE(file.ok()) << file.status();
    const auto outputs = (*network)->Run(Read(**file, "input"));
    ASSERT_TRUE(outputs.ok()) << outputs.status();
    EXPECT_EQ((*outputs)[0].values(), Read(**file, "output").values()) << name;
  }
}

class OnnxNetworkTest : public testing::Test {
 protected:
  // A graph from x, {1, 2, 4, 4}, to y.
  OnnxGraph Graph(std::vector<OnnxWrittenNode> nodes) const {
    OnnxGraph graph;
    graph.nodes = std::move(nodes);
    graph.inputs = {{"x", {1, 2, 4, 4}}};
    graph.outputs = {{"y", {1, 2, 4, 4}}};
    return graph;
  }

  absl::StatusOr<std::unique_ptr<OnnxNetwork>> Load(const OnnxGraph& graph) {
    EXPECT_TRUE(WriteOnnx(path_, graph).ok());
    return OnnxNetwork::Load(path_, options_);
  }

  const TemporaryDirectory directory_;
  const std::string path_ = directory_.path() / "model.onnx";
  ImportOptions options_;
};

TEST_F(OnnxNetworkTest, OperationThatWeLackGoesToOpenCvWhichIsSaid) {
  const auto network = Load(Graph(
      {{"Relu", {"x"}, {"r"}, {}, ""}, {"Softplus", {"r"}, {"y"}, {}, ""}}));
  ASSERT_TRUE(network.ok()) << network.status();
  EXPECT_EQ((*network)->engine(),
            "OpenCV DNN, for the operation Softplus (node \"y\")");
  const auto outputs =
      (*network)->Run(Tensor::Owned({1, 2, 4, 4}, std::vector<float>(32, 1)));
  ASSERT_TRUE(outputs.ok()) << outputs.status();
  EXPECT_EQ((*outputs)[0].shape(), (Shape{1, 2, 4, 4}));
  EXPECT_NEAR((*outputs)[0].values()[31], std::log1p(std::exp(1.0f)), 1e-5);
}

// OpenCV knows no float16, so what it gets and gives is rounded around it.
TEST_F(OnnxNetworkTest, OpenCvGetsAndGivesFloat16WhichIsSaid) {
  OnnxGraph graph = Graph({{"Softplus", {"x"}, {"y"}, {}, ""}});
  graph.is_float16 = true;
  const auto network = Load(graph);
  ASSERT_TRUE(network.ok()) << network.status();
  EXPECT_EQ((*network)->engine(),
            "OpenCV DNN, for the operation Softplus (node \"y\"), float16 "
            "computed as float32");
  const auto outputs = (*network)->Run(
      Tensor::Owned({1, 2, 4, 4}, std::vector<float>(32, 8.003f)));
  ASSERT_TRUE(outputs.ok()) << outputs.status();
  EXPECT_EQ((*outputs)[0].values()[31], 8);
}

TEST_F(OnnxNetworkTest, CastOfAnActivationToAnotherTypeIsNotOurs) {
  const auto network =
      Load(Graph({{"Cast", {"x"}, {"y"}, {{"to", int64_t{11}}}, ""}}));
  ASSERT_TRUE(network.ok()) << network.status();
  EXPECT_EQ((*network)->engine(),
            "OpenCV DNN, for the operation Cast (node \"y\"): to another type "
            "than float32 or float16");
}

TEST_F(OnnxNetworkTest, OperationThatNobodyHasIsNamed) {
  const auto network = Load(Graph({{"Dream", {"x"}, {"y"}, {}, "elsewhere"}}));
  EXPECT_EQ(network.status().code(), absl::StatusCode::kUnimplemented);
  EXPECT_TRUE(absl::StartsWith(
      network.status().message(),
      path_ + ": the operation elsewhere.Dream (node \"y\"); " + path_ +
          ": OpenCV DNN: "))
      << network.status();
}

// Padding, say, was worked out for the size that the network was loaded for.
TEST_F(OnnxNetworkTest, InputOfAnotherSizeIsRefusedByBothEngines) {
  for (const std::string operation : {"Relu", "Softplus"}) {
    const auto network = Load(Graph({{operation, {"x"}, {"y"}, {}, ""}}));
    ASSERT_TRUE(network.ok()) << network.status();
    const Tensor other = Tensor::Owned({1, 2, 2, 8}, std::vector<float>(32));
    EXPECT_EQ((*network)->Run(other).status().message(),
              path_ + ": expected an input of 1x2x4x4, found 1x2x2x8");
  }
}

TEST_F(OnnxNetworkTest, OutputMayBeTheInput) {
  OnnxGraph graph = Graph({});
  graph.outputs = {{"x", {1, 2, 4, 4}}};
  const auto network = Load(graph);
  ASSERT_TRUE(network.ok()) << network.status();
  const auto outputs =
      (*network)->Run(Tensor::Owned({1, 2, 4, 4}, std::vector<float>(32, 7)));
  ASSERT_TRUE(outputs.ok()) << outputs.status();
  EXPECT_EQ((*outputs)[0].values()[31], 7);
}

TEST_F(OnnxNetworkTest, InputsThatNothingReadsOrWithDefaultsAreNone) {
  OnnxGraph graph = Graph({{"Add", {"x", "default"}, {"y"}, {}, ""}});
  graph.inputs.push_back({"folded", {1, 1, 1, 2}});
  graph.inputs.push_back({"default", {1}});
  graph.initializers = {OnnxFloats("default", Tensor::Owned({1}, {3}))};
  const auto network = Load(graph);
  ASSERT_TRUE(network.ok()) << network.status();
  const auto outputs =
      (*network)->Run(Tensor::Owned({1, 2, 4, 4}, std::vector<float>(32, 4)));
  ASSERT_TRUE(outputs.ok()) << outputs.status();
  EXPECT_EQ((*outputs)[0].values()[31], 7);
}

TEST_F(OnnxNetworkTest, SeveralInputsAreNamed) {
  OnnxGraph graph = Graph({{"Add", {"x", "z"}, {"y"}, {}, ""}});
  graph.inputs.push_back({"z", {1}});
  EXPECT_EQ(Load(graph).status().message(),
            path_ +
                ": expected a graph of one input, found 2: x, z; export the "
                "model with all but the image as constants");
}

TEST_F(OnnxNetworkTest, OldOpsetsAreNotOurs) {
  OnnxGraph graph = Graph({{"Relu", {"x"}, {"y"}, {}, ""}});
  graph.opset = 6;
  const auto network = Load(graph);
  ASSERT_TRUE(network.ok()) << network.status();
  EXPECT_EQ((*network)->engine(),
            "OpenCV DNN, for operations of the opset 6, older than 7");
}

TEST_F(OnnxNetworkTest, OpenSizesAreGivenByTheOptions) {
  OnnxGraph graph = Graph({{"Relu", {"x"}, {"y"}, {}, ""}});
  graph.inputs[0].second = {-1, 2, -1, -1};
  const auto open = Load(graph);
  EXPECT_EQ(open.status().message(),
            path_ +
                ": the input \"x\" has the shape [-1, 2, -1, -1], where "
                "-1 is open: give its sizes");
  options_.input = {1, 2, 5, 6};
  const auto given = Load(graph);
  ASSERT_TRUE(given.ok()) << given.status();
  EXPECT_EQ((*given)->input_shape(), (Shape{1, 2, 5, 6}));
}

TEST_F(OnnxNetworkTest, ThreadsChangeNothing) {
  const std::string model = absl::StrCat(kModels, "/torch_13");
  const auto file = SafetensorsFile::Open(model + ".safetensors");
  ASSERT_TRUE(file.ok()) << file.status();
  options_.network.threads = 3;
  const auto network = OnnxNetwork::Load(model + ".onnx", options_);
  ASSERT_TRUE(network.ok()) << network.status();
  const auto outputs = (*network)->Run(Read(**file, "input"));
  ASSERT_TRUE(outputs.ok()) << outputs.status();
  const Tensor expected = Read(**file, "output");
  for (size_t i = 0; i < expected.values().size(); ++i) {
    EXPECT_NEAR((*outputs)[0].values()[i], expected.values()[i], 1e-5);
  }
}

}  // namespace
}  // namespace feluda
