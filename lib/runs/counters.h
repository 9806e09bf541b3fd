// The user counters that carry what Google Benchmark's Run has no field for.
// Their names, units and meanings are here; worker_figures.h has those of
// workers, python_run.h those of Python.
//
// A figure of a phase is the counter `<phase>.<figure>`, for instance
// `execution.resident_peak_bytes`. In the execution phase a figure marked "per
// iteration" is divided by the iterations; in the other phases there is one.
//
// A missing counter was not measured, and a counter `absent.<what>=<reason>`
// says why. Text travels in a counter's name, since a counter's value is a
// number: `fact.method=kmeans` is the fact `method`.

#ifndef LIB_RUNS_COUNTERS_H_
#define LIB_RUNS_COUNTERS_H_

#include <map>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "benchmark/benchmark.h"
#include "lib/base/facts.h"

namespace feluda {

// Only operators in Python have kImport (python_run.h), which comes first.
enum class Phase { kInitialization, kExecution, kCleanup, kImport };

// The phases that every operator has.
inline constexpr Phase kPhases[] = {Phase::kInitialization, Phase::kExecution,
                                    Phase::kCleanup};

// "initialization", "execution", "cleanup", "import".
absl::string_view PhaseName(Phase phase);

namespace figure {

// Seconds of wall clock, per iteration.
inline constexpr absl::string_view kWallSeconds = "wall_seconds";
// Seconds of CPU, per iteration: of this process with all its threads, and,
// separately, of the children that it has waited for.
inline constexpr absl::string_view kUserSeconds = "user_seconds";
inline constexpr absl::string_view kSystemSeconds = "system_seconds";
inline constexpr absl::string_view kChildrenUserSeconds =
    "children_user_seconds";
inline constexpr absl::string_view kChildrenSystemSeconds =
    "children_system_seconds";
// CPU seconds of all of the above over wall seconds: 1 is one busy core.
inline constexpr absl::string_view kUtilization = "cpu_utilization";
// Counts, per iteration, children included.
inline constexpr absl::string_view kMinorFaults = "minor_faults";
inline constexpr absl::string_view kMajorFaults = "major_faults";
inline constexpr absl::string_view kVoluntarySwitches = "voluntary_switches";
inline constexpr absl::string_view kInvoluntarySwitches =
    "involuntary_switches";
// Bytes of resident memory of this process at the start and the end of the
// phase, and the highest in between.
inline constexpr absl::string_view kResidentBefore = "resident_before_bytes";
inline constexpr absl::string_view kResidentAfter = "resident_after_bytes";
inline constexpr absl::string_view kResidentPeak = "resident_peak_bytes";
// The bytes at the end less those at the start, in results that were made by
// hand and have neither.
inline constexpr absl::string_view kResidentChange = "resident_change_bytes";
// The heap, of all threads. Counts and bytes are per iteration. The peak is the
// most by which live bytes exceeded those at the start of the phase.
inline constexpr absl::string_view kHeapAllocations = "heap_allocations";
inline constexpr absl::string_view kHeapFrees = "heap_frees";
inline constexpr absl::string_view kHeapAllocatedBytes = "heap_allocated_bytes";
inline constexpr absl::string_view kHeapNetBytes = "heap_net_bytes";
inline constexpr absl::string_view kHeapPeakBytes = "heap_peak_bytes";
// CPU seconds of threads and children, and how far resident memory rose. Only
// aggregates of repetitions have these, since of a sum or difference only the
// mean follows from the aggregates of its parts.
inline constexpr absl::string_view kCpuSeconds = "cpu_seconds";
inline constexpr absl::string_view kResidentRise = "resident_rise_bytes";

}  // namespace figure

// Wall times of the iterations of the execution phase, in seconds, from
// `samples.count` samples, each the mean of `samples.iterations_per_sample`
// iterations.
namespace sample {

inline constexpr absl::string_view kCount = "samples.count";
inline constexpr absl::string_view kIterationsPerSample =
    "samples.iterations_per_sample";
inline constexpr absl::string_view kMin = "samples.min_seconds";
inline constexpr absl::string_view kMax = "samples.max_seconds";
inline constexpr absl::string_view kMean = "samples.mean_seconds";
inline constexpr absl::string_view kMedian = "samples.median_seconds";
inline constexpr absl::string_view kP95 = "samples.p95_seconds";
inline constexpr absl::string_view kStdDev = "samples.stddev_seconds";
// Standard deviation over mean.
inline constexpr absl::string_view kCv = "samples.cv";

}  // namespace sample

// When the run began, in seconds since the Unix epoch.
inline constexpr absl::string_view kTimestamp = "timestamp_seconds";

// Seconds that the benchmark's own process ran, with its repetitions, passes
// and search for a number of iterations: how long running it again will take.
inline constexpr absl::string_view kProcessSeconds = "process_seconds";

// The CPU seconds that all other programs of the machine, and its host, took in
// the meantime. They are counted in hundredths of a second, so over a short
// time the figure may be a little below 0; sums of many are right. In a
// container it is mostly that of the whole machine.
inline constexpr absl::string_view kOtherCpuSeconds =
    "process_other_cpu_seconds";

// Which round of its run a repetition was measured in, from 0. A run has it
// where each repetition came from a process of its own (--feluda_rounds and
// //bench:ab), so that repetitions are independent of each other. Where two
// builds ran in turn, their runs of one round are a pair. Aggregates do not
// have it.
inline constexpr absl::string_view kRoundIndex = "round_index";

// Links a run to the memory pass that Google Benchmark makes after it; removed
// once the two are joined.
inline constexpr absl::string_view kPassId = "pass_id";

// The size n of a member of a family with Complexity(); others do not have it.
inline constexpr absl::string_view kComplexityN = "complexity_n";

// "execution.wall_seconds".
std::string CounterName(Phase phase, absl::string_view figure);

using Counters = benchmark::UserCounters;

// Sets or reads a plain value. Get() is nullopt where the counter is missing.
void Set(Counters& counters, absl::string_view name, double value);
std::optional<double> Get(const Counters& counters, absl::string_view name);
std::optional<double> Get(const Counters& counters, Phase phase,
                          absl::string_view figure);

// Returns the CPU seconds per iteration of the execution phase, threads and
// children included; nullopt if they were not measured.
std::optional<double> ExecutionCpuSeconds(const Counters& counters);

// Returns by how many bytes resident memory rose above its start in the
// execution phase; nullopt if that was not measured.
std::optional<double> ExecutionResidentRise(const Counters& counters);

// Write and read facts about input and output. Non-finite numbers are kept.
void SetFacts(Counters& counters, const Facts& facts);
Facts GetFacts(const Counters& counters);

// How large an input is, in its own unit: 900 rows, 1.5 minutes of video, 1
// image. GetInputSize() is nullopt if it was not set.
struct InputSize {
  double amount = 1;
  std::string unit = "items";
};
void SetInputSize(Counters& counters, const InputSize& size);
std::optional<InputSize> GetInputSize(const Counters& counters);

// Write and read why a group of figures ("heap", "resident") or a single one
// ("cleanup.cpu_utilization") was not measured.
void SetAbsent(Counters& counters, absl::string_view what,
               absl::string_view reason);
std::map<std::string, std::string> GetAbsent(const Counters& counters);

// Whether a counter's name holds text, so that its value means nothing.
bool CarriesText(absl::string_view counter_name);

}  // namespace feluda

#endif  // LIB_RUNS_COUNTERS_H_
