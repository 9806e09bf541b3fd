// A function that is applied to each element of a layer's output, in the same
// pass as the layer.

#ifndef LIB_NETWORKS_ONEDNN_ACTIVATION_H_
#define LIB_NETWORKS_ONEDNN_ACTIVATION_H_

namespace feluda {

struct Activation {
  enum class Kind {
    kNone,
    kRelu,       // max(x, 0) if alpha is 0; else alpha * x below 0
    kClip,       // x within alpha and beta: ReLU6 is 0 and 6
    kSwish,      // x * sigmoid(alpha * x)
    kSigmoid,    // 1 / (1 + exp(-x))
    kTanh,       // the hyperbolic tangent
    kGelu,       // x * (1 + erf(x / sqrt(2))) / 2
    kElu,        // alpha * (exp(x) - 1) below 0
    kHardSwish,  // x * clip(x / 6 + 1 / 2, 0, 1)
    kLinear,     // alpha * x + beta
  };

  Kind kind = Kind::kNone;
  float alpha = 0;
  float beta = 0;

  static Activation None() { return {}; }
  static Activation Relu() { return {Kind::kRelu}; }
  static Activation Relu6() { return {Kind::kClip, 0, 6}; }
  static Activation Silu() { return {Kind::kSwish, 1}; }
  // CLIP's approximation of GELU.
  static Activation QuickGelu() { return {Kind::kSwish, 1.702f}; }
  static Activation Gelu() { return {Kind::kGelu}; }
  static Activation Sigmoid() { return {Kind::kSigmoid}; }
};

}  // namespace feluda

#endif  // LIB_NETWORKS_ONEDNN_ACTIVATION_H_
