// Owns a reference to a Python object, without Python's headers.
//
//   PythonObject list(PyList_New(0));
//
// Threads: those that hold Python's lock (the GIL).

#ifndef LIB_PYTHON_PYTHON_OBJECT_H_
#define LIB_PYTHON_PYTHON_OBJECT_H_

#include <utility>

struct _object;

namespace feluda {

class PythonObject {
 public:
  PythonObject() = default;
  // Takes over a reference, such as most functions of Python's return.
  explicit PythonObject(_object* owned) : object_(owned) {}
  // Adds a reference of its own to `borrowed`.
  static PythonObject ToBorrowed(_object* borrowed);

  PythonObject(const PythonObject& other) : PythonObject() {
    *this = ToBorrowed(other.object_);
  }
  PythonObject(PythonObject&& other) noexcept
      : object_(std::exchange(other.object_, nullptr)) {}
  PythonObject& operator=(PythonObject other) noexcept {
    std::swap(object_, other.object_);
    return *this;
  }
  ~PythonObject() {
    if (object_ != nullptr) Release();
  }

  _object* get() const { return object_; }
  explicit operator bool() const { return object_ != nullptr; }

 private:
  void Release();

  _object* object_ = nullptr;
};

}  // namespace feluda

#endif  // LIB_PYTHON_PYTHON_OBJECT_H_
