#include "lib/runner/processes/worker_trials.h"

#include <algorithm>

namespace feluda {

WorkerTrials::WorkerTrials(
    const std::vector<std::string>& names,
    const std::function<bool(const std::string&)>& runs_in_workers)
    : operator_of_(names.size(), nullptr) {
  for (size_t i = 0; i < names.size(); ++i) {
    if (!runs_in_workers(names[i])) continue;
    Operator& of = operators_[names[i].substr(0, names[i].find('/'))];
    of.benchmarks.push_back(i);
    operator_of_[i] = &of;
  }
}

bool WorkerTrials::IsWanted(size_t benchmark) const {
  const Operator* const of = operator_of_[benchmark];
  return of != nullptr && !of->is_done && of->tries < kMaxTries &&
         benchmark >= of->benchmarks[(of->benchmarks.size() - 1) / 2];
}

void WorkerTrials::Tried(size_t benchmark, bool succeeded) {
  Operator& of = *operator_of_[benchmark];
  ++of.tries;
  of.is_done = succeeded;
}

}  // namespace feluda
