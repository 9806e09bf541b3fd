#include "lib/runs/new_run.h"

#include "lib/runs/run_outcome.h"

namespace feluda {

using Run = benchmark::BenchmarkReporter::Run;

Run NewRun(const std::string& name) {
  Run run;
  run.run_name.function_name = name;
  run.run_type = Run::RT_Iteration;
  run.threads = 1;
  run.repetitions = 1;
  run.repetition_index = 0;
  run.family_index = 0;
  run.per_family_instance_index = 0;
  run.time_unit = benchmark::kMillisecond;
  run.statistics = nullptr;
  return run;
}

Run FailedRun(const std::string& name, const std::string& message) {
  Run run = NewRun(name);
  run.iterations = 0;
  MarkFailed(run, message);
  return run;
}

}  // namespace feluda
