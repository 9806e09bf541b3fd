#include "lib/media/video/video_demuxer.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "lib/media/video/container/stated_size.h"

namespace feluda {
namespace {

// How often in a row libav may say "try again".
constexpr int kMaxRetries = 100;

absl::Status CheckRegularFile(const std::string& path) {
  struct stat status;
  if (stat(path.c_str(), &status) != 0) {
    return absl::ErrnoToStatus(errno, absl::StrCat(path, ": cannot be opened"));
  }
  if (!S_ISREG(status.st_mode)) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, ": is not a regular file"));
  }
  if (status.st_size == 0) {
    return absl::InvalidArgumentError(absl::StrCat(path, ": is empty"));
  }
  return absl::OkStatus();
}

// Ranks streams as the `ffmpeg` program does; negative if it is no video.
int64_t Rank(const AVStream& stream) {
  constexpr int64_t kHasPackets = 100000000;
  constexpr int64_t kIsDefault = 5000000;
  if (stream.codecpar->codec_type != AVMEDIA_TYPE_VIDEO) return -1;
  if (stream.disposition & AV_DISPOSITION_ATTACHED_PIC) return -1;
  // libav takes any text for a video of a terminal.
  if (stream.codecpar->codec_id == AV_CODEC_ID_ANSI) return -1;
  int64_t rank = int64_t{stream.codecpar->width} * stream.codecpar->height;
  if (stream.event_flags & AVSTREAM_EVENT_FLAG_NEW_PACKETS) rank += kHasPackets;
  if (stream.disposition & AV_DISPOSITION_DEFAULT) rank += kIsDefault;
  return rank;
}

// When the stream ends in seconds, by the tag "DURATION" of Matroska's tracks,
// as in "00:01:02.500000000"; 0 without one.
double TaggedEnd(const AVStream& stream) {
  const AVDictionaryEntry* const tag =
      av_dict_get(stream.metadata, "DURATION", nullptr, 0);
  if (tag == nullptr) return 0.0;
  const std::vector<std::string> parts = absl::StrSplit(tag->value, ':');
  double seconds = 0.0;
  if (parts.size() != 3) return 0.0;
  for (const std::string& part : parts) {
    double value = 0.0;
    if (!absl::SimpleAtod(part, &value) || !(value >= 0.0)) return 0.0;
    seconds = seconds * 60.0 + value;
  }
  return seconds;
}

}  // namespace

absl::StatusOr<std::unique_ptr<VideoDemuxer>> VideoDemuxer::Open(
    const std::string& path, absl::Duration time_limit) {
  if (absl::Status s = CheckRegularFile(path); !s.ok()) return s;
  SilenceLibav();
  std::unique_ptr<VideoDemuxer> demuxer(new VideoDemuxer(path, time_limit));
  if (absl::Status s = demuxer->OpenFile(); !s.ok()) return s;
  if (absl::Status s = demuxer->ChooseStream(); !s.ok()) return s;
  return demuxer;
}

int VideoDemuxer::IsOverdue(void* demuxer) {
  return static_cast<VideoDemuxer*>(demuxer)->limit_.IsOver();
}

absl::Status VideoDemuxer::Overdue() const {
  return absl::DeadlineExceededError(
      absl::StrCat(path_, ": not read within its time limit of ",
                   absl::FormatDuration(limit_.length())));
}

absl::Status VideoDemuxer::OpenFile() {
  AVIOContext* io = nullptr;
  const AVIOInterruptCB interrupt = {&VideoDemuxer::IsOverdue, this};
  // Without "file:" a path "http://..." would be an address.
  const std::string url = absl::StrCat("file:", path_);
  const int error =
      avio_open2(&io, url.c_str(), AVIO_FLAG_READ, &interrupt, nullptr);
  io_.reset(io);
  if (limit_.IsOver()) return Overdue();
  if (error < 0) return LibavError(error, "cannot be opened", path_);
  return OpenContainer();
}

absl::Status VideoDemuxer::OpenContainer() {
  AVFormatContext* context = avformat_alloc_context();
  if (context == nullptr) return LibavOutOfMemory(path_);
  context->pb = io_.get();
  context->interrupt_callback = {&VideoDemuxer::IsOverdue, this};
  // Playlists and the like would open what they name, by one of these.
  context->protocol_whitelist = av_strdup("none");
  // Frees the context if it fails.
  int error = avformat_open_input(&context, path_.c_str(), nullptr, nullptr);
  if (error >= 0) {
    format_.reset(context);
    error = ReadStreamInfo();
  }
  if (limit_.IsOver()) return Overdue();
  if (error < 0) return LibavError(error, "cannot be read as a video", path_);
  return absl::OkStatus();
}

// Decodes the first frames to learn what the container does not say.
int VideoDemuxer::ReadStreamInfo() {
  const size_t streams = format_->nb_streams;
  std::vector<AVDictionary*> options(streams, nullptr);
  for (AVDictionary*& of_stream : options) {
    av_dict_set_int(&of_stream, "max_pixels", kMaxPixels, 0);
  }
  const int error = avformat_find_stream_info(format_.get(), options.data());
  for (AVDictionary*& of_stream : options) av_dict_free(&of_stream);
  return error;
}

absl::Status VideoDemuxer::ChooseStream() {
  for (unsigned i = 0; i < format_->nb_streams; ++i) {
    AVStream* const stream = format_->streams[i];
    stream->discard = AVDISCARD_ALL;
    const int64_t rank = Rank(*stream);
    if (rank < 0 || (stream_ != nullptr && rank <= Rank(*stream_))) continue;
    stream_ = stream;
  }
  if (stream_ == nullptr) {
    return absl::InvalidArgumentError(
        absl::StrCat(path_, ": has no video, only sound or other streams"));
  }
  stream_->discard = AVDISCARD_DEFAULT;
  const AVCodecParameters& video = *stream_->codecpar;
  if (int64_t{video.width} * video.height <= kMaxPixels) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(
      absl::StrCat(path_, ": its frames of ", video.width, " x ", video.height,
                   " pixels are too large; at most ", kMaxPixels, " are read"));
}

absl::StatusOr<bool> VideoDemuxer::Next(AVPacket& packet) {
  for (int retries = 0; retries < kMaxRetries;) {
    av_packet_unref(&packet);
    if (limit_.IsOver()) return Overdue();
    const int error = av_read_frame(format_.get(), &packet);
    if (error == AVERROR(EAGAIN)) {
      ++retries;
      continue;
    }
    // A file that cannot be read any further counts as cut off here.
    if (error < 0) return false;
    retries = 0;
    if (packet.stream_index != stream_->index) continue;
    ++packets_;
    NoteEnd(packet);
    return true;
  }
  return false;
}

void VideoDemuxer::NoteEnd(const AVPacket& packet) {
  const int64_t begin = packet.pts != AV_NOPTS_VALUE ? packet.pts : packet.dts;
  if (begin == AV_NOPTS_VALUE) return;
  const double end =
      static_cast<double>(begin) + static_cast<double>(packet.duration);
  end_ = std::max(end_, end);
}

double VideoDemuxer::frames_per_second() const {
  const AVRational rate = av_guess_frame_rate(format_.get(), stream_, nullptr);
  return rate.num > 0 && rate.den > 0 ? av_q2d(rate) : 0.0;
}

double VideoDemuxer::duration() const {
  if (format_->duration == AV_NOPTS_VALUE) return 0.0;
  return std::max(0.0, static_cast<double>(format_->duration) / AV_TIME_BASE);
}

// How long the video should be, in its time base; 0 if the file does not say.
double VideoDemuxer::StatedLength(bool has_stated_size) const {
  // Other lengths are what libav finds at the end of the file.
  if (format_->duration_estimation_method != AVFMT_DURATION_FROM_STREAM) {
    return 0.0;
  }
  const std::string container = format_->iformat->name;
  // All streams of an ASF file get the file's length, and an AVI's count of
  // frames may include any number of empty ones.
  if (container == "asf") return 0.0;
  if (container == "avi") {
    return has_stated_size ? 0.0 : static_cast<double>(stream_->nb_frames);
  }
  if (stream_->duration > 0) return static_cast<double>(stream_->duration);
  const double start = stream_->start_time == AV_NOPTS_VALUE
                           ? 0.0
                           : static_cast<double>(stream_->start_time);
  const double own = TaggedEnd(*stream_) / av_q2d(stream_->time_base) - start;
  if (own > 0.0) return own;
  // The file's length is the video's if there is nothing else.
  return has_stated_size || !is_alone()
             ? 0.0
             : duration() / av_q2d(stream_->time_base);
}

// Which part is missing of a video of this length in its time base.
double VideoDemuxer::PartWithout(double length) const {
  if (!(length > 0.0)) return 0.0;
  const int64_t begin =
      stream_->start_time == AV_NOPTS_VALUE ? 0 : stream_->start_time;
  const double part = 1.0 - (end_ - static_cast<double>(begin)) / length;
  return std::clamp(part, 0.0, 1.0);
}

VideoDemuxer::CutOff VideoDemuxer::FindCutOff() const {
  const StatedSize stated = ReadStatedSize(*format_);
  const int64_t size = avio_size(format_->pb);
  if (stated.bytes > 0 && stated.bytes <= size) return {};
  if (stated.is_of_fragments) return {0.0, true};
  const double length = StatedLength(stated.bytes > 0);
  if (length > 0.0 || stated.bytes == 0) return {PartWithout(length), false};
  return {1.0 - static_cast<double>(size) / static_cast<double>(stated.bytes),
          false};
}

}  // namespace feluda
