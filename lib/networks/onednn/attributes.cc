#include "lib/networks/onednn/attributes.h"

#include "lib/networks/onednn/primitives.h"

namespace feluda {

dnnl::algorithm AlgorithmOf(Activation& activation) {
  using dnnl::algorithm;
  switch (activation.kind) {
    case Activation::Kind::kNone:
      return algorithm::undef;
    case Activation::Kind::kRelu:
      return algorithm::eltwise_relu;
    case Activation::Kind::kClip:
      return algorithm::eltwise_clip;
    case Activation::Kind::kSwish:
      return algorithm::eltwise_swish;
    case Activation::Kind::kSigmoid:
      return algorithm::eltwise_logistic;
    case Activation::Kind::kTanh:
      return algorithm::eltwise_tanh;
    case Activation::Kind::kGelu:
      return algorithm::eltwise_gelu_erf;
    case Activation::Kind::kElu:
      return algorithm::eltwise_elu;
    case Activation::Kind::kHardSwish:
      primitives::SetHardSwish(activation.alpha, activation.beta);
      return algorithm::eltwise_hardswish;
    case Activation::Kind::kLinear:
      return algorithm::eltwise_linear;
  }
  return algorithm::undef;
}

dnnl::primitive_attr Attributes(bool add, const Activation& activation) {
  dnnl::post_ops operations;
  if (add) operations.append_sum();
  if (activation.kind != Activation::Kind::kNone) {
    Activation parameters = activation;
    const dnnl::algorithm algorithm = AlgorithmOf(parameters);
    primitives::AppendActivation(operations, algorithm, parameters.alpha,
                                 parameters.beta);
  }
  dnnl::primitive_attr attributes;
  attributes.set_scratchpad_mode(dnnl::scratchpad_mode::user);
  attributes.set_post_ops(operations);
  return attributes;
}

}  // namespace feluda
