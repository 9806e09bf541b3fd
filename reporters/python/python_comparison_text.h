// "Compared with Python" as a table and sentences, which all forms of the
// report share. The texts are plain: each form escapes and lays out as it must.

#ifndef REPORTERS_PYTHON_PYTHON_COMPARISON_TEXT_H_
#define REPORTERS_PYTHON_PYTHON_COMPARISON_TEXT_H_

#include <string>
#include <vector>

#include "reporters/plan/plan_text.h"
#include "reporters/python/python_comparison.h"

namespace feluda {

inline constexpr char kComparedWithPython[] = "Compared with Python";

// A row for each pair. A cell such as "1.20 s / 97.0 ms = 12.4" has Python's
// figure, the native one and their ratio. A cell is empty where one of them was
// not measured.
TextTable PythonComparisonTable(const PythonComparison& comparison);

// How to read the table, and what is not in it. Long lists end with "and 12
// more".
std::vector<std::string> PythonComparisonNotes(
    const PythonComparison& comparison);

}  // namespace feluda

#endif  // REPORTERS_PYTHON_PYTHON_COMPARISON_TEXT_H_
