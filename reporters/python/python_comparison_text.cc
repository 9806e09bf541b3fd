#include "reporters/python/python_comparison_text.h"

#include <algorithm>
#include <cstddef>
#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "lib/text/units.h"
#include "reporters/plan/rate_text.h"

namespace feluda {
namespace {

constexpr size_t kMaxTold = 20;

std::string Megabytes(double mebibytes) {
  constexpr double kBytesPerMebibyte = 1 << 20;
  return HumanBytes(mebibytes * kBytesPerMebibyte);
}

// Three digits, since more would differ in the next run.
std::string Ratio(double ratio) {
  if (ratio >= 99.95) return HumanRate(ratio);
  if (ratio >= 9.995) return absl::StrFormat("%.1f", ratio);
  if (ratio >= 0.01) return absl::StrFormat("%.2f", ratio);
  return absl::StrFormat("%.2g", ratio);
}

std::string Cell(const std::optional<double>& python,
                 const std::optional<double>& native,
                 std::string (*human)(double)) {
  if (!python.has_value() || !native.has_value()) return "";
  std::string text = absl::StrCat(human(*python), " / ", human(*native));
  // Nothing is so many times nothing.
  if (*native <= 0) return text;
  return absl::StrCat(text, " = ", Ratio(*python / *native));
}

std::vector<std::string> Row(const PythonPair& pair) {
  std::string name = pair.native_operator;
  if (pair.python_operator != pair.native_operator) {
    absl::StrAppend(&name, " (Python: ", pair.python_operator, ")");
  }
  return {
      name,
      pair.input,
      Cell(pair.python.seconds, pair.native.seconds, HumanSeconds),
      Cell(pair.python.cpu_seconds, pair.native.cpu_seconds, HumanSeconds),
      Cell(pair.python.rise_mib, pair.native.rise_mib, Megabytes),
      Cell(pair.python.peak_mib, pair.native.peak_mib, Megabytes),
      Cell(pair.python.startup_seconds, pair.native.startup_seconds,
           HumanSeconds),
  };
}

std::string First(const std::vector<std::string>& texts,
                  const char* separator) {
  const size_t told = std::min(texts.size(), kMaxTold);
  std::string text =
      absl::StrJoin(texts.begin(), texts.begin() + told, separator);
  if (told < texts.size()) {
    absl::StrAppend(&text, separator, "and ", texts.size() - told, " more");
  }
  return text;
}

}  // namespace

TextTable PythonComparisonTable(const PythonComparison& comparison) {
  TextTable table;
  table.columns = {{"Operator", false},   {"Data", false},
                   {"Time", true},        {"CPU Time", true},
                   {"Memory Rise", true}, {"Peak Memory", true},
                   {"Start-up", true}};
  for (const PythonPair& pair : comparison.pairs) {
    table.rows.push_back(Row(pair));
  }
  return table;
}

std::vector<std::string> PythonComparisonNotes(
    const PythonComparison& comparison) {
  std::vector<std::string> notes;
  if (!comparison.pairs.empty()) {
    notes.push_back(
        "A cell is Python's figure over the native one, and how many times the "
        "native one it is. Memory rise is what building and running the "
        "operator "
        "took above what was there before. Peak memory is the process's: the "
        "interpreter, the packages, and all inputs that the benchmark file "
        "holds, those of its other calls too. The start-up in Python includes "
        "starting the "
        "interpreter and importing; what a native program loads before its "
        "operator is built is not measured. The data of both have the same "
        "name or "
        "size; they are the same bytes where Python's are from "
        "benchmark.data_generator.");
  }
  if (!comparison.mislabelled.empty()) {
    notes.push_back(absl::StrCat("Compared by what was run, not by its name: ",
                                 First(comparison.mislabelled, " ")));
  }
  if (!comparison.alone.empty()) {
    notes.push_back(
        absl::StrCat("Without a native benchmark of the same operator and "
                     "input in this report: ",
                     First(comparison.alone, ", "), "."));
  }
  return notes;
}

}  // namespace feluda
