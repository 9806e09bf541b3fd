// Chooses the benchmarks on which workers are tried, one for each operator,
// while the benchmarks run.
//
//   WorkerTrials trials(names, RunsInWorkers);
//   for (size_t i = 0; i < names.size(); ++i) {
//     const bool succeeded = Run(i);
//     if (succeeded && trials.IsWanted(i)) trials.Tried(i, TryWorkersOn(i));
//   }

#ifndef LIB_RUNNER_PROCESSES_WORKER_TRIALS_H_
#define LIB_RUNNER_PROCESSES_WORKER_TRIALS_H_

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace feluda {

class WorkerTrials {
 public:
  // `runs_in_workers` tells whether a benchmark is of an operator that
  // deployers run workers of.
  WorkerTrials(const std::vector<std::string>& names,
               const std::function<bool(const std::string&)>& runs_in_workers);

  // True for the middle one of an operator's benchmarks in the order of
  // `names`, in which inputs mostly grow, and for those after it, until a trial
  // has succeeded or kMaxTries have failed.
  bool IsWanted(size_t benchmark) const;

  void Tried(size_t benchmark, bool succeeded);

 private:
  static constexpr int kMaxTries = 2;

  struct Operator {
    std::vector<size_t> benchmarks;
    bool is_done = false;
    int tries = 0;
  };

  std::map<std::string, Operator> operators_;
  // The operator of each benchmark; null if its workers are not tried.
  std::vector<Operator*> operator_of_;
};

}  // namespace feluda

#endif  // LIB_RUNNER_PROCESSES_WORKER_TRIALS_H_
