// The steps of a history as a table for a terminal.

#ifndef REPORTERS_HISTORY_FORMATS_HISTORY_CONSOLE_H_
#define REPORTERS_HISTORY_FORMATS_HISTORY_CONSOLE_H_

#include <cstddef>
#include <string>

#include "reporters/history/report_history.h"

namespace feluda {

// Shows at most `rows` steps, and as many lines of a list, and says how many
// are left out.
std::string HistoryConsole(const History& history, size_t rows = 60);

}  // namespace feluda

#endif  // REPORTERS_HISTORY_FORMATS_HISTORY_CONSOLE_H_
