// The types in which the meter says durations and errors: Abseil's in this
// project. A program without Abseil compiles lib/measure with
// FELUDA_MEASURE_PLAIN, as its CMakeLists.txt does, and gets small types with
// the members that the meter and its users need. All of a program is compiled
// with the same choice.

#ifndef LIB_MEASURE_VOCABULARY_H_
#define LIB_MEASURE_VOCABULARY_H_

#ifdef FELUDA_MEASURE_PLAIN

#include "lib/measure/plain/duration.h"
#include "lib/measure/plain/status.h"

#else

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace feluda {

using absl::FailedPreconditionError;
using absl::Status;
using absl::StatusOr;
using absl::UnavailableError;

using absl::Duration;
using absl::DurationFromTimespec;
using absl::DurationFromTimeval;
using absl::FDivDuration;
using absl::Microseconds;
using absl::Nanoseconds;
using absl::ToDoubleSeconds;

}  // namespace feluda

#endif  // FELUDA_MEASURE_PLAIN

#endif  // LIB_MEASURE_VOCABULARY_H_
