// Makes numpy arrays of what C++ holds already.

#ifndef LIB_PYTHON_MODULES_ARRAY_OF_H_
#define LIB_PYTHON_MODULES_ARRAY_OF_H_

#include <pybind11/numpy.h>

#include <memory>
#include <utility>
#include <vector>

namespace feluda {

// Returns an array that takes over the memory of `values`: nothing is copied,
// and no element is a Python object. Throws what importing numpy raises.
// REQUIRES: `shape` has as many elements.
template <typename T>
pybind11::array_t<T> ArrayOf(std::vector<T> values,
                             const std::vector<pybind11::ssize_t>& shape) {
  auto owned = std::make_unique<std::vector<T>>(std::move(values));
  const T* data = owned->data();
  const pybind11::capsule owner(owned.get(), [](void* vector) {
    delete static_cast<std::vector<T>*>(vector);
  });
  static_cast<void>(owned.release());  // The capsule owns it.
  return pybind11::array_t<T>(shape, data, owner);
}

}  // namespace feluda

#endif  // LIB_PYTHON_MODULES_ARRAY_OF_H_
