#include "lib/networks/weights/safetensors_file.h"

#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "lib/networks/tensor.h"
#include "lib/networks/weights/safetensors_writer.h"
#include "lib/testing/temporary_directory.h"

namespace feluda {
namespace {

class SafetensorsFileTest : public testing::Test {
 protected:
  // A file of a header and data.
  void Write(const std::string& header, const std::string& data) {
    std::string bytes(8, '\0');
    bytes[0] = header.size() % 256;
    bytes[1] = header.size() / 256;
    std::ofstream(path_, std::ios::binary) << bytes << header << data;
  }

  std::string Error(const Shape& expected) const {
    const auto file = SafetensorsFile::Open(path_);
    if (!file.ok()) return std::string(file.status().message());
    return std::string((*file)->Get("t", expected).status().message());
  }

  std::vector<float> Values(const Shape& expected) const {
    const auto file = SafetensorsFile::Open(path_);
    EXPECT_TRUE(file.ok()) << file.status();
    const auto tensor = (*file)->Get("t", expected);
    EXPECT_TRUE(tensor.ok()) << tensor.status();
    return {tensor->values().begin(), tensor->values().end()};
  }

  const TemporaryDirectory directory_;
  const std::string path_ = directory_.path() / "model.safetensors";
};

TEST_F(SafetensorsFileTest, Float32IsReadWhereItIsMapped) {
  auto writer = SafetensorsWriter::Create(path_, {{"t", {2, 3}}});
  ASSERT_TRUE(writer.ok()) << writer.status();
  ASSERT_TRUE((*writer)->Append({1, 2, 3, 4, 5, 6}).ok());
  ASSERT_TRUE((*writer)->Commit().ok());
  EXPECT_EQ(Values({2, 3}), (std::vector<float>{1, 2, 3, 4, 5, 6}));
  const auto file = SafetensorsFile::Open(path_);
  EXPECT_TRUE((*file)->Has("t"));
  EXPECT_FALSE((*file)->Has("u"));
  EXPECT_EQ((*file)->Get("t", {2, 3})->data(),
            (*file)->Get("t", {2, 3})->data());
}

TEST_F(SafetensorsFileTest, Float16AndBfloat16AreWidened) {
  Write(R"({"t": {"dtype": "F16", "shape": [2], "data_offsets": [0, 4]}})",
        std::string("\x00\x3e\x00\xc0", 4));
  EXPECT_EQ(Values({2}), (std::vector<float>{1.5f, -2}));
  Write(R"({"t": {"dtype": "BF16", "shape": [1], "data_offsets": [0, 2]}})",
        std::string("\xc0\x3f", 2));
  EXPECT_EQ(Values({1}), (std::vector<float>{1.5f}));
}

// Writers before 2023 did not pad the header.
TEST_F(SafetensorsFileTest, MisalignedFloat32IsCopied) {
  const std::string header =
      R"({"t": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}})";
  for (size_t shift = 0; shift < 4; ++shift) {
    Write(header + std::string(shift, ' '), std::string("\0\0\xc0\x3f", 4));
    EXPECT_EQ(Values({1}), (std::vector<float>{1.5f})) << shift;
  }
}

TEST_F(SafetensorsFileTest, TensorOutlivesTheFile) {
  Write(R"({"t": {"dtype": "F32", "shape": [], "data_offsets": [0, 4]}}  )",
        std::string("\0\0\xc0\x3f", 4));
  auto file = SafetensorsFile::Open(path_);
  ASSERT_TRUE(file.ok()) << file.status();
  const auto tensor = (*file)->Get("t", {});
  file->reset();
  ASSERT_TRUE(tensor.ok()) << tensor.status();
  EXPECT_EQ(tensor->values()[0], 1.5f);
}

TEST_F(SafetensorsFileTest, MissingTensorNamesWhatThereIs) {
  Write(R"({"u": {"dtype": "F32", "shape": [0], "data_offsets": [0, 0]}})", "");
  EXPECT_EQ(Error({64, 3}),
            path_ +
                ": tensor \"t\": expected 64x3, found no such name among 1 "
                "tensors, such as \"u\"");
  Write("{}", "");
  EXPECT_EQ(Error({1}), path_ +
                            ": tensor \"t\": expected 1, found no such "
                            "name among 0 tensors");
}

TEST_F(SafetensorsFileTest, SaysTheShape) {
  Write(R"({"t": {"dtype": "F16", "shape": [1, 2], "data_offsets": [0, 4]}})",
        std::string(4, '\0'));
  const auto file = SafetensorsFile::Open(path_);
  ASSERT_TRUE(file.ok()) << file.status();
  EXPECT_EQ(*(*file)->ShapeOf("t"), (Shape{1, 2}));
  EXPECT_EQ((*file)->ShapeOf("u").status().message(),
            path_ + ": has no tensor \"u\"");
}

TEST_F(SafetensorsFileTest, OtherShapeIsRefusedWithBoth) {
  Write(R"({"t": {"dtype": "F32", "shape": [0, 2], "data_offsets": [0, 0]}})",
        "");
  EXPECT_EQ(Error({2, 0}), path_ + ": tensor \"t\": expected 2x0, found 0x2");
}

TEST_F(SafetensorsFileTest, TypeThatWouldBeRoundedIsRefused) {
  for (const std::string dtype : {"F64", "I64", "BOOL", "F8_E4M3"}) {
    Write("{\"t\": {\"dtype\": \"" + dtype +
              "\", \"shape\": [0], \"data_offsets\": [0, 0]}}",
          "");
    EXPECT_EQ(Error({0}), path_ +
                              ": tensor \"t\": expected F32, F16 or BF16, "
                              "found " +
                              dtype + ": convert it to float32");
  }
}

TEST_F(SafetensorsFileTest, ErrorsOfTheHeaderNameTheFile) {
  Write("{}", "x");
  EXPECT_EQ(Error({}), path_ +
                           ": expected 0 bytes of tensors, found 1: there "
                           "are trailing bytes");
  std::ofstream(path_, std::ios::binary | std::ios::trunc) << "PK";
  EXPECT_EQ(Error({}),
            path_ + ": expected a safetensors file, found 2 bytes in all");
}

}  // namespace
}  // namespace feluda
