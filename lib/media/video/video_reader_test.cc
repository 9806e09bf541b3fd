#include "lib/media/video/video_reader.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/data/media_directory.h"
#include "lib/files/file_bytes.h"
#include "lib/files/file_writer.h"
#include "lib/media/video/video_encoder.h"
#include "lib/media/video/video_writer.h"
#include "lib/media/video/yuv_picture.h"

namespace feluda {
namespace {

using ::testing::ElementsAreArray;
using ::testing::HasSubstr;
using ::testing::SizeIs;
using ::testing::StartsWith;

const std::string kTestData = "lib/media/video/testdata/";

// Each picture of a test video is filled with a grey that encodes its number.
constexpr int kGreyStep = 8;

EncoderOptions Small(VideoCodec codec = VideoCodec::kH264) {
  EncoderOptions options;
  options.codec = codec;
  options.width = 32;
  options.height = 16;
  options.frames_per_second = 30;
  options.quantizer = 2;
  return options;
}

class VideoReaderTest : public ::testing::Test {
 protected:
  std::string PathOf(const std::string& name) const {
    return directory_->PathOf(name);
  }

  // Writes a video whose picture i is shown at ticks[i] / 30 seconds. A new
  // encoder begins at each of the indices in `cuts`.
  std::string Write(const std::string& name, const std::vector<int>& ticks,
                    const std::vector<size_t>& cuts = {},
                    const EncoderOptions& options = Small()) {
    auto encoder = VideoEncoder::Create(options);
    auto writer = VideoWriter::Create(PathOf(name), (*encoder)->context(), 0);
    std::vector<LibavPtr<AVPacket>> packets;
    for (size_t i = 0; i < ticks.size(); ++i) {
      if (std::count(cuts.begin(), cuts.end(), i) > 0) {
        EXPECT_EQ((*encoder)->Finish(packets), absl::OkStatus());
        encoder = VideoEncoder::Create(options);
      }
      const absl::Status status = (*encoder)->Add(
          Grey(static_cast<int>(i), options), ticks[i], packets);
      EXPECT_EQ(status, absl::OkStatus());
    }
    EXPECT_EQ((*encoder)->Finish(packets), absl::OkStatus());
    for (const auto& packet : packets) {
      EXPECT_EQ((*writer)->Add(*packet), absl::OkStatus());
    }
    EXPECT_EQ((*writer)->Finish(), absl::OkStatus());
    return PathOf(name);
  }

  static YuvPicture Grey(int number, const EncoderOptions& options) {
    YuvPicture picture(options.width, options.height);
    const auto luma = static_cast<uint8_t>(16 + kGreyStep * number);
    FillRectangle(0, 0, options.width, options.height, {luma, 128, 128},
                  picture);
    return picture;
  }

  std::string WriteBytes(const std::string& name, const std::string& bytes) {
    EXPECT_EQ(WriteFileWhole(PathOf(name), bytes), absl::OkStatus());
    return PathOf(name);
  }

  // Writes a copy of which only the first part is kept, and returns its path.
  std::string Cut(const std::string& path, double part) {
    std::string bytes = *ReadFileBytes(path, 1 << 24);
    bytes.resize(static_cast<size_t>(part * bytes.size()));
    return WriteBytes("cut_" + std::filesystem::path(path).filename().string(),
                      bytes);
  }

  absl::StatusOr<MediaDirectory> directory_ = MediaDirectory::Create();
};

std::vector<int> Steady(int count) {
  std::vector<int> ticks(count);
  for (int i = 0; i < count; ++i) ticks[i] = i;
  return ticks;
}

VideoOptions LumaAt(int frames_per_second) {
  VideoOptions options;
  options.frames_per_second = frames_per_second;
  options.shape = {4, 2, PixelFormat::kLuma};
  return options;
}

// Returns the numbers of the pictures, read from their greys.
absl::StatusOr<std::vector<int>> Numbers(const std::string& path,
                                         const VideoOptions& options) {
  auto reader = VideoReader::Open(path, options);
  if (!reader.ok()) return reader.status();
  std::vector<int> numbers;
  VideoPicture picture;
  for (;;) {
    absl::StatusOr<bool> more = (*reader)->Next(picture);
    if (!more.ok()) return more.status();
    if (!*more) return numbers;
    // The reader scaled 16 to 235 up to 0 to 255.
    const double luma = picture.pixels[0] * 219.0 / 255.0;
    numbers.push_back(static_cast<int>(std::lround(luma / kGreyStep)));
  }
}

TEST_F(VideoReaderTest, ShowsEachFrameOnceInOrder) {
  for (const auto& [name, codec] : {std::pair("b.mp4", VideoCodec::kH264),
                                    std::pair("b.mkv", VideoCodec::kMpeg4),
                                    std::pair("b.avi", VideoCodec::kMjpeg)}) {
    const std::string path = Write(name, Steady(20), {}, Small(codec));
    const auto numbers = Numbers(path, LumaAt(0));
    ASSERT_EQ(numbers.status(), absl::OkStatus());
    EXPECT_THAT(*numbers, ElementsAreArray(Steady(20))) << name;
  }
}

TEST_F(VideoReaderTest, ShowsTheFramesOfAConstantRate) {
  const std::string steady = Write("steady.mp4", Steady(12));
  EXPECT_THAT(*Numbers(steady, LumaAt(15)),
              ElementsAreArray({0, 1, 2, 3, 5, 7, 9, 11}));
  const std::string uneven =
      Write("uneven.mp4", {0, 2, 4, 12, 13, 20}, {}, Small(VideoCodec::kMpeg4));
  EXPECT_THAT(*Numbers(uneven, LumaAt(30)),
              ElementsAreArray({0, 0, 1, 1, 2, 2, 2, 2, 2, 2, 2,
                                2, 3, 4, 4, 4, 4, 4, 4, 4, 5}));
}

TEST_F(VideoReaderTest, FollowsClocksThatRestartOrJump) {
  std::vector<int> late = Steady(12);
  for (int& tick : late) tick += 1000 * 30;
  const std::string first = *ReadFileBytes(Write("a.ts", Steady(12)), 1 << 24);
  const std::string leap = *ReadFileBytes(Write("b.ts", late), 1 << 24);
  std::vector<int> thrice = Steady(12);
  for (int i = 0; i < 24; ++i) thrice.push_back(thrice[i]);
  // MPEG-PS of the same three parts, made by `ffmpeg`.
  const std::string program = kTestData + "mpeg2_joined.mpg";
  for (const std::string& path :
       {WriteBytes("joined.ts", absl::StrCat(first, leap, first)), program}) {
    const auto numbers = Numbers(path, LumaAt(30));
    ASSERT_EQ(numbers.status(), absl::OkStatus());
    EXPECT_THAT(*numbers, ElementsAreArray(thrice)) << path;
  }
}

TEST_F(VideoReaderTest, TellsWhenEachPictureIsShown) {
  const std::string path = Write("times.mp4", {0, 1, 6});
  for (const auto& [rate, last] : {std::pair(0, 0.2), std::pair(10, 0.2)}) {
    auto reader = VideoReader::Open(path, LumaAt(rate));
    ASSERT_EQ(reader.status(), absl::OkStatus());
    VideoPicture picture;
    while (*(*reader)->Next(picture)) {
    }
    EXPECT_NEAR(picture.seconds, last, 1e-9) << rate;
  }
}

TEST_F(VideoReaderTest, ShowsKeyFramesAlone) {
  VideoOptions options = LumaAt(0);
  options.decoder.key_frames_only = true;
  const std::string h264 = Write("keys.mp4", Steady(20), {7, 15});
  EXPECT_THAT(*Numbers(h264, options), ElementsAreArray({0, 7, 15}));
  const std::string mjpeg =
      Write("keys.avi", Steady(5), {}, Small(VideoCodec::kMjpeg));
  EXPECT_THAT(*Numbers(mjpeg, options), ElementsAreArray(Steady(5)));
}

TEST_F(VideoReaderTest, TellsThatThereIsNoKeyFrame) {
  const EncoderOptions size = Small();
  auto encoder = VideoEncoder::Create(size);
  auto writer =
      VideoWriter::Create(PathOf("no_key.mkv"), (*encoder)->context(), 0);
  std::vector<LibavPtr<AVPacket>> packets;
  for (int i = 0; i < 3; ++i) {
    ASSERT_EQ((*encoder)->Add(Grey(i, size), i, packets), absl::OkStatus());
  }
  ASSERT_EQ((*encoder)->Finish(packets), absl::OkStatus());
  // The first is the key frame.
  ASSERT_EQ((*writer)->Add(*packets[1]), absl::OkStatus());
  ASSERT_EQ((*writer)->Add(*packets[2]), absl::OkStatus());
  ASSERT_EQ((*writer)->Finish(), absl::OkStatus());

  VideoOptions options = LumaAt(0);
  options.decoder.key_frames_only = true;
  const absl::Status status = Numbers(PathOf("no_key.mkv"), options).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss);
  EXPECT_THAT(std::string(status.message()),
              HasSubstr("no_key.mkv: has no key frame"));
}

TEST_F(VideoReaderTest, GivesTheSameForAnyNumberOfThreads) {
  const std::string path = Write("threads.mp4", Steady(25));
  VideoOptions options = LumaAt(0);
  options.decoder.threads = 3;
  EXPECT_THAT(*Numbers(path, options), ElementsAreArray(Steady(25)));
}

TEST_F(VideoReaderTest, TurnsPicturesUpright) {
  EncoderOptions size = Small();
  auto encoder = VideoEncoder::Create(size);
  auto writer =
      VideoWriter::Create(PathOf("turned.mp4"), (*encoder)->context(), 90);
  YuvPicture picture = Grey(0, size);
  // The left half is white, which is at the top after turning clockwise.
  FillRectangle(0, 0, 16, 16, {235, 128, 128}, picture);
  std::vector<LibavPtr<AVPacket>> packets;
  ASSERT_EQ((*encoder)->Add(picture, 0, packets), absl::OkStatus());
  ASSERT_EQ((*encoder)->Finish(packets), absl::OkStatus());
  ASSERT_EQ((*writer)->Add(*packets[0]), absl::OkStatus());
  ASSERT_EQ((*writer)->Finish(), absl::OkStatus());

  auto reader = VideoReader::Open(PathOf("turned.mp4"), VideoOptions());
  ASSERT_EQ(reader.status(), absl::OkStatus());
  VideoPicture upright;
  ASSERT_TRUE(*(*reader)->Next(upright));
  EXPECT_EQ(upright.shape.width, 16);
  EXPECT_EQ(upright.shape.height, 32);
  ASSERT_THAT(upright.pixels, SizeIs(16 * 32 * 3));
  EXPECT_GT(upright.pixels.front(), 250);
  EXPECT_LT(upright.pixels.back(), 5);
}

TEST_F(VideoReaderTest, ScalesToRgb) {
  VideoOptions options;
  options.shape = {3, 5, PixelFormat::kRgb};
  auto reader = VideoReader::Open(Write("grey.mp4", {0}), options);
  ASSERT_EQ(reader.status(), absl::OkStatus());
  VideoPicture picture;
  ASSERT_TRUE(*(*reader)->Next(picture));
  EXPECT_THAT(picture.pixels, SizeIs(3 * 5 * 3));
  EXPECT_FALSE(*(*reader)->Next(picture));
  EXPECT_FALSE(*(*reader)->Next(picture));
}

TEST_F(VideoReaderTest, RefusesWhatIsNoVideo) {
  const std::string sound =
      std::string(
          "RIFF\x24\x08\0\0WAVEfmt \x10\0\0\0\1\0\1\0\x40\x1f\0\0"
          "\x80\x3e\0\0\2\0\x10\0data\0\x08\0\0",
          44) +
      std::string(2048, '\0');
  const struct {
    std::string path;
    absl::StatusCode code;
    std::string message;
  } kCases[] = {
      {PathOf("missing.mp4"), absl::StatusCode::kNotFound, "No such file"},
      {directory_->path(), absl::StatusCode::kInvalidArgument,
       "is not a regular file"},
      {WriteBytes("empty.mp4", ""), absl::StatusCode::kInvalidArgument,
       "is empty"},
      {WriteBytes("text.mp4", "once upon a time\n"),
       absl::StatusCode::kInvalidArgument, "cannot be read as a video"},
      {WriteBytes("text.txt", std::string(4000, '\n')),
       absl::StatusCode::kInvalidArgument, "has no video"},
      {WriteBytes("list.m3u8", "#EXTM3U\n#EXTINF:1,\nb.ts\n#EXT-X-ENDLIST\n"),
       absl::StatusCode::kInvalidArgument, "cannot be read as a video"},
      {WriteBytes("sound.wav", sound), absl::StatusCode::kInvalidArgument,
       "has no video"},
      {Cut(Write("whole.mp4", Steady(20)), 0.1),
       absl::StatusCode::kInvalidArgument, "cannot be read as a video"},
  };
  for (const auto& c : kCases) {
    const absl::Status status = Numbers(c.path, LumaAt(15)).status();
    EXPECT_EQ(status.code(), c.code) << status;
    EXPECT_THAT(std::string(status.message()), StartsWith(c.path));
    EXPECT_THAT(std::string(status.message()), HasSubstr(c.message));
  }
}

TEST_F(VideoReaderTest, RefusesAVideoThatIsCutOffUnlessAllowed) {
  const struct {
    std::string whole;
    std::string message;
  } kCases[] = {
      {Write("cut.avi", Steady(20), {}, Small(VideoCodec::kMjpeg)), "30 %"},
      {Write("cut.mkv", Steady(20), {}, Small(VideoCodec::kMjpeg)), "30 %"},
      {Write("cut.flv", Steady(20)), "30 %"},
      {kTestData + "mpeg4_fragments.mp4",
       "within a fragment, and does not say how much is missing"},
  };
  for (const auto& c : kCases) {
    const std::string path = Cut(c.whole, 0.7);
    VideoOptions options = LumaAt(0);
    const absl::Status status = Numbers(path, options).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss) << status;
    EXPECT_THAT(std::string(status.message()),
                StartsWith(path + ": is cut off"));
    EXPECT_THAT(std::string(status.message()), HasSubstr(c.message));
    options.decoder.max_damage = 1.0;
    EXPECT_THAT(Numbers(path, options)->size(),
                ::testing::AllOf(::testing::Gt(5), ::testing::Lt(20)));
  }
}

TEST_F(VideoReaderTest, TakesWholeFilesWhoseLengthIsNotTheVideos) {
  EncoderOptions mpeg4 = Small(VideoCodec::kMpeg4);
  const std::pair<std::string, int> kCases[] = {
      // The AVI has an empty chunk for each tick without a picture, and one
      // for each half frame of H.264.
      {Write("gaps.avi", {0, 5, 50}, {}, mpeg4), 3},
      {Write("half.avi", Steady(10)), 10},
      {Write("gaps.mkv", {0, 5, 50}, {}, mpeg4), 3},
      {Write("gaps.flv", {0, 5, 50}), 3},
      // Half a second of video and two of sound.
      {kTestData + "wmv2_long_sound.wmv", 5},
      {kTestData + "mpeg4_fragments.mp4", 20},
  };
  for (const auto& [path, count] : kCases) {
    VideoOptions options = LumaAt(0);
    options.decoder.max_damage = 0.0;
    const auto numbers = Numbers(path, options);
    ASSERT_EQ(numbers.status(), absl::OkStatus());
    EXPECT_THAT(*numbers, SizeIs(count)) << path;
  }
}

TEST_F(VideoReaderTest, CountsWhatIsDamaged) {
  const std::string path =
      Write("noise.avi", Steady(20), {}, Small(VideoCodec::kMjpeg));
  std::string bytes = *ReadFileBytes(path, 1 << 24);
  // Overwrites five of the pictures.
  for (size_t begin = 0, found = 0; found < 5; ++found) {
    begin = bytes.find("\xff\xd8\xff", begin + 1);
    const size_t end = bytes.find("\xff\xd9", begin);
    ASSERT_NE(end, std::string::npos);
    std::fill(bytes.begin() + begin, bytes.begin() + end, 'x');
  }
  const std::string damaged = WriteBytes("damaged.avi", bytes);
  VideoOptions options = LumaAt(0);
  const absl::Status status = Numbers(damaged, options).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss) << status;
  EXPECT_THAT(std::string(status.message()), HasSubstr("5 of its 20 packets"));
  options.decoder.max_damage = 0.25;
  EXPECT_THAT(*Numbers(damaged, options), SizeIs(15));
}

TEST_F(VideoReaderTest, EndsAtTheTimeLimit) {
  VideoOptions options = LumaAt(0);
  options.decoder.time_limit = absl::Nanoseconds(1);
  const std::string path = Write("long.mp4", Steady(5));
  const absl::Status status = Numbers(path, options).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kDeadlineExceeded) << status;
  EXPECT_THAT(std::string(status.message()), StartsWith(path));
}

TEST_F(VideoReaderTest, RefusesOptionsOutOfRange) {
  const auto with = [](auto change) {
    VideoOptions options;
    change(options);
    return options;
  };
  const std::pair<std::string, VideoOptions> kCases[] = {
      {"frames_per_second", with([](auto& o) { o.frames_per_second = -1; })},
      {"frames_per_second", with([](auto& o) { o.frames_per_second = 1001; })},
      {"shape", with([](auto& o) { o.shape.width = 64; })},
      {"shape", with([](auto& o) {
         o.shape = {-1, 64};
       })},
      {"shape", with([](auto& o) {
         o.shape = {64, 16385};
       })},
      {"threads", with([](auto& o) { o.decoder.threads = 0; })},
      {"time_limit",
       with([](auto& o) { o.decoder.time_limit = absl::ZeroDuration(); })},
      {"max_damage", with([](auto& o) { o.decoder.max_damage = 1.1; })},
  };
  for (const auto& [member, options] : kCases) {
    const absl::Status status = VideoReader::Open("any", options).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << member;
    EXPECT_THAT(std::string(status.message()), StartsWith(member + ": must"));
  }
}

}  // namespace
}  // namespace feluda
