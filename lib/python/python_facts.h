// Converts what Python code says about its input and output into facts for a
// report.
//
// Threads: those that hold Python's lock (the GIL).

#ifndef LIB_PYTHON_PYTHON_FACTS_H_
#define LIB_PYTHON_PYTHON_FACTS_H_

#include <string>

#include "lib/base/facts.h"

struct _object;

namespace feluda {

// Returns the entries of a dict, or for anything else one fact called `name`;
// none for None. Numbers, numpy's among them, are numbers. All else, bools
// included, is the text that str() makes of it, cut off at 1000 bytes. If that
// str() raises an exception, the text is its message.
Facts FactsOf(_object* value, const std::string& name);

}  // namespace feluda

#endif  // LIB_PYTHON_PYTHON_FACTS_H_
