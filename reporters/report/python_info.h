// What a report's system_info says of Python: the interpreter and the packages.
// It is taken from the runs, so it is there however they came into the report,
// and only if a Python operator is among them.

#ifndef REPORTERS_REPORT_PYTHON_INFO_H_
#define REPORTERS_REPORT_PYTHON_INFO_H_

#include "lib/runs/python_run.h"
#include "nlohmann/json_fwd.hpp"

namespace feluda {

// Sets `python_version`, before the timestamp as in Feluda's reports, and at
// the end `python_allocator` and `python_packages`, an object of versions by
// package. A different value that is already there is kept beside the new one:
// "3.11.2; 3.13.5".
void AddPythonInfo(const PythonRunDetails& details,
                   nlohmann::ordered_json& system_info);

}  // namespace feluda

#endif  // REPORTERS_REPORT_PYTHON_INFO_H_
