// The user counters that carry what Google Benchmark's Run has no field for:
// one list of names, units and meanings for whoever writes or reads them.
//
// A figure of a phase is the counter `<phase>.<figure>`, for instance
// `execution.resident_peak_bytes`. In the execution phase a figure marked "per
// iteration" is divided by the iterations; in the other phases there is one.
//
// A counter that is not there was not measured; why not is told by an
// `absent.<what>=<reason>` counter. Text travels in a counter's name, since a
// counter's value is a number: `fact.method=kmeans` is the fact `method`.

#ifndef LIB_RUNS_COUNTERS_H_
#define LIB_RUNS_COUNTERS_H_

#include <map>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "benchmark/benchmark.h"
#include "lib/base/facts.h"

namespace feluda {

// kImport is only of operators in Python (python_run.h): it comes first.
enum class Phase { kInitialization, kExecution, kCleanup, kImport };

// The phases that every operator has.
inline constexpr Phase kPhases[] = {Phase::kInitialization, Phase::kExecution,
                                    Phase::kCleanup};

// "initialization", "execution", "cleanup", "import".
absl::string_view PhaseName(Phase phase);

namespace figure {

// Seconds of wall clock, per iteration.
inline constexpr absl::string_view kWallSeconds = "wall_seconds";
// Seconds of CPU, per iteration: this process with all its threads, and apart
// from them its children that it has waited for.
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
// After less before, of a result made by hand that tells neither.
inline constexpr absl::string_view kResidentChange = "resident_change_bytes";
// Heap, of all threads. Counts and bytes are per iteration, but the peak is the
// highest the live bytes stood above the start of the phase.
inline constexpr absl::string_view kHeapAllocations = "heap_allocations";
inline constexpr absl::string_view kHeapFrees = "heap_frees";
inline constexpr absl::string_view kHeapAllocatedBytes = "heap_allocated_bytes";
inline constexpr absl::string_view kHeapNetBytes = "heap_net_bytes";
inline constexpr absl::string_view kHeapPeakBytes = "heap_peak_bytes";
// Of an aggregate of repetitions alone, since no statistic but the mean of a
// sum or a difference is that of its parts: CPU seconds of threads and
// children, and how far resident memory rose.
inline constexpr absl::string_view kCpuSeconds = "cpu_seconds";
inline constexpr absl::string_view kResidentRise = "resident_rise_bytes";

}  // namespace figure

// Wall time of the iterations of the execution phase, in seconds; `samples` is
// how many were taken, each the mean of `iterations_per_sample` iterations.
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

// Seconds that the benchmark's own process ran, its repetitions, passes and
// search for a number of iterations included: what running it again will take.
inline constexpr absl::string_view kProcessSeconds = "process_seconds";

// The CPU seconds that all other programs of the machine, and its host, took in
// the meantime. CPUs count in hundredths of a second, so over a short time it
// may come out a little below 0; sums of many are right. In a container it is
// mostly that of the whole machine.
inline constexpr absl::string_view kOtherCpuSeconds =
    "process_other_cpu_seconds";

// Which round of its run a repetition was measured in, from 0. A run has it
// where each repetition came from a process of its own (--feluda_rounds and
// //bench:ab), so that repetitions are independent of each other. Runs of one
// round of two builds that ran in turn are a pair. Aggregates do not have it.
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

// CPU seconds per iteration of the execution phase, threads and children
// included; nullopt where they were not measured.
std::optional<double> ExecutionCpuSeconds(const Counters& counters);

// How far resident memory rose above its start in the execution phase, bytes;
// nullopt where it was not measured.
std::optional<double> ExecutionResidentRise(const Counters& counters);

// Facts about input and output, there and back. Non-finite numbers are kept.
void SetFacts(Counters& counters, const Facts& facts);
Facts GetFacts(const Counters& counters);

// How large an input is, in its own unit: 900 rows, 1.5 minutes of video, 1
// image. There and back; nullopt where it was not told.
struct InputSize {
  double amount = 1;
  std::string unit = "items";
};
void SetInputSize(Counters& counters, const InputSize& size);
std::optional<InputSize> GetInputSize(const Counters& counters);

// Why a group of figures ("heap", "resident") or a single one
// ("cleanup.cpu_utilization") was not measured, there and back.
void SetAbsent(Counters& counters, absl::string_view what,
               absl::string_view reason);
std::map<std::string, std::string> GetAbsent(const Counters& counters);

// Whether a counter's name holds text, so that its value means nothing.
bool CarriesText(absl::string_view counter_name);

}  // namespace feluda

#endif  // LIB_RUNS_COUNTERS_H_
