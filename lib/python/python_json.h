// Converts Python's objects to JSON, as a report writes them.
//
// Threads: those that hold Python's lock (the GIL).

#ifndef LIB_PYTHON_PYTHON_JSON_H_
#define LIB_PYTHON_PYTHON_JSON_H_

#include "nlohmann/json_fwd.hpp"

struct _object;

namespace feluda {

// None, bools, numbers, strings, dicts, lists and tuples are what json.dumps()
// makes of them, and numpy's numbers are numbers. Anything else, and also a key
// that is no string, is the text that str() makes of it. The order is kept. An
// integer beyond 64 bits is a float.
//
// Throws pybind11::error_already_set: what a str() raised, or a ValueError for
// objects that are nested 100 deep, as one that holds itself is.
nlohmann::ordered_json JsonOf(_object* value);

}  // namespace feluda

#endif  // LIB_PYTHON_PYTHON_JSON_H_
