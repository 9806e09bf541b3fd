// The section of the Markdown report that sets native and Python operators side
// by side.

#ifndef REPORTERS_MARKDOWN_PYTHON_MARKDOWN_H_
#define REPORTERS_MARKDOWN_PYTHON_MARKDOWN_H_

#include <string>

#include "reporters/python/python_comparison.h"

namespace feluda {

// Begins with an empty line; empty where there is nothing to compare.
std::string PythonSection(const PythonComparison& comparison);

}  // namespace feluda

#endif  // REPORTERS_MARKDOWN_PYTHON_MARKDOWN_H_
