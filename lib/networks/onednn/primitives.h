// Makes oneDNN's primitive descriptors, whose constructors differ between 2.6
// (Debian 12: an operation descriptor first) and 3.x (Debian 13: all at once).
// Private to this folder's sources. No other file asks for the version.
//
// Only 2.6 is tested by this project's tests.

#ifndef LIB_NETWORKS_ONEDNN_PRIMITIVES_H_
#define LIB_NETWORKS_ONEDNN_PRIMITIVES_H_

#include "dnnl.hpp"
#include "lib/networks/onednn/operation.h"

namespace feluda::primitives {

using Memory = dnnl::memory::desc;
using Dims = dnnl::memory::dims;

constexpr auto kInference = dnnl::prop_kind::forward_inference;

// Applies the function x -> algorithm(x, alpha, beta) to a primitive's results.
inline void AppendActivation(dnnl::post_ops& operations,
                             dnnl::algorithm algorithm, float alpha,
                             float beta) {
#if DNNL_VERSION_MAJOR >= 3
  operations.append_eltwise(algorithm, alpha, beta);
#else
  operations.append_eltwise(1.0f, algorithm, alpha, beta);
#endif
}

// Sets the parameters of x * clip(x / 6 + 1 / 2, 0, 1). Version 2.6 has them
// built in and takes none.
inline void SetHardSwish([[maybe_unused]] float& alpha,
                         [[maybe_unused]] float& beta) {
#if DNNL_VERSION_MAJOR >= 3
  alpha = 1.0f / 6;
  beta = 0.5f;
#endif
}

// An empty `bias` is none.
inline dnnl::convolution_forward::primitive_desc Convolution(
    dnnl::algorithm algorithm, const Memory& source, const Memory& weights,
    const Memory& bias, const Memory& destination, const Dims& strides,
    const Dims& dilations, const Dims& pad_before, const Dims& pad_after,
    const dnnl::primitive_attr& attributes) {
  using dnnl::convolution_forward;
#if DNNL_VERSION_MAJOR >= 3
  return convolution_forward::primitive_desc(
      Processor(), kInference, algorithm, source, weights, bias, destination,
      strides, dilations, pad_before, pad_after, attributes);
#else
  return convolution_forward::primitive_desc(
      convolution_forward::desc(kInference, algorithm, source, weights, bias,
                                destination, strides, dilations, pad_before,
                                pad_after),
      attributes, Processor());
#endif
}

inline dnnl::inner_product_forward::primitive_desc InnerProduct(
    const Memory& source, const Memory& weights, const Memory& bias,
    const Memory& destination, const dnnl::primitive_attr& attributes) {
  using dnnl::inner_product_forward;
#if DNNL_VERSION_MAJOR >= 3
  return inner_product_forward::primitive_desc(
      Processor(), kInference, source, weights, bias, destination, attributes);
#else
  return inner_product_forward::primitive_desc(
      inner_product_forward::desc(kInference, source, weights, bias,
                                  destination),
      attributes, Processor());
#endif
}

inline dnnl::pooling_forward::primitive_desc Pooling(
    dnnl::algorithm algorithm, const Memory& source, const Memory& destination,
    const Dims& strides, const Dims& window, const Dims& pad_before,
    const Dims& pad_after, const dnnl::primitive_attr& attributes) {
  using dnnl::pooling_forward;
#if DNNL_VERSION_MAJOR >= 3
  const Dims dilations(window.size(), 0);
  return pooling_forward::primitive_desc(
      Processor(), kInference, algorithm, source, destination, strides, window,
      dilations, pad_before, pad_after, attributes);
#else
  return pooling_forward::primitive_desc(
      pooling_forward::desc(kInference, algorithm, source, destination, strides,
                            window, pad_before, pad_after),
      attributes, Processor());
#endif
}

inline dnnl::eltwise_forward::primitive_desc Elementwise(
    dnnl::algorithm algorithm, const Memory& memory, float alpha, float beta,
    const dnnl::primitive_attr& attributes) {
  using dnnl::eltwise_forward;
#if DNNL_VERSION_MAJOR >= 3
  return eltwise_forward::primitive_desc(Processor(), kInference, algorithm,
                                         memory, memory, alpha, beta,
                                         attributes);
#else
  return eltwise_forward::primitive_desc(
      eltwise_forward::desc(kInference, algorithm, memory, alpha, beta),
      attributes, Processor());
#endif
}

// destination = algorithm(first, second), where `second` may have sizes of 1.
inline dnnl::binary::primitive_desc Binary(
    dnnl::algorithm algorithm, const Memory& first, const Memory& second,
    const Memory& destination, const dnnl::primitive_attr& attributes) {
#if DNNL_VERSION_MAJOR >= 3
  return dnnl::binary::primitive_desc(Processor(), algorithm, first, second,
                                      destination, attributes);
#else
  return dnnl::binary::primitive_desc(
      dnnl::binary::desc(algorithm, first, second, destination), attributes,
      Processor());
#endif
}

}  // namespace feluda::primitives

#endif  // LIB_NETWORKS_ONEDNN_PRIMITIVES_H_
