#include "lib/media/video/container/packet_clock.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

using ::testing::ElementsAreArray;

constexpr int64_t kNone = AV_NOPTS_VALUE;
constexpr int64_t kWrap = int64_t{1} << 33;

struct FreeContext {
  void operator()(AVFormatContext* context) const {
    avformat_free_context(context);
  }
};

constexpr int64_t kSecond = 90000;

// A stream of 25 frames a second, in ticks of a 90,000th of a second.
constexpr int64_t kFrame = 3600;

// The decoding times that become of `times`.
std::vector<int64_t> Corrected(const char* container, int64_t start,
                               const std::vector<int64_t>& times,
                               int64_t duration = kFrame) {
  const std::unique_ptr<AVFormatContext, FreeContext> format(
      avformat_alloc_context());
  format->iformat = av_find_input_format(container);
  AVStream* const stream = avformat_new_stream(format.get(), nullptr);
  stream->time_base = {1, 90000};
  stream->pts_wrap_bits = 33;
  stream->start_time = start;
  format->start_time = av_rescale_q(start, stream->time_base, AV_TIME_BASE_Q);
  const LibavPtr<AVCodecContext> decoder(avcodec_alloc_context3(nullptr));
  const LibavPtr<AVPacket> packet(av_packet_alloc());
  PacketClock clock(*format, *stream);
  std::vector<int64_t> corrected;
  for (const int64_t time : times) {
    av_new_packet(packet.get(), 1);
    packet->dts = time;
    packet->pts = time;
    packet->duration = duration;
    clock.Correct(*decoder, *packet);
    corrected.push_back(packet->dts);
    av_packet_unref(packet.get());
  }
  return corrected;
}

TEST(PacketClockTest, FollowsClocksThatMayJump) {
  const struct {
    std::string name;
    std::vector<int64_t> times;
    std::vector<int64_t> corrected;
  } kCases[] = {
      {"steady", {900, 4500, 8100}, {0, 3600, 7200}},
      {"restart",
       {900, 900 + kSecond, 900, 4500},
       {0, kSecond, kSecond + 3600, kSecond + 7200}},
      {"two restarts",
       {900, 900 + kSecond, 900, 900 + kSecond, 900},
       {0, kSecond, kSecond + 3600, 2 * kSecond + 3600, 2 * kSecond + 7200}},
      {"leap",
       {900, 900 + 1000 * kSecond, 4500 + 1000 * kSecond},
       {0, 3600, 7200}},
      {"leap and back",
       {900, 900 + 1000 * kSecond, 900, 4500},
       {0, 3600, 7200, 10800}},
      {"gap of 9 s", {900, 900 + 9 * kSecond}, {0, 9 * kSecond}},
      {"small step back", {90900, 90000}, {0, -900}},
      {"wrap", {kWrap - 3600, 0, 3600}, {0, 3600, 7200}},
      {"before the start", {kWrap + 900 - 3600, 900}, {-3600, 0}},
      {"no time", {900, kNone, 8100}, {0, 3600, 7200}},
  };
  for (const auto& c : kCases) {
    const int64_t start = c.name == "before the start" ? 900 : c.times[0];
    EXPECT_THAT(Corrected("mpegts", start, c.times),
                ElementsAreArray(c.corrected))
        << c.name;
  }
}

TEST(PacketClockTest, DropsTimesThatAreFarOffWhereClocksDoNotJump) {
  constexpr int64_t kHour = 3600 * kSecond;
  EXPECT_THAT(
      Corrected("matroska", 0, {0, 20 * kHour, 60 * kHour, 3 * kSecond}),
      ElementsAreArray(
          {int64_t{0}, 20 * kHour, 20 * kHour + kFrame, 3 * kSecond}));
}

TEST(PacketClockTest, KnowsNoTimeAfterAPacketOfUnknownLength) {
  EXPECT_THAT(Corrected("mpegts", 900, {900, kNone, 4500}, /*duration=*/0),
              ElementsAreArray({int64_t{0}, kNone, int64_t{3600}}));
}

TEST(PacketClockTest, FollowsALeapAfterAPacketOfUnknownLength) {
  EXPECT_THAT(Corrected("mpegts", 0, {0, 3600, 20 * kSecond}, /*duration=*/0),
              ElementsAreArray({0, 3600, 3600}));
}

}  // namespace
}  // namespace feluda
