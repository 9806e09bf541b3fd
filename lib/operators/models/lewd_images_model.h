// The file of detect_lewd_images: the user's lewd_images.onnx, or a made-up
// EfficientNetV2-S.

#ifndef LIB_OPERATORS_MODELS_LEWD_IMAGES_MODEL_H_
#define LIB_OPERATORS_MODELS_LEWD_IMAGES_MODEL_H_

#include "lib/operators/models/model_file.h"

namespace feluda {

ModelSource LewdImagesSource();

}  // namespace feluda

#endif  // LIB_OPERATORS_MODELS_LEWD_IMAGES_MODEL_H_
