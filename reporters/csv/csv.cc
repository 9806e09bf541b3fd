#include "reporters/csv/csv.h"

#include <cmath>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "lib/runs/counters.h"
#include "reporters/csv/csv_cell.h"
#include "reporters/report/result.h"

namespace feluda {
namespace {

constexpr absl::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string Nanoseconds(const std::optional<double>& seconds) {
  constexpr double kNanosecondsASecond = 1e9;
  if (!seconds.has_value()) return "";
  return CsvInteger(*seconds * kNanosecondsASecond);
}

std::string Bytes(const std::optional<double>& mebibytes) {
  constexpr double kBytesPerMebibyte = 1 << 20;
  if (!mebibytes.has_value()) return "";
  return CsvInteger(*mebibytes * kBytesPerMebibyte);
}

std::string Timestamp(const Result& result) {
  if (!result.timestamp.has_value()) return "";
  return absl::FormatTime("%Y-%m-%d %H:%M:%S", *result.timestamp,
                          absl::UTCTimeZone());
}

// An amount that is not whole is told in a thousandth of its unit.
std::pair<std::string, std::string> InputCells(const Result& result) {
  constexpr double kThousandth = 1e-3;
  constexpr double kMillisecondsAMinute = 60e3;
  const std::optional<InputSize> size = GetInputSize(result.counters);
  if (!size.has_value()) return {"", CsvText("")};
  const auto [amount, unit] = *size;
  if (unit == "minutes") {
    return {CsvInteger(amount * kMillisecondsAMinute), CsvText("milliseconds")};
  }
  if (amount == std::trunc(amount)) return {CsvInteger(amount), CsvText(unit)};
  return {CsvInteger(amount / kThousandth),
          CsvText(absl::StrCat("thousandths of ", unit))};
}

std::string Counter(const Result& result, absl::string_view figure) {
  return CsvInteger(Get(result.counters, Phase::kExecution, figure));
}

std::string Row(const Result& result) {
  const PhaseCost& cost = result.execution;
  const auto [amount, unit] = InputCells(result);
  const bool one_run = result.aggregate.empty();
  return CsvRow({CsvText(result.Name()),
                 CsvText(result.operator_name),
                 CsvText(result.data_description),
                 CsvText(result.Succeeded() ? "success" : "failed"),
                 CsvText(result.AggregateNote()),
                 one_run ? CsvInteger(result.repetition_index) : "",
                 one_run ? CsvInteger(result.iterations) : "",
                 amount,
                 unit,
                 Nanoseconds(cost.seconds),
                 Nanoseconds(result.cpu_seconds),
                 Nanoseconds(result.initialization.seconds),
                 Nanoseconds(result.cleanup.seconds),
                 Bytes(cost.memory_peak_mib),
                 Bytes(result.initialization.memory_peak_mib),
                 Bytes(cost.memory_before_mib),
                 Bytes(cost.MemoryChangeMib()),
                 Counter(result, figure::kHeapPeakBytes),
                 Counter(result, figure::kHeapAllocations),
                 Timestamp(result),
                 CsvText(result.error.value_or(""))});
}

}  // namespace

std::string ToCsv(const Report& report) {
  std::string text =
      absl::StrCat(kByteOrderMark, CsvRow({"benchmark",
                                           "operator",
                                           "data",
                                           "status",
                                           "aggregate",
                                           "repetition_index",
                                           "iterations",
                                           "input_amount",
                                           "input_unit",
                                           "execution_time_ns",
                                           "cpu_time_ns",
                                           "initialization_time_ns",
                                           "cleanup_time_ns",
                                           "peak_memory_bytes",
                                           "initialization_peak_memory_bytes",
                                           "memory_before_bytes",
                                           "memory_change_bytes",
                                           "peak_heap_bytes",
                                           "allocations",
                                           "timestamp_utc",
                                           "error"}));
  for (const Result& result : report.results()) text += Row(result);
  return text;
}

}  // namespace feluda
