// Hides what FFmpeg 5 (Debian 12) and FFmpeg 7 (Debian 13) name differently. No
// other file asks for the version.

#ifndef LIB_MEDIA_VIDEO_LIBAV_VERSIONS_H_
#define LIB_MEDIA_VIDEO_LIBAV_VERSIONS_H_

#include <cstddef>
#include <cstdint>

#include "lib/media/video/libav.h"

extern "C" {
#include "libavcodec/codec_desc.h"
#include "libavcodec/packet.h"
#include "libavutil/version.h"
}

namespace feluda {

// Returns how long the frame is shown, in ticks of its stream; 0 if that is not
// known.
inline int64_t TicksOf(const AVFrame& frame) {
#if LIBAVUTIL_VERSION_MAJOR >= 58
  return frame.duration;
#else
  return frame.pkt_duration;
#endif
}

// Returns how many ticks of the codec's clock a frame lasts: 2 if the codec
// times the fields of interlaced frames.
inline int TicksPerFrame(const AVCodecContext& decoder) {
#if LIBAVCODEC_VERSION_MAJOR >= 61
  return decoder.codec_descriptor != nullptr &&
                 (decoder.codec_descriptor->props & AV_CODEC_PROP_FIELDS) != 0
             ? 2
             : 1;
#else
  return decoder.ticks_per_frame > 1 ? decoder.ticks_per_frame : 1;
#endif
}

// The size of a display matrix, which tells how a picture is turned: 9 numbers
// of type int32_t.
constexpr size_t kDisplayMatrixBytes = 9 * sizeof(int32_t);

// Returns the stream's display matrix; null if it has none, or only a part of
// one.
inline const uint8_t* DisplayMatrixOf(const AVStream& stream) {
  const uint8_t* bytes = nullptr;
  size_t size = 0;
#if LIBAVFORMAT_VERSION_MAJOR >= 61
  const AVPacketSideData* const data = av_packet_side_data_get(
      stream.codecpar->coded_side_data, stream.codecpar->nb_coded_side_data,
      AV_PKT_DATA_DISPLAYMATRIX);
  if (data != nullptr) {
    bytes = data->data;
    size = data->size;
  }
#else
  bytes = av_stream_get_side_data(&stream, AV_PKT_DATA_DISPLAYMATRIX, &size);
#endif
  return size < kDisplayMatrixBytes ? nullptr : bytes;
}

// Gives the stream a display matrix that is not filled in; null if memory is
// short.
inline uint8_t* AddDisplayMatrix(AVStream& stream) {
#if LIBAVFORMAT_VERSION_MAJOR >= 61
  AVPacketSideData* const data = av_packet_side_data_new(
      &stream.codecpar->coded_side_data, &stream.codecpar->nb_coded_side_data,
      AV_PKT_DATA_DISPLAYMATRIX, kDisplayMatrixBytes, 0);
  return data == nullptr ? nullptr : data->data;
#else
  return av_stream_new_side_data(&stream, AV_PKT_DATA_DISPLAYMATRIX,
                                 kDisplayMatrixBytes);
#endif
}

}  // namespace feluda

#endif  // LIB_MEDIA_VIDEO_LIBAV_VERSIONS_H_
