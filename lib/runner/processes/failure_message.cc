#include "lib/runner/processes/failure_message.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/string_view.h"
#include "lib/runner/processes/interruption.h"
#include "lib/text/text.h"

namespace feluda {
namespace {

std::string Seconds(absl::Duration duration) {
  return absl::StrFormat("%.1f s", absl::ToDoubleSeconds(duration));
}

// Names the memory limit, which may be the reason of a failure.
std::string MemoryLimit(const ChildLimits& limits) {
  if (limits.memory_bytes <= 0) return "";
  return absl::StrFormat(
      ", with a memory limit of %d MiB (--feluda_memory_limit_mb)",
      limits.memory_bytes >> 20);
}

std::string DescribeExit(const ChildEnd& end, const ChildLimits& limits,
                         const absl::StatusOr<PipedRuns>& piped) {
  if (!piped.ok()) {
    return absl::StrCat("its result cannot be read: ",
                        piped.status().message());
  }
  if (absl::StrContains(piped->error, "bad_alloc")) {
    return absl::StrCat(piped->error, MemoryLimit(limits));
  }
  if (!piped->error.empty()) return piped->error;
  if (piped->ended) return "";
  return absl::StrCat("exited with status ", end.value, " after ",
                      Seconds(end.elapsed), ", before it was done");
}

std::string DescribeSignal(const ChildEnd& end, const ChildLimits& limits) {
  return absl::StrCat(
      "killed by ", SignalName(end.value), " after ", Seconds(end.elapsed),
      end.memory_ran_out ? ", by the kernel, as memory had run out" : "",
      MemoryLimit(limits));
}

std::string DescribeTimeout(const ChildEnd& end, const ChildLimits& limits) {
  return absl::StrCat("ran over its ", Seconds(limits.timeout),
                      " (--feluda_timeout) and was ",
                      end.value == 0 ? "stopped" : "killed");
}

std::string Describe(const ChildEnd& end, const ChildLimits& limits,
                     const absl::StatusOr<PipedRuns>& piped) {
  switch (end.cause) {
    case ChildEnd::Cause::kExited:
      return DescribeExit(end, limits, piped);
    case ChildEnd::Cause::kSignalled:
      return DescribeSignal(end, limits);
    case ChildEnd::Cause::kTimedOut:
      return DescribeTimeout(end, limits);
    case ChildEnd::Cause::kInterrupted:
      break;
  }
  return "interrupted";
}

}  // namespace

std::string DescribeFailure(const ChildEnd& end, const ChildLimits& limits,
                            const absl::StatusOr<PipedRuns>& piped) {
  std::string text = Describe(end, limits, piped);
  const absl::string_view last_words =
      absl::StripAsciiWhitespace(end.last_words);
  if (!text.empty() && !last_words.empty()) {
    absl::StrAppend(&text, "; its last words:\n", last_words);
  }
  return Printable(text);
}

}  // namespace feluda
