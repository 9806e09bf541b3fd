// What the benchmarks of operators on videos share: made-up videos of several
// codecs, sizes and lengths.
//
//   const MadeUpVideos<VideoHash> videos(directory);
//   videos.Register(For("mjpeg_320x240"),
//                   MadeUpVideo(VideoCodec::kMjpeg, 320, 240));

#ifndef BENCH_MADE_UP_VIDEOS_H_
#define BENCH_MADE_UP_VIDEOS_H_

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "lib/data/videos/synthetic_video.h"
#include "lib/fixture/operator_benchmark.h"
#include "lib/media/video/video_encoder.h"
#include "lib/media/video/video_file.h"

namespace feluda {

inline SyntheticVideoOptions MadeUpVideo(
    VideoCodec codec, int width, int height,
    absl::Duration length = absl::Seconds(5)) {
  SyntheticVideoOptions options;
  options.encoder.codec = codec;
  options.encoder.width = width;
  options.encoder.height = height;
  options.length = length;
  return options;
}

// Makes the video, as a file in `directory` or, if that is empty, in a
// temporary one.
inline absl::StatusOr<BenchmarkInput<VideoFile>> MadeUpVideoInput(
    const SyntheticVideoOptions& options, const std::string& directory) {
  absl::StatusOr<VideoFile> video =
      directory.empty() ? MakeSyntheticVideo(options)
                        : KeepSyntheticVideo(options, directory);
  if (!video.ok()) return video.status();
  const EncoderOptions& encoder = options.encoder;
  BenchmarkInput<VideoFile> input;
  input.value = *std::move(video);
  input.description =
      absl::StrCat(CodecName(encoder.codec), " video ", encoder.width, "x",
                   encoder.height, ", ", absl::FormatDuration(options.length));
  input.facts["codec"] = CodecName(encoder.codec);
  input.facts["width"] = static_cast<double>(encoder.width);
  input.facts["height"] = static_cast<double>(encoder.height);
  input.facts["video_frames_per_second"] =
      static_cast<double>(encoder.frames_per_second);
  input.facts["seconds"] = absl::ToDoubleSeconds(options.length);
  input.size = {absl::ToDoubleMinutes(options.length), "minutes"};
  return input;
}

template <typename Op>
class MadeUpVideos {
 public:
  using Benchmark = OperatorBenchmark<Op>;
  using Input = BenchmarkInput<VideoFile>;
  // Completes what the report says of an input.
  using Complete = std::function<absl::StatusOr<Input>(Input)>;

  explicit MadeUpVideos(std::string directory, Complete complete = nullptr)
      : directory_(std::move(directory)), complete_(std::move(complete)) {}

  void Register(Benchmark benchmark,
                const SyntheticVideoOptions& options) const {
    benchmark.make_input = [options, videos = *this] {
      return videos.MakeInput(options);
    };
    feluda::Register(std::move(benchmark))->Unit(benchmark::kMillisecond);
  }

  // Registers a family that shows how the cost grows with the length.
  void RegisterLengths(Benchmark benchmark,
                       const std::vector<absl::Duration>& lengths) const {
    benchmark.make_sized_input = [videos = *this](int64_t seconds) {
      return videos.MakeInput(
          MadeUpVideo(VideoCodec::kH264, 320, 240, absl::Seconds(seconds)));
    };
    auto* family =
        feluda::Register(std::move(benchmark))->Unit(benchmark::kMillisecond);
    family->ArgName("seconds");
    for (absl::Duration length : lengths) {
      family->Arg(absl::ToInt64Seconds(length));
    }
    family->Complexity();
  }

 private:
  absl::StatusOr<Input> MakeInput(const SyntheticVideoOptions& options) const {
    absl::StatusOr<Input> input = MadeUpVideoInput(options, directory_);
    if (!input.ok() || complete_ == nullptr) return input;
    return complete_(*std::move(input));
  }

  const std::string directory_;
  const Complete complete_;
};

}  // namespace feluda

#endif  // BENCH_MADE_UP_VIDEOS_H_
