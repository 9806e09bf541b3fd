// The keyword arguments of a call, laid out as Python's calling convention
// wants them, so that a call allocates nothing beyond what it does itself.
//
//   auto keywords = PythonKeywords::FromDict(dict);
//   PythonObject result = keywords->CallMethod(object, "run");
//
// Threads: those that hold Python's lock (the GIL).

#ifndef LIB_PYTHON_PYTHON_KEYWORDS_H_
#define LIB_PYTHON_PYTHON_KEYWORDS_H_

#include <vector>

#include "absl/status/statusor.h"
#include "lib/python/python_object.h"

namespace feluda {

class PythonKeywords {
 public:
  // No arguments.
  PythonKeywords() = default;

  // Takes the arguments from a dict, and keeps the values alive. Error:
  // InvalidArgument if it is no dict or a name is no string.
  static absl::StatusOr<PythonKeywords> FromDict(_object* dict);

  // Call `callable`, or the method `name` (a Python str) of `object`. The
  // result is null if an exception was raised, which is then set.
  PythonObject Call(_object* callable) const;
  PythonObject CallMethod(_object* object, _object* name) const;

 private:
  std::vector<PythonObject> values_;
  // The names, a tuple; null if there are none.
  PythonObject names_;
};

}  // namespace feluda

#endif  // LIB_PYTHON_PYTHON_KEYWORDS_H_
