// The key frames of a video, as CLIP sees them: each is resized and cut as
// CLIP's own preprocessing does, and put through the image tower in batches.
//
//   absl::StatusOr<Facts> facts = ForEachKeyFrame(
//       "cuts.mp4", options, embed,
//       [&](const KeyFrame& frame) { return Add(frame.features); });
//
// Feluda takes the I-frames, which the encoder coded by themselves. Here it is
// the key frames, at which decoding can begin: libav decodes only these, at a
// fraction of the cost. In H.264 and later codecs a video may have I-frames
// that are no key frames.
//
// Memory: the decoder's, a frame, and a batch of 600 kB a frame, whatever the
// video's length. Threads: any number.

#ifndef LIB_OPERATORS_CLIP_KEY_FRAME_FEATURES_H_
#define LIB_OPERATORS_CLIP_KEY_FRAME_FEATURES_H_

#include <cstdint>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "lib/base/facts.h"
#include "lib/media/video/video_decoder.h"
#include "lib/networks/tensor.h"

namespace feluda {

struct KeyFrameOptions {
  // `key_frames_only` is ignored: other frames are always left out.
  DecoderOptions decoder;
  // How many frames go through the network at once, 1 to 64. 8 is about the
  // fastest.
  int batch = 8;
  // The side of the images that the network takes.
  int side = 224;
};

// InvalidArgumentError naming the member and the remedy.
absl::Status Validate(const KeyFrameOptions& options);

struct KeyFrame {
  // When the frame is shown, from the beginning of the file.
  double seconds = 0.0;
  // Valid until the next frame.
  absl::Span<const float> features;
};

// A function from images {batch, 3, side, side} to {batch, features}.
using EmbedImages =
    absl::FunctionRef<absl::StatusOr<Tensor>(const Tensor& images)>;

// Calls `take` for each key frame in the order in which they are shown, until a
// call fails. Returns facts: `n_frames`, the frames that were taken;
// `n_packets`, the key frames that the file has; `damaged_packets`, how many of
// these are damaged. There is at least one frame. Errors are `take`'s and those
// of video_reader.h, which name the file; damage may be found only at the end,
// so discard all features then.
absl::StatusOr<Facts> ForEachKeyFrame(
    const std::string& path, const KeyFrameOptions& options, EmbedImages embed,
    absl::FunctionRef<absl::Status(const KeyFrame& frame)> take);

}  // namespace feluda

#endif  // LIB_OPERATORS_CLIP_KEY_FRAME_FEATURES_H_
