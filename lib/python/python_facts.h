// What Python code tells about its input and output, as facts for a report.
//
// Threads: those that hold Python's lock (the GIL).

#ifndef LIB_PYTHON_PYTHON_FACTS_H_
#define LIB_PYTHON_PYTHON_FACTS_H_

#include <string>

#include "lib/base/facts.h"

struct _object;

namespace feluda {

// The entries of a dict; anything else is one fact of the name `name`, None
// none. What Python's float() takes without being text is a number (numpy's
// among them), the rest is what str() makes of it, cut off at 1000 bytes. An
// exception of that str() is told in its place.
Facts FactsOf(_object* value, const std::string& name);

}  // namespace feluda

#endif  // LIB_PYTHON_PYTHON_FACTS_H_
