#include "lib/networks/onnx/format/onnx_model.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "gtest/gtest.h"
#include "lib/networks/onnx/format/onnx_writer.h"
#include "lib/testing/temporary_directory.h"

namespace feluda {
namespace {

class OnnxModelTest : public testing::Test {
 protected:
  void Write(const std::string& bytes) {
    std::ofstream(path_, std::ios::binary | std::ios::trunc) << bytes;
  }

  std::string Error() const {
    return std::string(ReadOnnxModel(path_).status().message());
  }

  const TemporaryDirectory directory_;
  const std::string path_ = directory_.path() / "model.onnx";
};

std::string Message(int field, const std::string& bytes) {
  return std::string({static_cast<char>(field << 3 | 2),
                      static_cast<char>(bytes.size())}) +
         bytes;
}

// A model of one tensor, "t" of one float, and more fields of it.
std::string ModelOf(const std::string& tensor_fields) {
  const std::string start("\x08\x01\x10\x01\x42\x01t", 7);
  return Message(7, Message(5, start + tensor_fields));
}

// An entry of a tensor's external_data.
std::string External(const std::string& key, const std::string& value) {
  return Message(13, Message(1, key) + Message(2, value));
}

const char kIsExternal[] = "\x70\x01";

TEST_F(OnnxModelTest, ReadsWhatTheWriterWrites) {
  OnnxGraph graph;
  graph.opset = 12;
  graph.nodes = {{"Conv",
                  {"x", "w"},
                  {"y"},
                  {{"group", int64_t{1}},
                   {"auto_pad", std::string("VALID")},
                   {"alpha", 0.5f},
                   {"pads", std::vector<int64_t>{0, -1}}},
                  ""}};
  graph.inputs = {{"x", {-1, 3, 8}}};
  graph.outputs = {{"y", {1}}};
  graph.initializers = {OnnxFloats("w", Tensor::Owned({2, 1}, {1, 2})),
                        OnnxInts("s", {-1, 7})};
  ASSERT_TRUE(WriteOnnx(path_, graph).ok());
  const auto model = ReadOnnxModel(path_);
  ASSERT_TRUE(model.ok()) << model.status();
  EXPECT_EQ(model->opset, 12);
  EXPECT_EQ(model->inputs[0].shape, (Shape{-1, 3, 8}));
  EXPECT_EQ(model->outputs[0].name, "y");
  const OnnxNode& node = model->nodes.at(0);
  EXPECT_EQ(node.inputs, (std::vector<std::string>{"x", "w"}));
  EXPECT_EQ(node.attributes[1].s, "VALID");
  EXPECT_EQ(node.attributes[2].f, 0.5f);
  EXPECT_EQ(node.attributes[3].ints, (std::vector<int64_t>{0, -1}));
  EXPECT_EQ(FloatsOf(model->initializers[0], nullptr)->values()[1], 2);
  EXPECT_EQ(*IntsOf(model->initializers[1]), (std::vector<int64_t>{-1, 7}));
}

TEST_F(OnnxModelTest, EveryCutIsRefusedOrHasNoMore) {
  OnnxGraph graph;
  graph.nodes = {{"Relu", {"x"}, {"y"}, {}, ""}};
  graph.initializers = {OnnxFloats("w", Tensor::Owned({3}, {1, 2, 3}))};
  ASSERT_TRUE(WriteOnnx(path_, graph).ok());
  std::ifstream in(path_, std::ios::binary);
  const std::string whole(std::istreambuf_iterator<char>(in), {});
  for (size_t size = 0; size < whole.size(); ++size) {
    Write(whole.substr(0, size));
    const auto model = ReadOnnxModel(path_);
    ASSERT_FALSE(model.ok()) << size;
    EXPECT_TRUE(absl::StartsWith(model.status().message(),
                                 path_ + ": expected an ONNX model, found: "))
        << model.status();
  }
}

TEST_F(OnnxModelTest, OtherFilesAreRefused) {
  for (const std::string bytes : {"", "PK\x03\x04", "{\"a\": 1}", "GIF89a"}) {
    Write(bytes);
    EXPECT_TRUE(
        absl::StartsWith(Error(), path_ + ": expected an ONNX model, found: "))
        << bytes;
  }
  EXPECT_EQ(ReadOnnxModel("/nowhere.onnx").status().code(),
            absl::StatusCode::kNotFound);
}

TEST_F(OnnxModelTest, ShapesOfTensorsAreChecked) {
  const std::string negative("\x08\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01");
  Write(ModelOf(negative));
  EXPECT_TRUE(absl::StrContains(
      Error(), "tensor \"t\": expected sizes from 0 on, found 1x-1"))
      << Error();
  const std::string huge("\x08\x80\x80\x80\x80\x80\x80\x80\x80\x40");
  Write(ModelOf(huge));
  EXPECT_TRUE(absl::StrContains(Error(), "overflow")) << Error();
  Write(ModelOf(std::string(2 * 12, '\x08')));  // twelve more dimensions
  EXPECT_TRUE(
      absl::StrContains(Error(), "expected at most 12 dimensions, found 13"))
      << Error();
}

TEST_F(OnnxModelTest, TensorOfTooFewBytesIsRefusedWhenRead) {
  Write(ModelOf(Message(9, "abc")));
  const auto model = ReadOnnxModel(path_);
  ASSERT_TRUE(model.ok()) << model.status();
  EXPECT_EQ(FloatsOf(model->initializers[0], nullptr).status().message(),
            "tensor \"t\": expected 4 bytes for 1, found 3");
}

TEST_F(OnnxModelTest, ExternalDataIsReadBesideTheModel) {
  std::ofstream(directory_.path() / "data", std::ios::binary)
      << std::string("....\0\0\xc0\x3f", 8);
  Write(ModelOf(External("location", "data") + External("offset", "4") +
                External("length", "4") + kIsExternal));
  const auto model = ReadOnnxModel(path_);
  ASSERT_TRUE(model.ok()) << model.status();
  EXPECT_EQ(FloatsOf(model->initializers[0], nullptr)->values()[0], 1.5f);
}

TEST_F(OnnxModelTest, ExternalDataElsewhereIsRefused) {
  for (const std::string location :
       {"/etc/passwd", "../data", "a/../../data", ""}) {
    Write(ModelOf(External("location", location) + kIsExternal));
    EXPECT_EQ(Error(), path_ + ": tensor \"t\": its data in \"" + location +
                           "\" is not read: expected a path below the model's "
                           "folder");
  }
}

TEST_F(OnnxModelTest, ExternalDataThatIsCutShortIsRefused) {
  std::ofstream(directory_.path() / "data") << "12345678";
  const struct {
    const char* offset;
    const char* length;
    const char* error;
  } cases[] = {
      {"4", "5", "has 4 bytes, not 5: it is cut short"},
      {"9", "1", "begins at 9 of 8"},
      {"-1", "1", "begins at -1 of 8"},
  };
  for (const auto& [offset, length, error] : cases) {
    Write(ModelOf(External("location", "data") + External("offset", offset) +
                  External("length", length) + kIsExternal));
    EXPECT_TRUE(absl::StrContains(Error(), error)) << Error();
  }
}

}  // namespace
}  // namespace feluda
