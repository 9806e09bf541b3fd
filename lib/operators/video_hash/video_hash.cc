#include "lib/operators/video_hash/video_hash.h"

#include <exception>
#include <new>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "lib/media/video/video_reader.h"
#include "lib/operators/input_removal.h"
#include "lib/operators/video_hash/pdqf.h"
#include "lib/operators/video_hash/tmk_accumulator.h"

namespace feluda {
namespace {

VideoOptions OptionsOf(const VideoHash::Config& config) {
  VideoOptions options;
  options.frames_per_second = config.frames_per_second;
  options.shape = {kPdqfSide, kPdqfSide, PixelFormat::kRgb};
  options.decoder.threads = config.threads;
  options.decoder.time_limit = config.time_limit;
  options.decoder.max_damage = config.max_damage;
  return options;
}

absl::StatusOr<HashedVideo> Hash(const std::string& path,
                                 const VideoHash::Config& config) {
  auto reader = VideoReader::Open(path, OptionsOf(config));
  if (!reader.ok()) return reader.status();
  TmkAccumulator accumulator(config.frames_per_second);
  VideoPicture picture;
  for (;;) {
    absl::StatusOr<bool> more = (*reader)->Next(picture);
    if (!more.ok()) return more.status();
    if (!*more) break;
    PdqfFeature feature;
    Pdqf(picture.pixels, feature);
    accumulator.Add(feature);
  }
  HashedVideo hashed;
  hashed.tmk = std::move(accumulator).Finish();
  hashed.base64 = AverageAsBase64(hashed.tmk);
  const VideoDecoder& decoder = (*reader)->decoder();
  hashed.facts["n_frames"] = static_cast<double>(hashed.tmk.frame_count);
  hashed.facts["n_packets"] = static_cast<double>(decoder.packets());
  hashed.facts["damaged_packets"] =
      static_cast<double>(decoder.damaged_packets());
  return hashed;
}

absl::StatusOr<HashedVideo> HashCatching(const std::string& path,
                                         const VideoHash::Config& config) {
  try {
    return Hash(path, config);
  } catch (const std::bad_alloc&) {
    return absl::ResourceExhaustedError(absl::StrCat(path, ": out of memory"));
  } catch (const std::exception& e) {
    return absl::InternalError(absl::StrCat(path, ": ", e.what()));
  }
}

}  // namespace

absl::StatusOr<std::unique_ptr<VideoHash>> VideoHash::Create(
    const Config& config) {
  if (config.frames_per_second == 0) {
    return absl::InvalidArgumentError(
        "frames_per_second: must be at least 1, is 0");
  }
  if (absl::Status s = Validate(OptionsOf(config)); !s.ok()) return s;
  return std::unique_ptr<VideoHash>(new VideoHash(config));
}

absl::StatusOr<HashedVideo> VideoHash::Run(const VideoFile& video) {
  if (cleaned_up_) {
    return absl::FailedPreconditionError(
        "VideoHash: Run() after Cleanup(); create another operator");
  }
  absl::StatusOr<HashedVideo> hashed = HashCatching(video.path, config_);
  if (!config_.remove_after_processing) return hashed;
  absl::Status removed = RemoveInput(video.path);
  if (hashed.ok() && !removed.ok()) return removed;
  return hashed;
}

Facts VideoHash::State() const {
  Facts facts;
  facts["frames_per_second"] = static_cast<double>(config_.frames_per_second);
  facts["threads"] = static_cast<double>(config_.threads);
  facts["time_limit"] = absl::FormatDuration(config_.time_limit);
  facts["max_damage"] = config_.max_damage;
  facts["remove_after_processing"] =
      config_.remove_after_processing ? 1.0 : 0.0;
  return facts;
}

}  // namespace feluda
