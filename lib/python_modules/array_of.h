// Arrays of numpy made of what C++ holds already.

#ifndef LIB_PYTHON_MODULES_ARRAY_OF_H_
#define LIB_PYTHON_MODULES_ARRAY_OF_H_

#include <pybind11/numpy.h>

#include <memory>
#include <utility>
#include <vector>

namespace feluda {

// An array that takes over the memory of `values`: nothing is copied, and there
// is no Python object for an element. REQUIRES: `shape` has as many elements.
// Throws what importing numpy raises.
template <typename T>
pybind11::array_t<T> ArrayOf(std::vector<T> values,
                             const std::vector<pybind11::ssize_t>& shape) {
  auto owned = std::make_unique<std::vector<T>>(std::move(values));
  const T* data = owned->data();
  const pybind11::capsule owner(owned.get(), [](void* vector) {
    delete static_cast<std::vector<T>*>(vector);
  });
  owned.release();
  return pybind11::array_t<T>(shape, data, owner);
}

}  // namespace feluda

#endif  // LIB_PYTHON_MODULES_ARRAY_OF_H_
